"""From notices to clauses: one clause for each thing that a sentence says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from attrs import frozen

from ..document import Document
from ..notices import Notice
from ..span import Span
from .clause import PolicyClause
from .place import in_place
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
        kept = in_place(document, sorted(notices, key=_order))
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
