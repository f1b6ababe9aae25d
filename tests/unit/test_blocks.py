"""Blocks on small pages of our own."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.annotation import Evidence
from provenance.blocks import KINDS, BlockDetector, Family
from provenance.document import Document
from provenance.languages import LanguageSegment
from provenance.notices import Notice
from provenance.span import Span

PARAGRAPHS = (
    "The old ferry came back to the harbour on Monday morning, twelve years after it had been "
    "sold, and several hundred people lined the pier to see it.",
    "Its new owners said that they had spent most of last winter repairing the hull, which had "
    "rusted badly while the ship lay unused in another port.",
    "The journey took four days because the engine, which is older than the captain, does not "
    "like cold water, the crew told reporters on the pier.",
    "From next month on the ferry will sail between the two islands three times a day, and "
    "residents will pay half of the ordinary fare.",
)
ARTICLE = "\n".join(
    (
        "Home",
        "News",
        "Sport",
        "Weather",
        "Old ferry returns to the harbour",
        "By Ada Marlowe",
        PARAGRAPHS[0],
        PARAGRAPHS[1],
        "A slow journey home",
        PARAGRAPHS[2],
        PARAGRAPHS[3],
        "Share",
        "Sign up for our newsletter",
        "More stories",
        "Bridge closed until autumn",
        "Council debates parking fees",
        "Contact us",
        "© 2023 Harbour Times",
    )
)


def kinds(text, annotations=()):
    return [block.kind for block in BlockDetector()(Document(text, annotations))]


def notice(start, end, family, kind):
    span = Span(start, end)
    return Notice(
        span, 0.9, (Evidence("test.rule", span),), family=family, kind=kind, language="en", rule="test.rule"
    )


def test_article_is_parted_from_menu_and_footer():
    found = dict(zip(ARTICLE.split("\n"), kinds(ARTICLE), strict=True))
    assert found["Old ferry returns to the harbour"] == "title"
    assert found["A slow journey home"] == "body"
    assert all(found[line] == "body" for line in PARAGRAPHS)
    for line in ("Home", "Sport", "Share", "Council debates parking fees", "Contact us"):
        assert found[line] not in ("body", "title", "lead")


def test_a_block_keeps_blanks_before_a_line_and_drops_those_behind():
    blocks = BlockDetector()(Document("  one line \n\n\tanother\r\n \n"))
    assert [(b.span.start, b.span.end) for b in blocks] == [(0, 10), (13, 21)]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u2028\x85 \t"])
def test_nothing_but_white_space_has_no_blocks(text):
    assert kinds(text) == []


def test_a_notice_over_two_lines_is_one_block():
    first, second = "This page was put into English by a machine,", "see the original here."
    text = ARTICLE.replace("Share", f"{first}\n{second}")
    start = text.index(first)
    end = start + len(first) + 1 + len(second)
    blocks = BlockDetector()(Document(text, [notice(start, end, "translation", "made")]))
    assert [(b.span.start, b.span.end) for b in blocks if b.kind == "translation_notice"] == [(start, end)]


def test_clauses_tell_a_legal_notice_from_a_comment_policy():
    policy = "Comments are read before they appear. Please keep to our rules."
    legal = "Comments are not the opinion of the publisher. We may claim damages."
    text = f"{ARTICLE}\n{policy}\n{legal}"
    at, then = text.index(policy), text.index(legal)
    clauses = [
        notice(at, at + 37, "clause", "premoderation"),
        notice(at + 38, at + len(policy), "clause", "netiquette_reference"),
        notice(then, then + 46, "clause", "opinion_disclaimer"),
        notice(then + 47, then + len(legal), "clause", "damages_claim"),
    ]
    assert kinds(text, clauses)[-2:] == ["comment_policy", "legal_notice"]


def test_a_kind_named_by_a_notice_has_the_notice_as_evidence():
    at = ARTICLE.index("Sign up")
    blocks = BlockDetector()(Document(ARTICLE, [notice(at, at + 26, "block", "newsletter")]))
    (found,) = (b for b in blocks if b.span.start == at)
    assert found.kind == "newsletter"
    assert found.evidence == (Evidence("test.rule", Span(at, at + 26)),)
    assert all(b.evidence and b.kind in KINDS for b in blocks)


def test_text_in_another_language_is_less_likely_body():
    foreign = "Willkommen bei uns, hier können alle mitreden, die sich an die Regeln halten."
    text = f"{ARTICLE}\n{foreign}"
    at = text.index(foreign)
    evidence = (Evidence("test", Span(0, 1)),)
    segments = [
        LanguageSegment(Span(0, at - 1), 0.9, evidence, language="en"),
        LanguageSegment(Span(at, len(text)), 0.9, evidence, language="de"),
    ]
    assert kinds(text, segments)[-1] != "body"


def test_bias_moves_the_operating_point():
    counts = [
        sum(b.kind == "body" for b in BlockDetector(bias=bias)(Document(ARTICLE))) for bias in (-50, 0, 50)
    ]
    assert counts[0] == 0 < counts[1] < counts[2]


@pytest.mark.parametrize("bias", [math.nan, math.inf])
def test_bias_must_be_finite(bias):
    with pytest.raises(ValueError, match="finite"):
        BlockDetector(bias=bias)


@settings(deadline=None)
@given(st.text(st.characters(codec=None, categories=None), max_size=300))
def test_any_text_is_covered_by_ordered_blocks(text):
    blocks = BlockDetector()(Document(text))
    inside = set()
    for before, after in pairwise(blocks):
        assert before.span.end <= after.span.start
    for block in blocks:
        inside.update(range(block.span.start, block.span.end))
        assert not block.span.of(text)[-1].isspace()
    assert all(char.isspace() for i, char in enumerate(text) if i not in inside)


@pytest.mark.parametrize(
    "text", ["\ud800 lone", "a\x00b", "\u202eabc\u202c", "İ" * 50, "x" * 200_000, "a b " * 50_000]
)
def test_odd_input_is_one_block(text):
    (block,) = BlockDetector()(Document(text))
    assert (block.span.start, block.span.end) == (0, len(text.rstrip()))


def test_running_text_below_a_comment_heading_is_comments():
    remarks = "Comments (2)\nGullwatcher\nFinally some good news for the islands, thank you!\nContact us"
    text = "\n".join([*ARTICLE.split("\n")[:10], remarks])
    at = text.index("Comments")
    found = kinds(text, [notice(at, at + 12, "block", "comment_prompt")])
    assert found[-4:-1] == ["comment_prompt", "other", "comment"]


def test_a_comment_heading_above_the_body_opens_no_comments():
    text = f"Comments (84)\n{ARTICLE}"
    assert "comment" not in kinds(text, [notice(0, 13, "block", "comment_prompt")])


def test_a_short_line_with_a_time_below_the_title_is_a_dateline():
    title = "Old ferry returns to the harbour"
    text = ARTICLE.replace("By Ada Marlowe", "Island desk 17:40")
    assert dict(zip(text.split("\n"), kinds(text), strict=True))["Island desk 17:40"] == "date_byline"
    assert dict(zip(text.split("\n"), kinds(text), strict=True))[title] == "title"


def test_a_lead_stands_above_the_byline():
    lead = "After twelve years abroad the ferry is back on the islands' line, and fares are halved"
    text = ARTICLE.replace("By Ada Marlowe", f"{lead}\nBy Ada Marlowe")
    at = text.index("By Ada")
    found = dict(
        zip(text.split("\n"), kinds(text, [notice(at, at + 14, "block", "date_byline")]), strict=True)
    )
    assert found[lead] == "lead"
    assert found["Old ferry returns to the harbour"] == "title"


def test_a_credit_is_split_off_the_end_of_a_line():
    text = ARTICLE.replace("ordinary fare.", "ordinary fare. (mke, dpa, 12.3.)")
    (credit,) = (b for b in BlockDetector()(Document(text)) if b.kind == "agency_credit")
    assert credit.span.of(text) == "(mke, dpa, 12.3.)"
    assert credit.evidence[0].source == "und.agency_credit.agencies"
    assert any(
        b.kind == "body" and b.span.of(text).endswith("ordinary fare.")
        for b in BlockDetector()(Document(text))
    )


def test_a_bracket_that_is_no_credit_stays():
    text = ARTICLE.replace("ordinary fare.", "ordinary fare (children go free).")
    assert "agency_credit" not in kinds(text)


def test_a_paragraph_broken_at_its_links_has_one_label():
    first, second = PARAGRAPHS[1].split("repairing the hull, ")
    text = ARTICLE.replace(PARAGRAPHS[1], f"{first}repairing\nthe hull,\n{second}")
    found = dict(zip(text.split("\n"), kinds(text), strict=True))
    assert found[first + "repairing"] == found["the hull,"] == found[second] == "body"


def test_lines_beyond_the_limit_are_called_other():
    text = "word\n" * 20_003
    blocks = BlockDetector()(Document(text))
    assert len(blocks) == 20_003
    assert [b.evidence[0].source for b in blocks[-3:]] == ["blocks.length"] * 3


def test_a_family_brings_its_columns_only_where_it_has_some():
    text = ARTICLE
    silent = Family("none", lambda document, spans: {}, "none.json")
    assert BlockDetector(family=silent)(Document(text)) == BlockDetector()(Document(text))
