"""From clauses to a policy: what the publisher may do, why, and where to turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..catalogue import compiled, load
from ..catalogue.concepts import pattern_of
from ..document import Document
from ..kinds import UNDETERMINED
from ..notices import Notice
from ..span import Span
from ..text import fold
from .clause import CommentPolicy, PolicyClause
from .operator import operators
from .split import RIGHTS

_RIGHT = {
    "removal_right": "delete",
    "ban_right": "ban",
    "damages_claim": "claim damages",
    "data_use_for_prosecution": "use data for prosecution",
    "criminal_report": "report to the authorities",
}
_REFERENCES = ("netiquette_reference", "terms_reference")
_GROUNDED = ("removal_right", "ban_right")
_CHANNELS = ("contact_channel", "complaint_or_appeal_channel")


def comment_policy(document: Document) -> CommentPolicy | None:
    """Return the policy that the document's clauses make, or ``None`` where it has none.

    >>> comment_policy(Document("Nothing about comments.")) is None
    True
    """
    clauses = tuple(document.select(PolicyClause))
    if not clauses:
        return None
    types = {clause.type for clause in clauses}
    text = document.text
    return CommentPolicy(
        moderation="pre" if "premoderation" in types else "post" if "postmoderation" in types else "unknown",
        clauses=clauses,
        grounds=_unique(ground for clause in clauses for ground in grounds_of(clause, text)),
        rights=_unique(_rights(text, clauses)),
        references=_unique(_facts(document, clauses, _REFERENCES, "reference")),
        channels=_unique(_channels(text, clauses)),
        forum=next(_facts(document, clauses, ("forum_link",), "forum"), None),
        operator=next(operators(text, clauses), None),
    )


def grounds_of(clause: PolicyClause, text: str) -> tuple[str, ...]:
    """Return why ``clause`` lets the publisher remove or ban: terms of `CommentPolicy.grounds`.

    ``text`` is the text that the clause's span points into, in code points; it is read with the
    ``[grounds]`` of the clause's language. Other types of clauses name no grounds.

    >>> from provenance import analyze
    >>> notice = "Comments are moderated. Insulting posts will be deleted."
    >>> clause = analyze(notice).comment_policy.clauses[-1]
    >>> grounds_of(clause, notice)
    ('insulting',)
    """
    return tuple(_terms(text, clause, "grounds")) if clause.type in _GROUNDED else ()


def _unique(terms: Iterable[str]) -> tuple[str, ...]:
    """Return the terms in order, each once, whatever its case."""
    return tuple({term.casefold(): term for term in reversed(list(terms))}.values())[::-1]


def _table(language: str, name: str) -> Mapping[str, Any]:
    table = load(language).tables.get(name, {})
    return table if isinstance(table, Mapping) else {}


def _terms(text: str, clause: PolicyClause, table: str) -> Iterator[str]:
    """Yield the terms of ``table`` whose words stand in the clause, in the order of the words."""
    folded = fold(clause.span.of(text))
    found = (
        (match.start(), term)
        for term, words in _table(clause.language, table).items()
        if (match := compiled(pattern_of(words)).search(folded))
    )
    yield from (term for _, term in sorted(found))


def _rights(text: str, clauses: Sequence[PolicyClause]) -> Iterator[str]:
    for clause in clauses:
        if clause.type == "removal_right":
            yield from list(_terms(text, clause, "rights")) or [_RIGHT[clause.type]]
        elif clause.type in RIGHTS:
            yield _RIGHT[clause.type]


def _facts(
    document: Document, clauses: Sequence[PolicyClause], types: Sequence[str], name: str
) -> Iterator[str]:
    """Yield the fact ``name`` of the notices that clauses of ``types`` rest on, as it stands there."""
    wanted = {(evidence.source, evidence.span) for c in clauses if c.type in types for evidence in c.evidence}
    for notice in document.select(Notice):
        value = notice.fact(name)
        if value and any((evidence.source, evidence.span) in wanted for evidence in notice.evidence):
            yield value


def _channels(text: str, clauses: Sequence[PolicyClause]) -> Iterator[str]:
    for clause in clauses:
        if clause.type in _CHANNELS:
            said = clause.span.of(text)
            words = [*_words(clause.language, "channel"), *_words(UNDETERMINED, "channel")]
            for found in compiled(pattern_of(words)).finditer(fold(said)):
                yield Span(*found.span()).of(said)


def _words(language: str, concept: str) -> Sequence[str]:
    words = _table(language, "words").get(concept, ())
    return tuple(words)
