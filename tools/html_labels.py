"""Which lines of a page are its article: the lines aligned with a gold text of the article."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0e7f]|[^\W_]+")
_GRAM = 4  # tokens that make a match
_SOME, _MOST = 0.25, 0.8  # of a line's tokens in matches: between the two a line has no label
_REPEATS = 20  # places looked at for one gram
_OFFSETS = 8  # places a line may stand in the gold


def tokens(text: str) -> list[str]:
    """Return the tokens that the scorer of the data counts."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).lower())


def align(lines: list[str], body: str) -> list[int | None]:
    """Return 1 for each line of the article, 0 for the others, `None` where that is open.

    Votes of 4-grams say where in the gold a line may stand; the heaviest chain of lines that go
    forward in both gives the article, so that a repeated text counts once.
    """
    gold = tokens(body)
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, gram in enumerate(_grams(gold)):
        where[gram].append(at)
    words = [tokens(line) for line in lines]
    covers, candidates = [], []
    for number, line in enumerate(words):
        covered, offsets = _matches(line, where)
        covers.append(covered / len(line) if len(line) >= _GRAM else 0.0)
        if covers[-1] >= _SOME:
            candidates += [(number, offset, covered) for offset in offsets]
    labels: list[int | None] = [None if cover >= _SOME else 0 for cover in covers]
    chain = _heaviest(candidates)
    for number in chain:
        labels[number] = 1 if covers[number] >= _MOST else None
    if chain:
        whole = {" ".join(tokens(line)) for line in body.split("\n")}
        for number in range(min(chain), max(chain) + 1):
            if 0 < len(words[number]) < _GRAM and " ".join(words[number]) in whole:
                labels[number] = 1
    return labels


def _grams(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + _GRAM]) for at in range(len(words) - _GRAM + 1)]


def _matches(line: list[str], where: dict[tuple[str, ...], list[int]]) -> tuple[int, list[int]]:
    """Return how many tokens of a line are in matches, and the offsets most of them vote for."""
    hit: set[int] = set()
    votes: Counter[int] = Counter()
    for at, gram in enumerate(_grams(line)):
        if gram in where:
            hit.update(range(at, at + _GRAM))
            votes.update(place - at for place in where[gram][:_REPEATS])
    best = max(votes.values(), default=0)
    return len(hit), [offset for offset, count in votes.most_common(_OFFSETS) if 2 * count >= best]


def _heaviest(candidates: list[tuple[int, int, int]]) -> set[int]:
    """Return the lines of the heaviest chain that goes forward in the lines and in the gold."""
    order = sorted(candidates, key=lambda c: (c[0], -c[1]))
    offsets = sorted({offset for _, offset, _ in order})
    best = [(0, -1)] * (len(offsets) + 1)  # a Fenwick tree of maxima over the offsets
    weight, before = [0] * len(order), [-1] * len(order)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and order[end][0] == order[start][0]:
            end += 1
        for c in range(start, end):
            weight[c], before[c] = _ask(best, bisect_left(offsets, order[c][1]))
            weight[c] += order[c][2]
        for c in range(start, end):
            _tell(best, bisect_left(offsets, order[c][1]) + 1, (weight[c], c))
        start = end
    chain, at = set(), max(range(len(order)), key=weight.__getitem__, default=-1)
    while at >= 0:
        chain.add(order[at][0])
        at = before[at]
    return chain


def _ask(tree: list[tuple[int, int]], at: int) -> tuple[int, int]:
    found = (0, -1)
    while at > 0:
        found = max(found, tree[at])
        at -= at & -at
    return found


def _tell(tree: list[tuple[int, int]], at: int, value: tuple[int, int]) -> None:
    while at < len(tree):
        if value[0] > tree[at][0]:
            tree[at] = value
        at += at & -at
