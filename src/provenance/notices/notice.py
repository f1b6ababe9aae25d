"""What the catalogue's rules say about a stretch of text."""

from __future__ import annotations

from attrs import field, frozen

from ..annotation import Annotation


@frozen
class Notice(Annotation):
    """A rule of the catalogue matched here.

    ``span`` is the sentence or line that the rule was applied to, the ``evidence`` names the
    rule and the places in it that matched. ``family`` is ``"block"`` (``kind`` is a block
    kind), ``"clause"`` (a clause type of a comment notice) or ``"translation"``.
    ``facts`` are ``(name, value)`` pairs that the rule states or its groups caught.

    >>> from provenance.document import Document
    >>> from provenance.notices import NoticeDetector
    >>> notice = NoticeDetector(languages=["en"])(Document("Please read our house rules."))[0]
    >>> notice.kind, notice.fact("reference")
    ('netiquette_reference', 'house rules')
    """

    family: str = field(kw_only=True)
    kind: str = field(kw_only=True)
    language: str = field(kw_only=True)
    rule: str = field(kw_only=True)
    facts: tuple[tuple[str, str], ...] = field(kw_only=True, default=())

    def fact(self, name: str) -> str | None:
        """Return the first value of the fact ``name``, or ``None``."""
        return next((value for key, value in self.facts if key == name), None)
