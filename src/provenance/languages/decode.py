"""Find the cheapest run of languages through the words of a text.

Two Viterbi searches in integers. The first goes by sentences, each as a whole. The second goes by words,
but only through the sentences in which a change of language could pay: beside a change found by the first,
or where the words together cost the sentence's language more than two changes would.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, groupby
from typing import TypeAlias

from attrs import frozen

from .codes import LANGUAGES
from .model import UNIT, Model, unpack
from .tokens import SENTENCE, Tokens

PENALTIES = tuple(UNIT * n for n in (4, 6, 7, 8, 9))  # nats, by the kind of boundary
SUPPORT = 5 * UNIT  # what a language must save over the whole text to stay in it
DOUBT = 13 * UNIT  # the cheapest excursion: in at a sentence's end, out at a quotation mark
LONGEST = 300  # words of a stretch at most, so that 16-bit lanes cannot overflow
_ROUNDS = 3
_NEVER = 1 << 30  # more than any prior can save

Path: TypeAlias = list[tuple[int, int, int]]  # lane, first word, end word
_Node: TypeAlias = "tuple[int, int, _Node | None]"  # a run's lane and first word, and the run before it


@frozen(eq=False)
class _Stretch:
    """The words ``first`` to ``end`` of one sentence, what they cost each lane, and the lanes in question."""

    first: int
    end: int
    costs: list[int]
    lanes: list[int]


@frozen(eq=False)
class Run:
    """The words ``first`` to ``end`` in one language, and what they cost each."""

    lane: int
    first: int
    end: int
    costs: list[int]


def decode(model: Model, tokens: Tokens, allowed: Sequence[int], enter: Mapping[int, int]) -> list[Run]:
    """Return the runs of words in one language (by its lane), in order.

    ``enter`` is what it costs to begin a run in a language, above the penalty of the boundary.
    """
    plan = _plan(model, tokens, allowed)
    counted = Counter(stretch.lanes[0] for stretch in plan)
    common = sorted(counted, key=lambda lane: (-counted[lane], lane))[:3]
    common += [lane for lane, cost in enter.items() if cost < 0 and lane in allowed]
    keep: frozenset[int] | None = None
    runs: list[Run] = []
    for _ in range(_ROUNDS):
        lanes = [_open(stretch.lanes, common, keep) for stretch in plan]
        path = _search(model, tokens, plan, lanes, enter)
        runs = [Run(lane, a, b, totals(model, tokens.words[a:b])) for lane, a, b in path]
        used = {run.lane for run in runs}
        keep = _strong(runs, used)
        if len(keep) == len(used):
            break
    return runs


def totals(model: Model, words: list[str]) -> list[int]:
    """Return what the words cost each lane together."""
    packed = model.packed.__getitem__
    parts = [
        unpack(sum(map(packed, words[i : i + LONGEST])), len(LANGUAGES))
        for i in range(0, len(words), LONGEST)
    ]
    return parts[0] if len(parts) == 1 else [sum(lane) for lane in zip(*parts, strict=True)]


def second_lowest(costs: list[int], lane: int, allowed: Sequence[int]) -> int:
    """Return the lowest cost of the other languages; a clear one when there is no other."""
    if len(allowed) == len(costs):
        return min(costs[:lane] + costs[lane + 1 :])
    return min((costs[other] for other in allowed if other != lane), default=costs[lane] + 9 * UNIT)


def _plan(model: Model, tokens: Tokens, allowed: Sequence[int]) -> list[_Stretch]:
    """Cut the words into stretches, each with the languages that its words speak for."""
    words = tokens.words
    starts = [i for i, kind in enumerate(tokens.kinds) if kind <= SENTENCE]
    plan = []
    for a, b in zip(starts, [*starts[1:], len(words)], strict=True):
        for first in range(a, b, LONGEST):
            part = words[first : min(first + LONGEST, b)]
            costs = totals(model, part)
            plan.append(_Stretch(first, first + len(part), costs, _likely(model, part, costs, allowed)))
    return plan


def _likely(model: Model, words: list[str], costs: list[int], allowed: Sequence[int]) -> list[int]:
    """Return the two cheapest languages and up to three that several words speak for."""
    if len(allowed) == 1:
        return list(allowed)
    picked = costs if len(allowed) == len(costs) else [costs[lane] for lane in allowed]
    best = picked.index(min(picked))
    rest = picked[:best] + picked[best + 1 :]
    second = rest.index(min(rest))
    likely = [allowed[best], allowed[second + (second >= best)]]
    if costs[likely[0]] >= PENALTIES[0]:
        votes = Counter(chain.from_iterable(map(model.telling.__getitem__, words)))
        voted = sorted((lane for lane in votes if votes[lane] > 1), key=lambda n: (-votes[n], n))
        likely += [lane for lane in voted[:3] if lane in allowed and lane not in likely]
    return likely


def _open(lanes: list[int], common: list[int], keep: frozenset[int] | None) -> list[int]:
    found = {*lanes, *common}
    return sorted(found if keep is None else found & keep or keep)


def _search(
    model: Model, tokens: Tokens, plan: list[_Stretch], lanes: list[list[int]], enter: Mapping[int, int]
) -> Path:
    """Search by sentences, then by words where that may change something."""
    first_rows = [stretch.costs for stretch in plan]
    kinds = [tokens.kinds[stretch.first] for stretch in plan]
    whole = _viterbi(first_rows, kinds, lanes, enter, None, None)
    runs: Path = []
    at = 0
    for doubtful, group in groupby(_doubtful(plan, whole)):
        size = sum(1 for _ in group)
        if doubtful:
            before = whole[at - 1] if at else None
            after = whole[at + size] if at + size < len(plan) else None
            runs += _by_words(
                model, tokens, plan[at : at + size], lanes[at : at + size], enter, before, after
            )
        else:
            runs += [(whole[i], plan[i].first, plan[i].end) for i in range(at, at + size)]
        at += size
    return _joined(runs)


def _doubtful(plan: list[_Stretch], whole: list[int]) -> list[bool]:
    """Tell for each stretch whether a change of language inside it could pay."""
    last = len(plan) - 1
    return [
        stretch.costs[lane] >= DOUBT
        or (i > 0 and whole[i - 1] != lane)
        or (i < last and whole[i + 1] != lane)
        for i, (stretch, lane) in enumerate(zip(plan, whole, strict=True))
    ]


def _by_words(
    model: Model,
    tokens: Tokens,
    plan: list[_Stretch],
    lanes: list[list[int]],
    enter: Mapping[int, int],
    before: int | None,
    after: int | None,
) -> Path:
    first, end = plan[0].first, plan[-1].end
    rows = list(map(model.plain.__getitem__, tokens.words[first:end]))
    open_lanes = list(
        chain.from_iterable([opened] * (s.end - s.first) for s, opened in zip(plan, lanes, strict=True))
    )
    path = _viterbi(rows, tokens.kinds[first:end], open_lanes, enter, before, after)
    runs: Path = []
    for lane, group in groupby(path):
        size = sum(1 for _ in group)
        runs.append((lane, first, first + size))
        first += size
    return runs


def _joined(runs: Path) -> Path:
    """Join runs of one language that touch."""
    out: Path = []
    for lane, group in groupby(runs, key=lambda run: run[0]):
        parts = list(group)
        out.append((lane, parts[0][1], parts[-1][2]))
    return out


def _strong(runs: list[Run], used: set[int]) -> frozenset[int]:
    """Return the languages that save enough against the others in use."""
    if len(used) < 2:
        return frozenset(used)
    saved: Counter[int] = Counter()
    others = {lane: [other for other in used if other != lane] for lane in used}
    for run in runs:
        saved[run.lane] += min([run.costs[other] for other in others[run.lane]]) - run.costs[run.lane]
    strong = frozenset(lane for lane in used if saved[lane] >= SUPPORT)
    return strong or frozenset({max(sorted(used), key=saved.__getitem__)})


def _viterbi(
    rows: Sequence[Sequence[int]],
    kinds: list[int],
    open_lanes: list[list[int]],
    enter: Mapping[int, int],
    before: int | None,
    after: int | None,
) -> list[int]:
    """Return the cheapest lane for each row; memory grows with the runs, not with the rows.

    ``before`` and ``after`` are the lanes of what stands on the two sides, if anything does.
    """
    lanes = [] if before is None else [before]
    costs = [0] * len(lanes)
    nodes: list[_Node | None] = [(lane, 0, None) for lane in lanes]
    extra: list[int] = []
    opened: list[int] | None = None
    for i, row in enumerate(rows):
        best = min(costs, default=0)
        limit = best + PENALTIES[kinds[i]] if costs else 0
        node = nodes[costs.index(best)] if costs else None
        if open_lanes[i] is not opened:  # another sentence, where other languages are in question
            held = dict(zip(lanes, zip(costs, nodes, strict=True), strict=True))
            opened = lanes = open_lanes[i]
            extra = [enter.get(lane, 0) for lane in lanes]
            costs = [held[lane][0] if lane in held else limit + _NEVER for lane in lanes]
            nodes = [held[lane][1] if lane in held else None for lane in lanes]
        for k, lane in enumerate(lanes):
            entry = limit + extra[k]
            if costs[k] > entry:
                costs[k] = entry
                nodes[k] = (lane, i, node)
            costs[k] += row[lane]
    if after is not None:
        costs = [
            cost + (lane != after) * PENALTIES[SENTENCE] for cost, lane in zip(costs, lanes, strict=True)
        ]
    return _walk(nodes[costs.index(min(costs))], len(rows))


def _walk(node: _Node | None, end: int) -> list[int]:
    path: list[int] = []
    while node is not None:
        lane, first, node = node
        path += [lane] * (end - first)
        end = first
    return path[::-1]
