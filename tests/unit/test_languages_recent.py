"""What was found out about sentences is kept, up to a bound, and changes no result."""

from __future__ import annotations

import pytest

from provenance.languages import segment_languages, segmenter
from provenance.languages.model import Model
from provenance.languages.recent import LONGEST, Recent

ENGLISH = "The council met on Tuesday and talked about the new bridge."
FRENCH = "Le conseil s'est réuni mardi et a parlé du nouveau pont."
MIXED = "He called it le plus beau jour de ma vie and went home with the others."


def test_what_is_put_is_found_under_its_whole_key() -> None:
    recent: Recent[str] = Recent(10_000)
    recent.put("a line", "one")
    recent.put(("a line", 3), "two")
    assert (recent.get("a line"), recent.get(("a line", 3)), recent.get(("a line", 4))) == (
        "one",
        "two",
        None,
    )


def test_no_more_is_held_than_the_bound_allows() -> None:
    recent: Recent[int] = Recent(40_000)
    for n in range(5000):
        recent.put(f"{n} {'x' * (n % 700)}", n)
    held = [key for n in range(5000) if recent.get(key := f"{n} {'x' * (n % 700)}") is not None]
    assert held[-1].startswith("4999 "), "the last one is held"
    assert len(held) > 20
    assert sum(map(len, held)) < 40_000


def test_a_long_piece_is_not_held() -> None:
    recent: Recent[int] = Recent(1_000_000)
    recent.put("x" * (LONGEST + 1), 1)
    assert recent.get("x" * (LONGEST + 1)) is None
    recent.put("x" * LONGEST, 2)
    assert recent.get("x" * LONGEST) == 2


def test_what_is_too_large_for_the_bound_drives_nothing_out() -> None:
    recent: Recent[int] = Recent(500)
    recent.put("short", 1)
    recent.put("x" * 400, 2)
    assert (recent.get("short"), recent.get("x" * 400)) == (1, None)


@pytest.mark.parametrize("before", ["", ENGLISH, FRENCH, MIXED])
@pytest.mark.parametrize("gap", ["\n", " "])
@pytest.mark.parametrize("after", ["", ENGLISH, FRENCH])
def test_a_known_sentence_is_read_by_what_stands_around_it(
    monkeypatch: pytest.MonkeyPatch, before: str, gap: str, after: str
) -> None:
    text = gap.join([before, MIXED, after]).strip()
    unused, used = Model(), Model()
    monkeypatch.setattr(segmenter, "_model", lambda: unused)
    expected = segment_languages(text)
    monkeypatch.setattr(segmenter, "_model", lambda: used)
    for other in (MIXED, f"{FRENCH}\n{MIXED}", f"{MIXED} {FRENCH}", f"{ENGLISH} {MIXED} {ENGLISH}", text):
        segment_languages(other)
        segment_languages(other, candidates=("de", "nl"))
    assert segment_languages(text) == expected
