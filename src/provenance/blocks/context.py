"""Kinds that only the place tells: the title, the lead, and what no notice names."""

from __future__ import annotations

from collections.abc import Sequence

from .features import Page

_PROSE = 15  # tokens; so long a line of the body is running text
_TITLE = range(3, 31)  # tokens of a title
_REACH = 12  # so many lines before the body a title may stand
_CLOSED = frozenset(".!:;,")  # a title does not end so; a question mark may


def find_title(page: Page, is_body: Sequence[bool], is_free: Sequence[bool]) -> int | None:
    """Return the number of the title's line, or `None`.

    A title stands shortly before the first running text of the body, is short, ends like no
    sentence, and speaks of the article's subject; ``is_free`` tells which lines no notice claims.
    """
    start = _first_prose(page, is_body)
    if start is None:
        return None
    subject = {
        word
        for words, body in zip(page.words, is_body, strict=True)
        if body and len(words) >= _PROSE
        for word in words
        if len(word) > 3
    }
    best, found = 0, None
    for i in range(max(0, start - _REACH), start):
        if is_free[i] and _may_be_title(page, i):
            value = _title_value(page, i, subject, start - i)
            if value >= best:
                best, found = value, i
    return found


def _first_prose(page: Page, is_body: Sequence[bool]) -> int | None:
    for i, body in enumerate(is_body):
        if body and page.tokens[i] >= _PROSE:
            return i
    return None


def _may_be_title(page: Page, i: int) -> bool:
    return page.tokens[i] in _TITLE and page.lines[i][-1] not in _CLOSED


def _title_value(page: Page, i: int, subject: set[str], distance: int) -> int:
    words = {word for word in page.words[i] if len(word) > 3}
    shared = len(words & subject)
    return 4 * min(shared, 4) + 2 * (page.tokens[i] >= 5) - distance + (page.lines.count(page.lines[i]) > 1)


def find_lead(page: Page, is_body: Sequence[bool], is_free: Sequence[bool], title: int | None) -> int | None:
    """Return the number of the lead's line, or `None`.

    A lead is running text below the title that a byline or a picture parts from the body.
    """
    start = _first_prose(page, is_body)
    if title is None or start is None:
        return None
    for i in range(title + 1, start):
        if is_free[i] and page.tokens[i] >= _PROSE // 2 and page.lines[i][-1] in ".!?…":
            return i
    return None


def fallback(page: Page, i: int, is_body: Sequence[bool], first: int, last: int) -> str:
    """Return the kind that the place of a line suggests when nothing else is known.

    ``first`` and ``last`` are the numbers of the first and last line of the body.
    """
    tokens = page.tokens[i]
    if first <= i <= last:
        return "related_links" if tokens > 3 else "other"
    if tokens <= 3 or (i < first and tokens <= 6):
        return "navigation"
    return "related_links" if i > last or tokens > 10 else "navigation"
