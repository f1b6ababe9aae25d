"""Kinds that only the place tells: the title, the lead, and what no notice names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .features import Page
from .kinds import Verdict
from .naming import Naming, Surroundings

_PROSE = 15  # tokens; so long a line of the body is running text
_TITLE = range(3, 31)  # tokens of a title
_WIDE, _WIDE_TITLE = "\u2e80", range(6, 61)  # East Asian titles are measured in characters
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b[0-2]?\d[:.h][0-5]\d\b")
_REMARK = 6  # tokens; a reader's comment has at least so many
_REACH = 12  # so many lines before the body a title may stand
_SUMMARY = 0.55  # of the length of a usual paragraph; no summary is longer
_COMMENT_MARKS = ("comment_prompt", "comment_policy")
_THIN = 60  # tokens; so little body is none
_GAP = 4  # so many lines may part lead, byline and body
_CLOSED = frozenset(".!:;,")  # a title does not end so; a question mark may


def name_kinds(
    page: Page,
    labels: Sequence[bool],
    verdicts: Sequence[Verdict | None],
    naming: Naming,
    titles: Sequence[int] = (),
) -> list[str]:
    """Return the kind of every line; ``labels`` tell the body, ``verdicts`` what notices say.

    ``titles`` are the lines that the document itself names as its title, in order.
    """
    named = [verdict.kind if verdict else None for verdict in verdicts]
    title = _named_title(page, labels, titles) if titles else None
    if title is None:
        title = find_title(page, labels, [kind is None for kind in named])
    lead = find_lead(page, labels, named, title)
    comments = find_comments(page, labels, named)
    body = [i for i, label in enumerate(labels) if label and i != title and comments[i] is None]
    surroundings = Surroundings(page, body)
    start = next((i for i in body if page.tokens[i] >= _PROSE), surroundings.first)
    kinds = []
    for i, label in enumerate(labels):
        known = "title" if i == title else "lead" if i == lead else comments[i]
        if title is not None and title < i < start and is_dateline(page, i, named):
            known = known or named[i] or "date_byline"
        known = known or ("body" if label else named[i])
        kinds.append(known or surroundings.named(i, naming))
    return kinds


def _named_title(page: Page, is_body: Sequence[bool], titles: Sequence[int]) -> int:
    """Return the last of ``titles`` that stands above the body, else the first."""
    start = _first_prose(page, is_body, 0)
    above = [i for i in titles if start is None or i <= start]
    return above[-1] if above else titles[0]


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
    line = page.lines[i]
    is_right_size = page.tokens[i] in _TITLE or (line[0] >= _WIDE and len(line) in _WIDE_TITLE)
    return is_right_size and line[-1] not in _CLOSED and "://" not in line


def _title_value(page: Page, i: int, subject: set[str], distance: int) -> int:
    shared = len(_stems(page.words[i]) & subject)
    line = page.lines[i]
    is_repeated = page.lines.count(line) > 1
    stops = line.count(". ") + line.count("? ") + line.count("! ")
    return 2 + 4 * min(shared, 4) + 2 * (page.tokens[i] >= 5) + is_repeated - distance - 6 * min(stops, 2)


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


def find_comments(page: Page, is_body: Sequence[bool], kinds: Sequence[str | None]) -> list[str | None]:
    """Return ``"comment"`` for readers' comments, ``"other"`` for the names above them, else `None`.

    Comments follow a comment heading or notice that stands below most of the body; ``kinds`` are
    those that notices give to lines. A line that a notice claims for something else ends them.
    """
    found: list[str | None] = [None] * len(kinds)
    mass = [tokens if body else 0 for tokens, body in zip(page.tokens, is_body, strict=True)]
    total, before, is_open = sum(mass), 0, False
    for i, kind in enumerate(kinds):
        if kind in _COMMENT_MARKS:
            is_open = 2 * before >= total or (kind == "comment_policy" and total - before < _THIN)
        elif kind is not None and kind != "date_byline":
            is_open = False
        elif is_open and kind is None and _is_remark(page, i):
            found[i] = "comment"
            if found[i - 1] is None and kinds[i - 1] is None and page.tokens[i - 1] < _REMARK:
                found[i - 1] = "other"
        before += mass[i]
    return found


def _is_remark(page: Page, i: int) -> bool:
    return page.tokens[i] >= _REMARK and page.lines[i][-1] in ".!?…)"


def is_dateline(page: Page, i: int, kinds: Sequence[str | None]) -> bool:
    """Tell whether a short line between title and body is a date, a name or a source.

    It holds a year or a time of day, or is a capitalised name beside a dateline.
    """
    line = page.lines[i]
    if page.tokens[i] > _REMARK or line[-1] in ".!?:":
        return False
    if _DATE.search(line):
        return True
    is_beside = "date_byline" in kinds[max(0, i - 1) : i + 2]
    return is_beside and all(word[0].isupper() for word in line.split())
