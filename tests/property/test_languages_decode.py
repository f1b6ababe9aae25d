"""The search for languages finds the cheapest way: compared with trying every one, on made-up words."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from itertools import pairwise, product
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.languages.codes import LANGUAGES
from provenance.languages.decode import (
    DOUBT,
    LONGEST,
    PENALTIES,
    SUPPORT,
    Run,
    _likely,
    _plan,
    _search,
    _strong,
    _viterbi,
    decode,
    second_lowest,
    totals,
)
from provenance.languages.model import CAP, UNIT
from provenance.languages.tokens import COMMA, LINE, QUOTE, SENTENCE, WORD, Tokens

Rows = Sequence[Sequence[int]]
BOUNDARIES = st.sampled_from([LINE, SENTENCE, QUOTE, COMMA, WORD])


def model(rows: Rows, telling: Mapping[int, tuple[int, ...]] = {}) -> Any:
    """Return a model whose word "w<i>" costs what ``rows[i]`` says, and the other languages a lot."""
    plain = {f"w{i}": bytes(row) + bytes([CAP]) * (len(LANGUAGES) - len(row)) for i, row in enumerate(rows)}
    wide = {word: b"".join(bytes([cost, 0]) for cost in row) for word, row in plain.items()}
    packed = {word: int.from_bytes(row, "little") for word, row in wide.items()}
    return SimpleNamespace(
        plain=plain, packed=packed, telling={f"w{i}": telling.get(i, ()) for i in range(len(rows))}
    )


def tokens(kinds: Sequence[int], words: Sequence[int] | None = None) -> Tokens:
    """Return tokens "w0", "w1", ... (or those of ``words``) behind boundaries of ``kinds``."""
    named = [f"w{i}" for i in (range(len(kinds)) if words is None else words)]
    return Tokens(named, array("q", range(len(kinds))), list(kinds))


def cost(
    lanes: Sequence[int],
    rows: Rows,
    kinds: Sequence[int],
    enter: Mapping[int, int],
    before: int | None = None,
    after: int | None = None,
) -> int:
    """Return what a labelling costs, by its definition."""
    total = 0
    here = before
    for lane, row, kind in zip(lanes, rows, kinds, strict=True):
        if lane != here:
            total += enter.get(lane, 0) + (0 if here is None else PENALTIES[kind])
        total += row[lane]
        here = lane
    return total + (PENALTIES[SENTENCE] if after is not None and here != after else 0)


ROW = st.lists(st.sampled_from([0, 0, 20, 64, 96, 130, CAP]), min_size=3, max_size=3)
ENTER = st.dictionaries(st.integers(0, 2), st.integers(-60, 60))


@st.composite
def searches(draw: st.DrawFn) -> tuple[list[list[int]], list[int], list[list[int]]]:
    """Draw rows, boundaries, and the open lanes of each row, which change where a sentence begins."""
    rows, kinds, lanes = [], [], []
    for _ in range(draw(st.integers(1, 3))):
        opened = sorted(draw(st.sets(st.integers(0, 2), min_size=1)))
        for place in range(draw(st.integers(1, 2))):
            rows.append(draw(ROW))
            kinds.append(draw(BOUNDARIES) if place else SENTENCE)
            lanes.append(opened)
    return rows, kinds, lanes


@given(searches(), ENTER, st.none() | st.integers(0, 2), st.none() | st.integers(0, 2))
def test_no_way_through_the_open_languages_is_cheaper(
    drawn: tuple[list[list[int]], list[int], list[list[int]]],
    enter: dict[int, int],
    before: int | None,
    after: int | None,
) -> None:
    rows, kinds, lanes = drawn
    found = _viterbi(rows, kinds, lanes, enter, before, after)
    assert len(found) == len(rows)
    assert all(lane in opened for lane, opened in zip(found, lanes, strict=True))
    best = min(cost(way, rows, kinds, enter, before, after) for way in product(*lanes))
    assert cost(found, rows, kinds, enter, before, after) == best


def test_where_a_change_pays_nothing_the_language_stays() -> None:
    change = PENALTIES[QUOTE]
    assert _viterbi([[0, CAP], [change, 0]], [LINE, QUOTE], [[0, 1]] * 2, {}, None, None) == [0, 0]
    assert _viterbi([[0, CAP], [change + 1, 0]], [LINE, QUOTE], [[0, 1]] * 2, {}, None, None) == [0, 1]


def test_the_kinds_of_boundary_have_their_prices() -> None:
    assert [penalty / UNIT for penalty in PENALTIES] == [4, 6, 7, 8, 9]
    assert (SUPPORT / UNIT, DOUBT / UNIT) == (5, 13)


DEAR = [CAP, CAP]  # two of them make a sentence doubtful in any language


@given(st.lists(st.tuples(st.permutations([0, 130]), BOUNDARIES), min_size=1, max_size=3), ENTER)
def test_in_doubtful_sentences_no_way_by_words_is_cheaper(
    drawn: list[tuple[list[int], int]], enter: dict[int, int]
) -> None:
    rows, kinds = [DEAR, DEAR], [LINE, WORD]
    for row, kind in drawn:
        rows += [row, DEAR, DEAR] if kind <= SENTENCE else [row]
        kinds += [kind, WORD, WORD] if kind <= SENTENCE else [kind]
    made, words = model(rows), tokens(kinds)
    plan = _plan(made, words, [0, 1])
    runs = _search(made, words, plan, [[0, 1]] * len(plan), enter)
    found = [lane for lane, first, end in runs for _ in range(end - first)]
    assert [first for _, first, _ in runs] == [0, *(end for _, _, end in runs[:-1])]
    assert all(a[0] != b[0] for a, b in pairwise(runs)), "what touches is one run"
    best = min(cost(way, rows, kinds, enter) for way in product((0, 1), repeat=len(rows)))
    assert cost(found, rows, kinds, enter) == best


def lanes_of(runs: Sequence[Run]) -> list[tuple[int, int, int]]:
    return [(run.lane, run.first, run.end) for run in runs]


def text_of(*sentences: tuple[int, int], price: int = CAP, lanes: int = 4) -> tuple[Any, Tokens, Rows]:
    """Return sentences, each of so many words of one lane, which cost the others ``price`` each."""
    rows = [[0 if lane == word else price for lane in range(lanes)] for word in range(lanes)]
    words = [lane for lane, size in sentences for _ in range(size)]
    kinds = [WORD if n else SENTENCE for _, size in sentences for n in range(size)]
    return model(rows), tokens(kinds, words), rows


def test_three_sentences_in_three_languages() -> None:
    made, words, _ = text_of((0, 3), (1, 2), (2, 4))
    runs = decode(made, words, range(4), {})
    assert lanes_of(runs) == [(0, 0, 3), (1, 3, 5), (2, 5, 9)]
    assert runs[1].costs[:4] == [2 * CAP, 0, 2 * CAP, 2 * CAP]


def test_a_quotation_within_a_sentence_is_a_run_of_its_own() -> None:
    made = model([[0, CAP], [CAP, 0]])
    kinds = [SENTENCE, WORD, QUOTE, WORD, WORD, QUOTE, WORD]
    runs = decode(made, tokens(kinds, [0, 0, 1, 1, 1, 0, 0]), [0, 1], {})
    assert lanes_of(runs) == [(0, 0, 2), (1, 2, 5), (0, 5, 7)]


def test_a_language_that_saves_too_little_over_the_whole_text_is_none_of_its_languages() -> None:
    # A word of lane 1 behind a line's end: the change pays in both cases, the language in one of them.
    words = tokens([LINE, WORD, WORD, WORD, LINE], [0, 0, 0, 0, 1])
    for saved, expected in ((SUPPORT, [0, 1]), (SUPPORT - 1, [0])):
        assert saved > PENALTIES[LINE]
        runs = decode(model([[0, 50], [saved, 0]]), words, [0, 1], {})
        assert [run.lane for run in runs] == expected


@pytest.mark.parametrize(("saved", "kept"), [(SUPPORT, {0, 1}), (SUPPORT - 1, {0})])
def test_what_a_language_has_to_save(saved: int, kept: set[int]) -> None:
    runs = [Run(0, 0, 9, [0, 999]), Run(1, 9, 12, [saved, 0]), Run(0, 12, 13, [0, 1])]
    assert _strong(runs, {0, 1}) == kept


def test_of_languages_that_all_save_too_little_the_best_is_kept() -> None:
    assert _strong([Run(1, 0, 2, [9, 0, 9]), Run(2, 2, 4, [9, 30, 0])], {1, 2}) == {2}
    assert _strong([Run(1, 0, 2, [3, 0]), Run(0, 2, 4, [0, 3])], {0, 1}) == {0}
    assert _strong([Run(1, 0, 2, [3, 0])], {1}) == {1}
    assert _strong([], set()) == set()


def test_against_three_languages_the_cheapest_of_the_others_counts() -> None:
    runs = [Run(0, 0, 1, [0, 500, SUPPORT - 1]), Run(1, 1, 2, [500, 0, 500]), Run(2, 2, 3, [500, 500, 0])]
    assert _strong(runs, {0, 1, 2}) == {1, 2}


def test_a_dropped_language_is_searched_no_more() -> None:
    # Lane 1 saves 70 in a sentence of its own: more than a change at a line's end, less than support.
    rows = [[0, 60, 60], [70, 0, 69], [60, 60, 0]]
    words = tokens([LINE, WORD, LINE, LINE, WORD], [0, 0, 1, 0, 0])
    assert lanes_of(decode(model(rows), words, [0, 1, 2], {})) == [(0, 0, 5)]


def test_a_prior_decides_where_words_say_nothing() -> None:
    rows = [[0, 0, 0]]
    words = tokens([LINE, WORD])
    made = model([*rows, *rows])
    assert lanes_of(decode(made, words, [0, 1, 2], {})) == [(0, 0, 2)]
    assert lanes_of(decode(made, words, [0, 1, 2], {2: -30, 0: 5})) == [(2, 0, 2)]
    assert lanes_of(decode(made, words, [0, 1], {2: -30})) == [(0, 0, 2)]
    assert lanes_of(decode(made, words, [1], {2: -30})) == [(1, 0, 2)]


def test_totals_of_many_words_do_not_overflow() -> None:
    made = model([[CAP, 1, 0]])
    for size in (1, LONGEST - 1, LONGEST, LONGEST + 1, 2 * LONGEST + 7):
        assert totals(made, ["w0"] * size)[:4] == [CAP * size, size, 0, CAP * size]


def test_the_second_lowest_of_the_languages_in_question() -> None:
    everything = range(len(LANGUAGES))
    costs = [5, 9, 7, *([99] * (len(LANGUAGES) - 3))]
    assert second_lowest(costs, 0, everything) == 7
    assert second_lowest(costs, 1, everything) == 5
    assert second_lowest(costs, 2, everything) == 5
    assert second_lowest(costs, 0, [0, 1]) == 9
    assert second_lowest(costs, 0, [1, 0, 2]) == 7
    assert second_lowest(costs, 0, [0]) == 5 + 9 * UNIT


def test_stretches_are_sentences_cut_when_they_grow_long() -> None:
    words = tokens([LINE, WORD, SENTENCE, QUOTE, LINE] + [WORD] * LONGEST, [0] * (LONGEST + 5))
    plan = _plan(model([[0, 9]]), words, [0, 1])
    assert [(s.first, s.end) for s in plan] == [(0, 2), (2, 4), (4, LONGEST + 4), (LONGEST + 4, LONGEST + 5)]
    assert [s.costs[1] for s in plan] == [18, 18, 9 * LONGEST, 9]
    assert all(s.lanes == [0, 1] for s in plan)


def test_the_languages_in_question_are_the_two_cheapest_and_those_that_words_speak_for() -> None:
    clear, unclear = [PENALTIES[0] - 1, 300, 200, 250], [PENALTIES[0], 300, 200, 250]
    telling = {0: (3, 1), 1: (3,), 2: (1,), 3: (0, 1)}
    made, said = model([[0]] * 4, telling), ["w0", "w1", "w2", "w3"]
    costs = [999] * len(LANGUAGES)
    assert _likely(made, said, clear + costs[4:], range(len(LANGUAGES))) == [0, 2]
    assert _likely(made, said, unclear + costs[4:], range(len(LANGUAGES))) == [0, 2, 1, 3]
    assert _likely(made, said, unclear + costs[4:], [3, 2, 0]) == [0, 2, 3]
    assert _likely(made, said, unclear + costs[4:], [2, 0]) == [0, 2]
    assert _likely(made, said, unclear + costs[4:], [2, 3]) == [2, 3]
    assert _likely(made, said, unclear + costs[4:], [1]) == [1]


def test_at_most_three_languages_are_voted_for_by_two_words_at_least() -> None:
    telling = {0: (4, 5, 6, 7, 8), 1: (4, 5, 6, 7), 2: (7,)}
    made = model([[0]] * 3, telling)
    costs = [PENALTIES[0], 70, *([99] * (len(LANGUAGES) - 2))]
    assert _likely(made, ["w0", "w1", "w2"], costs, range(len(LANGUAGES))) == [0, 1, 7, 4, 5]


@pytest.mark.parametrize("other", [0, 2])
def test_a_group_of_doubtful_sentences_is_joined_to_what_stands_around_it(other: int) -> None:
    sure, doubtful = [(1, 3)], [(other, 2), (1, 2)]
    made, words, _ = text_of(*sure * 3, *doubtful, *sure * 3)
    assert lanes_of(decode(made, words, range(4), {})) == [(1, 0, 9), (other, 9, 11), (1, 11, 22)]
