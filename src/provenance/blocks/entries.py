"""Where below the article a list of dated entries begins: readers' comments, posts, the teasers of a feed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from .features import Page, running

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TIME = re.compile(r"(?<![\d.:])[0-2]?\d[:.h][0-5]\d(?![.\d])")
_SIZE = 12  # tokens of a line with date and time at most
_LEAST = 60  # tokens of body that stand above the entries
_COUNT, _GAP = 3, 25  # so many entries, so many lines apart at most
_REACH, _PROSE = 3, 6  # an entry has a line of so many tokens within so many lines


def entries_start(page: Page, label: Callable[[], Sequence[bool]]) -> int | None:
    """Return the first line of a list of dated entries below the beginning of the body, or `None`.

    An entry is a short line with both a date and a time of day, shortly above running text that the
    labels call body; ``label`` returns these, and is asked only where there are dates enough. A live
    report dates its entries by the time alone, and is no such list.
    """
    stamps = [
        i
        for i, (line, tokens) in enumerate(zip(page.lines, page.tokens, strict=True))
        if tokens <= _SIZE and _TIME.search(line) and _YEAR.search(line)
    ]
    if len(stamps) < _COUNT:
        return None
    labels = label()
    above = running([tokens if body else 0 for tokens, body in zip(page.tokens, labels, strict=True)])
    chain: list[int] = []
    for i in stamps:
        if above[i] >= _LEAST and _heads_prose(page, labels, i):
            chain = [*chain, i] if chain and i - chain[-1] <= _GAP else [i]
            if len(chain) == _COUNT:
                return chain[0]
    return None


def _heads_prose(page: Page, labels: Sequence[bool], i: int) -> bool:
    below = range(i + 1, min(len(labels), i + 1 + _REACH))
    return any(labels[k] and page.tokens[k] >= _PROSE for k in below)
