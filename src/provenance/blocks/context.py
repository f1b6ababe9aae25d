"""Kinds that only the place tells: the title, the lead, and what no notice names."""

from __future__ import annotations

from collections.abc import Sequence

from .features import Page

_PROSE = 15  # tokens; so long a line of the body is running text
_TITLE = range(3, 31)  # tokens of a title
_REACH = 12  # so many lines before the body a title may stand
_SUMMARY = 0.55  # of the length of a usual paragraph; no summary is longer
_GAP = 4  # so many lines may part lead, byline and body
_CLOSED = frozenset(".!:;,")  # a title does not end so; a question mark may


def find_title(page: Page, is_body: Sequence[bool], is_free: Sequence[bool]) -> int | None:
    """Return the number of the title's line, or `None`.

    A title stands shortly before the first running text of the body, is short, ends like no
    sentence, and speaks of the article's subject; ``is_free`` tells which lines no notice claims.
    """
    start = _first_prose(page, is_body, 0)
    if start is None:
        return None
    subject = {
        stem
        for words, body in zip(page.words, is_body, strict=True)
        if body and len(words) >= _PROSE
        for stem in _stems(words)
    }
    best, found = 0, None
    for i in range(max(0, start - _REACH), start):
        if is_free[i] and _may_be_title(page, i):
            value = _title_value(page, i, subject, start - i)
            if value >= best:
                best, found = value, i
    return found


def _first_prose(page: Page, is_body: Sequence[bool], after: int) -> int | None:
    for i in range(after, len(is_body)):
        if is_body[i] and page.tokens[i] >= _PROSE:
            return i
    return None


def _stems(words: Sequence[str]) -> set[str]:
    """Return the first letters of the longer words: enough to see past most endings."""
    return {word[:5] for word in words if len(word) > 3}


def _may_be_title(page: Page, i: int) -> bool:
    return page.tokens[i] in _TITLE and page.lines[i][-1] not in _CLOSED


def _title_value(page: Page, i: int, subject: set[str], distance: int) -> int:
    shared = len(_stems(page.words[i]) & subject)
    is_repeated = page.lines.count(page.lines[i]) > 1
    return 2 + 4 * min(shared, 4) + 2 * (page.tokens[i] >= 5) + is_repeated - distance


def find_lead(
    page: Page, is_body: Sequence[bool], kinds: Sequence[str | None], title: int | None
) -> int | None:
    """Return the number of the lead's line, or `None`.

    A lead is the running text below the title that a byline or date parts from the body;
    ``kinds`` are those that notices give to lines.
    """
    start = None if title is None else _first_prose(page, is_body, title + 1)
    if title is None or start is None:
        return None
    bylines = [i for i in range(title + 1, min(len(kinds), start + _GAP)) if kinds[i] == "date_byline"]
    if not bylines:
        return start if start - title <= 2 and _is_summary(page, is_body, start) else None
    if bylines[0] > start:  # what was taken for the body's first line stands above the byline
        following = _first_prose(page, is_body, bylines[0])
        return start if following is not None and following - bylines[-1] <= _GAP else None
    for i in range(title + 1, bylines[0]):
        if kinds[i] is None and page.tokens[i] >= _PROSE // 2:
            return i
    return None


def _is_summary(page: Page, is_body: Sequence[bool], start: int) -> bool:
    """Tell whether the body's first line is so much shorter than the rest that it sums it up."""
    rest = sorted(
        len(page.lines[i]) for i in range(start + 1, len(is_body)) if is_body[i] and page.tokens[i] >= _PROSE
    )
    return len(rest) >= 3 and len(page.lines[start]) < _SUMMARY * rest[len(rest) // 2]


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
