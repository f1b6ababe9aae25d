"""Where a sentence may be a clause: a notice speaks for itself, an article speaks of others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..blocks.block import Block
from ..document import Document
from ..notices import Notice
from ..span import Span
from ..text import sentences

#: Blocks that speak to readers about something else than comments.
_FOREIGN = ("paywall", "cookie_notice", "newsletter")

#: What such a block says of comments all the same: that they are for subscribers.
_EVEN_THERE = (("paywall", "login_required"),)

#: Blocks in which a clause must not be a stray sentence of something else.
_PROSE = ("body", "lead", "title", "comment")
_HEAD = ("lead", "title")

_BARS = ("|", "•", "·")

#: What the block detector took for an article may be a notice all the same, but then at least
#: one in so many of its sentences says something about comments.
_ONE_IN = 4


def in_place(document: Document, notices: Sequence[Notice]) -> Iterator[Notice]:
    """Yield the ``notices`` that do not stand in a foreign block or alone in prose."""
    spans = sorted({notice.span for notice in notices})
    blocks = document.select(Block) if spans else ()
    rejected = {span for span in spans if _is_menu(span.of(document.text))}
    foreign = {
        span: block.kind for block in blocks if block.kind in _FOREIGN for span in _inside(block, spans)
    }
    prose = [block for block in blocks if block.kind in _PROSE]
    for block in prose:
        # The head of an article is one with its body.
        context = prose if block.kind in _HEAD else [block]
        inside = _inside(block, spans)
        if inside and _are_strays(document.text, context, spans):
            rejected |= set(inside)
    return (
        notice
        for notice in notices
        if notice.span not in rejected
        and (notice.span not in foreign or (foreign[notice.span], notice.kind) in _EVEN_THERE)
    )


def _is_menu(sentence: str) -> bool:
    """Tell whether the words are labels side by side: ``Contact | Terms | House rules``."""
    return sum(sentence.count(bar) for bar in _BARS) > 1


def _are_strays(text: str, blocks: Sequence[Block], spans: list[Span]) -> bool:
    said = sum(len(_inside(block, spans)) for block in blocks)
    return _ONE_IN * said < sum(1 for block in blocks for _ in sentences(block.span.of(text)))


def _inside(block: Block, spans: list[Span]) -> list[Span]:
    """Return those of the sorted ``spans`` that lie in ``block``."""
    first = bisect_left(spans, Span(block.span.start, block.span.start))
    last = bisect_left(spans, Span(block.span.end, block.span.end))
    return [span for span in spans[first:last] if span.end <= block.span.end]
