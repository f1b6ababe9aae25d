"""The search for languages finds the cheapest of all paths: compared with trying every one."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from provenance.languages.decode import PENALTIES, _viterbi
from provenance.languages.tokens import LINE, SENTENCE

LANES = (0, 1, 2)
Words = list[tuple[int, tuple[int, ...]]]
ROWS = st.tuples(st.integers(0, len(PENALTIES) - 1), st.tuples(*[st.integers(0, 200)] * len(LANES)))
WORDS = st.lists(ROWS, min_size=1, max_size=5)
EXTRA = st.tuples(*[st.integers(-100, 100)] * len(LANES))
SIDE = st.none() | st.sampled_from(LANES)


def price(words: Words, path: tuple[int, ...], extra: tuple[int, ...], before: int | None) -> int:
    """Return what a path costs: its words, and each change of language."""
    total, last = 0, before
    for (kind, row), lane in zip(words, path, strict=True):
        if lane != last:
            total += extra[lane] + (0 if last is None else PENALTIES[kind])
        total, last = total + row[lane], lane
    return total


@given(WORDS, EXTRA, SIDE, SIDE)
def test_no_path_costs_less(
    words: Words, extra: tuple[int, ...], before: int | None, after: int | None
) -> None:
    # A language so much favoured that one would leave it to enter it again is another matter.
    extra = tuple(max(cost, -PENALTIES[LINE]) for cost in extra)
    words = [(LINE if before is None and not at else kind, row) for at, (kind, row) in enumerate(words)]
    runs = _viterbi([(tuple(enumerate(extra)), words)], before, after)
    found = tuple(lane for lane, first, end in runs for _ in range(first, end))
    leaving = [0 if after in (None, lane) else PENALTIES[SENTENCE] for lane in LANES]
    best = min(
        price(words, path, extra, before) + leaving[path[-1]] for path in product(LANES, repeat=len(words))
    )
    assert price(words, found, extra, before) + leaving[found[-1]] == best


@given(WORDS, st.integers(0, 5))
def test_parts_with_the_same_languages_are_read_as_one(words: Words, cut: int) -> None:
    doors = tuple((lane, 0) for lane in LANES)
    again = tuple((lane, 0) for lane in LANES)
    whole = _viterbi([(doors, words)], None, None)
    assert _viterbi([(doors, words[:cut]), (again, words[cut:])], None, None) == whole
