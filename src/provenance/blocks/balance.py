"""Where to draw the line between body and the rest on one page: where the expected F1 is best."""

from __future__ import annotations

import math
from collections.abc import Sequence

_DOUBT = 0.7  # neighbours err together, so the model is less sure than it says: log-odds times this
_MOST = 2.0  # log-odds; a page that may hold no article at all is not kept whole


def lowered(scores: Sequence[int], tokens: Sequence[int], unit: int) -> int:
    """Return what to add to the scores of a page, log-odds times ``unit``, for the best expected F1.

    The best threshold on the chance of being body is half of the best F1 that can be expected
    (Lipton, Elkan and Narayanaswamy, ECML 2014): on a page that the model is unsure about, more
    is kept.

    >>> lowered([640, -640], [50, 50], 64), lowered([-64, -64], [50, 50], 64) > 64
    (0, True)
    """
    odds = [_DOUBT * score / unit for score in scores]
    chances = [1 / (1 + math.exp(30.0 if x < -30 else -30.0 if x > 30 else -x)) for x in odds]
    expected = math.fsum(c * t for c, t in zip(chances, tokens, strict=True))
    best = hit = taken = 0.0
    for chance, size in sorted(zip(chances, tokens, strict=True), reverse=True):
        hit += chance * size
        taken += size
        best = max(best, 2 * hit / (taken + expected))
    if not best:
        return 0
    return round(unit * min(_MOST, math.log((2 - best) / best) / _DOUBT))
