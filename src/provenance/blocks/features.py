"""What the model sees of a page: one column of small numbers per feature, one number per line.

Everything is binned to small integers here, so that the model is nothing but tables
(`model.py`) and training is counting (`tools/train_blocks.py`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

Column = list[int]

_WORDS = re.compile(r"[^\W\d_]+")
_LENGTHS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 33, 40, 50, 65, 85, 120, 200)
_COUNTS = (1, 2, 3, 4, 6, 9)
_SHARES = (0.001, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.999)
_PLACES = (1, 2, 4, 7, 11, 16, 24, 36, 54, 80, 120, 200)
_DISTANCES = (-60, -30, -15, -8, -4, -2, -1, 0, 1, 2, 3, 5, 9, 16, 31, 61)
_MASSES = (0, 2, 4, 7, 11, 16, 22, 30, 40, 55, 75, 100, 140, 200, 300)
_LONG_WORD = 5  # a word of the page's own subject has at least that many letters
_LONG_LINE = 15  # a line of that many tokens is likely a sentence
_RUN_COST = 10  # a line must hold more tokens than this to lengthen the longest run
_ENDS = (".。।．", "!?！？", "…", ":：", ",;、，", "\"'”“«»’‘)]", "-–—|/>›→+*")
_LAST = {char: kind for kind, group in enumerate(_ENDS, 1) for char in group}
_STARTS = ("\"'“„«‘»", "-–—•·*>›|/←→+#", "©([")
_FIRST = {char: kind for kind, group in enumerate(_STARTS, 5) for char in group}
_MARKS = re.compile(r"[|/›»>•·→@©]|https?:")


def length(line: str) -> int:
    """Return the number of tokens in ``line``, about right also where no blanks part words.

    >>> length("Three short words")
    3
    """
    count = len(line.split())
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


def _share(part: int, whole: int) -> int:
    return bisect_right(_SHARES, part / whole) if whole else len(_SHARES) + 1


def _shape(line: str) -> tuple[int, ...]:
    """Bin what a line shows without its page; the order is that of `SHAPES`."""
    words = line.split()
    tokens = length(line)
    count = len(words)
    lower = sum(map(str.islower, words))
    letters = sum(map(str.isalpha, line))
    sentences = line.count(". ") + line.count("? ") + line.count("! ")
    size = bisect_right(_LENGTHS, tokens)
    last = _last(line)
    return (
        size,
        last + 11 * min(size // 4, 4),
        _first(line) + 8 * min(size // 4, 4),
        _share(lower, count) + 13 * min(size // 4, 4),
        bisect_right(_SHARES, letters / len(line)),
        bisect_right(_COUNTS, line.count(",")) + 7 * min(size // 4, 4),
        bisect_right(_COUNTS, sentences) + 7 * min(size // 4, 4),
        bisect_right(_COUNTS, len(_MARKS.findall(line))),
        min(len(line) // (count or 1), 14),
        line.count('"') + line.count("“") + line.count("„") + line.count("«") > 0,
        min(last, 11),
        bisect_right(_COUNTS, lower),
        bisect_right(_COUNTS, sum(map(str.isdigit, words))),
    )


SHAPES = (
    "tokens", "last", "first", "lower_share", "letters", "commas", "sentences", "marks", "word_length",
    "quotes", "last_any", "lower_count", "numbers",
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


def _place(count: int, run: tuple[int, int]) -> list[Column]:
    start, end = run
    from_start = [bisect_right(_DISTANCES, i - start) for i in range(count)]
    from_end = [bisect_right(_DISTANCES, i - end + 1) for i in range(count)]
    inside = [1 + (i >= start) + (i >= end) for i in range(count)] if end else [0] * count
    return [from_start, from_end, inside]


def _window(values: Sequence[int], back: int, ahead: int) -> list[int]:
    """Sum ``values`` over the lines from ``back`` before to ``ahead`` behind, without the line."""
    sums = [0]
    for value in values:
        sums.append(sums[-1] + value)
    n = len(values)
    return [sums[min(n, i + ahead + 1)] - sums[max(0, i - back)] - v for i, v in enumerate(values)]


def _bins(values: Iterable[float], edges: Sequence[float]) -> Column:
    return [bisect_right(edges, value) for value in values]


def _shift(column: Column, by: int) -> Column:
    """Move a column so that line i sees line i + by; the page's edge is bin 0, all else +1."""
    n = len(column)
    if by < 0:
        return ([0] * -by + [v + 1 for v in column[:by]])[:n]
    return ([v + 1 for v in column[by:]] + [0] * by)[-n:] if n else []


class Page:
    """The lines of one page with what is measured once and used by several features."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.tokens = [length(line) for line in lines]
        self.words = [_WORDS.findall(line.lower()) for line in lines]
        self.run = longest_run([t - _RUN_COST for t in self.tokens])


def _subject(page: Page) -> list[Column]:
    """Bin how much of a line's vocabulary the page's long lines share."""
    own = [{w for w in words if len(w) >= _LONG_WORD} for words in page.words]
    is_long = [t >= _LONG_LINE for t in page.tokens]
    seen: Counter[str] = Counter()
    core: Counter[str] = Counter()
    start, end = page.run
    for i, words in enumerate(own):
        if is_long[i]:
            seen.update(words)
            if start <= i < end:
                core.update(words)
    shared, inside = [], []
    for i, words in enumerate(own):
        alone = 1 if is_long[i] else 0
        within = alone if start <= i < end else 0
        hits = sum(1 for w in words if seen[w] > alone)
        central = sum(1 for w in words if core[w] > within)
        group = 13 * min(len(words) // 3, 4)
        shared.append(_share(hits, len(words)) + group)
        inside.append(_share(central, len(words)) + group)
    return [shared, inside]


def _repeats(page: Page) -> Column:
    counts = Counter(page.lines)
    return [min(counts[line], 4) for line in page.lines]


def describe(page: Page) -> dict[str, Column]:
    """Return the binned features of the first pass by name, each with one value per line."""
    count = len(page.lines)
    cache: dict[str, tuple[int, ...]] = {}
    rows = [cache.get(line) or cache.setdefault(line, _shape(line)) for line in page.lines]
    columns: dict[str, Column] = {name: [int(row[k]) for row in rows] for k, name in enumerate(SHAPES)}
    for name, column in zip(("run_start", "run_end", "run_inside"), _place(count, page.run), strict=True):
        columns[name] = column
    columns["run_size"] = [
        s + 4 * min(t // 2, 9) for s, t in zip(columns["run_inside"], columns["tokens"], strict=True)
    ]
    columns["line_number"] = _bins(range(count), _PLACES)
    columns["lines_left"] = _bins(range(count - 1, -1, -1), _PLACES)
    columns["part_of_page"] = [20 * i // count for i in range(count)]
    columns["shared"], columns["central"] = _subject(page)
    columns["repeats"] = _repeats(page)
    for name, back, ahead in (("w_1_0", 1, 0), ("w_0_1", 0, 1), ("w_3_0", 3, 0), ("w_0_3", 0, 3),
                              ("w_8_0", 8, 0), ("w_0_8", 0, 8), ("w_4_4", 4, 4)):  # fmt: skip
        columns["tokens_" + name] = _bins(_window(page.tokens, back, ahead), _MASSES)
    for by in (-2, -1, 1, 2):
        for name in ("tokens", "last_any", "first", "lower_share", "lower_count"):
            columns[f"{name}{by:+d}"] = _shift(columns[name], by)
    return columns


def context(page: Page, scores: Sequence[int], unit: int) -> dict[str, Column]:
    """Return the binned features of the second pass: what the first pass thinks of the neighbours.

    ``scores`` are the first pass's log-odds times ``unit``.
    """
    count = len(scores)
    clipped = [max(-6 * unit, min(6 * unit, s)) for s in scores]
    grid = [unit * x // 4 for x in (-20, -16, -12, -9, -6, -4, -2, -1, 0, 1, 2, 4, 6, 9, 12, 16, 20)]
    columns = {"own": _bins(clipped, grid)}
    for by in (-3, -2, -1, 1, 2, 3):
        columns[f"own{by:+d}"] = _shift(columns["own"], by)
    for name, back, ahead in (("2_0", 2, 0), ("0_2", 0, 2), ("4_0", 4, 0), ("0_4", 0, 4), ("10_0", 10, 0),
                              ("0_10", 0, 10), ("5_5", 5, 5)):  # fmt: skip
        span = [
            unit * (back + ahead) * x // 4
            for x in (-16, -12, -9, -7, -5, -3, -2, -1, 0, 1, 2, 3, 5, 7, 9, 12)
        ]
        columns["near_" + name] = _bins(_window(clipped, back, ahead), span)
    weighted = [s * min(t, 60) for s, t in zip(clipped, page.tokens, strict=True)]
    run = longest_run([w - unit for w in weighted])
    for name, column in zip(("run2_start", "run2_end", "run2_inside"), _place(count, run), strict=True):
        columns[name] = column
    likely = [max(0, w) // unit for w in weighted]
    mass = sum(likely) or 1
    before = 0
    share = []
    for value in likely:
        share.append(bisect_right((0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 0.9999), before / mass))
        before += value
    columns["mass_before"] = [s + 11 * (o // 3) for s, o in zip(share, columns["own"], strict=True)]
    columns["previous_next"] = [
        a // 2 * 10 + b // 2 for a, b in zip(columns["own-1"], columns["own+1"], strict=True)
    ]
    return columns
