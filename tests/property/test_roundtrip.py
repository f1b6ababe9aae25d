"""Laws of the exports, for any analysis at all: also such as no detector would make."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from provenance.analysis import Analysis
from provenance.annotation import Evidence
from provenance.blocks.block import KINDS, Block
from provenance.document import Document
from provenance.export.records import Failure, Record, dump_line, read_records
from provenance.languages.segment import LanguageSegment
from provenance.policy import CLAUSE_TYPES, CommentPolicy, PolicyClause
from provenance.span import Span
from provenance.translation.claim import METHODS, TranslationClaim, TranslationCue

VALIDATOR = Draft202012Validator(
    json.loads((Path(__file__).parents[2] / "docs/reference/analysis.schema.json").read_text("utf-8"))
)

ANY_CHARACTER = st.characters(exclude_categories=())
LANGUAGES = st.sampled_from(["en", "de", "zh-Hant", "pt-BR", "und"])
WORDS = st.text(ANY_CHARACTER, min_size=1, max_size=12)


@st.composite
def spans(draw: st.DrawFn, length: int) -> Span:
    """Draw a span of a text of ``length`` code points."""
    ends = draw(st.tuples(st.integers(0, length), st.integers(0, length)))
    return Span(min(ends), max(ends))


@st.composite
def side_by_side(draw: st.DrawFn, length: int) -> list[Span]:
    """Draw ordered spans without overlap of a text of ``length`` code points."""
    ends = sorted(draw(st.lists(st.integers(0, length), max_size=6)))
    return [Span(start, end) for start, end in zip(ends[::2], ends[1::2], strict=False)]


def said(length: int) -> st.SearchStrategy[tuple[Span, float, tuple[Evidence, ...]]]:
    """Draw what every annotation has: a span, a confidence, at least one evidence."""
    evidence = st.builds(Evidence, WORDS, spans(length), st.text(ANY_CHARACTER, max_size=12))
    return st.tuples(spans(length), st.floats(0, 1), st.lists(evidence, min_size=1, max_size=3).map(tuple))


@st.composite
def claims(draw: st.DrawFn, length: int) -> TranslationClaim:
    return TranslationClaim(
        *draw(said(length)),
        method=draw(st.sampled_from(METHODS)),
        tool=draw(st.none() | WORDS),
        source_language=draw(st.none() | LANGUAGES),
        target_language=draw(st.none() | LANGUAGES),
        original_url=draw(st.none() | WORDS),
    )


@st.composite
def policies(draw: st.DrawFn, length: int) -> CommentPolicy:
    types = draw(st.lists(st.sampled_from(CLAUSE_TYPES), max_size=3))
    clauses = tuple(PolicyClause(*draw(said(length)), type=t, language=draw(LANGUAGES)) for t in types)
    terms = st.lists(WORDS, max_size=2).map(tuple)
    return CommentPolicy(
        draw(st.sampled_from(["pre", "post", "unknown"])),
        clauses,
        *(draw(terms) for _ in range(4)),
        forum=draw(st.none() | WORDS),
        operator=draw(st.none() | WORDS),
    )


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    """Draw an analysis of any text, with anything said about any part of it."""
    text = draw(st.text(ANY_CHARACTER, max_size=30))
    base, few = said(len(text)), st.integers(0, 3)
    segments = [
        LanguageSegment(span, *draw(base)[1:], language=draw(LANGUAGES))
        for span in draw(side_by_side(len(text)))
    ]
    blocks = [
        Block(span, *draw(base)[1:], kind=draw(st.sampled_from(KINDS)))
        for span in draw(side_by_side(len(text)))
    ]
    cues = [
        TranslationCue(*draw(base), cue=draw(WORDS), suggests=draw(st.none() | LANGUAGES))
        for _ in range(draw(few))
    ]
    claim = draw(st.none() | claims(len(text)))
    policy = draw(st.none() | policies(len(text)))
    return Analysis(Document(text), tuple(segments), tuple(blocks), claim, tuple(cues), policy)


@given(analyses(), st.none() | st.integers() | WORDS)
def test_what_is_written_is_valid_and_reads_back_the_same(analysis: Analysis, name: str | int | None) -> None:
    line = dump_line(analysis.to_dict(id=name))
    data = json.loads(line)
    VALIDATOR.validate(data)
    assert data["id"] == name
    assert Analysis.from_dict(data, analysis.text) == analysis
    assert line == dump_line(Analysis.from_dict(data, analysis.text).to_dict(id=name))


@given(st.text(ANY_CHARACTER), st.none() | st.integers(-(10**18), 10**18) | WORDS)
def test_a_written_record_is_read_as_it_was(text: str, name: str | int | None) -> None:
    line = dump_line({"id": name, "text": text})
    assert line.count("\n") == 1
    assert list(read_records([line.encode("ascii")])) == [Record(name, text)]


@given(st.lists(st.binary(max_size=40).map(lambda line: line.replace(b"\n", b" ")), max_size=6))
def test_any_bytes_give_one_result_for_each_line_that_is_not_blank(lines: list[bytes]) -> None:
    found = list(read_records([line + b"\n" for line in lines]))
    kept = [
        n for n, line in enumerate(lines, 1) if line.removeprefix(b"\xef\xbb\xbf" if n == 1 else b"").strip()
    ]
    assert len(found) == len(kept)
    for item, number in zip(found, kept, strict=True):
        assert not isinstance(item, Failure) or item.line == number
