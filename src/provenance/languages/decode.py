"""Find the cheapest run of languages through the words of a text.

A Viterbi search in integers: each word costs each language what its row says, and a change of
language costs more inside a sentence than at its end, and least at the end of a line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import frozen

from .model import UNIT, Model, Row, unpack
from .tokens import SENTENCE, Tokens

PENALTIES = tuple(UNIT * n for n in (4, 6, 7, 8, 9))  # nats, by the kind of boundary
SUPPORT = 5 * UNIT  # what a language must save over the whole text to stay in it
_CHUNK = 300  # words of a stretch at most, so that 16-bit lanes cannot overflow
_ROUNDS = 3


@frozen
class _Stretch:
    """The words ``first`` to ``end`` of one sentence, and the languages that may be in it."""

    first: int
    end: int
    best: int
    lanes: frozenset[int]


@frozen
class _Node:
    """A run that began at a word, in a language, after another run."""

    lane: int
    first: int
    before: _Node | None


def decode(model: Model, tokens: Tokens, allowed: Sequence[int], enter: Mapping[int, int]) -> list[int]:
    """Return the language (its lane) of each word.

    ``enter`` is what it costs to begin a run in a language, above the penalty of the boundary.
    """
    rows = [model.row(word) for word in tokens.words]
    plan = _plan(rows, tokens.kinds, tuple(allowed), len(model.languages))
    counted = Counter(stretch.best for stretch in plan)
    common = {lane for lane, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:3]}
    common |= {lane for lane, cost in enter.items() if cost < 0}.intersection(allowed)
    keep: frozenset[int] | None = None
    path: list[int] = []
    for _ in range(_ROUNDS):
        open_lanes = [_open(stretch.lanes | common, keep) for stretch in plan]
        path = _viterbi(plan, open_lanes, rows, tokens.kinds, enter)
        strong = _strong(path, rows)
        if len(strong) == len(set(path)):
            break
        keep = strong
    return path


def _plan(rows: list[Row], kinds: list[int], allowed: tuple[int, ...], lanes: int) -> list[_Stretch]:
    """Cut the words into stretches, each with the languages that its words speak for."""
    starts = [i for i, kind in enumerate(kinds) if kind <= SENTENCE]
    plan = []
    for a, b in zip(starts, [*starts[1:], len(rows)], strict=True):
        for first in range(a, b, _CHUNK):
            end = min(first + _CHUNK, b)
            total = unpack(sum(row.packed for row in rows[first:end]), lanes)
            order = sorted(allowed, key=lambda lane: (total[lane], lane))
            votes = Counter(lane for row in rows[first:end] for lane in row.telling)
            voted = sorted((lane for lane in votes if votes[lane] > 1), key=lambda n: (-votes[n], n))
            local = frozenset(order[:2]).union(lane for lane in voted[:3] if lane in allowed)
            plan.append(_Stretch(first, end, order[0], local))
    return plan


def _open(lanes: frozenset[int], keep: frozenset[int] | None) -> list[int]:
    return sorted(lanes if keep is None else lanes & keep or keep)


def _strong(path: list[int], rows: list[Row]) -> frozenset[int]:
    """Return the languages of a path that save enough against the others in it."""
    used = sorted(set(path))
    if len(used) < 2:
        return frozenset(used)
    saved: Counter[int] = Counter()
    others = {lane: [other for other in used if other != lane] for lane in used}
    for lane, row in zip(path, rows, strict=True):
        plain = row.plain
        saved[lane] += min([plain[other] for other in others[lane]]) - plain[lane]
    strong = frozenset(lane for lane in used if saved[lane] >= SUPPORT)
    return strong or frozenset({max(used, key=lambda lane: (saved[lane], -lane))})


def _viterbi(
    plan: list[_Stretch],
    open_lanes: list[list[int]],
    rows: list[Row],
    kinds: list[int],
    enter: Mapping[int, int],
) -> list[int]:
    """Return the cheapest path; memory grows with the runs, not with the words."""
    costs: dict[int, int] = {}
    nodes: dict[int, _Node] = {}
    for stretch, lanes in zip(plan, open_lanes, strict=True):
        for i in range(stretch.first, stretch.end):
            row = rows[i].plain
            best = min(costs, key=costs.__getitem__) if costs else -1
            limit = costs[best] + PENALTIES[kinds[i]] if costs else 0
            before = nodes.get(best)
            new_costs: dict[int, int] = {}
            new_nodes: dict[int, _Node] = {}
            for lane in lanes:
                entry = limit + enter.get(lane, 0)
                stay = costs.get(lane)
                if stay is not None and stay <= entry:
                    new_costs[lane], new_nodes[lane] = stay + row[lane], nodes[lane]
                else:
                    new_costs[lane], new_nodes[lane] = entry + row[lane], _Node(lane, i, before)
            costs, nodes = new_costs, new_nodes
    return _walk(nodes[min(costs, key=costs.__getitem__)] if costs else None, len(rows))


def _walk(node: _Node | None, end: int) -> list[int]:
    path: list[int] = []
    while node is not None:
        path += [node.lane] * (end - node.first)
        end, node = node.first, node.before
    return path[::-1]
