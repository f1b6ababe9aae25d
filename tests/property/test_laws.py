"""Laws that hold for every text: what goes in comes back untouched, and what is said is said of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import provenance
from provenance.annotation import Annotation, Evidence
from provenance.document import Document
from provenance.pipeline import Detector, Pipeline, annotate
from provenance.span import Span

FRAGMENTS = (
    "The harbour master closed the swing bridge after the second storm warning of the week.",
    "Die Gemeinde will den alten Bahnhof kaufen, doch der Preis ist noch umstritten.",
    "Selon la préfecture, la route restera fermée jusqu'à la fin du mois.",
    "El consejo aprobó el presupuesto con once votos a favor y seis en contra.",
    "Il sindaco ha promesso che la piazza sarà pronta prima dell'inverno.",
    "Rada miasta odłożyła decyzję w sprawie nowego mostu do przyszłego tygodnia.",
    "De provincie trekt twee miljoen euro uit voor het herstel van de dijk.",
    "Портовые рабочие вернулись к работе после трёх дней забастовки.",
    "昨日の雨で川の水位が上がり、橋は朝まで通れなかった。",
    "أغلقت البلدية الشارع الرئيسي بسبب أعمال الصيانة.",
    "By Oona Hartley",
    "3 May 2025, 7:40 pm",
    "(dpa)",
    "© 2025 Harbour Gazette",
    "42",
    "***",
)
NOTICES = (
    "This article was translated automatically.",
    "This text has been machine translated,\nread the original here.",
    "Dieser Beitrag wurde mit DeepL aus dem Englischen übersetzt.",
    "Traduit de l'espagnol par Anne Lemoine.",
    "Kommentare werden vor der Veröffentlichung geprüft. Bitte beachten Sie unsere Netiquette.",
    "We reserve the right to remove comments that break our rules.",
    "Los comentarios serán revisados antes de su publicación.",
    "Subscribe to our newsletter.",
    "We use cookies to improve your experience.",
    "Share on Facebook",
)
LINE_ENDS = ("\n", "\r\n", "\r", "\n\n", "\u2028", "\u2029", "\x85", "\x0b", "\x1c", " ", "\t\n ", "")
HOSTILE = (
    "\ud800",
    "\udfff",
    "\x00",
    "\ufeff",
    "\u202e",
    "\u2066",
    "İ",
    "ß",
    "e\u0301",
    "👩‍👩‍👧",
    "\x1b[31m",
    "<b>",
)


@st.composite
def articles(draw: st.DrawFn) -> str:
    """Draw lines of many languages, notices and debris, joined by line ends of every kind."""
    line = st.one_of(
        st.sampled_from(FRAGMENTS), st.sampled_from(NOTICES), st.sampled_from(HOSTILE), st.text(max_size=30)
    )
    pieces = draw(st.lists(st.tuples(line, st.sampled_from(LINE_ENDS)), max_size=14))
    return "".join(text + end for text, end in pieces)


# `characters` without a category list leaves surrogates out, so they are asked for by name.
ANY_TEXT = st.one_of(articles(), st.text(st.characters(codec=None, exclude_categories=())))


def canonical(text: str) -> str:
    """Return the analysis of a text as one line of JSON."""
    return json.dumps(provenance.analyze(text).to_dict(), sort_keys=True)


@given(ANY_TEXT)
@example("")
@example(" \n\t\u3000")
@example("\ud800\x00\u202e")
def test_the_input_is_unchanged_and_every_span_lies_inside_it(text: str) -> None:
    analysis = provenance.analyze(text)
    assert analysis.text == text
    assert analysis.document.text is text
    for annotation in analysis.document.annotations:
        for span in (annotation.span, *(evidence.span for evidence in annotation.evidence)):
            assert 0 <= span.start <= span.end <= len(text)


@given(ANY_TEXT)
def test_blocks_are_ordered_and_between_them_is_only_white_space(text: str) -> None:
    position = 0
    for block in provenance.analyze(text).blocks:
        assert block.span.start >= position
        assert len(block.span) > 0
        assert not text[position : block.span.start].strip()
        position = block.span.end
    assert not text[position:].strip()


@given(ANY_TEXT)
def test_language_segments_are_ordered_and_cover_every_letter(text: str) -> None:
    position = 0
    for segment in provenance.analyze(text).languages:
        assert segment.span.start >= position
        assert not any(char.isalpha() for char in text[position : segment.span.start])
        position = segment.span.end
    assert not any(char.isalpha() for char in text[position:])


@given(ANY_TEXT)
def test_segment_languages_says_what_analyze_says(text: str) -> None:
    assert tuple(provenance.segment_languages(text)) == provenance.analyze(text).languages


@given(ANY_TEXT)
def test_the_views_hold_nothing_that_the_text_does_not(text: str) -> None:
    analysis = provenance.analyze(text)
    for view in (analysis.title, analysis.lead, analysis.body):
        for line in (view or "").split("\n"):
            assert line in text


@given(ANY_TEXT)
def test_a_second_run_says_the_same(text: str) -> None:
    assert provenance.analyze(text) == provenance.analyze(text)


@given(ANY_TEXT)
def test_the_canonical_json_reads_back_to_the_same_analysis(text: str) -> None:
    analysis = provenance.analyze(text)
    through_json = json.loads(json.dumps(analysis.to_dict()))
    assert provenance.Analysis.from_dict(through_json, text) == analysis
    assert analysis.to_dict() == through_json


@given(ANY_TEXT)
def test_every_report_can_be_written_as_utf_8(text: str) -> None:
    analysis = provenance.analyze(text)
    assert analysis.to_html().encode("utf-8")
    assert analysis._repr_html_().encode("utf-8")


def _marks(name: str, step: int) -> Detector:
    def detector(document: Document) -> list[Annotation]:
        ends = range(0, len(document.text) + 1, step)
        return [Annotation(Span(0, end), 1.0, (Evidence(name, Span(0, end)),)) for end in ends]

    return detector


DETECTORS = st.lists(st.sampled_from([_marks("two", 2), _marks("three", 3), _marks("all", 1)]), max_size=3)


@given(articles(), DETECTORS, DETECTORS, DETECTORS)
def test_nesting_pipelines_changes_nothing(
    text: str, a: list[Detector], b: list[Detector], c: list[Detector]
) -> None:
    nested, flat = Pipeline(*a, Pipeline(*b, Pipeline(*c))), Pipeline(*a, *b, *c)
    assert nested == flat
    assert annotate(text, nested) == annotate(text, flat)


SAMPLE = "\n".join((*FRAGMENTS, *NOTICES))


def test_two_hash_seeds_give_the_same_bits() -> None:
    program = (
        "import sys, json, provenance;"
        "text = sys.stdin.buffer.read().decode('utf-8');"
        "print(json.dumps(provenance.analyze(text).to_dict()))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            input=SAMPLE.encode(),
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "4242")
    }
    assert len(outputs) == 1
    assert json.loads(outputs.pop())["length"] == len(SAMPLE)


def test_eight_threads_give_the_same_bits() -> None:
    texts = [SAMPLE[i * 50 :] for i in range(24)]
    alone = [canonical(text) for text in texts]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(canonical, texts * 2)) == alone * 2


@pytest.mark.parametrize("text", ["", " ", "\n", "\r\n\r\n", "\u2028\u3000\t"])
def test_a_text_of_white_space_has_nothing_said_about_it(text: str) -> None:
    analysis = provenance.analyze(text)
    assert (analysis.blocks, analysis.languages, analysis.cues) == ((), (), ())
    assert (analysis.title, analysis.lead, analysis.body) == (None, None, "")
    assert analysis.translation is None
    assert analysis.comment_policy is None


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028", "\n\n"])
def test_every_line_end_cuts_the_same_blocks(line_end: str) -> None:
    lines = (*FRAGMENTS[:3], NOTICES[0])
    text = line_end.join(lines)
    assert [block.span.of(text) for block in provenance.analyze(text).blocks] == list(lines)


@pytest.mark.parametrize("function", [provenance.analyze, provenance.segment_languages])
def test_bytes_are_told_to_be_decoded_first(function: object) -> None:
    with pytest.raises(TypeError, match="expected str, got bytes: decode it first"):
        function(b"An article.")  # type: ignore[operator]
    with pytest.raises(TypeError, match="expected str, got NoneType"):
        function(None)  # type: ignore[operator]


@pytest.fixture(scope="module")
def ten_megabytes() -> float:
    """Analyse one long line in a process of its own; return the bytes it took for each code point."""
    program = (
        "import resource, provenance;"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        f"unit = {FRAGMENTS[0] + ' '!r};"
        "provenance.analyze(unit);"  # models and catalogue are in memory from here on
        "text = unit * (10_000_000 // len(unit)); before = peak();"
        "analysis = provenance.analyze(text);"
        "assert sum(len(block.span) for block in analysis.blocks) == len(text.strip());"
        "print((peak() - before) * 1024 / len(text))"
    )
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    return float(run.stdout)


def test_one_line_of_ten_megabytes_comes_to_an_end(ten_megabytes: float) -> None:
    assert ten_megabytes < 100, "a hang, an error or a flood of memory fails the process before this"


def test_ten_megabytes_take_at_most_twenty_times_their_size(ten_megabytes: float) -> None:
    assert ten_megabytes <= 20
