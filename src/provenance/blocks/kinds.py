"""Which kind a block is: what the catalogue's notices say, else the place it has on the page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from attrs import frozen

from ..annotation import Evidence
from ..notices import Notice
from ..span import Span
from .block import KINDS

#: Kinds that training pages hold too few of; a notice decides them alone.
RARE = frozenset({"translation_notice", "comment_policy", "legal_notice"})
LEGAL_CLAUSES = frozenset({
    "damages_claim", "data_use_for_prosecution", "criminal_report", "opinion_disclaimer",
    "liability_disclaimer", "licence_grant",
})  # fmt: skip
# References and channels stand in both kinds of notice and do not tell them apart.
NEUTRAL_CLAUSES = frozenset({
    "terms_reference", "netiquette_reference", "contact_channel", "complaint_or_appeal_channel",
    "forum_link", "greeting", "other",
})  # fmt: skip
# What articles say too: alone, such a clause makes no policy.
WEAK_CLAUSES = frozenset({"contact_channel", "greeting", "conduct_rule", "age_limit", "removal_right"})
_CLAUSE_SHARE = 0.3  # two clauses must fill so much of a line to make it a policy
_SINGLE_SHARE = 0.6  # a single one, so much
_SHORT = 12  # tokens; a notice may name the kind of so short a line from its start alone


@frozen
class Verdict:
    """The kind of a line, how sure that is, and why."""

    kind: str
    confidence: float
    evidence: tuple[Evidence, ...]


def by_line(notices: Sequence[Notice], lines: Sequence[Span]) -> list[list[Notice]]:
    """Return for every line the notices that touch it, in the order given."""
    touching: list[list[Notice]] = [[] for _ in lines]
    ends = [line.end for line in lines]
    for notice in notices:
        at = bisect_left(ends, notice.span.start + 1)
        while at < len(lines) and lines[at].start < notice.span.end:
            touching[at].append(notice)
            at += 1
    return touching


def covered(spans: Iterable[Span], line: Span) -> int:
    """Return how many code points of ``line`` the ``spans`` cover together.

    >>> covered([Span(0, 4), Span(2, 6), Span(8, 20)], Span(0, 10))
    8
    """
    total, reached = 0, line.start
    for span in sorted(spans):
        start, end = max(span.start, reached), min(span.end, line.end)
        if end > start:
            total += end - start
            reached = end
    return total


def from_notices(line: Span, tokens: int, notices: Sequence[Notice]) -> Verdict | None:
    """Return the kind that the notices on a line of so many ``tokens`` give it.

    `None` when they do not settle it: in a long line a notice must cover much of it.
    """
    found = [n for n in notices if n.family == "clause"]
    policy = _clauses(line, found)
    sure = policy if len({n.kind for n in found}) > 1 else None
    return _translation(line, notices) or sure or _block(line, tokens, notices) or policy


def _translation(line: Span, notices: Sequence[Notice]) -> Verdict | None:
    found = [n for n in notices if n.family == "translation"]
    return _verdict("translation_notice", found, line, 0.5)


def _clauses(line: Span, found: Sequence[Notice]) -> Verdict | None:
    """Tell a legal notice from a comment policy by what more of the line is about."""
    said = {n.kind for n in found}
    if len(said) < 2 and said <= WEAK_CLAUSES:
        return None
    legal = [n for n in found if n.kind in LEGAL_CLAUSES]
    others = [n for n in found if n.kind not in LEGAL_CLAUSES]
    is_legal = len(said & LEGAL_CLAUSES) > len(said - LEGAL_CLAUSES - NEUTRAL_CLAUSES)
    kind = "legal_notice" if is_legal else "comment_policy"
    share = _CLAUSE_SHARE if len(said) > 1 else _SINGLE_SHARE
    return _verdict(kind, found, line, share, first=legal if is_legal else others)


def _block(line: Span, tokens: int, notices: Sequence[Notice]) -> Verdict | None:
    """Let the block rule decide that covers most; in a short line, one that begins it will do."""
    found = [n for n in notices if n.family == "block"]
    kinds = sorted({n.kind for n in found})
    if not kinds:
        return None

    def weight(kind: str) -> tuple[int, float]:
        own = [n for n in found if n.kind == kind]
        return covered([e.span for n in own for e in n.evidence], line), max(n.confidence for n in own)

    kind = max(kinds, key=weight)
    own = [n for n in found if n.kind == kind]
    is_sure = tokens <= _SHORT or (kind == "caption" and _closes(own, line))
    return _verdict(kind, own, line, 0.0 if is_sure else 0.4)


def _closes(notices: Sequence[Notice], line: Span) -> bool:
    """Tell whether what a notice found stands at the end of ``line``, as a picture's credit does."""
    return any(evidence.span.end >= line.end - 1 for n in notices for evidence in n.evidence)


def _verdict(
    kind: str, found: Sequence[Notice], line: Span, share: float, *, first: Sequence[Notice] = ()
) -> Verdict | None:
    if not found or covered([n.span for n in found], line) < share * len(line):
        return None
    evidence = tuple(dict.fromkeys(n.evidence[0] for n in (*first, *found) if n.evidence))[:4]
    return Verdict(kind, round(max(n.confidence for n in found), 2), evidence)


def mark(verdict: Verdict | None) -> int:
    """Return the number under which the model knows the kind that notices give.

    0 for none, and for the kinds that are too rare on the training pages to learn from.

    >>> mark(None), mark(Verdict("title", 1.0, ()))
    (0, 2)
    """
    return KINDS.index(verdict.kind) + 1 if verdict and verdict.kind not in RARE else 0
