"""Find the cheapest run of languages through the words of a text.

Two Viterbi searches in integers. The first goes by sentences, each as a whole. The second goes by words,
but only through the sentences in which a change of language could pay: beside a change found by the first,
or where the words together cost the sentence's language more than two changes would.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import TypeAlias

from attrs import frozen

from .codes import LANGUAGES
from .model import UNIT, Lanes, Model, Part, narrow, unpack
from .plan import Stretch, stretches, totals
from .tokens import LINE, SENTENCE, Tokens

PENALTIES = tuple(UNIT * n for n in (4, 6, 7, 8, 9))  # nats, by the kind of boundary
SUPPORT = 5 * UNIT  # what a language must save over the whole text to stay in it
DOUBT = 13 * UNIT  # the cheapest excursion: in at a sentence's end, out at a quotation mark
_ROUNDS = 3
_NEVER = 1 << 60  # more than any path costs
_FREE = tuple((lane, 0) for lane in range(len(LANGUAGES)))  # doors that cost nothing
_NOTHING = -1  # the lane before the text begins

# The languages that are open from some place on, each with what it costs to enter it there ...
_Doors: TypeAlias = tuple[tuple[int, int], ...]
# ... and for each word from there on its kind of boundary and its costs.
_Part: TypeAlias = tuple[_Doors, Iterable[tuple[int, Sequence[int]]]]
_Sides: TypeAlias = tuple[int | None, int | None]  # the lanes before and behind, if anything stands there
_Change: TypeAlias = "tuple[int, int, _Change | None]"  # where, out of which lane, and the change before


@frozen(eq=False)
class Run:
    """The words ``first`` to ``end`` in one language, and what they cost each."""

    lane: int
    first: int
    end: int
    costs: Sequence[int]


def decode(model: Model, tokens: Tokens, allowed: Lanes, enter: Mapping[int, int]) -> list[Run]:
    """Return the runs of words in one language (by its lane), in order.

    ``enter`` is what it costs to begin a run in a language, above the penalty of the boundary.
    """
    plan = stretches(model, tokens, allowed)
    counted = Counter([stretch.lanes[0] for stretch in plan])
    common = sorted(counted, key=lambda lane: (-counted[lane], lane))[:3]
    common += [lane for lane, cost in enter.items() if cost < 0 and lane in allowed]
    keep: frozenset[int] | None = None
    runs: list[Run] = []
    for _ in range(_ROUNDS):
        questions = {stretch.lanes for stretch in plan}
        opened = {lanes: _open(lanes, common, keep, enter) for lanes in questions}
        path = _search(model, tokens, plan, opened, not enter)
        runs = [
            Run(lane, first, end, costs)
            for (lane, first, end), costs in zip(path, totals(model, tokens, plan, path), strict=True)
        ]
        used = {run.lane for run in runs}
        keep = _strong(runs, used)
        if len(keep) == len(used):
            break
    return runs


def second_lowest(costs: Sequence[int], lane: int, allowed: Lanes) -> int:
    """Return the lowest cost of the other languages; a clear one when there is no other."""
    if len(allowed) == len(costs):
        others = list(costs)
        del others[lane]
        return min(others)
    return min((costs[other] for other in allowed if other != lane), default=costs[lane] + 9 * UNIT)


def _open(lanes: Lanes, common: list[int], keep: frozenset[int] | None, enter: Mapping[int, int]) -> _Doors:
    found = {*lanes, *common}
    kept = sorted(found if keep is None else found & keep or keep)
    return tuple([(lane, enter[lane]) if lane in enter else _FREE[lane] for lane in kept])


def _search(
    model: Model, tokens: Tokens, plan: list[Stretch], opened: Mapping[Lanes, _Doors], is_plain: bool
) -> list[Part]:
    """Search by sentences, then by words where that may change something."""
    whole = _by_sentences(tokens, plan, opened, is_plain)
    runs: list[Part] = []
    at = 0
    for doubtful, group in groupby(_doubtful(plan, whole)):
        end = at + sum(1 for _ in group)
        if doubtful:
            before = whole[at - 1] if at else None
            after = whole[end] if end < len(plan) else None
            first = plan[at].first
            found = _by_words(model, tokens, plan[at:end], opened, (before, after))
            runs += [(lane, first + a, first + b) for lane, a, b in found]
        else:
            runs += [(whole[i], plan[i].first, plan[i].end) for i in range(at, end)]
        at = end
    return _joined(runs)


def _by_words(
    model: Model, tokens: Tokens, plan: list[Stretch], opened: Mapping[Lanes, _Doors], sides: _Sides
) -> Iterable[Part]:
    """Search some stretches word by word, with what stands on their two sides; or know it from last time."""
    first, end = plan[0].first, plan[-1].end
    piece = tokens.text[tokens.starts[first] : tokens.starts[end]].rstrip()
    doors = [opened[stretch.lanes] for stretch in plan]
    key = (piece, tokens.kinds[first], *sides, *doors)
    found = model.paths.get(key)
    if found is None:
        found = tuple(_viterbi(_word_parts(model, tokens, plan, doors), *sides))
        model.paths.put(key, found)
    return found


def _by_sentences(
    tokens: Tokens, plan: list[Stretch], opened: Mapping[Lanes, _Doors], is_plain: bool
) -> list[int]:
    """Return the cheapest lane for each stretch, taken whole; ``is_plain`` says that none is favoured."""
    best = plan[0].lanes[0]
    if is_plain and best in dict(opened[plan[0].lanes]) and all(part.lanes[0] == best for part in plan):
        return [best] * len(plan)  # the cheapest everywhere, so no other path costs less
    size = len(LANGUAGES)
    parts = (
        (opened[stretch.lanes], ((tokens.kinds[stretch.first], unpack(stretch.total, size)),))
        for stretch in plan
    )
    runs = _viterbi(parts, None, None)
    return list(chain.from_iterable([lane] * (end - first) for lane, first, end in runs))


def _doubtful(plan: list[Stretch], whole: list[int]) -> list[bool]:
    """Tell for each stretch whether a change of language inside it could pay."""
    around = zip(whole[:1] + whole[:-1], whole, whole[1:] + whole[-1:], strict=True)
    return [
        before != lane or lane != after or stretch.cost(lane) >= DOUBT
        for stretch, (before, lane, after) in zip(plan, around, strict=True)
    ]


def _word_parts(model: Model, tokens: Tokens, plan: list[Stretch], doors: list[_Doors]) -> Iterator[_Part]:
    """Yield the words of some stretches one stretch after the other."""
    for stretch, here in zip(plan, doors, strict=True):
        rows = narrow(map(model.packed.__getitem__, tokens.words(stretch.first, stretch.end)))
        yield here, zip(tokens.kinds[stretch.first : stretch.end], rows, strict=True)


def _joined(runs: list[Part]) -> list[Part]:
    """Join runs of one language that touch."""
    out: list[Part] = []
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


def _viterbi(parts: Iterable[_Part], before: int | None, after: int | None) -> list[Part]:
    """Return the cheapest runs; memory grows with their number, not with the words.

    ``before`` and ``after`` are the lanes of what stands on the two sides, if anything does.
    """
    best, low = (_NOTHING, -PENALTIES[LINE]) if before is None else (before, 0)
    costs = {best: low}  # of the cheapest path to each open lane
    changes: dict[int, _Change | None] = {best: None}  # the last one on that path
    doors: _Doors = ()
    at = 0
    for here, rows in parts:
        if here is not doors:
            doors = here
            costs = {lane: costs.get(lane, _NEVER) for lane, _ in doors}
        for kind, row in rows:
            change = at, best, changes[best]
            limit, low = low + PENALTIES[kind], _NEVER
            for lane, extra in doors:
                cost = costs[lane]
                if cost > limit + extra:
                    cost = limit + extra
                    changes[lane] = change
                cost += row[lane]
                costs[lane] = cost
                if cost < low:
                    best, low = lane, cost
            at += 1
    if after is not None:
        best = min(costs, key=lambda lane: costs[lane] + (lane != after) * PENALTIES[SENTENCE])
    return _walk(best, changes[best], at)


def _walk(lane: int, change: _Change | None, end: int) -> list[Part]:
    """Return the runs of a path from its end back to its beginning, in order."""
    runs: list[Part] = []
    while change is not None:
        first, before, earlier = change
        runs.append((lane, first, end))
        lane, change, end = before, earlier, first
    if end:
        runs.append((lane, 0, end))
    return [run for run in reversed(runs) if run[1] < run[2]]
