"""Lines, sentences and words as spans; lower case that keeps offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.span import Span
from provenance.text import MAX_SENTENCE, fold, line_pieces, lines, pieces, sentences, words

ANY_TEXT = st.text(
    st.one_of(st.sampled_from(".!?。…»”) \n\r\u2028Aaİß5"), st.characters(exclude_categories=()))
)


def texts(spans: object, text: str) -> list[str]:
    return [span.of(text) for span in spans]  # type: ignore[attr-defined]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_of_unicode_cuts_a_line(end: str) -> None:
    text = f"one{end}{end}two{end}"
    assert texts(lines(text), text) == ["one", "", "two"]


def test_separators_of_data_files_do_not_cut_a_line() -> None:
    text = "one\x1ctwo\x1dthree\x1efour"
    assert texts(lines(text), text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. We stayed.", ["It rained.", "We stayed."]),
        ("Am 3. Mai kam Dr. Lang. Er blieb.", ["Am 3. Mai kam Dr. Lang.", "Er blieb."]),
        ("Siehe Art. 17 der Regeln. Danke!", ["Siehe Art. 17 der Regeln.", "Danke!"]),
        ("« Non ! » dit-elle. Il partit.", ["« Non ! » dit-elle.", "Il partit."]),
        ("Er ging. »Ja«, sagte sie.", ["Er ging.", "»Ja«, sagte sie."]),
        ("雨が降った。橋は閉じた。", ["雨が降った。", "橋は閉じた。"]),
        ("Really?! Yes... No.", ["Really?!", "Yes...", "No."]),
        ("translated,\nread here.\nComments", ["translated,\nread here.", "Comments"]),
        ("A headline\nThe text begins.", ["A headline", "The text begins."]),
        ("first part\n\nsecond part", ["first part", "second part"]),
        ("", []),
        (" \n \u3000", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert texts(sentences(text), text) == expected


def test_no_sentence_is_longer_than_the_limit() -> None:
    for text in ("word " * 2000, "x" * 5000, "," * 5000):
        found = list(sentences(text))
        assert max(map(len, found)) <= MAX_SENTENCE
        assert sum(len(span.of(text).replace(" ", "")) for span in found) == len(text.replace(" ", ""))


@given(ANY_TEXT)
def test_sentences_are_ordered_and_lose_only_white_space(text: str) -> None:
    position = 0
    for span in sentences(text):
        assert not text[position : span.start].strip()
        assert span == span.strip(text)
        position = span.end
    assert not text[position:].strip()


@given(ANY_TEXT)
def test_lines_lose_only_line_ends(text: str) -> None:
    position = 0
    for span in lines(text):
        assert text[position : span.start] in (
            "",
            "\n",
            "\r",
            "\r\n",
            "\x0b",
            "\x0c",
            "\x85",
            "\u2028",
            "\u2029",
        )
        position = span.end


@given(ANY_TEXT)
def test_line_pieces_are_the_lines_stripped_and_cut(text: str) -> None:
    long = f"{text}{'word ' * 300}{text}"
    expected = [piece for line in lines(long) for piece in pieces(long, line)]
    assert list(line_pieces(long)) == expected


@given(ANY_TEXT)
def test_fold_keeps_every_offset(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert all(fold(char) == low for char, low in zip(text, folded, strict=True) if char != "Σ")


def test_words_of_a_part_have_offsets_of_the_whole() -> None:
    text = "Don't touch the O'Neill-Kaufmann bench, 5 o'clock."
    assert texts(words(text), text) == ["Don't", "touch", "the", "O'Neill-Kaufmann", "bench", "5", "o'clock"]
    assert list(words(text, Span(6, 15))) == [Span(6, 11), Span(12, 15)]
