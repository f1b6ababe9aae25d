"""The block detector: takes a document, returns each of its lines as a block with a kind."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from attrs import field, frozen

from ..annotation import Evidence
from ..document import Document
from ..notices import Notice
from ..span import Span
from ..text import lines
from .block import Block
from .context import name_kinds
from .decode import decode
from .family import Family
from .features import Page
from .kinds import Verdict, by_line, from_notices, mark
from .model import Scores, load_model, score
from .naming import load_naming
from .prior import handicaps, settled
from .tail import split_tail

_PLACED = {
    "title": "short line above the body that names its subject",
    "lead": "running text that stands between title and body",
    "comment": "running text below a comment heading",
}
_ARTICLE = ("body", "title", "lead")
_MAX_LINE = 4000  # the model looks at no more code points of one line
_MAX_LINES = 20_000  # no article is longer; what stands below is called other


@frozen
class BlockDetector:
    r"""A detector that puts every non-blank stretch of a text into exactly one `Block`.

    A block is a line, the lines that one notice spans, or a credit split off the end of a line.
    It keeps blanks before the line and drops those after it. Language segments, notices and
    repeated lines of the document are used where there are any. ``bias`` (log-odds) moves the
    operating point: above 0 more becomes body. ``family`` brings features of other formats.
    Raises `ValueError` for a ``bias`` that is not finite.

    >>> [(b.span.start, b.span.end) for b in BlockDetector()(Document("  a line \nanother"))]
    [(0, 8), (10, 17)]
    """

    bias: float = field(default=0.0, kw_only=True, converter=float)
    family: Family | None = field(default=None, kw_only=True)

    @bias.validator
    def _finite(self, attribute: object, value: float) -> None:
        if not math.isfinite(value):
            raise ValueError(f"a bias is a finite number, not {value!r}")

    def __call__(self, document: Document) -> tuple[Block, ...]:
        text = document.text
        spans = list(_kept(text))
        if not spans:
            return ()
        blocks = self._read(document, spans[:_MAX_LINES])
        split = (part for block in blocks for part in split_tail(text, block))
        return (*split, *map(_unread, spans[_MAX_LINES:]))

    def _read(self, document: Document, spans: Sequence[Span]) -> Iterator[Block]:
        """Yield the blocks of the lines that are read."""
        texts = [span.of(document.text).strip()[:_MAX_LINE] for span in spans]
        notices = by_line(document.select(Notice), spans)
        hints = [
            from_notices(span, 0, found) if found else None
            for span, found in zip(spans, notices, strict=True)
        ]
        page = Page(texts, [mark(hint) for hint in hints])
        extra = self.family.describe(document, spans) if self.family else {}
        model = load_model(self.family.model) if self.family and extra else load_model()
        scores = score(page, model, extra)
        against = handicaps(document, spans, page, notices, hints)
        totals = settled(scores.totals, page, against, model, bias=self.bias)
        labels = decode(totals, model.switch)
        verdicts = [
            from_notices(span, tokens, found) if label and found else hint
            for span, tokens, found, label, hint in zip(
                spans, page.tokens, notices, labels, hints, strict=True
            )
        ]
        titles = self.family.titles(document, spans) if self.family and extra else ()
        kinds = name_kinds(page, labels, verdicts, load_naming(), titles)
        blocks = [_block(span, i, kinds[i], totals[i], verdicts[i], scores) for i, span in enumerate(spans)]
        return _joined(blocks, _bridges(spans, notices))


def _kept(text: str) -> Iterator[Span]:
    """Yield the span of every line that is not blank, without the white space at its end."""
    for line in lines(text):
        size = len(line.of(text).rstrip())
        if size:
            yield Span(line.start, line.start + size)


def _unread(span: Span) -> Block:
    evidence = Evidence("blocks.length", span, f"below the first {_MAX_LINES} lines")
    return Block(span, 0.5, (evidence,), kind="other")


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
        bool(found) and any(notice.span.end > following.start for notice in found)
        for found, following in zip(notices, spans[1:], strict=False)
    ]
