"""Split a credit such as "(mke, dpa, 12.3.)" off the end of a line of the body."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ..annotation import Evidence
from ..catalogue import Rule, load
from ..span import Span
from ..text import fold
from .block import Block

_PAIRS = {")": "(", "]": "["}
_REACH = 80  # code points; no credit is longer
_LEAST = 20  # code points that must remain of the line
_KIND = "agency_credit"


def split_tail(text: str, block: Block) -> Iterator[Block]:
    """Yield ``block``, or what remains of it and the credit at its end as a block of its own."""
    at = _start(text, block.span) if block.kind == "body" else None
    rule = _rule(text[at : block.span.end]) if at is not None else None
    if at is None or rule is None:
        yield block
        return
    rest = Span(block.span.start, block.span.start + len(text[block.span.start : at].rstrip()))
    tail = Span(at, block.span.end)
    yield Block(rest, block.confidence, block.evidence, kind=block.kind)
    yield Block(tail, rule.confidence, (Evidence(rule.id, tail, tail.of(text)),), kind=_KIND)


def _start(text: str, span: Span) -> int | None:
    """Return where the bracket opens that closes at the end of ``span``."""
    closing = span.end - (text[span.end - 1] == ".") - 1
    opening = _PAIRS.get(text[closing]) if closing > span.start else None
    at = text.rfind(opening, max(span.start, closing - _REACH), closing) if opening else -1
    return at if at >= span.start + _LEAST else None


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(rule for rule in load("und").rules if rule.family == "block" and rule.kind == _KIND)


def _rule(tail: str) -> Rule | None:
    """Return the rule of the catalogue that calls ``tail`` a credit."""
    folded = fold(tail)
    return next((rule for rule in _rules() if rule.find(folded)), None)
