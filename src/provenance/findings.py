"""What exports and reports need to know of one analysed text."""

from __future__ import annotations

from typing import Protocol

from .blocks.block import Block
from .html.metadata import Metadata
from .languages.segment import LanguageSegment
from .policy import CommentPolicy
from .translation.claim import TranslationClaim, TranslationCue


class Findings(Protocol):
    """All that was found out about one text; `provenance.Analysis` is one.

    Exports and reports ask for this shape, not for the facade that stands above them.
    """

    @property
    def text(self) -> str:
        """The text as it was given."""

    @property
    def languages(self) -> tuple[LanguageSegment, ...]:
        """The language segments, ordered, without overlap."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks, ordered, without overlap."""

    @property
    def translation(self) -> TranslationClaim | None:
        """What the page declares about translation, or ``None``."""

    @property
    def cues(self) -> tuple[TranslationCue, ...]:
        """What hints at a translation without declaring one."""

    @property
    def comment_policy(self) -> CommentPolicy | None:
        """What the publisher's notice says about comments, or ``None``."""

    @property
    def html(self) -> Metadata | None:
        """What the HTML page around the text declares about itself; ``None`` for plain text."""
