"""A publisher's comment notice, read into a policy."""

from .clause import CLAUSE_TYPES, CommentPolicy, PolicyClause
from .reader import ClauseReader
from .summary import comment_policy, grounds_of

__all__ = ["CLAUSE_TYPES", "ClauseReader", "CommentPolicy", "PolicyClause", "comment_policy", "grounds_of"]
