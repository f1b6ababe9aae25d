"""Read the claims that a page makes about its own translation off its notices."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

from attrs import field, frozen

from ..annotation import Annotation
from ..blocks.block import Block
from ..document import Document
from ..kinds import UNDETERMINED
from ..languages.segment import LanguageSegment
from ..notices.notice import Notice
from ..span import Span
from .claim import TranslationClaim
from .markup import MarkupReader

FAMILY = "translation"

# A line that is nothing but the notice, a notice in the running text, one in a reader's comment.
_CONFIDENCE = {"translation_notice": 0.97, "body": 0.8, "comment": 0.7}
_USUAL = 0.9

A = TypeVar("A", bound=Annotation)


@frozen
class ClaimReader:
    """A detector that turns translation notices, and markers in markup, into `TranslationClaim`.

    >>> from provenance.notices import NoticeDetector
    >>> from provenance.pipeline import Pipeline, annotate
    >>> page = annotate("Translated from German by DeepL.", Pipeline(NoticeDetector(), ClaimReader()))
    >>> claim = page_claim(page)
    >>> claim.method, claim.tool, claim.source_language
    ('machine', 'DeepL', 'de')
    """

    _markup: MarkupReader = field(factory=MarkupReader, init=False, repr=False)

    def __call__(self, document: Document) -> Iterator[TranslationClaim]:
        yield from self._markup(document)
        notices = [notice for notice in document.select(Notice) if notice.family == FAMILY]
        if not notices:
            return
        blocks, segments = _Places(document.select(Block)), _Places(document.select(LanguageSegment))
        common = _by_length(segments.annotations)
        for notice in notices:
            kinds = [block.kind for block in blocks.at(notice.span)]
            around = _by_length(segments.at(notice.span))
            yield _claim(notice, kinds, (*around, *common, notice.language))


def page_claim(document: Document) -> TranslationClaim | None:
    """Return the claim that is about the page as a whole, or ``None``.

    Claims in readers' comments are about those comments and are left out. Of the others the
    order of choice is: highest confidence, most facts stated, first in the text.
    """
    comments = _Places([block for block in document.select(Block) if block.kind == "comment"])
    claims = (claim for claim in document.select(TranslationClaim) if not comments.at(claim.span))
    return min(claims, key=_rank, default=None)


class _Places(Generic[A]):
    """Annotations in order of their spans, to ask which of them are at a place."""

    def __init__(self, annotations: Sequence[A]) -> None:
        self.annotations = annotations
        self._starts = [annotation.span.start for annotation in annotations]
        self._ends = list(accumulate((annotation.span.end for annotation in annotations), max))

    def at(self, span: Span) -> list[A]:
        """Return the annotations that overlap ``span``, in order."""
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        return [found for found in self.annotations[first:last] if found.span.overlaps(span)]


def _rank(claim: TranslationClaim) -> tuple[float, int, Span]:
    facts = (claim.tool, claim.source_language, claim.original_url)
    stated = sum(fact is not None for fact in facts) + (claim.method != "unknown")
    return (-claim.confidence, -stated, claim.span)


def _by_length(segments: Sequence[LanguageSegment]) -> tuple[str, ...]:
    """Return the languages of the segments, that of the longest first."""
    ordered = sorted(segments, key=lambda segment: (-len(segment.span), segment.span.start))
    return tuple(dict.fromkeys(s.language for s in ordered if s.language != UNDETERMINED))


def _claim(notice: Notice, kinds: Sequence[str], spoken: Sequence[str]) -> TranslationClaim:
    """Return the claim of one notice; the target is the first language spoken that is not the source."""
    source = notice.fact("source_language")
    spoken_other = next((language for language in spoken if language != source), None)
    return TranslationClaim(
        notice.span,
        min((_CONFIDENCE.get(kind, _USUAL) for kind in kinds), default=_USUAL),
        notice.evidence,
        method=notice.fact("method") or "unknown",
        tool=notice.fact("tool"),
        source_language=source,
        target_language=notice.fact("target_language") or spoken_other,
        original_url=notice.fact("original_url"),
    )
