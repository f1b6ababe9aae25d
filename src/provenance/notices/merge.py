"""Join declarations of translation that follow each other and say one thing together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from ..span import Span
from .notice import Notice

#: What may stand between two sentences of one notice, besides white space: marks of lists and emphasis.
_MARKS = " \t\r\n>*_-"
_GAP = 6
_OPEN = "unknown"


def merged(notices: Sequence[Notice], text: str) -> Iterator[Notice]:
    """Yield the notices, in order; neighbours that do not contradict each other are one."""
    current: Notice | None = None
    for notice in notices:
        together = None if current is None else _together(current, notice, text)
        if together is None and current is not None:
            yield current
        current = together or notice
    if current is not None:
        yield current


def _together(one: Notice, other: Notice, text: str) -> Notice | None:
    between = text[one.span.end : other.span.start]
    if one.language != other.language or len(between) > _GAP or between.strip(_MARKS):
        return None
    stated, added = dict(one.facts), dict(other.facts)
    methods = {stated.get("method", _OPEN), added.get("method", _OPEN)} - {_OPEN}
    clashes = [
        name for name in stated.keys() & added.keys() if stated[name] != added[name] and name != "method"
    ]
    if len(methods) > 1 or clashes or one.span.of(text) == other.span.of(text):
        return None
    facts = added | stated | {"method": min(methods, default=_OPEN)}
    return evolve(
        one,
        span=Span.cover((one.span, other.span)),
        evidence=(*one.evidence, *other.evidence),
        facts=tuple(facts.items()),
    )
