"""Find the cheapest run of languages through the words of a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .model import UNIT, Model, unpack
from .tokens import SENTENCE, Tokens

PENALTIES = tuple(UNIT * n for n in (6, 7, 7, 8, 9))  # by the kind of boundary
SUPPORT = 8 * UNIT  # what a language must save over a text to stay in it
_CHUNK = 300  # words of a sentence at most, so that 16-bit lanes cannot overflow


def sentences(tokens: Tokens) -> list[tuple[int, int]]:
    """Return the (first, end) words of each sentence or line."""
    starts = [i for i, kind in enumerate(tokens.kinds) if kind <= SENTENCE]
    out = []
    for a, b in zip(starts, [*starts[1:], len(tokens.words)], strict=True):
        out += [(i, min(i + _CHUNK, b)) for i in range(a, b, _CHUNK)]
    return out


def decode(model: Model, tokens: Tokens, allowed: Sequence[int]) -> list[int]:
    """Return the language (its lane) of each word."""
    rows = [model.row(word) for word in tokens.words]
    plan = []
    for a, b in sentences(tokens):
        total = unpack(sum(row[0] for row in rows[a:b]), len(model.languages))
        order = sorted(allowed, key=lambda lane: (total[lane], lane))
        votes = Counter(
            lane for _, row in rows[a:b] for lane in allowed if row[lane] == 0 and row.count(0) <= 3
        )
        local = {*order[:2], *(lane for lane, count in votes.most_common(3) if count >= 2)}
        plan.append((a, b, local, order[0], total))
    support = Counter[int]()
    for _, _, _, best, total in plan:
        support[best] += 1
    common = {lane for lane, _ in support.most_common(3)}
    keep = None
    path: list[int] = []
    for _ in range(3):
        path = _viterbi(
            [(a, b, _open(local | common, keep)) for a, b, local, _, _ in plan], rows, tokens.kinds
        )
        used = set(path)
        weak = _weak(path, rows, used)
        if not weak:
            break
        keep = used - weak
    return path


def _open(lanes: set[int], keep: set[int] | None) -> list[int]:
    return sorted(lanes if keep is None else lanes & keep or keep)


def _weak(path: list[int], rows: list[tuple[int, bytes]], used: set[int]) -> set[int]:
    """Return the languages that save too little against the others in use."""
    saved: Counter[int] = Counter()
    if len(used) < 2:
        return set()
    for lane, (_, row) in zip(path, rows, strict=True):
        saved[lane] += min(row[other] for other in used if other != lane) - row[lane]
    weak = {lane for lane in used if saved[lane] < SUPPORT}
    return weak if weak != used else weak - {max(sorted(used), key=lambda lane: saved[lane])}


def _viterbi(
    plan: list[tuple[int, int, list[int]]], rows: list[tuple[int, bytes]], kinds: list[int]
) -> list[int]:
    back: list[dict[int, int]] = []
    costs: dict[int, int] = {}
    for a, b, lanes in plan:
        for i in range(a, b):
            row = rows[i][1]
            if not costs:
                costs = {lane: row[lane] for lane in lanes}
                back.append({lane: lane for lane in lanes})
                continue
            best = min(costs, key=costs.__getitem__)
            limit = costs[best] + PENALTIES[kinds[i]]
            new: dict[int, int] = {}
            step: dict[int, int] = {}
            for lane in lanes:
                stay = costs.get(lane, limit)
                if stay <= limit and lane in costs:
                    new[lane], step[lane] = stay + row[lane], lane
                else:
                    new[lane], step[lane] = limit + row[lane], best
            costs = new
            back.append(step)
    if not costs:
        return []
    lane = min(costs, key=costs.__getitem__)
    path = []
    for step in reversed(back):
        path.append(lane)
        lane = step[lane]
    return path[::-1]
