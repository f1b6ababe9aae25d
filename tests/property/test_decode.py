"""The decoder finds the best of all labellings: compared with trying every one."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.blocks.decode import decode, together

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


LINE = st.builds(
    "".join, st.tuples(st.sampled_from("aB.,"), st.text("xy", max_size=4), st.sampled_from("z.,"))
)


@given(st.lists(st.tuples(LINE, st.integers(-9, 9)), min_size=1, max_size=8))
def test_lines_that_run_on_have_one_score_and_all_others_keep_theirs(page: list[tuple[str, int]]) -> None:
    lines, scores = map(list, zip(*page, strict=True))
    groups = [[0]]
    for n, (line, following) in enumerate(pairwise(lines), start=1):
        if line[-1] == "," or (line[-1] != "." and following[0] in "a.,"):
            groups[-1].append(n)
        else:
            groups.append([n])
    expected = []
    for group in groups:
        letters = sum(len(lines[n]) for n in group)
        weighed = sum(len(lines[n]) * scores[n] for n in group)
        expected += [weighed // letters] * len(group)
    assert together(lines, scores) == expected


@pytest.mark.parametrize(
    ("line", "following", "runs_on"),
    [
        ("He said on", "the pier", True),
        ("He said on", "The pier", False),
        ("the pier, (", "The Pier", True),
        ("the pier,", "The Pier", True),
        ("He said.", "the pier", False),
        ("What?", "he asked", False),
        ("Nein!", "sagte er", False),
        ("und so …", "weiter", False),
        ("Er sagte:", "nein", False),
        ("終わった。", "a", False),
        ("He", ", she said", True),
        ("He", "; she said", True),
        ("He", ") she said", True),
        ("He", ": she said", True),
        ("He", ". She", True),
        ("He", "- she said", False),
    ],
)
def test_what_runs_on(line: str, following: str, runs_on: bool) -> None:
    first, last = together([line, following], [100, 0])
    assert (first == last) == runs_on
    assert runs_on or (first, last) == (100, 0)


def test_no_lines_have_no_scores() -> None:
    assert together([], []) == []
