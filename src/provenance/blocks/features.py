"""What the model sees of a page: one column of small numbers per feature, one number per line.

Everything is binned to small integers here, so that the model is nothing but tables
(`model.py`) and training is counting (`tools/train_blocks.py`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate, repeat
from operator import sub

Column = list[int]

_WORDS = re.compile(r"[^\W\d_]+")
_LENGTHS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 33, 40, 50, 65, 85, 120, 200)
_COUNTS = (1, 2, 3, 4, 6, 9)
_SHARES = (0.001, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.999)
PLACES = (1, 2, 4, 7, 11, 16, 24, 36, 54, 80, 120, 200)
_DISTANCES = (-60, -30, -15, -8, -4, -2, -1, 0, 1, 2, 3, 5, 9, 16, 31, 61)
MASSES = (0, 2, 4, 7, 11, 16, 22, 30, 40, 55, 75, 100, 140, 200, 300)
_LONG_WORD = 5  # a word of the page's own subject has at least that many letters
_LONG_LINE = 15  # a line of that many tokens is likely a sentence
_RUN_COST = 10  # a line must hold more tokens than this to lengthen the longest run
_ENDS = (".。।．", "!?！？", "…", ":：", ",;、，", "\"'”“«»’‘)]", "-–—|/>›→+*")
_LAST = {char: kind for kind, group in enumerate(_ENDS, 1) for char in group}
_STARTS = ("\"'“„«‘»", "-–—•·*>›|/←→+#", "©([")
_FIRST = {char: kind for kind, group in enumerate(_STARTS, 5) for char in group}


def length(line: str) -> int:
    """Return the number of tokens in ``line``, about right also where no blanks part words.

    >>> length("Three short words")
    3
    """
    return _length(line, len(line.split()))


def _length(line: str, count: int) -> int:
    return count if len(line) < 15 * count or line.isascii() else max(count, len(line) // 2)


def _first(line: str) -> int:
    head = line[0]
    if head.islower():
        return 1
    if head.isupper():
        return 2
    return 3 if head.isdigit() else _FIRST.get(head, 4)


def _last(line: str) -> int:
    tail = line[-1]
    kind = _LAST.get(tail)
    if kind is None:
        return 8 if tail.isdigit() else 9 if tail.isalpha() else 0
    # a closing quotation mark or bracket tells less than what stands before it
    return 10 if kind == 6 and len(line) > 1 and _LAST.get(line[-2], 0) in (1, 2, 3) else kind


def share_bin(part: int, whole: int) -> int:
    return bisect_right(_SHARES, part / whole) if whole else len(_SHARES) + 1


def _letters(line: str, words: Sequence[str]) -> int:
    """Return how many letters a line has; ``words`` are those of the line, in lower case."""
    joined = "".join(words)
    if joined.isalpha() or not joined:
        return len(joined)
    return sum(map(str.isalpha, line))  # numerals such as "²" stand in words, too


def _shape(line: str, tokens: int, words: Sequence[str], found: Sequence[str]) -> tuple[int, ...]:
    """Bin what a line shows without its page; the order is that of `SHAPES`.

    ``words`` are what blanks part, ``found`` the words in it, in lower case.
    """
    count = len(words)
    lower = sum(map(str.islower, words))
    letters = _letters(line, found)
    sentences = line.count(". ") + line.count("? ") + line.count("! ")
    size = bisect_right(_LENGTHS, tokens)
    last = _last(line)
    wide = min(size // 4, 4)
    return (
        size,
        last + 11 * wide,
        _first(line) + 8 * wide,
        share_bin(lower, count) + 13 * wide,
        bisect_right(_SHARES, letters / len(line)),
        bisect_right(_COUNTS, line.count(",")) + 7 * wide,
        bisect_right(_COUNTS, sentences) + 7 * wide,
        min(len(line) // (count or 1), 14),
        int('"' in line or "“" in line or "„" in line or "«" in line),
        min(last, 11),
    )


SHAPES = (
    "tokens", "last", "first", "lower_share", "letters", "commas", "sentences", "word_length", "quotes",
    "last_any",
)  # fmt: skip
_BESIDE = tuple(
    (f"{name}{by:+d}", name, by)
    for name, places in (
        ("tokens", (-2, -1, 1, 2)),
        ("last_any", (-2, -1, 1, 2)),
        ("first", (-1, 1)),
        ("lower_share", (-1, 1)),
        ("mark", (-2, -1, 1)),
    )
    for by in places
)
_WINDOWS = (
    ("tokens_w_1_0", 1, 0), ("tokens_w_0_1", 0, 1), ("tokens_w_3_0", 3, 0), ("tokens_w_0_3", 0, 3),
    ("tokens_w_8_0", 8, 0), ("tokens_w_0_8", 0, 8), ("tokens_w_4_4", 4, 4),
)  # fmt: skip


def longest_run(gains: Sequence[int]) -> tuple[int, int]:
    """Return the half-open range of lines with the greatest sum; ``(0, 0)`` if none is positive.

    >>> longest_run([-1, 4, -2, 5, -9, 3])
    (1, 4)
    """
    best, total, start, found = 0, 0, 0, (0, 0)
    for i, gain in enumerate(gains):
        if total <= 0:
            total, start = 0, i
        total += gain
        if total > best:
            best, found = total, (start, i + 1)
    return found


def place(count: int, run: tuple[int, int]) -> list[Column]:
    start, end = run
    from_start = bins(range(-start, count - start), _DISTANCES)
    from_end = bins(range(1 - end, count - end + 1), _DISTANCES)
    inside = [1 + (i >= start) + (i >= end) for i in range(count)] if end else [0] * count
    return [from_start, from_end, inside]


def running(values: Sequence[int]) -> list[int]:
    """Return the sums of the first 0, 1, 2, ... values."""
    return list(accumulate(values, initial=0))


def window(sums: Sequence[int], values: Sequence[int], back: int, ahead: int) -> list[int]:
    """Sum ``values`` from ``back`` lines above to ``ahead`` below each line, without the line itself."""
    n = len(values)
    low = [0] * min(back, n) + list(sums[: max(0, n - back)])
    high = list(sums[ahead + 1 :]) + [sums[n]] * min(ahead, n)
    return list(map(sub, map(sub, high, low), values))


def bins(values: Iterable[float], edges: Sequence[float]) -> Column:
    return list(map(bisect_right, repeat(edges), values))


def shift(column: Column, by: int) -> Column:
    """Move a column so that line i sees line i + by; the page's edge is bin 0, all else +1."""
    n = len(column)
    if by < 0:
        return ([0] * -by + [v + 1 for v in column[:by]])[:n]
    return ([v + 1 for v in column[by:]] + [0] * by)[-n:] if n else []


class _Line:
    """What is measured of a line without its page, once for all lines that read so."""

    __slots__ = ("shape", "stems", "tokens", "words")

    def __init__(self, line: str) -> None:
        words = line.split()
        self.tokens = _length(line, len(words))
        self.words = _WORDS.findall(line.lower())
        self.stems = {word[:6] for word in self.words if len(word) >= _LONG_WORD}
        self.shape = _shape(line, self.tokens, words, self.words)


class Page:
    """The lines of one page with what is measured once and used by several features.

    ``marks`` are the numbers of the kinds that notices give to lines, 0 for none.
    """

    def __init__(self, lines: Sequence[str], marks: Sequence[int] = ()) -> None:
        self.lines = lines
        self.marks = list(marks) or [0] * len(lines)
        known = {line: _Line(line) for line in dict.fromkeys(lines)}
        found = [known[line] for line in lines]
        self.tokens = [line.tokens for line in found]
        self.words = [line.words for line in found]
        self.stems = [line.stems for line in found]
        self.shapes = [line.shape for line in found]
        self.run = longest_run([t - _RUN_COST for t in self.tokens])


def _subject(page: Page) -> list[Column]:
    """Bin how much of a line's vocabulary the page's long lines share, and those of the longest run."""
    is_long = [tokens >= _LONG_LINE for tokens in page.tokens]
    start, end = page.run
    everywhere = _once_and_twice(stems for stems, long in zip(page.stems, is_long, strict=True) if long)
    inside = _once_and_twice(page.stems[i] for i in range(start, end) if is_long[i])
    shared, central = [], []
    for i, stems in enumerate(page.stems):
        count = len(stems)
        few = 13 * min(count // 3, 4)
        # a long line is among those counted itself: a word must stand in another one too
        shared.append(share_bin(len(stems & everywhere[is_long[i]]), count) + few)
        central.append(share_bin(len(stems & inside[is_long[i] and start <= i < end]), count) + few)
    return [shared, central]


def _once_and_twice(groups: Iterable[set[str]]) -> tuple[set[str], set[str]]:
    """Return the words that are in at least one of the groups, and those in at least two."""
    once: set[str] = set()
    twice: set[str] = set()
    for words in groups:
        twice |= once & words
        once |= words
    return once, twice


def _repeats(page: Page) -> Column:
    counts = Counter(page.lines)
    return [min(counts[line], 4) for line in page.lines]


def describe(page: Page, names: Collection[str] | None = None) -> dict[str, Column]:
    """Return the binned features of the first pass by name, each with one value per line.

    Of those that take some time only the ones in ``names`` are given, if there are any.
    """
    count = len(page.lines)
    shapes = list(zip(*page.shapes, strict=True)) or [()] * len(SHAPES)
    columns: dict[str, Column] = dict(zip(SHAPES, map(list, shapes), strict=True))
    for name, column in zip(("run_start", "run_end", "run_inside"), place(count, page.run), strict=True):
        columns[name] = column
    columns["run_size"] = [
        s + 4 * min(t // 2, 9) for s, t in zip(columns["run_inside"], columns["tokens"], strict=True)
    ]
    columns["line_number"] = bins(range(count), PLACES)
    columns["lines_left"] = columns["line_number"][::-1]
    columns["part_of_page"] = [20 * i // count for i in range(count)]
    columns["shared"], columns["central"] = _subject(page)
    columns["repeats"] = _repeats(page)
    columns["mark"] = page.marks
    sums = running(page.tokens)
    for name, back, ahead in _WINDOWS:
        if names is None or name in names:
            columns[name] = bins(window(sums, page.tokens, back, ahead), MASSES)
    for name, of, by in _BESIDE:
        if names is None or name in names:
            columns[name] = shift(columns[of], by)
    return columns
