"""Where below the article a list of dated entries begins: readers' comments, posts, the teasers of a feed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .features import Page

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TIME = re.compile(r"(?<![\d.:])[0-2]?\d[:.h][0-5]\d(?![.\d])")
_SIZE = 12  # tokens of a line with date and time at most
_LEAST = 60  # tokens of body that stand above the entries
_COUNT, _GAP = 3, 25  # so many entries, so many lines apart at most
_REACH, _PROSE = 3, 6  # an entry has a line of so many tokens within so many lines


def entries_start(page: Page, labels: Sequence[bool]) -> int | None:
    """Return the first line of a list of dated entries below the beginning of the body, or `None`.

    An entry is a short line with both a date and a time of day, shortly above running text that
    ``labels`` call body. A live report dates its entries by the time alone, and is no such list.
    """
    chain: list[int] = []
    for i in _stamps(page, labels):
        chain = [*chain, i] if chain and i - chain[-1] <= _GAP else [i]
        if len(chain) == _COUNT:
            return chain[0]
    return None


def _stamps(page: Page, labels: Sequence[bool]) -> list[int]:
    """Return the lines that date an entry."""
    found, above = [], 0
    for i, (line, tokens) in enumerate(zip(page.lines, page.tokens, strict=True)):
        if above >= _LEAST and tokens <= _SIZE and _YEAR.search(line) and _TIME.search(line):
            below = range(i + 1, min(len(labels), i + 1 + _REACH))
            if any(labels[k] and page.tokens[k] >= _PROSE for k in below):
                found.append(i)
        above += tokens if labels[i] else 0
    return found
