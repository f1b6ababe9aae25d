"""From notices to clauses: one clause for each thing that a sentence says."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from attrs import evolve, frozen

from ..document import Document
from ..notices import Notice
from ..span import Span
from ..text import sentences
from .clause import PolicyClause
from .place import beside, in_place
from .split import REFERENCES, split
from .weigh import weighed

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
    "postmoderation": frozenset({"liability_disclaimer"}),
    "ban_right": frozenset({"complaint_or_appeal_channel"}),
    "login_required": frozenset({"comments_closed"}),
}  # fmt: skip

#: Below this a clause needs a surer one less than so many code points away to stand.
_SURE = 0.75
_NEAR = 600
#: So many clauses near each other, none of them sure, make each other sure enough.
_SEVERAL = 3


@frozen
class ClauseReader:
    """A detector that yields a `PolicyClause` for each thing that a comment notice says.

    It looks only at the notices of family ``clause`` and at the blocks they stand in. Several
    rights that one sentence lists are told apart at its commas and conjunctions. The other
    sentences of a notice are weighed by the concepts in them, see `provenance.policy.weigh`.

    >>> from provenance.notices import NoticeDetector
    >>> text = Document("Die Kommentare werden vor der Veröffentlichung von der Redaktion geprüft.")
    >>> text = text.with_annotations(NoticeDetector(languages=["de"])(text))
    >>> [clause.type for clause in ClauseReader()(text)]
    ['premoderation']
    """

    def __call__(self, document: Document) -> tuple[PolicyClause, ...]:
        notices = [notice for notice in document.select(Notice) if notice.family == "clause"]
        if not notices:
            return ()
        units = tuple(sentences(document.text))
        kept = in_place(document, sorted(notices, key=_order), units)
        clauses = [clause for sentence in _sentences(kept) for clause in split(document.text, sentence)]
        said = [*_supported(clauses)]
        unsaid = _unsaid(document, said, notices, units)
        return tuple(sorted((*said, *unsaid), key=lambda clause: (clause.span, clause.type)))


def _order(notice: Notice) -> tuple[Span, str, float, str]:
    return notice.span, notice.kind, -notice.confidence, notice.rule


def _sentences(notices: Iterable[Notice]) -> Iterator[tuple[Notice, ...]]:
    """Yield the notices of each sentence, the surest of each kind, without those that yield."""
    for _, group in groupby(notices, key=lambda notice: notice.span):
        best: dict[str, Notice] = {}
        for notice in group:
            known = best.get(notice.kind)
            if known is None:
                best[notice.kind] = notice
            elif notice.kind in REFERENCES and _spread(notice) < _spread(known):
                # "(see also our terms)": the words that stand together show where the reference is.
                best[notice.kind] = evolve(notice, confidence=known.confidence)
        yield tuple(
            notice for kind, notice in best.items() if _YIELD_TO.get(kind, frozenset()).isdisjoint(best)
        )


def _spread(notice: Notice) -> int:
    """Return how much text the evidence of a notice covers, from end to end."""
    spans = [evidence.span for evidence in notice.evidence]
    return max(span.end for span in spans) - min(span.start for span in spans)


def _unsaid(
    document: Document, clauses: Sequence[PolicyClause], notices: Sequence[Notice], units: Sequence[Span]
) -> Iterator[PolicyClause]:
    """Yield what the other sentences of the notice, of which no rule says a thing, are by their weights."""
    if not clauses:
        return
    taken = sorted({notice.span for notice in notices})
    for sentence, nearest in beside(document, clauses, taken, units, reach=_NEAR):
        if found := weighed(document.text, sentence, nearest.language):
            yield found


def _supported(clauses: list[PolicyClause]) -> Iterator[PolicyClause]:
    """Yield the sure clauses, and the others that have a sure one or several others near."""
    sure = sorted(clause.span.start for clause in clauses if clause.confidence >= _SURE)
    places = sorted({clause.span.start for clause in clauses})
    for clause in clauses:
        start = clause.span.start
        if _count(sure, start) or _count(places, start) >= _SEVERAL:
            yield clause


def _count(places: Sequence[int], start: int) -> int:
    """Return how many of the sorted ``places`` lie near ``start``."""
    return bisect_left(places, start + _NEAR) - bisect_right(places, start - _NEAR)
