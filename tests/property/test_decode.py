"""The decoder finds the best of all labellings: compared with trying every one."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.blocks.decode import decode

SCORES = st.lists(st.integers(-9, 9), max_size=9)


def worth(scores: list[int], labels: tuple[bool, ...], switch: int) -> int:
    earned = sum(score for score, label in zip(scores, labels, strict=True) if label)
    return earned - switch * sum(a != b for a, b in pairwise(labels))


@given(SCORES, st.integers(0, 12))
def test_no_labelling_is_worth_more(scores: list[int], switch: int) -> None:
    found = decode(scores, switch)
    assert len(found) == len(scores)
    best = max(worth(scores, labels, switch) for labels in product((False, True), repeat=len(scores)))
    assert worth(scores, tuple(found), switch) == best


@given(SCORES)
def test_where_changes_are_free_each_line_stands_alone(scores: list[int]) -> None:
    assert [worth([s], (label,), 0) for s, label in zip(scores, decode(scores, 0), strict=True)] == [
        max(score, 0) for score in scores
    ]


@pytest.mark.parametrize(
    ("scores", "switch", "labels"),
    [
        ([], 3, []),
        ([0], 3, [False]),
        ([0, 0], 0, [False, False]),
        ([1], 3, [True]),
        ([3, -3], 3, [False, False]),
        ([2, -2, 2], 1, [True, True, True]),
    ],
)
def test_of_equal_labellings_always_the_same_one(scores: list[int], switch: int, labels: list[bool]) -> None:
    assert decode(scores, switch) == labels
