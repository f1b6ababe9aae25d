"""Read the claims that a page makes about its own translation off its notices."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ..blocks.block import Block
from ..document import Document
from ..languages.segment import UNDETERMINED, LanguageSegment
from ..notices.notice import Notice
from ..span import Span
from .claim import TranslationClaim

FAMILY = "translation"

# A line that is nothing but the notice, a notice in the running text, one in a reader's comment.
_CONFIDENCE = {"translation_notice": 0.97, "body": 0.8, "comment": 0.7}
_USUAL = 0.9


@frozen
class ClaimReader:
    """A detector that turns translation notices into `TranslationClaim` annotations.

    >>> from provenance.notices import NoticeDetector
    >>> from provenance.pipeline import Pipeline, annotate
    >>> page = annotate("Translated from German by DeepL.", Pipeline(NoticeDetector(), ClaimReader()))
    >>> claim = page_claim(page)
    >>> claim.method, claim.tool, claim.source_language
    ('machine', 'DeepL', 'de')
    """

    def __call__(self, document: Document) -> Iterator[TranslationClaim]:
        for notice in document.select(Notice):
            if notice.family == FAMILY:
                yield _claim(document, notice)


def page_claim(document: Document) -> TranslationClaim | None:
    """Return the claim that is about the page as a whole, or ``None``.

    Claims in readers' comments are about those comments and are left out. Of the others the
    order of choice is: highest confidence, most facts stated, first in the text.
    """
    comments = [block.span for block in document.select(Block) if block.kind == "comment"]
    claims = [
        claim
        for claim in document.select(TranslationClaim)
        if not any(span.overlaps(claim.span) for span in comments)
    ]
    return min(claims, key=_rank, default=None)


def _rank(claim: TranslationClaim) -> tuple[float, int, Span]:
    facts = (claim.tool, claim.source_language, claim.original_url)
    stated = sum(fact is not None for fact in facts) + (claim.method != "unknown")
    return (-claim.confidence, -stated, claim.span)


def _claim(document: Document, notice: Notice) -> TranslationClaim:
    source = notice.fact("source_language")
    return TranslationClaim(
        notice.span,
        _confidence(document, notice),
        notice.evidence,
        method=notice.fact("method") or "unknown",
        tool=notice.fact("tool"),
        source_language=source,
        target_language=notice.fact("target_language") or _target(document, notice, source),
        original_url=notice.fact("original_url"),
    )


def _confidence(document: Document, notice: Notice) -> float:
    kinds = [block.kind for block in document.select(Block) if block.span.overlaps(notice.span)]
    return min((_CONFIDENCE.get(kind, _USUAL) for kind in kinds), default=_USUAL)


def _target(document: Document, notice: Notice, source: str | None) -> str | None:
    """Return the language of the content: that around the notice, else the notice's own."""
    segments = document.select(LanguageSegment)
    around = [segment for segment in segments if segment.span.overlaps(notice.span)]
    nearest = sorted(around, key=lambda segment: (-len(segment.span), segment.span))
    longest = sorted(segments, key=lambda segment: (-len(segment.span), segment.span))
    spoken = [segment.language for segment in (*nearest, *longest)]
    found = (language for language in (*spoken, notice.language) if language not in (UNDETERMINED, source))
    return next(found, None)
