"""From notices to clauses: one clause for each thing that a sentence says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from attrs import frozen

from ..blocks.block import Block
from ..document import Document
from ..notices import Notice
from ..span import Span
from ..text import sentences
from .clause import PolicyClause
from .split import split

#: A clause of the first type says more than one of the others that its sentence seems to hold too.
_YIELD_TO: dict[str, frozenset[str]] = {
    "greeting": frozenset({"login_required", "contact_channel", "complaint_or_appeal_channel", "forum_link",
                           "conduct_rule", "netiquette_reference", "opinion_disclaimer", "removal_right",
                           "premoderation", "age_limit", "licence_grant", "comments_closed"}),
    "conduct_rule": frozenset({"removal_right", "ban_right", "criminal_report", "data_use_for_prosecution",
                               "complaint_or_appeal_channel", "liability_disclaimer", "netiquette_reference",
                               "opinion_disclaimer"}),
    "contact_channel": frozenset({"complaint_or_appeal_channel", "conduct_rule", "removal_right"}),
    "premoderation": frozenset({"removal_right", "complaint_or_appeal_channel"}),
    "removal_right": frozenset({"complaint_or_appeal_channel"}),
    "liability_disclaimer": frozenset({"removal_right"}),
    "postmoderation": frozenset({"liability_disclaimer"}),
    "ban_right": frozenset({"complaint_or_appeal_channel"}),
    "login_required": frozenset({"comments_closed"}),
}  # fmt: skip

#: Below this a clause needs another one in the text to stand.
_SURE = 0.75

#: Blocks in which a clause must not be a stray sentence of something else.
_PROSE = ("body", "lead", "title", "comment")


@frozen
class ClauseReader:
    """A detector that yields a `PolicyClause` for each thing that a comment notice says.

    It looks only at the notices of family ``clause`` and at the blocks they stand in. Several
    rights that one sentence lists are told apart at its commas and conjunctions.

    >>> from provenance.notices import NoticeDetector
    >>> text = Document("Die Kommentare werden vor der Veröffentlichung von der Redaktion geprüft.")
    >>> text = text.with_annotations(NoticeDetector(languages=["de"])(text))
    >>> [clause.type for clause in ClauseReader()(text)]
    ['premoderation']
    """

    def __call__(self, document: Document) -> tuple[PolicyClause, ...]:
        notices = [notice for notice in document.select(Notice) if notice.family == "clause"]
        prose = [block for block in document.select(Block) if block.kind in _PROSE]
        kept = list(_outside_prose(document.text, sorted(notices, key=_order), prose))
        clauses = [clause for sentence in _sentences(kept) for clause in split(document.text, sentence)]
        if not any(clause.confidence >= _SURE for clause in clauses):
            return ()
        return tuple(sorted(clauses, key=lambda clause: (clause.span, clause.type)))


def _order(notice: Notice) -> tuple[Span, str, float, str]:
    return notice.span, notice.kind, -notice.confidence, notice.rule


def _sentences(notices: Iterable[Notice]) -> Iterator[tuple[Notice, ...]]:
    """Yield the notices of each sentence, the surest of each kind, without those that yield."""
    for _, group in groupby(notices, key=lambda notice: notice.span):
        best: dict[str, Notice] = {}
        for notice in group:
            best.setdefault(notice.kind, notice)
        yield tuple(
            notice for kind, notice in best.items() if _YIELD_TO.get(kind, frozenset()).isdisjoint(best)
        )


def _outside_prose(text: str, notices: list[Notice], prose: list[Block]) -> Iterator[Notice]:
    """Yield the notices that do not stand alone in prose.

    What the block detector took for article text may be a notice all the same, but then at
    least a quarter of its sentences say something about comments.
    """
    spans = {notice.span for notice in notices}
    rejected = {span for block in prose for span in _strays(text, block.span, spans)}
    return (notice for notice in notices if notice.span not in rejected)


def _strays(text: str, block: Span, spans: set[Span]) -> tuple[Span, ...]:
    inside = tuple(span for span in spans if block.start <= span.start and span.end <= block.end)
    if not inside:
        return ()
    total = sum(1 for _ in sentences(block.of(text)))
    return inside if 4 * len(inside) < total else ()
