"""Annotations: nothing is said without a span and evidence."""

from __future__ import annotations

import pickle

import pytest

from provenance.annotation import Annotation, Evidence
from provenance.blocks.block import Block
from provenance.languages.segment import LanguageSegment
from provenance.policy import PolicyClause
from provenance.span import Span
from provenance.translation.claim import TranslationClaim, TranslationCue

SPAN = Span(0, 4)
BECAUSE = (Evidence("test.rule", SPAN, "four letters"),)


@pytest.mark.parametrize("evidence", [(), [], [BECAUSE[0]], None, BECAUSE[0]])
def test_an_annotation_without_a_tuple_of_evidence_is_refused(evidence: object) -> None:
    with pytest.raises(ValueError, match="at least one Evidence"):
        Annotation(SPAN, 0.5, evidence)  # type: ignore[arg-type]


@pytest.mark.parametrize("confidence", [-0.01, 1.01, float("nan"), float("inf")])
def test_a_confidence_lies_between_0_and_1(confidence: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Annotation(SPAN, confidence, BECAUSE)


def test_a_span_of_another_type_is_refused() -> None:
    with pytest.raises(TypeError):
        Annotation((0, 4), 0.5, BECAUSE)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Evidence("test.rule", (0, 4))  # type: ignore[arg-type]


KINDS_OF_ANNOTATION = [
    Block(SPAN, 1.0, BECAUSE, kind="body"),
    LanguageSegment(SPAN, 1.0, BECAUSE, language="de"),
    TranslationClaim(SPAN, 1.0, BECAUSE, method="machine"),
    TranslationCue(SPAN, 1.0, BECAUSE, cue="name_spelling"),
    PolicyClause(SPAN, 1.0, BECAUSE, type="premoderation", language="de"),
]


@pytest.mark.parametrize("annotation", KINDS_OF_ANNOTATION, ids=lambda a: type(a).__name__)
def test_annotations_are_values(annotation: Annotation) -> None:
    assert pickle.loads(pickle.dumps(annotation)) == annotation
    assert hash(annotation) == hash(pickle.loads(pickle.dumps(annotation)))
    assert type(annotation).__mro__[1] is Annotation, "one level deep, never deeper"


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (Block, {"kind": "sidebar"}),
        (TranslationClaim, {"method": "by magic"}),
        (PolicyClause, {"type": "threat", "language": "de"}),
    ],
)
def test_a_word_that_is_not_in_the_list_is_refused(kind: type[Annotation], wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="must be in"):
        kind(SPAN, 1.0, BECAUSE, **wrong)
