"""Spans: places in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.span import Span, shared_lengths


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3), (-2, -1)])
def test_offsets_out_of_order_are_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="0 <= start <= end"):
        Span(start, end)


@pytest.mark.parametrize(("start", "end"), [(0, 1.0), ("0", 1), (None, 1), (False, True)])
def test_an_offset_that_is_no_int_is_refused(start: object, end: object) -> None:
    with pytest.raises(TypeError, match="two int offsets"):
        Span(start, end)  # type: ignore[arg-type]


def test_an_empty_span_is_a_place() -> None:
    assert Span(3, 3)
    assert len(Span(3, 3)) == 0
    assert Span(3, 3).of("abcdef") == ""


def test_offsets_count_code_points_not_bytes_or_utf16_units() -> None:
    assert Span(1, 2).of("𝄞ß𝄢") == "ß"
    assert len(Span(0, 3)) == len("𝄞ß𝄢")


def test_spans_order_by_start_then_end_and_hash_by_value() -> None:
    assert sorted([Span(4, 5), Span(0, 9), Span(0, 2)]) == [Span(0, 2), Span(0, 9), Span(4, 5)]
    assert {Span(1, 2), Span(1, 2)} == {Span(1, 2)}


def test_a_span_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Span(1, 2).start = 0  # type: ignore[misc]


@pytest.mark.parametrize(
    ("a", "b", "overlaps", "contains"),
    [
        (Span(0, 5), Span(5, 9), False, False),
        (Span(0, 5), Span(4, 9), True, False),
        (Span(0, 5), Span(0, 5), True, True),
        (Span(0, 5), Span(5, 5), False, True),
        (Span(2, 4), Span(0, 9), True, False),
    ],
)
def test_touching_is_not_overlapping(a: Span, b: Span, overlaps: bool, contains: bool) -> None:
    assert a.overlaps(b) is overlaps
    assert b.overlaps(a) is overlaps
    assert a.contains(b) is contains


@pytest.mark.parametrize(
    ("text", "expected"), [("  ab ", "ab"), ("ab", "ab"), ("   ", ""), ("\u2028\u3000a\x1f", "a")]
)
def test_strip_drops_every_kind_of_white_space(text: str, expected: str) -> None:
    stripped = Span(0, len(text)).strip(text)
    assert stripped.of(text) == expected
    assert Span(0, len(text)).contains(stripped)


def test_strip_stays_inside_the_span() -> None:
    gap = Span(2, 4)
    assert gap.strip("ab  cd") == Span(4, 4)  # noqa: B005  Span.strip takes the text


def test_cover_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no spans"):
        Span.cover([])


def test_shift_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="0 <= start"):
        Span(1, 2).shift(-2)


def test_shift_moves_both_ends() -> None:
    assert Span(3, 5).shift(4) == Span(7, 9)
    assert Span(3, 5).shift(-3) == Span(0, 2)


def test_cover_reaches_from_the_first_start_to_the_last_end() -> None:
    assert Span.cover(iter([Span(4, 6), Span(1, 9), Span(2, 3)])) == Span(1, 9)


@pytest.mark.parametrize(
    ("spans", "others", "lengths"),
    [
        ([], [(0, 3)], []),
        ([(0, 3), (3, 5)], [], [0, 0]),
        ([(0, 4), (4, 9)], [(0, 9)], [4, 5]),
        ([(0, 9)], [(0, 2), (3, 4), (8, 12)], [4]),
        ([(2, 4), (6, 8), (8, 10)], [(0, 2), (4, 6), (7, 9)], [0, 1, 1]),
        ([(5, 6), (20, 30)], [(0, 1), (1, 2), (5, 6), (21, 22), (29, 40)], [1, 2]),
    ],
)
def test_shared_lengths(
    spans: list[tuple[int, int]], others: list[tuple[int, int]], lengths: list[int]
) -> None:
    found = shared_lengths([Span(*s) for s in spans], [Span(*o) for o in others])
    assert list(found) == lengths


@given(st.lists(st.integers(0, 60), max_size=12), st.lists(st.integers(0, 60), max_size=12))
def test_shared_lengths_count_code_points(cuts: list[int], other_cuts: list[int]) -> None:
    spans, others = (
        [Span(a, b) for a, b in zip(ordered[::2], ordered[1::2], strict=False)]
        for ordered in (sorted(cuts), sorted(other_cuts))
    )
    covered = {place for other in others for place in range(other.start, other.end)}
    expected = [sum(place in covered for place in range(span.start, span.end)) for span in spans]
    assert list(shared_lengths(spans, others)) == expected
