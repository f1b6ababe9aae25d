"""What the language detectors say: a stretch of text is in one language."""

from __future__ import annotations

from attrs import field, frozen

from ..annotation import Annotation
from ..kinds import UNDETERMINED

__all__ = ["UNDETERMINED", "LanguageSegment"]


@frozen
class LanguageSegment(Annotation):
    """A stretch of text in one language.

    ``language`` is an ISO 639-1 code where there is one, else a BCP 47 tag;
    ``"und"`` where nothing can be said.

    >>> from provenance.annotation import Evidence
    >>> from provenance.span import Span
    >>> span = Span(0, 9)
    >>> LanguageSegment(span, 0.9, (Evidence("example", span),), language="de").language
    'de'
    """

    language: str = field(kw_only=True)
