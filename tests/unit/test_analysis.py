"""The facade: what it shows is what the annotations say, and it is cheap to import."""

from __future__ import annotations

import subprocess
import sys

import pytest
from attrs import evolve

import provenance
from provenance.analysis import Analysis, analyze, default_pipeline
from provenance.annotation import Annotation, Evidence
from provenance.blocks.block import Block
from provenance.document import Document
from provenance.pipeline import Pipeline
from provenance.span import Span


def test_the_views_join_blocks_by_kind(sample: Analysis) -> None:
    assert sample.title == "Ferry <Möwe> & crew come home"
    assert sample.lead == "After three days adrift the ferry reached Kuxhafen on Monday."
    assert sample.body == f"{sample.lead}\nThe captain thanked everyone who had helped."


def test_no_block_of_a_kind_is_none_and_no_body_is_empty() -> None:
    nothing = Analysis(Document("x"), (), (), None, (), None)
    assert (nothing.title, nothing.lead, nothing.body) == (None, None, "")


def test_an_own_pipeline_fills_only_what_it_looks_for() -> None:
    def everything_is_advert(document: Document) -> tuple[Annotation, ...]:
        span = Span(0, len(document.text))
        return (Block(span, 1.0, (Evidence("mine", span),), kind="advert"),)

    found = analyze("Buy two, pay for one!", pipeline=Pipeline(everything_is_advert))
    assert [block.kind for block in found.blocks] == ["advert"]
    assert (found.languages, found.translation, found.cues, found.comment_policy) == ((), None, (), None)


def test_candidates_restrict_the_languages() -> None:
    text = "De gemeente heeft het oude station gekocht."
    assert analyze(text).languages[0].language == "nl"
    pipeline = default_pipeline(candidates=["de", "en"])
    assert {s.language for s in analyze(text, pipeline=pipeline).languages} <= {"de", "en", "und"}


def test_equality_sees_the_text_and_the_findings_but_not_other_annotations(sample: Analysis) -> None:
    other = Analysis(
        sample.document.with_annotations(sample.blocks),
        sample.languages,
        sample.blocks,
        sample.translation,
        sample.cues,
        sample.comment_policy,
    )
    assert other == sample
    assert hash(other) == hash(sample)
    assert Analysis(Document(sample.text), sample.languages, (), None, (), None) != sample


def test_blocks_that_overlap_are_refused(sample: Analysis) -> None:
    twice = sample.document.with_annotations((*sample.blocks, *sample.blocks))
    with pytest.raises(ValueError, match=r"blocks are ordered .* was the document annotated twice\?"):
        Analysis.of(twice)
    with pytest.raises(ValueError, match="languages are ordered"):
        evolve(sample, languages=sample.languages[::-1])


def test_repr_is_short_and_says_what_was_found(sample: Analysis) -> None:
    assert repr(sample) == f"<Analysis of {len(sample.text)} characters: 5 blocks, en+de, machine>"


@pytest.mark.parametrize("wrong", [b"text", None, 7, ["text"]])
def test_a_wrong_type_is_told_what_was_expected(wrong: object) -> None:
    with pytest.raises(TypeError, match="expected str, got"):
        analyze(wrong)  # type: ignore[arg-type]


def test_every_public_name_is_there_and_no_other() -> None:
    for name in provenance.__all__:
        assert getattr(provenance, name).__name__ == name or name == "Detector"
    assert set(provenance.__all__) <= set(dir(provenance))
    with pytest.raises(AttributeError, match="no attribute 'analyse'"):
        _ = provenance.analyse


PROBE = """
import builtins, io, sys
opened = []
real = io.open
def watch(name, *args, **kwargs):
    opened.append(str(name))
    return real(name, *args, **kwargs)
builtins.open = io.open = watch
import provenance
{use}
print([n for n in opened if not n.endswith((".py", ".pyc"))])
"""


@pytest.mark.parametrize("use", ["", "provenance.analyze", "provenance.segment_languages"])
def test_no_data_file_is_read_by_an_import(use: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(use=use)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_plain_import_loads_neither_patterns_nor_models() -> None:
    program = (
        "import provenance, sys; print(sorted({'regex', 'langdetect', 'attrs', 'json'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
