"""Weigh a text sentence by sentence, before the search for the cheapest run of languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from .codes import LANGUAGES
from .model import CAP, UNIT, Lanes, Model, Part, Weighed, unpack
from .tokens import SENTENCE, Tokens

CHANGE = 4 * UNIT  # the cheapest change of language: words that cost less put no further one in question
LONGEST = min(300, 0xFFFF // CAP)  # words of a stretch at most, so that 16-bit lanes cannot overflow
_SEVERAL = 2  # words that must speak for a language to put it in question
_NEVER = 1 << 60  # more than any words cost


class Stretch(NamedTuple):
    """The words ``first`` to ``end`` of one sentence, what they cost (packed), and the lanes in question.

    The first of the lanes is the cheapest, and costs ``low``.
    """

    first: int
    end: int
    total: int
    low: int
    lanes: Lanes

    def cost(self, lane: int) -> int:
        """Return what the words cost a lane."""
        return self.low if lane == self.lanes[0] else self.total >> 16 * lane & 0xFFFF


def stretches(model: Model, tokens: Tokens, allowed: Lanes) -> list[Stretch]:
    """Cut the words into stretches, each with the languages that its words speak for."""
    text, begins = tokens.text, tokens.starts
    is_free = len(allowed) == len(LANGUAGES)
    starts = [at for at, kind in enumerate(tokens.kinds) if kind <= SENTENCE]
    plan = []
    for a, b in pairwise([*starts, len(tokens.kinds)]):
        for first in range(a, b, LONGEST):
            end = min(first + LONGEST, b)
            piece = text[begins[first] : begins[end]].rstrip()
            key = piece if is_free else (piece, allowed)
            found = model.weighed.get(key)
            if found is None:
                found = _weigh(model, tokens.words(first, end), allowed)
                model.weighed.put(key, found)
            plan.append(Stretch(first, end, *found))
    return plan


def _weigh(model: Model, words: list[str], allowed: Lanes) -> Weighed:
    """Return what words cost together, the lowest cost and the lanes in question."""
    total = sum(map(model.packed.__getitem__, words))
    low, lanes = _likely(model, words, total, allowed)
    return total, low, _same(lanes)


@lru_cache(maxsize=512)
def _same(lanes: Lanes) -> Lanes:
    """Return one tuple for many that are alike: there may be millions of stretches."""
    return lanes


def _likely(model: Model, words: list[str], total: int, allowed: Lanes) -> tuple[int, Lanes]:
    """Return the lowest cost, and its lane, the next one and up to three that several words speak for."""
    costs = list(unpack(total, len(LANGUAGES)))
    if len(allowed) == 1:
        return costs[allowed[0]], allowed
    if len(allowed) < len(costs):
        costs = [cost if lane in allowed else _NEVER for lane, cost in enumerate(costs)]
    low = min(costs)
    best = costs.index(low)
    costs[best] = _NEVER
    second = costs.index(min(costs))
    if low < CHANGE or len(words) < _SEVERAL:
        return low, (best, second)
    told = b"".join(map(model.telling.__getitem__, words))
    if len(told.translate(None, bytes((best, second)))) < _SEVERAL:
        return low, (best, second)
    votes = sorted([(-n, lane) for lane in set(told) if (n := told.count(lane)) >= _SEVERAL])
    voted = [lane for _, lane in votes[:3] if lane in allowed and lane not in (best, second)]
    return low, (best, second, *voted)


def totals(
    model: Model, tokens: Tokens, plan: list[Stretch], path: Iterable[Part]
) -> Iterator[Sequence[int]]:
    """Yield what the words of each run cost each lane together."""
    later = iter(plan)
    stretch = next(later)
    for _, first, run_end in path:
        parts: list[Sequence[int]] = []
        packed, held, at = 0, 0, first
        while at < run_end:
            end = min(stretch.end, run_end)
            if held + end - at > LONGEST:
                parts.append(unpack(packed, len(LANGUAGES)))
                packed = held = 0
            is_whole = at == stretch.first and end == stretch.end
            words = () if is_whole else tokens.words(at, end)
            packed += stretch.total if is_whole else sum(map(model.packed.__getitem__, words))
            held += end - at
            if end == stretch.end:
                stretch = next(later, stretch)
            at = end
        parts.append(unpack(packed, len(LANGUAGES)))
        yield parts[0] if len(parts) == 1 else [sum(lane) for lane in zip(*parts, strict=True)]
