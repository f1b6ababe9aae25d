"""Overlapping annotations as flat pieces of text: every start and end is a cut point."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from attrs import frozen

from ..annotation import Annotation
from ..span import Span


@frozen
class Piece:
    """A stretch of text that no annotation starts or ends inside, and what lies over it."""

    span: Span
    over: tuple[Annotation, ...]


def cut(whole: Span, annotations: Iterable[Annotation]) -> Iterator[Piece]:
    """Yield the pieces of ``whole``, in order and without gaps.

    The text of the pieces put together is the text of ``whole``; what reaches beyond it is
    cut off. Annotations of empty spans lie over nothing and are left out.

    >>> from ..annotation import Evidence
    >>> a = Annotation(Span(2, 9), 1.0, (Evidence("example", Span(2, 9)),))
    >>> [(p.span.start, p.span.end, len(p.over)) for p in cut(Span(0, 5), [a])]
    [(0, 2, 0), (2, 5, 1)]
    """
    starts: defaultdict[int, list[Annotation]] = defaultdict(list)
    ends: set[int] = {whole.end}
    for annotation in annotations:
        start, end = max(annotation.span.start, whole.start), min(annotation.span.end, whole.end)
        if start < end:
            starts[start].append(annotation)
            ends.add(end)
    over: list[Annotation] = []
    at = whole.start
    for point in sorted(ends | starts.keys()):
        if point > at:
            yield Piece(Span(at, point), tuple(over))
        over = [a for a in over if a.span.end > point] + starts[point]
        at = max(at, point)
