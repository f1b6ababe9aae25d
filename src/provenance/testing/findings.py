"""Strategies for what the library itself makes: every annotation type, and whole analyses.

They know no truth: anything may be said about any part of any text, as long as it is well formed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from ..analysis import Analysis
from ..annotation import Evidence
from ..blocks import Block
from ..document import Document
from ..kinds import BLOCK_KINDS, CLAUSE_TYPES
from ..languages import LanguageSegment
from ..policy import CommentPolicy, PolicyClause
from ..span import Span
from ..translation import METHODS, TranslationClaim, TranslationCue
from .register import reasons, spans

TAGS = st.sampled_from(["en", "de", "zh-Hant", "pt-BR", "und"])
WORDS = st.text(st.characters(exclude_categories=()), min_size=1, max_size=12)

_LENGTH = 1000  # of the text that annotations drawn alone are about


def _said(length: int) -> st.SearchStrategy[tuple[Span, float, tuple[Evidence, ...]]]:
    return st.tuples(spans(length), st.floats(0, 1), reasons(length))


def segments(length: int = _LENGTH) -> st.SearchStrategy[LanguageSegment]:
    """Return a strategy for language segments of a text of ``length`` code points."""
    return st.builds(lambda base, tag: LanguageSegment(*base, language=tag), _said(length), TAGS)


def blocks(length: int = _LENGTH) -> st.SearchStrategy[Block]:
    """Return a strategy for blocks of a text of ``length`` code points."""
    return st.builds(lambda base, kind: Block(*base, kind=kind), _said(length), st.sampled_from(BLOCK_KINDS))


def clauses(length: int = _LENGTH) -> st.SearchStrategy[PolicyClause]:
    """Return a strategy for policy clauses of a text of ``length`` code points."""
    return st.builds(
        lambda base, kind, tag: PolicyClause(*base, type=kind, language=tag),
        _said(length),
        st.sampled_from(CLAUSE_TYPES),
        TAGS,
    )


def cues(length: int = _LENGTH) -> st.SearchStrategy[TranslationCue]:
    """Return a strategy for translation cues in a text of ``length`` code points."""
    return st.builds(
        lambda base, cue, tag: TranslationCue(*base, cue=cue, suggests=tag),
        _said(length),
        WORDS,
        st.none() | TAGS,
    )


@st.composite
def claims(draw: st.DrawFn, length: int = _LENGTH) -> TranslationClaim:
    """Draw translation claims about a text of ``length`` code points."""
    return TranslationClaim(
        *draw(_said(length)),
        method=draw(st.sampled_from(METHODS)),
        tool=draw(st.none() | WORDS),
        source_language=draw(st.none() | TAGS),
        target_language=draw(st.none() | TAGS),
        original_url=draw(st.none() | WORDS),
    )


@st.composite
def policies(draw: st.DrawFn, length: int = _LENGTH) -> CommentPolicy:
    """Draw comment policies of a text of ``length`` code points."""
    terms = st.lists(WORDS, max_size=2).map(tuple)
    return CommentPolicy(
        draw(st.sampled_from(["pre", "post", "unknown"])),
        tuple(draw(st.lists(clauses(length), max_size=3))),
        grounds=draw(terms),
        rights=draw(terms),
        references=draw(terms),
        channels=draw(terms),
        forum=draw(st.none() | WORDS),
        operator=draw(st.none() | WORDS),
    )


@st.composite
def analyses(draw: st.DrawFn, *, texts: st.SearchStrategy[str] | None = None) -> Analysis:
    """Draw analyses of any text, with anything said about any part of it."""
    text = draw(st.text(st.characters(exclude_categories=()), max_size=30) if texts is None else texts)
    length = len(text)
    return Analysis(
        Document(text),
        languages=draw(_side_by_side(length, segments)),
        blocks=draw(_side_by_side(length, blocks)),
        translation=draw(st.none() | claims(length)),
        cues=tuple(draw(st.lists(cues(length), max_size=3))),
        comment_policy=draw(st.none() | policies(length)),
    )


@st.composite
def _side_by_side(
    draw: st.DrawFn, length: int, kind: Callable[[int], st.SearchStrategy[Any]]
) -> tuple[Any, ...]:
    ends = sorted(draw(st.lists(st.integers(0, length), max_size=6)))
    places = zip(ends[::2], ends[1::2], strict=False)
    return tuple(evolve(draw(kind(length)), span=Span(start, end)) for start, end in places)


def register() -> None:
    """Tell Hypothesis how to draw the types of the wings; `core` has done the rest."""
    st.register_type_strategy(LanguageSegment, segments())
    st.register_type_strategy(Block, blocks())
    st.register_type_strategy(TranslationClaim, claims())
    st.register_type_strategy(TranslationCue, cues())
    st.register_type_strategy(PolicyClause, clauses())
    st.register_type_strategy(CommentPolicy, policies())
    st.register_type_strategy(Analysis, analyses())
