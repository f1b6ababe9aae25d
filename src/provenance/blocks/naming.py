"""The small model that names boilerplate which no notice names: one table of integers per feature.

Like the model of the body it is additive: every feature of the line adds a number to each kind,
and the kind with the greatest sum is taken (multinomial logistic regression on binned features).
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from struct import unpack

from attrs import field, frozen

from .features import Page, share_bin

_BYTES = 4  # for one kind's sum
_RAISED = 1 << 20  # keeps every sum above 0 and far below what the bytes hold
_USUAL = 1.0  # log-odds for the kind that is usual at a place
_DISTANCES = (2, 4, 8, 16, 40)
_SIGNS = (("@", 1), ("©", 2), ("http", 3), ("www.", 3), ("|", 4), ("•", 4), ("·", 4), ("…", 5), ("?", 6),
          ("!", 7), ("{", 8), (":", 9), (" - ", 10), (",", 11), ("(", 12))  # fmt: skip
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b")
_DIGIT = re.compile(r"\d")
FEATURES = (
    "tokens", "last", "first", "lower_share", "letters", "word_length", "place", "above", "below", "repeats",
    "size_above", "size_below", "part_of_page", "digits", "sign", "capitals", "subject", "words",
)  # fmt: skip


@frozen
class Naming:
    """Tables by feature, bin and kind; ``unit`` is one unit of log-odds."""

    unit: int
    kinds: tuple[str, ...]
    tables: tuple[tuple[tuple[int, ...], ...], ...]
    _packed: tuple[tuple[int, ...], ...] = field(init=False, repr=False, eq=False)

    @_packed.default
    def _pack(self) -> tuple[tuple[int, ...], ...]:
        """Put the numbers of a row into one, so that all kinds are added up at once."""
        return tuple(tuple(_packed(row) for row in table) for table in self.tables)

    def name(self, bins: Sequence[int], usual: str) -> str:
        """Return the likeliest kind for the bins of `FEATURES`; ``usual`` is favoured."""
        total = 0
        for table, b in zip(self._packed, bins, strict=True):
            total += table[b] if b < len(table) else table[-1]
        size = len(self.kinds)
        sums = list(unpack(f"<{size}I", total.to_bytes(_BYTES * size, "little")))
        sums[self.kinds.index(usual)] += round(_USUAL * self.unit)
        return self.kinds[sums.index(max(sums))]


def _packed(row: Sequence[int]) -> int:
    """Return a number that holds each value of ``row``, raised above 0, in bytes of its own."""
    return sum((value + _RAISED) << (8 * _BYTES * place) for place, value in enumerate(row))


@lru_cache(maxsize=1)
def load_naming() -> Naming:
    """Return the shipped model.

    >>> "navigation" in load_naming().kinds
    True
    """
    data = json.loads((resources.files(__package__) / "data" / "kinds.json").read_text("utf-8"))
    kinds = tuple(data["kinds"])
    tables = tuple(
        tuple(tuple(row) if row else (0,) * len(kinds) for row in data["tables"][name]) for name in FEATURES
    )
    return Naming(data["unit"], kinds, tables)


def _has_digit(line: str) -> bool:
    if _DIGIT.search(line):
        return True
    return not line.isascii() and any(map(str.isdigit, line))  # "²" is none to the pattern


class Surroundings:
    """What the features of one page's lines have in common."""

    def __init__(self, page: Page, body: Sequence[int]) -> None:
        self.page = page
        self.first, self.last = (body[0], body[-1]) if body else (0, -1)
        self.subject: set[str] = set().union(*(page.stems[i] for i in body))
        self.lines: dict[str, int] = {}
        for line in page.lines:
            self.lines[line] = self.lines.get(line, 0) + 1

    def describe(self, i: int) -> tuple[int, ...]:
        """Return the bins of `FEATURES` for line ``i``."""
        page = self.page
        line, stems, words = page.lines[i], page.stems[i], page.words[i]
        size, _, first, lower, letters, _, _, length, _, last = page.shapes[i]
        parts = line.split()
        count = len(page.lines)
        return (
            size,
            last,
            first % 8,
            lower % 13,
            letters,
            length,
            self._place(i),
            page.marks[i - 1] if i else 0,
            page.marks[i + 1] if i + 1 < count else 0,
            min(self.lines[line], 4),
            page.shapes[i - 1][0] // 2 + 1 if i else 0,
            page.shapes[i + 1][0] // 2 + 1 if i + 1 < count else 0,
            12 * i // count,
            (1 if _has_digit(line) else 0) + (1 if _DATE.search(line) else 0),
            next((kind for sign, kind in _SIGNS if sign in line), 0),
            share_bin(sum(map(str.istitle, parts)), len(parts)),
            share_bin(len(stems & self.subject), len(stems)),
            min(len(words), 3),
        )

    def usual(self, i: int) -> str:
        """Return the kind that most lines at that place of a page have."""
        tokens = self.page.tokens[i]
        if self.first <= i <= self.last:
            return "related_links" if tokens > 3 else "other"
        if tokens <= 3 or (i < self.first and tokens <= 10):
            return "navigation"
        return "related_links"

    def _place(self, i: int) -> int:
        """Bin the distance above the body, below it, or the place inside."""
        if i < self.first:
            return bisect_right(_DISTANCES, self.first - i)
        if i > self.last:
            return 6 + bisect_right(_DISTANCES, i - self.last)
        return 12
