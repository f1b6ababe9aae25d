"""What speaks against a line being body besides the model: its language, notices, other pages of the site.

These are handicaps in log-odds, set by hand: the training pages are in one language each, hold too
few declarations and comment policies to learn from, and come mostly one from each site.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..document import Document
from ..languages.segment import UNDETERMINED, LanguageSegment
from ..notices import Notice
from ..span import Span
from .balance import lowered
from .decode import decode, together
from .entries import entries_start
from .features import Page
from .kinds import RARE, Verdict, covered, from_notices
from .model import Model
from .site import RepeatedLine

_NOTICE_SAYS_NO = 2.0  # where a notice settles what the line is, beside what the model makes of it
_RARE_SAYS_NO = 6.0  # the same for kinds that the model does not know
_FOREIGN_SAYS_NO = 2.0  # where a line is not in the document's main language
_REPEATED_SAYS_NO = (4.0, 8.0)  # where one other page of the site, or more, has the line
_ENTRY_SAYS_NO = 12.0  # from where dated entries begin below the body
_GOES_ON = 2.25  # for body, where a sentence stands right below a line of the body
_SENTENCE = 8  # tokens of a sentence at least


def settled(
    scores: Sequence[int], page: Page, against: Sequence[float], model: Model, *, bias: float = 0.0
) -> list[int]:
    """Return the scores of ``model`` with all that is added to them before labels are set.

    ``against`` are log-odds that speak against body in each line, ``bias`` those for body in all of them.
    """
    unit = model.unit
    level = lowered(scores, page.tokens, unit)
    moved = [s + level + round((bias - a) * unit) for s, a in zip(scores, against, strict=True)]
    totals = together(page.lines, carried(moved, page, [bool(a) for a in against], unit))
    start = entries_start(page, lambda: decode(totals, model.switch))
    if start is None:
        return totals
    return totals[:start] + [total - round(_ENTRY_SAYS_NO * unit) for total in totals[start:]]


def carried(scores: Sequence[int], page: Page, against: Sequence[bool], unit: int) -> list[int]:
    """Return the scores, raised where a sentence goes on below the body and nothing speaks ``against`` it.

    A last paragraph before a notice is easily lost; losing body is worse than keeping a teaser.
    """
    result = list(scores)
    for i in range(1, len(scores)):
        if scores[i] < 0 < scores[i - 1] and not against[i] and page.tokens[i] >= _SENTENCE:
            result[i] += round(_GOES_ON * unit) * (page.lines[i][-1] in '.!?…"”»')
    return result


def handicaps(
    document: Document,
    spans: Sequence[Span],
    page: Page,
    notices: Sequence[Sequence[Notice]],
    hints: Sequence[Verdict | None],
) -> list[float]:
    """Return for each line the log-odds that speak against body."""
    result = [_FOREIGN_SAYS_NO * far for far in _foreign(spans, document.select(LanguageSegment))]
    for i, hint in enumerate(hints):
        if hint and from_notices(spans[i], page.tokens[i], notices[i]):
            result[i] += _RARE_SAYS_NO if hint.kind in RARE else _NOTICE_SAYS_NO
    repeated = {line.span.end: line.pages for line in document.select(RepeatedLine)}
    if repeated:
        for i, span in enumerate(spans):
            pages = repeated.get(span.end, 0)
            result[i] += _REPEATED_SAYS_NO[min(pages, 2) - 1] if pages else 0.0
    return result


def _foreign(spans: Sequence[Span], segments: Sequence[LanguageSegment]) -> list[bool]:
    """Tell for each line whether most of it is in another language than most of the text."""
    sizes: Counter[str] = Counter()
    for segment in segments:
        if segment.language != UNDETERMINED:
            sizes[segment.language] += len(segment.span)
    if len(sizes) < 2:
        return [False] * len(spans)
    main = max(sorted(sizes), key=sizes.__getitem__)
    others = [s.span for s in segments if s.language not in (main, UNDETERMINED)]
    return [2 * inside > len(span) for span, inside in zip(spans, _inside(spans, others), strict=True)]


def _inside(spans: Sequence[Span], others: Sequence[Span]) -> Iterator[int]:
    """Yield how much of each span lies inside ``others``; both are ordered."""
    at = 0
    for span in spans:
        while at < len(others) and others[at].end <= span.start:
            at += 1
        end = at
        while end < len(others) and others[end].start < span.end:
            end += 1
        yield covered(others[at:end], span)
