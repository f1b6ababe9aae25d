"""What a comment notice says: its clauses, and the policy that they make."""

from __future__ import annotations

from attrs import field, frozen
from attrs.validators import in_

from ..annotation import Annotation

CLAUSE_TYPES = (
    "premoderation", "postmoderation", "netiquette_reference", "terms_reference", "conduct_rule",
    "removal_right", "ban_right", "damages_claim", "data_use_for_prosecution", "criminal_report",
    "opinion_disclaimer", "liability_disclaimer", "contact_channel", "complaint_or_appeal_channel",
    "forum_link", "login_required", "comments_closed", "licence_grant", "age_limit", "greeting",
    "other",
)  # fmt: skip


@frozen
class PolicyClause(Annotation):
    """One thing that a comment notice says; several clauses may share a span.

    ``type`` is one of `CLAUSE_TYPES`, ``language`` that of the notice.
    """

    type: str = field(kw_only=True, validator=in_(CLAUSE_TYPES))
    language: str = field(kw_only=True)


@frozen
class CommentPolicy:
    """What a publisher's notice says about comments, clause by clause.

    ``moderation`` is ``"pre"``, ``"post"`` or ``"unknown"``; ``grounds`` and ``rights`` are
    short English terms, ``references``, ``channels``, ``forum`` and ``operator`` are quoted
    from the notice as they stand there.
    """

    moderation: str
    clauses: tuple[PolicyClause, ...]
    grounds: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    forum: str | None = None
    operator: str | None = None
