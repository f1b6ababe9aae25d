"""What is said about a span, and why.

Domain types (`LanguageSegment`, `Notice`, `Block`, ...) subclass `Annotation` one level
deep, with keyword-only fields of their own, and live with the detector that makes them.
"""

from __future__ import annotations

from attrs import field, frozen
from attrs.validators import instance_of

from .span import Span


@frozen
class Evidence:
    """One reason for an annotation: which rule, feature or marker said so, and where.

    ``source`` is a stable id (``"de.premoderation.reviewed"``, ``"blocks.position"``),
    ``span`` the place that spoke, ``detail`` a short text for a person to read.

    >>> Evidence("und.copyright.sign", Span(0, 1), "©").source
    'und.copyright.sign'
    """

    source: str = field(validator=instance_of(str))
    span: Span = field(validator=instance_of(Span))
    detail: str = field(default="", validator=instance_of(str))


def _at_least_one(instance: object, attribute: object, value: tuple[Evidence, ...]) -> None:
    if type(value) is not tuple or not value or not all(isinstance(part, Evidence) for part in value):
        raise ValueError("an annotation needs a tuple of at least one Evidence")


def _share(instance: object, attribute: object, value: float) -> None:
    if not 0.0 <= value <= 1.0:
        raise ValueError(f"a confidence lies between 0 and 1, not at {value!r}")


def _rounded(value: float) -> float:
    """Keep four digits: more are noise, and differ between machines' floating point libraries."""
    if not isinstance(value, (int, float)):
        raise TypeError(f"a confidence is a number, not {value!r}")
    return round(float(value), 4)


@frozen
class Annotation:
    """Something said about a span, with a confidence in [0, 1] and its evidence.

    The confidence is kept to four digits. Raises `ValueError` for a confidence out of range
    or when the evidence is missing, `TypeError` for one that is no number.

    >>> Annotation(Span(0, 4), 0.9, (Evidence("example", Span(0, 4)),)).confidence
    0.9
    """

    span: Span = field(validator=instance_of(Span))
    confidence: float = field(converter=_rounded, validator=_share)
    evidence: tuple[Evidence, ...] = field(validator=_at_least_one)
