"""The small model that names boilerplate which no notice names: one table of integers per feature.

Like the model of the body it is additive: every feature and some words of the line add a number to
each kind, and the kind with the greatest sum is taken (multinomial logistic regression on binned
features).
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from operator import getitem
from struct import unpack

from attrs import field, frozen

from .features import Page, running, share_bin, window

_BINS = 64  # no feature has more
_BYTES = 4  # for one kind's sum
_RAISED = 1 << 20  # keeps every sum above 0 and far below what the bytes hold
_USUAL = 1.0  # log-odds for the kind that is usual at a place
_DISTANCES = (2, 4, 8, 16, 40)
_ABOVE, _BELOW = 8, 6  # so many lines away a notice still tells what a line belongs to
_BESIDE = 4  # lines above and below whose length is compared
_SIZES = (2, 3, 4, 6, 8, 11, 16, 25)  # tokens of the lines beside, in the mean
_NEAR = 3  # so many lines above and below are looked at for body
WORDS = 30  # of a line, only so many words are looked up
_SIGNS = (("@", 1), ("©", 2), ("http", 3), ("www.", 3), ("|", 4), ("•", 4), ("·", 4), ("…", 5), ("?", 6),
          ("!", 7), ("{", 8), (":", 9), (" - ", 10), (",", 11), ("(", 12))  # fmt: skip
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b")
_DIGIT = re.compile(r"\d")
OF_LINE = (
    "tokens", "last", "first", "lower_share", "letters", "word_length", "repeats", "digits", "sign",
    "capitals", "subject", "words", "sentences",
)  # fmt: skip
OF_PLACE = (
    "place", "above", "below", "size_above", "size_below", "part_of_page", "heading", "following", "beside",
    "body_near",
)  # fmt: skip
FEATURES = (
    "tokens", "last", "first", "lower_share", "letters", "word_length", "place", "above", "below", "repeats",
    "size_above", "size_below", "part_of_page", "digits", "sign", "capitals", "subject", "words",
    "heading", "following", "beside", "sentences", "body_near",
)  # fmt: skip


@frozen
class Naming:
    """Tables by feature, bin and kind, and rows by word; ``unit`` is one unit of log-odds."""

    unit: int
    kinds: tuple[str, ...]
    tables: tuple[tuple[tuple[int, ...], ...], ...]
    words: Mapping[str, tuple[int, ...]] = field(factory=dict, repr=False, eq=False)
    _spoken: Mapping[str, int] = field(init=False, repr=False, eq=False)
    _vocabulary: frozenset[str] = field(init=False, repr=False, eq=False)
    _packed: tuple[tuple[int, ...], ...] = field(init=False, repr=False, eq=False)

    @_packed.default
    def _pack(self) -> tuple[tuple[int, ...], ...]:
        """Put the numbers of a row into one, so that all kinds are added up at once; repeat the last row."""
        packed = [tuple(_packed(row) for row in table) for table in self.tables]
        rows = (packed[FEATURES.index(name)] for name in (*OF_LINE, *OF_PLACE))
        return tuple(row + row[-1:] * (_BINS - len(row)) for row in rows)

    @_spoken.default
    def _speak(self) -> Mapping[str, int]:
        return {word: _packed(row) for word, row in self.words.items()}

    @_vocabulary.default
    def _known(self) -> frozenset[str]:
        return frozenset(self.words)

    def of_line(self, bins: Sequence[int], words: Iterable[str]) -> int:
        """Return what the bins of `OF_LINE` and the ``words`` say for all kinds, in one number."""
        total = sum([self._spoken[word] for word in self._vocabulary.intersection(words)])
        return total + sum(map(getitem, self._packed, bins))

    def of_place(self, bins: Sequence[int]) -> int:
        """Return what the bins of `OF_PLACE` say for all kinds, in one number."""
        return sum(map(getitem, self._packed[len(OF_LINE) :], bins))

    def likeliest(self, total: int, usual: str) -> str:
        """Return the likeliest kind for the sum of what was added; ``usual`` is favoured."""
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
    return Naming(data["unit"], kinds, tables, _rows(data["words"], kinds))


def _rows(groups: Mapping[str, Mapping[str, str]], kinds: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Return for each word its number for each kind, from words grouped by kind and number."""
    found: dict[str, dict[str, int]] = {}
    for kind, group in groups.items():
        for number, words in group.items():
            for word in words.split():
                found.setdefault(word, {})[kind] = int(number)
    return {word: tuple(row.get(kind, 0) for kind in kinds) for word, row in found.items()}


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
        self.lines = Counter(page.lines)
        self._places = list(zip(*self._columns(body), strict=True))
        self._said: dict[str, int] = {}  # what a line says wherever on the page it stands

    def _columns(self, body: Sequence[int]) -> Iterator[Sequence[int]]:
        """Yield a column of bins for each feature of `OF_PLACE`."""
        marks, count = self.page.marks, len(self.page.lines)
        is_body = set(body)
        likely = [1 if i in is_body else 0 for i in range(count)]
        sizes = [shape[0] // 2 + 1 for shape in self.page.shapes]
        yield [self._place(i) for i in range(count)]
        yield [0, *marks[:-1]]
        yield [*marks[1:], 0]
        yield [0, *sizes[:-1]]
        yield [*sizes[1:], 0]
        yield [12 * i // count for i in range(count)]
        yield _nearest(marks, _ABOVE)
        yield _nearest(marks[::-1], _BELOW)[::-1]
        yield _beside(self.page.tokens)
        yield window(running(likely), likely, _NEAR, _NEAR)

    def named(self, i: int, naming: Naming) -> str:
        """Return the kind that ``naming`` gives to line ``i``."""
        line = self.page.lines[i]
        said = self._said.get(line)
        if said is None:
            said = self._said[line] = naming.of_line(self._of_line(i), self.words(i))
        return naming.likeliest(said + naming.of_place(self._places[i]), self.usual(i))

    def words(self, i: int) -> Sequence[str]:
        """Return the words of line ``i`` that are looked at."""
        return self.page.words[i][:WORDS]

    def describe(self, i: int) -> tuple[int, ...]:
        """Return the bins of `FEATURES` for line ``i``."""
        bins = (*self._of_line(i), *self._places[i])
        found = dict(zip((*OF_LINE, *OF_PLACE), bins, strict=True))
        return tuple(found[name] for name in FEATURES)

    def _of_line(self, i: int) -> tuple[int, ...]:
        """Return the bins of `OF_LINE` for line ``i``."""
        page = self.page
        line, stems, words = page.lines[i], page.stems[i], page.words[i]
        size, _, first, lower, letters, _, sentences, length, _, last = page.shapes[i]
        parts = line.split()
        return (
            size,
            last,
            first % 8,
            lower % 13,
            letters,
            length,
            min(self.lines[line], 4),
            (1 if _has_digit(line) else 0) + (1 if _DATE.search(line) else 0),
            next((kind for sign, kind in _SIGNS if sign in line), 0),
            share_bin(sum(map(str.istitle, parts)), len(parts)),
            share_bin(len(stems & self.subject), len(stems)),
            min(len(words), 3),
            sentences,
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


def _nearest(marks: Sequence[int], reach: int) -> list[int]:
    """Return for each line the last mark above it, 0 if there is none within ``reach`` lines."""
    found, last, age = [], 0, 0
    for mark in marks:
        age += 1
        found.append(last if age <= reach else 0)
        if mark:
            last, age = mark, 0
    return found


def _beside(tokens: Sequence[int]) -> list[int]:
    """Bin the mean length of the lines around each line."""
    count = len(tokens)
    sums = window(running(tokens), tokens, _BESIDE, _BESIDE)
    sizes = [min(i, _BESIDE) + min(count - 1 - i, _BESIDE) for i in range(count)]
    means = [total / max(size, 1) for total, size in zip(sums, sizes, strict=True)]
    return [bisect_right(_SIZES, mean) for mean in means]
