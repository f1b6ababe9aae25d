"""What the block detector says: a stretch of text is body, or which kind of boilerplate."""

from __future__ import annotations

from attrs import field, frozen
from attrs.validators import in_

from ..annotation import Annotation
from ..kinds import BLOCK_KINDS

KINDS = BLOCK_KINDS


@frozen
class Block(Annotation):
    """A stretch of text that is one thing: article body, or one kind of boilerplate.

    ``kind`` is one of `KINDS`; `ValueError` for any other.

    >>> from provenance.annotation import Evidence
    >>> from provenance.span import Span
    >>> Block(Span(0, 5), 0.9, (Evidence("blocks.title", Span(0, 5)),), kind="title").kind
    'title'
    """

    kind: str = field(kw_only=True, validator=in_(KINDS))
