"""What a further pass of the model sees: what the pass before thought of the page.

Where the likely body lies, what the lines around look like, whether something above says that
the article has ended, and how far the words are those with which the article began.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from .features import (
    MASSES,
    PLACES,
    Column,
    Page,
    bins,
    longest_run,
    place,
    running,
    share_bin,
    shift,
    window,
)

CLIP = 6  # log-odds; no line is surer than that
_HEAD = 250  # tokens; so much of the body is its beginning
_WHOLE = 60  # tokens; a longer line counts no more for the core
_GRID = (
    -20,
    -16,
    -12,
    -9,
    -6,
    -4,
    -2,
    -1,
    0,
    1,
    2,
    4,
    6,
    9,
    12,
    16,
    20,
)  # quarters of log-odds
_MEANS = (-16, -12, -9, -7, -5, -3, -2, -1, 0, 1, 2, 3, 5, 7, 9, 12)
_END_GRID = (-16, -13, -11, -9, -7, -5, -3, -1, 1, 4)
_PASSED = (0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 0.9999)
_WINDOWS = (
    ("2_0", 2, 0), ("10_0", 10, 0), ("0_10", 0, 10), ("5_5", 5, 5), ("30_0", 30, 0), ("0_30", 0, 30),
)  # fmt: skip


def context(page: Page, scores: Sequence[int], ends: Sequence[int], unit: int) -> dict[str, Column]:
    """Return the binned features of a further pass: what the pass before thinks of the page.

    ``scores`` are its log-odds times ``unit``, ``ends`` those that the article ends above a line.
    """
    count = len(scores)
    clipped = _clipped(scores, unit)
    columns = {"own": bins(clipped, [unit * x // 4 for x in _GRID])}
    for by in (-3, -2, -1, 1, 2, 3):
        columns[f"own{by:+d}"] = shift(columns["own"], by)
    sums = running(clipped)
    for name, back, ahead in _WINDOWS:
        span = [unit * (back + ahead) * x // 4 for x in _MEANS]
        columns["near_" + name] = bins(window(sums, clipped, back, ahead), span)
    weighted = _weighted(page, clipped)
    run = longest_run([w - unit for w in weighted])
    columns["run2_start"], columns["run2_end"], _ = place(count, run)
    passed = _share_above(weighted, unit)
    columns["mass_before"] = [s + 11 * (o // 3) for s, o in zip(passed, columns["own"], strict=True)]
    columns["previous_next"] = [
        a // 2 * 10 + b // 2 for a, b in zip(columns["own-1"], columns["own+1"], strict=True)
    ]
    columns |= _ends(page, clipped, ends, run[0], passed, unit)
    columns |= _cohesion(page, clipped, run)
    return columns


def core(page: Page, scores: Sequence[int], unit: int) -> tuple[int, int]:
    """Return the half-open range of lines that ``scores`` (log-odds times ``unit``) think most of."""
    return longest_run([w - unit for w in _weighted(page, _clipped(scores, unit))])


def _clipped(scores: Sequence[int], unit: int) -> list[int]:
    low, high = -CLIP * unit, CLIP * unit
    return [low if score < low else high if score > high else score for score in scores]


def _weighted(page: Page, scores: Sequence[int]) -> list[int]:
    return [s * (t if t < _WHOLE else _WHOLE) for s, t in zip(scores, page.tokens, strict=True)]


def _share_above(weighted: Sequence[int], unit: int) -> Column:
    """Bin which share of the likely body stands above each line."""
    likely = [max(0, w) // unit for w in weighted]
    mass = sum(likely) or 1
    above = accumulate(likely, initial=0)
    return [bisect_right(_PASSED, value / mass) for value, _ in zip(above, likely, strict=False)]


def _ends(
    page: Page,
    scores: Sequence[int],
    ends: Sequence[int],
    start: int,
    passed: Column,
    unit: int,
) -> dict[str, Column]:
    """Bin the strongest sign that the article has ended above each line, and the strongest yet to come.

    Also how far above that sign stands, in lines and in tokens of likely body, and how much of
    the body stood above it.
    """
    grid = [unit * x // 4 for x in _END_GRID]
    best, at, tokens = -(10**9), 0, 0
    ended, by_lines, by_tokens, strongest = [], [], [], []
    for i, end in enumerate(ends):
        if i > start and end > best:
            best, at, tokens = end, i, 0
        sign = bisect_right(grid, best) if i > start else 11
        strongest.append(sign)
        ended.append(12 * passed[at] + sign)
        by_lines.append(14 * (sign // 2) + (bisect_right(PLACES, i - at) if i > start else 13))
        by_tokens.append(17 * (sign // 2) + bisect_right(MASSES, tokens))
        if scores[i] > 0:
            tokens += page.tokens[i]
    coming = list(accumulate(reversed(ends), max, initial=-(10**9)))[-2::-1]
    return {
        "ended": ended,
        "ended_lines": by_lines,
        "ended_tokens": by_tokens,
        "end_coming": [11 * (s // 2) + bisect_right(grid, c) for s, c in zip(strongest, coming, strict=True)],
    }


def _cohesion(page: Page, scores: Sequence[int], run: tuple[int, int]) -> dict[str, Column]:
    """Bin how much of a line's vocabulary stands in the body's beginning and in the lines just above."""
    owner = _beginning(page, run)
    known, own = set(owner), Counter(owner.values())
    with_head, with_above = [], []
    above: list[set[str]] = []
    seen: set[str] = set()
    for i, stems in enumerate(page.stems):
        count = len(stems)
        few = 13 * min(count // 3, 5)
        shared = len(stems & known) - own[i]  # a line's own words are no sign that it belongs there
        with_head.append(share_bin(shared, count) + few)
        near = len(stems & seen) if count > 2 else 0
        with_above.append(share_bin(near, count) + few)
        if scores[i] > 0 and count > 4:
            above = [stems, *above[:3]]
            seen = set().union(*above)
    return {"head": with_head, "cohesion": with_above}


def _beginning(page: Page, run: tuple[int, int]) -> dict[str, int]:
    """Return the words of the likely body's first lines and of the headings above, with their line."""
    owner: dict[str, int] = {}
    size = 0
    for i in range(max(0, run[0] - 6), run[1]):
        if i < run[0] and page.tokens[i] <= 3:
            continue
        if size >= _HEAD:
            break
        for stem in page.stems[i]:
            owner.setdefault(stem, i)
        size += page.tokens[i] if i >= run[0] else 0
    return owner
