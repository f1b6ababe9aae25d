"""The whole engine: one loop over callables.

A detector takes a document and yields annotations. It cannot change the text or
drop what another detector said, because all it can do is add.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from .annotation import Annotation
from .document import Document, require_text

Detector: TypeAlias = Callable[[Document], Iterable[Annotation]]


class Pipeline:
    """Detectors run in order, each seeing what those before it said; itself a detector.

    Pipelines nest, and nesting changes nothing: ``Pipeline(a, Pipeline(b, c))`` equals
    ``Pipeline(a, b, c)``. Raises `TypeError` for a detector that cannot be called.

    >>> Pipeline()
    Pipeline()
    """

    __slots__ = ("detectors",)

    detectors: tuple[Detector, ...]

    def __init__(self, *detectors: Detector) -> None:
        flat: list[Detector] = []
        for detector in detectors:
            if not callable(detector):
                raise TypeError(f"a detector is a callable, not {detector!r}")
            flat.extend(detector.detectors if isinstance(detector, Pipeline) else (detector,))
        self.detectors = tuple(flat)

    def __call__(self, document: Document) -> tuple[Annotation, ...]:
        """Return the annotations that the detectors add to ``document``."""
        before = len(document.annotations)
        for detector in self.detectors:
            document = document.with_annotations(detector(document))
        return document.annotations[before:]

    def __eq__(self, other: object) -> bool:
        return self.detectors == other.detectors if isinstance(other, Pipeline) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.detectors)

    def __repr__(self) -> str:
        return f"Pipeline({', '.join(map(repr, self.detectors))})"


def annotate(text_or_document: str | Document, pipeline: Detector) -> Document:
    """Return the document with what ``pipeline`` says about it.

    A document keeps the annotations it has: run a pipeline over it once, or everything is said twice.
    Raises `TypeError` for anything but a `str` or a `Document`.

    >>> annotate("Guten Tag", Pipeline()).text
    'Guten Tag'
    """
    given = text_or_document
    document = given if isinstance(given, Document) else Document(require_text(given))
    return document.with_annotations(pipeline(document))
