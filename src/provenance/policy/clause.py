"""What a comment notice says: its clauses, and the policy that they make."""

from __future__ import annotations

from attrs import field, frozen
from attrs.validators import in_

from ..annotation import Annotation
from ..kinds import CLAUSE_TYPES

__all__ = ["CLAUSE_TYPES", "CommentPolicy", "PolicyClause"]


@frozen
class PolicyClause(Annotation):
    """One thing that a comment notice says; several clauses may share a span.

    ``type`` is one of `CLAUSE_TYPES`, ``language`` that of the notice.

    >>> from provenance import Evidence, Span
    >>> whole = Span(0, 20)
    >>> evidence = (Evidence("en.comments_closed.closed", whole, "are closed"),)
    >>> PolicyClause(whole, 0.9, evidence, type="comments_closed", language="en").type
    'comments_closed'
    """

    type: str = field(kw_only=True, validator=in_(CLAUSE_TYPES))
    language: str = field(kw_only=True)


@frozen
class CommentPolicy:
    """What a publisher's notice says about comments, clause by clause.

    ``moderation`` is ``"pre"``, ``"post"`` or ``"unknown"``; ``grounds`` and ``rights`` are
    short English terms, ``references``, ``channels``, ``forum`` and ``operator`` are quoted
    from the notice as they stand there.

    >>> CommentPolicy(moderation="unknown", clauses=()).rights
    ()
    """

    moderation: str
    clauses: tuple[PolicyClause, ...]
    grounds: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    forum: str | None = None
    operator: str | None = None
