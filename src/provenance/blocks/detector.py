"""The block detector: takes a document, returns each of its lines as a block with a kind."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import field, frozen

from ..annotation import Evidence
from ..document import Document
from ..languages.segment import UNDETERMINED, LanguageSegment
from ..notices import Notice
from ..span import Span
from ..text import lines
from .block import Block
from .context import fallback, find_comments, find_lead, find_title, is_dateline
from .decode import decode
from .features import Page
from .kinds import Verdict, by_line, covered, from_notices
from .model import Scores, load_model, score

_NOTICE_SAYS_NO = 4.0  # log-odds against body where a notice settles the kind of a line
_FOREIGN_SAYS_NO = 2.0  # the same where a line is not in the document's main language
_ARTICLE = ("body", "title", "lead")
_PLACED = {
    "title": "short line above the body that names its subject",
    "lead": "running text that stands between title and body",
    "comment": "running text below a comment heading",
}
_MAX_LINE = 4000  # the model looks at no more code points of one line


@frozen
class BlockDetector:
    r"""A detector that puts every non-blank stretch of a text into exactly one `Block`.

    A block is a line, or the lines that one notice spans. It keeps blanks before the line
    and drops those after it. Language segments and notices of the document are used where
    there are any. ``bias`` (log-odds) moves the operating point: above 0 more becomes body.
    Raises `ValueError` for a ``bias`` that is not finite.

    >>> [(b.span.start, b.span.end) for b in BlockDetector()(Document("  a line \nanother"))]
    [(0, 8), (10, 17)]
    """

    bias: float = field(default=0.0, kw_only=True, converter=float)

    @bias.validator
    def _finite(self, attribute: object, value: float) -> None:
        if not math.isfinite(value):
            raise ValueError(f"a bias is a finite number, not {value!r}")

    def __call__(self, document: Document) -> tuple[Block, ...]:
        text = document.text
        spans = [Span(s.start, s.strip(text).end) for s in lines(text) if not s.of(text).isspace() and len(s)]
        if not spans:
            return ()
        page = Page([span.of(text).strip()[:_MAX_LINE] for span in spans])
        notices = by_line(document.select(Notice), spans)
        verdicts = [from_notices(s, t, n) for s, t, n in zip(spans, page.tokens, notices, strict=True)]
        scores = score(page, load_model())
        totals = _moved(scores, spans, verdicts, document, self.bias)
        labels = decode(totals, load_model().switch)
        hints = [
            verdict if verdict or label else from_notices(span, 0, found)
            for verdict, label, span, found in zip(verdicts, labels, spans, notices, strict=True)
        ]
        kinds = _kinds(page, labels, hints)
        blocks = [_block(span, i, kinds[i], totals[i], hints[i], scores) for i, span in enumerate(spans)]
        return tuple(_joined(blocks, _bridges(spans, notices)))


def _moved(
    scores: Scores, spans: Sequence[Span], verdicts: Sequence[Verdict | None], document: Document, bias: float
) -> list[int]:
    """Return the scores moved by what notices and languages say, and by the bias."""
    foreign = _foreign(spans, document.select(LanguageSegment))
    unit = scores.unit
    step = max(-(10**9), min(10**9, round(bias * unit)))
    against = round(_NOTICE_SAYS_NO * unit)
    other = round(_FOREIGN_SAYS_NO * unit)
    return [
        total + step - against * (verdict is not None) - other * far
        for total, verdict, far in zip(scores.totals, verdicts, foreign, strict=True)
    ]


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


def _kinds(page: Page, labels: Sequence[bool], verdicts: Sequence[Verdict | None]) -> list[str]:
    named = [verdict.kind if verdict else None for verdict in verdicts]
    title = find_title(page, labels, [kind is None for kind in named])
    lead = find_lead(page, labels, named, title)
    comments = find_comments(page, labels, named)
    body = [i for i, label in enumerate(labels) if label and i != title and comments[i] is None]
    first, last = (body[0], body[-1]) if body else (0, -1)
    kinds = []
    for i, label in enumerate(labels):
        known = "title" if i == title else "lead" if i == lead else comments[i]
        known = known or ("body" if label else named[i])
        if known is None and title is not None and title < i < first and is_dateline(page, i, named):
            known = "date_byline"
        kinds.append(known or fallback(page, i, first, last))
    return kinds


def _block(span: Span, i: int, kind: str, total: int, verdict: Verdict | None, scores: Scores) -> Block:
    """Return the block of one line; its evidence is the notice, or the features that spoke loudest."""
    if verdict is not None and kind == verdict.kind:
        return Block(span, verdict.confidence, verdict.evidence, kind=kind)
    if kind in _PLACED:
        return Block(span, 0.8, (Evidence(f"blocks.{kind}", span, _PLACED[kind]),), kind=kind)
    sign = 1 if kind == "body" else -1
    spoken = scores.loudest(i, sign)
    evidence = tuple(Evidence(f"blocks.{name}", span, f"{value:+.1f}") for name, value in spoken)
    odds = max(-30.0, min(30.0, sign * total / scores.unit))
    sure = round(1 / (1 + math.exp(-odds)), 2)
    return Block(span, max(0.5, sure), evidence, kind=kind)


def _joined(blocks: Sequence[Block], bridges: Sequence[bool]) -> Iterator[Block]:
    """Yield the blocks, joining those of one kind between which a notice is a bridge."""
    current = blocks[0]
    for bridge, block in zip(bridges, blocks[1:], strict=True):
        if bridge and block.kind == current.kind and block.kind not in _ARTICLE:
            evidence = tuple(dict.fromkeys((*current.evidence, *block.evidence)))
            span = Span(current.span.start, block.span.end)
            current = Block(span, max(current.confidence, block.confidence), evidence, kind=block.kind)
        else:
            yield current
            current = block
    yield current


def _bridges(spans: Sequence[Span], notices: Sequence[Sequence[Notice]]) -> list[bool]:
    """Tell for each line but the last whether a notice on it reaches into the next."""
    return [
        any(notice.span.end > following.start for notice in found)
        for found, following in zip(notices, spans[1:], strict=False)
    ]
