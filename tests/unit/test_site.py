"""Lines that repeat over the pages of a site."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.blocks import BlockDetector, RepeatedBlocks, SiteProfile
from provenance.document import Document

PAGES = st.lists(
    st.lists(st.sampled_from(["Home", "News", "A story", "©", "\ud800", "Contact  us"])), max_size=6
)


def profile_of(pages):
    profile = SiteProfile()
    for lines in pages:
        profile.update(Document("\n".join(lines)))
    return profile


@given(PAGES, PAGES, PAGES)
def test_merging_is_associative_and_commutative(first, second, third):
    a, b, c = profile_of(first), profile_of(second), profile_of(third)
    assert a | b == b | a == profile_of(first + second)
    assert (a | b) | c == a | (b | c)


@given(PAGES)
def test_a_saved_profile_is_read_back(pages):
    profile = profile_of(pages)
    assert SiteProfile.from_json(profile.to_json()) == profile


def test_a_line_counts_once_a_page_and_white_space_does_not_matter():
    profile = profile_of([["Contact  us", "Contact us"], ["  Contact us "], ["Home"]])
    assert (profile.pages, profile.count("Contact us"), profile.count("Home"), profile.count("News")) == (
        3,
        2,
        1,
        0,
    )


def test_memory_stays_bounded_and_frequent_lines_are_still_found():
    profile = SiteProfile()
    for number in range(300):
        lines = [f"line {number} {k}" for k in range(400)]
        profile.update(Document("\n".join(["Home", *lines])))
    assert len(json.loads(profile.to_json())["cells"]) <= 3 * 2**15
    assert abs(profile.count("Home") - 300) <= 6
    assert profile.count("never seen") <= 6


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"format": "other"},
        {"pages": -1},
        {"lines": "7"},
        {"cells": None},
        {"cells": [[1]]},
        {"cells": [[10**9, 1]]},
        {"cells": [[5, 0]]},
        {"lines": 99},
    ],
)
def test_a_damaged_profile_is_refused(change):
    data = json.loads(profile_of([["Home", "News"]]).to_json()) | change
    with pytest.raises(ValueError, match="profile"):
        SiteProfile.from_json(json.dumps(data))


def test_what_is_no_profile_is_refused():
    with pytest.raises(ValueError, match="profile"):
        SiteProfile.from_json("[]")
    with pytest.raises(TypeError):
        SiteProfile() | 5


def test_a_profile_is_saved_and_loaded(tmp_path):
    profile = profile_of([["Home"]])
    profile.save(tmp_path / "site.json")
    assert SiteProfile.load(tmp_path / "site.json") == profile
    assert repr(profile) == "<SiteProfile of 1 pages>"


def test_repeated_lines_are_found_with_their_number_of_pages():
    profile = profile_of([["Home", "A story"], ["Home", "Another"], ["Home"]])
    (found,) = RepeatedBlocks(profile, least=2)(Document("Home\nA story"))
    assert (found.span.start, found.span.end, found.pages, found.of) == (0, 4, 3, 3)
    assert found.evidence[0].source == "blocks.site"


def test_a_page_that_is_in_the_profile_does_not_count_itself():
    page = Document("Home\nA story")
    profile = profile_of([["Home", "A story"], ["Home"]])
    detector = RepeatedBlocks(profile, is_counted=True)
    assert [line.span.of(page.text) for line in detector(page)] == ["Home"]
    assert RepeatedBlocks(SiteProfile())(page) == ()


def test_a_repeated_line_is_no_body():
    sentence = "The harbour board reminds all readers that the pier is closed to dogs in the summer months."
    article = [
        f"The old ferry number {k} came back to the harbour on Monday, the crew said on the pier."
        for k in range(5)
    ]
    text = "\n".join([*article[:3], sentence, *article[3:]])
    profile = profile_of([[sentence, "Other"], [sentence, "Third"]])
    document = Document(text)
    before = {b.span.of(text): b.kind for b in BlockDetector()(document)}
    after = BlockDetector()(document.with_annotations(RepeatedBlocks(profile)(document)))
    assert before[sentence] == "body"
    assert {b.span.of(text): b.kind for b in after}[sentence] != "body"
