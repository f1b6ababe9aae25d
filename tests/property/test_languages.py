"""What holds for the segments of any text."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from provenance.document import Document
from provenance.languages import Langdetect, PerSentence, segment_languages

WORDS = [
    "the",
    "house",
    "und",
    "nicht",
    "Haus",
    "été",
    "слово",
    "је",
    "字",
    "かな",
    "नमस्ते",
    "e\u0301",
    "İ",
    "12",
    "\ud800",
]
GAPS = [" ", "\n", "\r\n", ", ", ". ", ' "', '" ', "\u2028", " (", "\x00", "", " http://a.example/b "]
TEXTS = st.one_of(
    st.text(),
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS))).map(
        lambda xs: "".join(a + b for a, b in xs)
    ),
)


@given(TEXTS)
def test_segments_are_ordered_and_cover_every_letter(text: str) -> None:
    segments = segment_languages(text)
    for one, other in itertools.pairwise(segments):
        assert one.span.end <= other.span.start
        assert one.language != other.language or one.language == "und"
    covered = {i for segment in segments for i in range(segment.span.start, segment.span.end)}
    assert all(i in covered for i, char in enumerate(text) if not char.isspace())


@given(TEXTS)
def test_segments_begin_and_end_at_something(text: str) -> None:
    for segment in segment_languages(text):
        part = segment.span.of(text)
        assert part
        assert part == part.strip()


@given(TEXTS)
def test_two_runs_say_the_same(text: str) -> None:
    assert segment_languages(text) == segment_languages(text)


def test_hash_seeds_do_not_matter() -> None:
    code = (
        "from provenance.languages import segment_languages as s;"
        "print(s('The old house is gone. Das alte Haus ist nicht mehr da, dit huis wel. Ce n’est rien.'))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(said) == 1


@given(TEXTS)
def test_segments_of_an_identifier_cover_every_letter_too(text: str) -> None:
    segments = PerSentence(Langdetect())(Document(text))
    for one, other in itertools.pairwise(segments):
        assert one.span.end <= other.span.start
        assert one.language != other.language
    covered = {i for segment in segments for i in range(segment.span.start, segment.span.end)}
    assert all(i in covered for i, char in enumerate(text) if char.isalpha())
