"""The engine: detectors run in order, see what was said before, and only add."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from provenance.annotation import Annotation, Evidence
from provenance.document import Document
from provenance.pipeline import Pipeline, annotate
from provenance.span import Span


def say(start: int, end: int, source: str = "test") -> Annotation:
    return Annotation(Span(start, end), 1.0, (Evidence(source, Span(start, end)),))


def first(document: Document) -> tuple[Annotation, ...]:
    return (say(0, 1, "first"),)


def counting(document: Document) -> Iterator[Annotation]:
    yield say(0, len(document.annotations), "counting")


def silent(document: Document) -> list[Annotation]:
    return []


def test_each_detector_sees_what_those_before_it_said() -> None:
    document = annotate("abcdef", Pipeline(first, counting, counting))
    assert [a.span.end for a in document.annotations] == [1, 1, 2]


def test_a_pipeline_returns_only_what_it_adds() -> None:
    given = Document("abc", [say(0, 3, "given")])
    assert [a.evidence[0].source for a in Pipeline(first)(given)] == ["first"]
    assert [a.evidence[0].source for a in annotate(given, Pipeline(first)).annotations] == ["given", "first"]


def test_nesting_changes_nothing() -> None:
    flat = Pipeline(first, counting, silent)
    assert Pipeline(first, Pipeline(counting, silent)) == flat
    assert hash(Pipeline(Pipeline(first), counting, Pipeline(silent, Pipeline()))) == hash(flat)
    assert annotate("abc", Pipeline(first, Pipeline(counting, silent))) == annotate("abc", flat)


def test_order_matters() -> None:
    assert Pipeline(first, counting) != Pipeline(counting, first)
    assert Pipeline() != "a pipeline"


def test_one_detector_is_pipeline_enough() -> None:
    assert annotate("abc", first).annotations == (say(0, 1, "first"),)


def test_a_detector_that_cannot_be_called_is_named() -> None:
    with pytest.raises(TypeError, match="callable, not 'blocks'"):
        Pipeline(first, "blocks")  # type: ignore[arg-type]


def test_annotate_refuses_bytes_before_any_detector_runs() -> None:
    with pytest.raises(TypeError, match="decode it first"):
        annotate(b"abc", Pipeline(first))  # type: ignore[arg-type]
