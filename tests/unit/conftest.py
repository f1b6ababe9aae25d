"""One small analysis, put together by hand: what exports and reports are tried on."""

from __future__ import annotations

import pytest

from provenance.analysis import Analysis
from provenance.annotation import Evidence
from provenance.blocks.block import Block
from provenance.document import Document
from provenance.languages.segment import LanguageSegment
from provenance.policy import CommentPolicy, PolicyClause
from provenance.span import Span
from provenance.translation.claim import TranslationClaim, TranslationCue

LINES = (
    "Ferry <Möwe> & crew come home",
    "After three days adrift the ferry reached Kuxhafen on Monday.",
    "The captain thanked everyone who had helped.",
    "This text was translated with DeepL,\nread the original here: https://example.org/a?b=1&c=2",
    "Kommentare werden vor der Freigabe gelesen. Bitte beachten Sie unsere Netiquette.",
)
TEXT = "\n\n".join(LINES) + "\n"


def span_of(part: str) -> Span:
    """Return where ``part`` stands in the sample text."""
    start = TEXT.index(part)
    return Span(start, start + len(part))


def why(part: str, source: str, detail: str = "") -> tuple[Evidence, ...]:
    """Return one evidence that points at ``part``."""
    return (Evidence(source, span_of(part), detail),)


def _blocks() -> tuple[Block, ...]:
    kinds = ("title", "lead", "body", "translation_notice", "comment_policy")
    return tuple(
        Block(span_of(line), 0.75 + 0.05 * i, why(line, "blocks.position", f"line {i}"), kind=kind)
        for i, (line, kind) in enumerate(zip(LINES, kinds, strict=True))
    )


def _policy() -> CommentPolicy:
    first, second = "Kommentare werden vor der Freigabe gelesen.", "Bitte beachten Sie unsere Netiquette."
    clauses = (
        PolicyClause(
            span_of(first),
            0.9,
            why("vor der Freigabe", "de.premoderation.x"),
            type="premoderation",
            language="de",
        ),
        PolicyClause(
            span_of(second),
            0.8,
            why("Netiquette", "de.netiquette.x"),
            type="netiquette_reference",
            language="de",
        ),
    )
    return CommentPolicy(
        "pre",
        clauses,
        grounds=("unlawful",),
        rights=("delete",),
        references=("Netiquette",),
        channels=("Meldestelle",),
        forum="Hafen-Forum",
        operator="Hafenblatt GmbH",
    )


@pytest.fixture
def sample() -> Analysis:
    """Return an analysis that has something in every field."""
    english, german = Span(0, span_of(LINES[3]).end), span_of(LINES[4])
    claim = TranslationClaim(
        span_of(LINES[3]),
        0.97,
        why("translated with DeepL", "en.translation.tool", "DeepL"),
        method="machine",
        tool="DeepL",
        source_language="de",
        target_language="en",
        original_url="https://example.org/a?b=1&c=2",
    )
    return Analysis(
        Document(TEXT),
        languages=(
            LanguageSegment(english, 0.99, why(LINES[0], "languages.words"), language="en"),
            LanguageSegment(german, 0.95, why(LINES[4], "languages.words"), language="de"),
        ),
        blocks=_blocks(),
        translation=claim,
        cues=(
            TranslationCue(
                span_of("Kuxhafen"), 0.6, why("Kuxhafen", "und.name"), cue="name_spelling", suggests="de"
            ),
        ),
        comment_policy=_policy(),
    )
