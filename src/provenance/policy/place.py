"""Where a sentence may be a clause: a notice speaks for itself, an article speaks of others."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from ..blocks.block import Block
from ..document import Document
from ..notices import Notice
from ..span import Span
from .clause import PolicyClause

#: Blocks that speak to readers about something else than comments.
_FOREIGN = ("paywall", "cookie_notice", "newsletter")

#: What such a block says of comments all the same: that they are for subscribers.
_EVEN_THERE = (("paywall", "login_required"),)

#: Blocks in which a clause must not be a stray sentence of something else.
_PROSE = ("body", "lead", "title", "comment")

#: So many sentences to each side of one tell whether it stands in a notice.
_AROUND = 4

_BARS = ("|", "•", "·")

#: What the block detector took for an article may be a notice all the same, but then at least
#: one in so many of the sentences around says something about comments.
_ONE_IN = 4


def in_place(document: Document, notices: Sequence[Notice], units: Sequence[Span]) -> Iterator[Notice]:
    """Yield the ``notices`` that do not stand in a foreign block or alone in prose.

    ``units`` are the sentences of the text.
    """
    spans = sorted({notice.span for notice in notices})
    blocks = document.select(Block) if spans else ()
    rejected = {span for span in spans if _is_menu(span.of(document.text))}
    foreign = {
        span: block.kind for block in blocks if block.kind in _FOREIGN for span in _inside(block, spans)
    }
    prose = [span for block in blocks if block.kind in _PROSE for span in _inside(block, spans)]
    rejected |= set(_strays(prose, spans, units))
    return (
        notice
        for notice in notices
        if notice.span not in rejected
        and (notice.span not in foreign or (foreign[notice.span], notice.kind) in _EVEN_THERE)
    )


def beside(
    document: Document,
    clauses: Sequence[PolicyClause],
    taken: Sequence[Span],
    units: Sequence[Span],
    *,
    reach: int,
) -> Iterator[tuple[Span, PolicyClause]]:
    """Yield the other sentences of the notice that ``clauses`` make, each with the clause next to it.

    ``units`` are the sentences of the text. Those others begin less than ``reach`` code points from it,
    at least one in four of the sentences around them holds a clause, and none of the sorted spans
    ``taken`` overlaps them.
    """
    ordered = sorted(clauses, key=lambda clause: clause.span)
    starts = [clause.span.start for clause in ordered]
    foreign = [block.span for block in document.select(Block) if block.kind in _FOREIGN]
    for unit, said, dense in _density(units, sorted({clause.span for clause in clauses})):
        at = bisect_left(starts, unit.start)
        near = [c for c in ordered[max(0, at - 1) : at + 1] if abs(c.span.start - unit.start) < reach]
        if said or not dense or not near or _is_menu(unit.of(document.text)):
            continue
        if not _touched(unit, taken) and not _touched(unit, foreign):
            yield unit, min(near, key=lambda clause: abs(clause.span.start - unit.start))


def _touched(sentence: Span, spans: Sequence[Span]) -> bool:
    """Tell whether one of the sorted ``spans``, sentences or lines, overlaps ``sentence``."""
    at = bisect_left(spans, Span(sentence.start, sentence.start))
    return any(span.overlaps(sentence) for span in spans[max(0, at - 1) : at + 2])


def _is_menu(sentence: str) -> bool:
    """Tell whether the words are labels side by side: ``Contact | Terms | House rules``."""
    return sum(sentence.count(bar) for bar in _BARS) > 1


def _strays(prose: Sequence[Span], spans: Sequence[Span], units: Sequence[Span]) -> Iterator[Span]:
    """Yield those of the spans in ``prose`` around which too few sentences hold one of ``spans``."""
    density = list(_density(units, spans)) if prose else []
    starts = [unit.start for unit in units]
    for span in prose:
        _, _, dense = density[max(0, bisect_right(starts, span.start) - 1)]
        if not dense:
            yield span


def _density(units: Sequence[Span], spans: Sequence[Span]) -> Iterator[tuple[Span, bool, bool]]:
    """Yield each of ``units``, whether one of the sorted ``spans`` is in it, and in one in four around it.

    Sentences are counted, not blocks: a paragraph of one sentence would always be dense.
    """
    said = [_touched(unit, spans) for unit in units]
    for number, unit in enumerate(units):
        around = said[max(0, number - _AROUND) : number + _AROUND + 1]
        yield unit, said[number], _ONE_IN * sum(around) >= len(around) - (not said[number])


def _inside(block: Block, spans: list[Span]) -> list[Span]:
    """Return those of the sorted ``spans`` that lie in ``block``."""
    first = bisect_left(spans, Span(block.span.start, block.span.start))
    last = bisect_left(spans, Span(block.span.end, block.span.end))
    return [span for span in spans[first:last] if span.end <= block.span.end]
