"""What the last pass of the model sees besides: how a line compares with the core of the likely body.

The core is the stretch of a page that the pass before thought most of. Teasers and comments below it
are often taken for body too, but with less certainty than the core, in other lengths of lines, or
behind much that is none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from .around import CLIP, core
from .features import Column, Page, running

NAMES = ("against_core", "core_length", "apart")
_AGAINST = (-60, -40, -30, -22, -16, -11, -7, -3, 0, 3, 7, 12, 20, 30)  # tenths of log-odds
_CERTAIN = (1, 2, 3, 4, 5)  # log-odds of the core
_LINES = (3, 6, 10, 15, 20, 27, 35, 50, 75, 110)  # tokens of a line
_USUAL = (12, 20, 35)  # tokens of the core's usual line
_APART = (1, 5, 12, 25, 50, 90, 160, 300, 600)  # tokens
_OWN = (-3, 0, 3)  # halves of log-odds


def compare(page: Page, scores: Sequence[int], unit: int) -> dict[str, Column]:
    """Return the binned features `NAMES` of every line; ``scores`` are log-odds times ``unit``.

    ``against_core`` is the line's score beside the core's, ``core_length`` its length beside that of
    the core's usual line, ``apart`` the tokens between line and core that are not likely body.
    """
    start, end = core(page, scores, unit)
    sides = [0] * start + [1] * (end - start) + [2] * (len(scores) - end)
    inside = [i for i in range(start, end) if scores[i] > 0]
    certain = _certainty(page, scores, inside, unit)
    level = bisect_right([unit * x for x in _CERTAIN], certain)
    against = [unit * x // 10 + certain for x in _AGAINST]
    usual = bisect_right(_USUAL, sorted(page.tokens[i] for i in inside)[len(inside) // 2] if inside else 0)
    own = [unit * x // 2 for x in _OWN]
    between = _between(page, scores, start, end)
    return {
        "against_core": [6 * bisect_right(against, score) + level for score in scores],
        "core_length": [
            3 * (4 * bisect_right(_LINES, tokens) + usual) + side
            for tokens, side in zip(page.tokens, sides, strict=True)
        ],
        "apart": [
            4 * (3 * bisect_right(_APART, gap) + side) + bisect_right(own, score)
            for gap, side, score in zip(between, sides, scores, strict=True)
        ],
    }


def _certainty(page: Page, scores: Sequence[int], inside: Sequence[int], unit: int) -> int:
    """Return the mean score of the core's likely lines, weighted by their length."""
    size = sum([page.tokens[i] for i in inside])
    total = sum([min(scores[i], CLIP * unit) * page.tokens[i] for i in inside])
    return total // size if size else -CLIP * unit


def _between(page: Page, scores: Sequence[int], start: int, end: int) -> list[int]:
    """Return the tokens of unlikely lines between each line and the core."""
    sums = running([t if s <= 0 else 0 for t, s in zip(page.tokens, scores, strict=True)])
    above = [sums[start] - sums[i + 1] for i in range(start)]
    below = [sums[i] - sums[end] for i in range(end, len(scores))]
    return above + [0] * (end - start) + below
