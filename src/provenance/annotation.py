"""What is said about a span, and why.

Domain types (`LanguageSegment`, `Notice`, `Block`, ...) subclass `Annotation` one level
deep, with keyword-only fields of their own, and live with the detector that makes them.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import field, frozen

from .span import Span


@frozen(init=False)
class Evidence:
    """One reason for an annotation: which rule, feature or marker said so, and where.

    ``source`` is a stable id (``"de.premoderation.reviewed"``, ``"blocks.position"``),
    ``span`` the place that spoke, ``detail`` a short text for a person to read.
    Raises `TypeError` for a field of another type.

    >>> Evidence("und.copyright.sign", Span(0, 1), "©").source
    'und.copyright.sign'
    """

    source: str
    span: Span
    detail: str = ""

    # Written out as that of `Span` is: a page makes hundreds.
    def __init__(self, source: str, span: Span, detail: str = "") -> None:
        if not isinstance(source, str) or not isinstance(detail, str):
            raise TypeError(f"evidence is told in text, not by {source!r} and {detail!r}")
        if not isinstance(span, Span):
            raise TypeError(f"evidence stands at a Span, not at {span!r}")
        _set_source(self, source)
        _set_span(self, span)
        _set_detail(self, detail)


_set_source: Callable[[Evidence, str], None] = vars(Evidence)["source"].__set__
_set_span: Callable[[Evidence, Span], None] = vars(Evidence)["span"].__set__
_set_detail: Callable[[Evidence, str], None] = vars(Evidence)["detail"].__set__


def _rounded(value: float) -> float:
    """Keep four digits: more are noise, and differ between machines' floating point libraries."""
    if type(value) is not float:
        if not isinstance(value, (int, float)):
            raise TypeError(f"a confidence is a number, not {value!r}")
        value = float(value)
    return round(value, 4)


def _is_founded(annotation: Annotation, attribute: object, evidence: tuple[Evidence, ...]) -> None:
    if not isinstance(annotation.span, Span):
        raise TypeError(f"an annotation stands at a Span, not at {annotation.span!r}")
    if not 0.0 <= annotation.confidence <= 1.0:
        raise ValueError(f"a confidence lies between 0 and 1, not at {annotation.confidence!r}")
    if type(evidence) is not tuple or not evidence:
        raise ValueError("an annotation needs a tuple of at least one Evidence")
    for part in evidence:
        if not isinstance(part, Evidence):
            raise ValueError(f"evidence is told by Evidence, not by {part!r}")


@frozen
class Annotation:
    """Something said about a span, with a confidence in [0, 1] and its evidence.

    The confidence is kept to four digits. Raises `ValueError` for a confidence out of range
    or when the evidence is missing, `TypeError` for one that is no number.

    >>> Annotation(Span(0, 4), 0.9, (Evidence("example", Span(0, 4)),)).confidence
    0.9
    """

    span: Span
    confidence: float = field(converter=_rounded)
    evidence: tuple[Evidence, ...] = field(validator=_is_founded)
