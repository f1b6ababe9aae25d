"""A text and all that has been said about it so far."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from attrs import field, frozen

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


def _is_text(instance: object, attribute: object, value: str) -> None:
    require_text(value)


def _as_tuple(annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
    return tuple(annotations)


def _inside(document: Document, attribute: object, value: tuple[Annotation, ...]) -> None:
    end = len(document.text)
    for annotation in value:
        if not isinstance(annotation, Annotation):
            raise TypeError(f"a document holds annotations, not {annotation!r}")
        if annotation.span.end > end:
            raise ValueError(f"{annotation.span} lies outside a text of {end} code points")


@frozen
class Document:
    """A text, the annotations made on it, and where it came from; never changed.

    ``source`` is what a reader of another format left behind to map offsets back
    (a `SourceMap` for HTML), else ``None``.
    Raises `TypeError` when ``text`` is no `str`, `ValueError` when a span lies outside it.

    >>> Document("Guten Tag").annotations
    ()
    """

    text: str = field(validator=_is_text)
    annotations: tuple[Annotation, ...] = field(default=(), converter=_as_tuple, validator=_inside)
    source: Any = None

    def with_annotations(self, annotations: Iterable[Annotation]) -> Document:
        """Return a new document with ``annotations`` added behind those it has."""
        added = tuple(annotations)
        return Document(self.text, self.annotations + added, self.source) if added else self

    def select(self, kind: type[A]) -> tuple[A, ...]:
        """Return the annotations of the class ``kind``, ordered by span.

        >>> Document("Guten Tag").select(Annotation)
        ()
        """
        found = [a for a in self.annotations if isinstance(a, kind)]
        return tuple(sorted(found, key=lambda annotation: (annotation.span.start, annotation.span.end)))
