"""A text and all that has been said about it so far."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar

from attrs import frozen

from .annotation import Annotation

A = TypeVar("A", bound=Annotation)


def require_text(value: object) -> str:
    """Return ``value`` when it is a `str`, else raise a `TypeError` that says what to do.

    >>> require_text(b"abc")
    Traceback (most recent call last):
    ...
    TypeError: expected str, got bytes: decode it first, e.g. data.decode("utf-8")
    """
    if isinstance(value, str):
        return value
    kind = type(value).__name__
    is_binary = isinstance(value, (bytes, bytearray, memoryview))
    hint = ': decode it first, e.g. data.decode("utf-8")' if is_binary else ""
    raise TypeError(f"expected str, got {kind}{hint}")


def _inside(annotations: tuple[Annotation, ...], end: int) -> None:
    for annotation in annotations:
        if not isinstance(annotation, Annotation):
            raise TypeError(f"a document holds annotations, not {annotation!r}")
        if annotation.span.end > end:
            raise ValueError(f"{annotation.span} lies outside a text of {end} code points")


_place = attrgetter("span.start", "span.end")


@frozen(init=False)
class Document:
    """A text, the annotations made on it, and where it came from; never changed.

    ``source`` is what a reader of another format left behind to map offsets back
    (a `SourceMap` for HTML), else ``None``.
    Raises `TypeError` when ``text`` is no `str`, `ValueError` when a span lies outside it.

    >>> Document("Guten Tag").annotations
    ()
    """

    text: str
    annotations: tuple[Annotation, ...]
    source: Any

    def __init__(self, text: str, annotations: Iterable[Annotation] = (), source: Any = None) -> None:
        given = tuple(annotations)
        _inside(given, len(require_text(text)))
        self.__attrs_init__(text, given, source)

    def with_annotations(self, annotations: Iterable[Annotation]) -> Document:
        """Return a new document with ``annotations`` added behind those it has.

        Raises what `Document` raises.
        """
        added = tuple(annotations)
        if not added:
            return self
        _inside(added, len(self.text))
        together = Document.__new__(Document)  # what it has was looked at when it came in
        together.__attrs_init__(self.text, self.annotations + added, self.source)
        kinds = set(map(type, added))
        for kind, found in tuple(self._selected.items()):
            if not any(issubclass(one, kind) for one in kinds):
                together._selected[kind] = found
        return together

    def select(self, kind: type[A]) -> tuple[A, ...]:
        """Return the annotations of the class ``kind``, ordered by span.

        >>> Document("Guten Tag").select(Annotation)
        ()
        """
        found: tuple[A, ...] | None = self._selected.get(kind)
        if found is None:
            found = tuple(sorted([a for a in self.annotations if isinstance(a, kind)], key=_place))
            self._selected[kind] = found
        return found

    @cached_property
    def _selected(self) -> dict[type[Annotation], tuple[Any, ...]]:
        """What was selected already: every step asks for what those before it said."""
        return {}
