"""The search for languages finds the cheapest way: compared with trying every one, on made-up words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, product
from string import ascii_lowercase
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.languages.codes import LANGUAGES
from provenance.languages.decode import (
    DOUBT,
    PENALTIES,
    SUPPORT,
    Run,
    decode,
    second_lowest,
)
from provenance.languages.model import CAP, UNIT, Part, Weighed
from provenance.languages.plan import LONGEST, Stretch
from provenance.languages.recent import Recent
from provenance.languages.tokens import COMMA, LINE, QUOTE, SENTENCE, WORD, tokenise

Rows = Sequence[Sequence[int]]
GAPS = {LINE: "\n", SENTENCE: ". ", QUOTE: ' "', COMMA: ", ", WORD: " "}
BOUNDARIES = st.sampled_from([LINE, SENTENCE, QUOTE, COMMA, WORD])


def name(number: int) -> str:
    """Return a word for a number."""
    return "w" + ascii_lowercase[number // 26] + ascii_lowercase[number % 26]


class Model:
    """Word ``n`` costs what ``rows[n]`` says, and the other languages a lot."""

    def __init__(self, rows: Rows, telling: Mapping[int, tuple[int, ...]]) -> None:
        full = [bytes(row) + bytes([CAP]) * (len(LANGUAGES) - len(row)) for row in rows]
        self.packed = {
            name(n): sum(c << 16 * lane for lane, c in enumerate(row)) for n, row in enumerate(full)
        }
        self.telling = {name(n): bytes(telling.get(n, ())) for n in range(len(rows))}
        self.weighed: Recent[Weighed] = Recent(10_000)
        self.paths: Recent[tuple[Part, ...]] = Recent(10_000)


def found_in(
    rows: Rows,
    kinds: Sequence[int],
    words: Sequence[int] | None = None,
    *,
    allowed: Sequence[int] = (0, 1),
    enter: Mapping[int, int] = {},
    telling: Mapping[int, tuple[int, ...]] = {},
) -> list[Run]:
    """Return the runs in a text of ``words`` (or one word for each row) behind boundaries of ``kinds``."""
    said = range(len(rows)) if words is None else words
    text = "".join(GAPS[kind] + name(n) for kind, n in zip(kinds, said, strict=True))
    tokens = tokenise(text)
    assert list(tokens.kinds) == [LINE, *kinds[1:]]
    model: Any = Model(rows, telling)
    runs = decode(model, tokens, tuple(allowed), enter)
    assert [run.first for run in runs] == [0, *(run.end for run in runs[:-1])], "every word is in one run"
    assert runs[-1].end == len(kinds)
    assert all(before.lane != after.lane for before, after in pairwise(runs)), "what touches is one run"
    return runs


def lanes_of(runs: Sequence[Run]) -> list[tuple[int, int, int]]:
    return [(run.lane, run.first, run.end) for run in runs]


def cost(lanes: Sequence[int], rows: Rows, kinds: Sequence[int], enter: Mapping[int, int]) -> int:
    """Return what a labelling costs, by its definition."""
    total = enter.get(lanes[0], 0) + rows[0][lanes[0]]
    for place in range(1, len(rows)):
        total += rows[place][lanes[place]]
        if lanes[place] != lanes[place - 1]:
            total += PENALTIES[kinds[place]] + enter.get(lanes[place], 0)
    return total


def is_strong(lanes: Sequence[int], rows: Rows) -> bool:
    """Tell whether each of two languages saves enough over the whole text."""
    saved = [0, 0]
    for lane, row in zip(lanes, rows, strict=True):
        saved[lane] += row[1 - lane] - row[lane]
    return all(saved[lane] >= SUPPORT for lane in set(lanes))


DEAR = [CAP, CAP]  # two of them make a sentence doubtful in any language


@st.composite
def texts(draw: st.DrawFn) -> tuple[list[list[int]], list[int]]:
    """Draw rows and boundaries of doubtful sentences, which are searched word by word."""
    rows: list[list[int]] = []
    kinds: list[int] = []
    for _ in range(draw(st.integers(1, 3))):
        free = draw(st.lists(st.tuples(st.integers(0, 192), st.integers(0, 192)), min_size=1, max_size=2))
        rows += [DEAR, DEAR, *map(list, free)]
        kinds += [draw(st.sampled_from([LINE, SENTENCE])), WORD]
        kinds += [draw(st.sampled_from([QUOTE, COMMA, WORD])) for _ in free]
    return rows, [LINE, *kinds[1:]]


@given(texts(), st.dictionaries(st.integers(0, 1), st.integers(-60, 60)))
def test_no_way_through_the_text_is_cheaper(
    text: tuple[list[list[int]], list[int]], enter: dict[int, int]
) -> None:
    rows, kinds = text
    found = [run.lane for run in found_in(rows, kinds, enter=enter) for _ in range(run.first, run.end)]
    ways = {way: cost(way, rows, kinds, enter) for way in product((0, 1), repeat=len(rows))}
    best = min(ways.values())
    if len(set(found)) == 1 and ways[tuple(found)] > best:  # a language that saved too little was dropped
        assert any(not is_strong(way, rows) for way, price in ways.items() if price == best)
    else:
        assert ways[tuple(found)] == best


@given(texts())
def test_a_run_knows_what_its_words_cost_each_language(text: tuple[list[list[int]], list[int]]) -> None:
    rows, kinds = text
    for run in found_in(rows, kinds):
        part = rows[run.first : run.end]
        assert list(run.costs[:3]) == [*map(sum, zip(*part, strict=True)), CAP * len(part)]


@pytest.mark.parametrize("kind", [SENTENCE, QUOTE, COMMA, WORD])
def test_where_a_change_pays_nothing_the_language_stays(kind: int) -> None:
    # DEAR words make the sentences doubtful; what lane 0 costs at the end is the change, or one more.
    for more, expected in ((0, [0]), (1, [0, 1])):
        dear = [CAP] * 2
        rows = [[0, CAP], dear, dear, [PENALTIES[kind], 0], [more, 0], dear, dear]
        assert [run.lane for run in found_in(rows, [LINE, WORD, WORD, kind, WORD, WORD, WORD])] == expected


def test_the_kinds_of_boundary_have_their_prices() -> None:
    assert [penalty / UNIT for penalty in PENALTIES] == [4, 6, 7, 8, 9]
    assert (SUPPORT / UNIT, DOUBT / UNIT) == (5, 13)


def test_inside_a_sentence_a_change_is_looked_for_only_where_much_speaks_for_it() -> None:
    # Out of the first lane at a comma and never back: cheaper, but the sentence is not doubtful.
    kinds = [LINE, WORD, COMMA]
    assert lanes_of(found_in([[0, CAP], [0, CAP], [DOUBT - 1, 0]], kinds)) == [(0, 0, 3)]
    assert lanes_of(found_in([[0, CAP], [0, CAP], [DOUBT, 0]], kinds)) == [(0, 0, 2), (1, 2, 3)]


def clear(*sentences: tuple[int, int], lanes: int = 4) -> tuple[list[list[int]], list[int], list[int]]:
    """Return rows, kinds and words of sentences that each have so many words of one lane."""
    rows = [[0 if lane == word else CAP for lane in range(lanes)] for word in range(lanes)]
    words = [lane for lane, size in sentences for _ in range(size)]
    return rows, [WORD if n else SENTENCE for _, size in sentences for n in range(size)], words


def test_three_sentences_in_three_languages() -> None:
    runs = found_in(*clear((0, 3), (1, 2), (2, 4)), allowed=range(4))
    assert lanes_of(runs) == [(0, 0, 3), (1, 3, 5), (2, 5, 9)]
    assert list(runs[1].costs[:4]) == [2 * CAP, 0, 2 * CAP, 2 * CAP]


def test_every_language_may_be_allowed() -> None:
    runs = found_in(*clear((3, 3), (1, 2)), allowed=range(len(LANGUAGES)))
    assert lanes_of(runs) == [(3, 0, 3), (1, 3, 5)]
    assert lanes_of(found_in(*clear((3, 3), (1, 2)), allowed=[0, 1])) == [(1, 0, 5)]
    assert lanes_of(found_in(*clear((3, 3), (1, 2)), allowed=[2])) == [(2, 0, 5)]


def test_a_quotation_within_a_sentence_is_a_run_of_its_own() -> None:
    kinds = [SENTENCE, WORD, QUOTE, WORD, WORD, QUOTE, WORD]
    runs = found_in([[0, CAP], [CAP, 0]], kinds, [0, 0, 1, 1, 1, 0, 0])
    assert lanes_of(runs) == [(0, 0, 2), (1, 2, 5), (0, 5, 7)]


@pytest.mark.parametrize("other", [0, 2])
def test_a_doubtful_sentence_is_joined_to_what_stands_around_it(other: int) -> None:
    rows, kinds, words = clear(*[(1, 3)] * 3, (other, 2), (1, 2), *[(1, 3)] * 3)
    runs = found_in(rows, kinds, words, allowed=range(4))
    assert lanes_of(runs) == [(1, 0, 9), (other, 9, 11), (1, 11, 22)]


@pytest.mark.parametrize("size", [LONGEST - 1, LONGEST, LONGEST + 1, 2 * LONGEST + 7])
def test_a_very_long_sentence_is_added_up_without_overflow(size: int) -> None:
    (run,) = found_in([[CAP - 1, 1]], [LINE, *[WORD] * (size - 1)], [0] * size)
    assert run.lane == 1
    assert list(run.costs[:3]) == [(CAP - 1) * size, size, CAP * size]


def test_in_a_very_long_sentence_a_long_quotation_is_found() -> None:
    parts = [(0, LONGEST + 40), (1, 90), (0, LONGEST)]
    words = [lane for lane, size in parts for _ in range(size)]
    kinds = [QUOTE if not n else WORD for _, size in parts for n in range(size)]
    runs = found_in([[0, 9], [9, 0]], kinds, words)
    assert lanes_of(runs) == [(0, 0, 340), (1, 340, 430), (0, 430, 730)]


def test_a_language_that_saves_too_little_over_the_whole_text_is_none_of_its_languages() -> None:
    # A word of lane 1 behind a line's end: the change pays in both cases, the language in one of them.
    for saved, expected in ((SUPPORT, [0, 1]), (SUPPORT - 1, [0])):
        assert saved > PENALTIES[LINE]
        runs = found_in([[0, 50], [saved + 40, 40]], [LINE, WORD, WORD, WORD, LINE], [0, 0, 0, 0, 1])
        assert [run.lane for run in runs] == expected


def test_what_several_places_save_is_added_up() -> None:
    rows = [[0, CAP], [70, 0]]
    twice = found_in(rows, [LINE, LINE, WORD, LINE], [1, 0, 0, 1])
    assert [run.lane for run in twice] == [1, 0, 1]
    once = found_in(rows, [LINE, LINE, WORD], [1, 0, 0])
    assert [run.lane for run in once] == [0]


def test_against_three_languages_the_cheapest_of_the_others_counts() -> None:
    # Lane 0 saves a lot against lane 1, but too little against lane 2, which takes its words.
    rows = [[0, CAP, 70], [CAP, 0, CAP], [CAP, CAP, 0]]
    kinds = [LINE, WORD, LINE, LINE, WORD]
    runs = found_in(rows, kinds, [1, 1, 0, 2, 2], allowed=range(3))
    assert lanes_of(runs) == [(1, 0, 2), (2, 2, 5)]


def test_where_every_language_saves_too_little_the_best_one_stays() -> None:
    rows = [[0, 66, 79], [70, 0, 79]]
    assert lanes_of(found_in(rows, [LINE, LINE], allowed=range(3))) == [(1, 0, 2)]
    assert lanes_of(found_in([[0, 70], [70, 0]], [LINE, LINE])) == [(0, 0, 2)]


def test_a_prior_decides_where_words_say_nothing() -> None:
    rows, kinds = [[0, 0, 0]] * 2, [LINE, WORD]
    assert lanes_of(found_in(rows, kinds, allowed=range(3))) == [(0, 0, 2)]
    assert lanes_of(found_in(rows, kinds, allowed=range(3), enter={2: -30, 0: 5})) == [(2, 0, 2)]
    assert lanes_of(found_in(rows, kinds, allowed=[0, 1], enter={2: -30})) == [(0, 0, 2)]
    assert lanes_of(found_in(rows, kinds, allowed=[1], enter={2: -30})) == [(1, 0, 2)]


# Lane 0 costs least and lane 1 comes next, but two words between quotation marks may speak for lane 2.
VOTE_ROWS = [[0, 8, 150], [CAP, CAP, 0]]
VOTE_KINDS = [SENTENCE, *[WORD] * 39, QUOTE, WORD, QUOTE, *[WORD] * 39]
VOTE_WORDS = [*[0] * 40, 1, 1, *[0] * 40]


@pytest.mark.parametrize(
    ("telling", "allowed", "lanes"),
    [
        ({1: (2,)}, (0, 1, 2), [0, 2, 0]),
        ({1: (1, 2)}, (0, 1, 2), [0, 2, 0]),
        ({1: (2,)}, (0, 1), [0]),
        ({}, (0, 1, 2), [0]),
        ({1: (3, 4, 5, 2)}, range(6), [0, 2, 0]),
        ({1: (3, 4, 5, 2)}, (0, 1, 2, 3, 4, 5), [0, 2, 0]),
        ({1: (0, 1, 2, 3)}, range(4), [0, 2, 0]),
    ],
)
def test_several_words_put_a_language_in_question(
    telling: dict[int, tuple[int, ...]], allowed: Sequence[int], lanes: list[int]
) -> None:
    runs = found_in(VOTE_ROWS, VOTE_KINDS, VOTE_WORDS, allowed=allowed, telling=telling)
    assert [run.lane for run in runs] == lanes


def test_one_word_puts_no_language_in_question() -> None:
    rows, telling = [[0, 8, 150], [CAP, CAP, 0], [CAP, CAP, 0]], {1: (2,)}
    kinds, words = VOTE_KINDS, [*[0] * 40, 1, 2, *[0] * 40]
    assert [run.lane for run in found_in(rows, kinds, words, allowed=range(3), telling=telling)] == [0]
    both = {1: (2,), 2: (2,)}
    assert [run.lane for run in found_in(rows, kinds, words, allowed=range(3), telling=both)] == [0, 2, 0]


def test_at_most_three_languages_are_voted_for() -> None:
    rows = [[0, 8, *[150] * 5], [CAP] * 6 + [0]]
    for voters, expected in (((2, 3, 6), [0, 6, 0]), ((2, 3, 4, 6), [0]), ((3, 4, 5, 6), [0])):
        runs = found_in(rows, VOTE_KINDS, VOTE_WORDS, allowed=range(7), telling={1: voters})
        assert [run.lane for run in runs] == expected


def test_the_second_lowest_of_the_languages_in_question() -> None:
    everything = tuple(range(len(LANGUAGES)))
    costs = [5, 9, 7, *([99] * (len(LANGUAGES) - 3))]
    assert second_lowest(costs, 0, everything) == 7
    assert second_lowest(costs, 1, everything) == 5
    assert second_lowest(costs, 2, everything) == 5
    assert second_lowest([5, 6, *costs[2:]], 0, everything) == 6
    assert second_lowest(costs, 0, (0, 1)) == 9
    assert second_lowest(costs, 0, (1, 0, 2)) == 7
    assert second_lowest(costs, 0, (0,)) == 5 + 9 * UNIT


def test_a_stretch_knows_what_it_costs_every_lane() -> None:
    costs = [70, 9, 65, 40_000]
    stretch = Stretch(0, 2, sum(cost << 16 * lane for lane, cost in enumerate(costs)), 9, (1, 2))
    assert [stretch.cost(lane) for lane in range(4)] == costs
