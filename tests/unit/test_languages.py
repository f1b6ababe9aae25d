"""Segments of texts in known languages; all sentences are written for these tests."""

from __future__ import annotations

import pickle
import threading
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from provenance.document import Document
from provenance.languages import (
    Guess,
    Langdetect,
    LanguageSegmenter,
    PerSentence,
    segment_languages,
    segmenter,
    tokens,
)
from provenance.languages.codes import LANGUAGES
from provenance.languages.model import Model, unpack
from provenance.languages.tokens import blank

DATA = Path(__file__).parent / "data" / "languages"
SENTENCES: dict[str, str] = tomllib.loads((DATA / "sentences.toml").read_text(encoding="utf-8"))
CONTROLS: list[dict[str, Any]] = tomllib.loads((DATA / "controls.toml").read_text(encoding="utf-8"))["case"]


def found(text: str, **options: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(s.language, s.span.of(text)) for s in segment_languages(text, **options)]


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_one_segment_in_its_language(code: str) -> None:
    assert found(SENTENCES[code]) == [(code, SENTENCES[code])]


@pytest.mark.parametrize("code", [code for code in SENTENCES if code != "en"])
def test_a_comment_line_below_an_english_article_is_a_segment_of_its_own(code: str) -> None:
    text = f"{SENTENCES['en']}\n{SENTENCES[code]}"
    assert found(text) == [("en", SENTENCES["en"]), (code, SENTENCES[code])]


def test_a_text_in_fifty_four_languages_keeps_them_apart() -> None:
    lines = {code: line for code, line in SENTENCES.items() if code != "zh-Hant"}
    assert found("\n".join(lines.values())) == list(lines.items())


def test_a_change_at_every_word_of_a_long_text_is_taken_calmly() -> None:
    text = "house Straße " * 5_000
    segments = segment_languages(text)
    assert len(segments) == 1
    assert segments[0].language in {"en", "de"}


def control(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=case["fails"])] if "fails" in case else []
    return pytest.param(case, id=case["name"], marks=marks)


@pytest.mark.parametrize("case", list(map(control, CONTROLS)))
def test_hard_controls(case: dict[str, Any]) -> None:
    text = "".join(part for _, part in case["parts"])
    expected = [(code, part.strip()) for code, part in case["parts"]]
    assert found(text) == expected


def test_a_short_headline_takes_the_language_of_its_article() -> None:
    text = f"{SENTENCES['en']}\nBridge pact concluded\n{SENTENCES['en']}"
    assert found(text) == [("en", text)]


def test_a_quotation_in_another_language_is_found_inside_a_sentence() -> None:
    quote = "wir haben das alles schon lange gewusst"
    text = f'The mayor said that "{quote}" and nobody in the room was surprised by it.'
    assert [code for code, _ in found(text)] == ["en", "de", "en"]
    assert quote in found(text)[1][1]


@pytest.mark.parametrize(
    "insert",
    [
        "https://www.example.org/warum/wir/das/machen",
        "redaktion-und-leser@example.org",
        "@die_grosse_zeitung",
        "#WirSindMehr",
        "`for zeile in datei: print(zeile)`",
        "Giuseppe Pellegrini",
        "12 345,60",
    ],
)
def test_names_addresses_code_and_numbers_do_not_break_a_segment(insert: str) -> None:
    text = f"The council wrote to {insert} yesterday because the old bridge is closed."
    assert found(text) == [("en", text)]


def test_marks_and_numbers_belong_to_the_words_they_stand_by() -> None:
    text = " 12. The bridge is closed, and nobody knows why (really)!\n\n(Die Brücke ist gesperrt.) 34 "
    assert found(text) == [
        ("en", "12. The bridge is closed, and nobody knows why (really)!"),
        ("de", "(Die Brücke ist gesperrt.) 34"),
    ]


@pytest.mark.parametrize("text", ["12 345", "🎉🎉", "https://example.org/a/b", "Xyz"])
def test_where_nothing_can_be_said_the_language_is_undetermined(text: str) -> None:
    assert found(text) == [("und", text)]


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_a_text_without_anything_has_no_segment(text: str) -> None:
    assert found(text) == []


def test_candidates_restrict_the_languages() -> None:
    assert found(SENTENCES["nl"], candidates=("de", "en"))[0][0] == "de"


def test_a_prior_decides_where_the_words_do_not() -> None:
    document = Document("Museum Park Restaurant")
    for code in ("de", "nl"):
        assert LanguageSegmenter(priors={code: 5.0})(document)[0].language == code


def test_an_unknown_candidate_is_named() -> None:
    with pytest.raises(ValueError, match="'tlh'"):
        segment_languages("The bridge is closed.", candidates=["tlh"])


def test_no_candidates_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one language"):
        segment_languages("The bridge is closed.", candidates=[])


@pytest.mark.parametrize("nats", [float("inf"), float("-inf"), float("nan"), 1e308])
def test_a_prior_out_of_range_is_refused_when_it_is_given(nats: float) -> None:
    with pytest.raises(ValueError, match="'de' at"):
        LanguageSegmenter(priors={"de": nats})


def test_one_str_as_candidates_is_refused() -> None:
    with pytest.raises(TypeError, match="several language codes"):
        segment_languages("The bridge is closed.", candidates="en")


def test_bytes_are_refused_with_advice() -> None:
    with pytest.raises(TypeError, match="decode it first"):
        segment_languages(b"abc")  # type: ignore[arg-type]


def test_every_profile_of_langdetect_has_a_sentence() -> None:
    assert len(SENTENCES) == 55
    assert {code.split("-")[0] for code in SENTENCES} == set(LANGUAGES)


def test_chinese_without_a_telling_character_has_no_script() -> None:
    assert found("中文，日本，人口。") == [("zh", "中文，日本，人口。")]


def test_evidence_names_words_of_the_segment() -> None:
    segment = segment_languages(SENTENCES["de"])[0]
    assert segment.evidence[0].source == "languages.words"
    words = segment.evidence[0].detail.removeprefix("most telling words: ").split(", ")
    assert words
    assert all(word in SENTENCES["de"] for word in words)


def test_evidence_does_not_name_words_of_the_next_segment() -> None:
    text = f"{SENTENCES['de']}\n{SENTENCES['fr']}"
    for segment in segment_languages(text):
        words = segment.evidence[0].detail.removeprefix("most telling words: ").split(", ")
        assert all(word in segment.span.of(text) for word in words)


def test_a_long_text_is_read_like_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join(SENTENCES.values()) + " 12 " * 99 + "X" * 999 + SENTENCES["en"]
    expected = segment_languages(text)
    for size in (1, 7, 40, 500):
        monkeypatch.setattr(tokens, "WINDOW", size)
        assert segment_languages(text) == expected


def test_a_full_cache_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join(SENTENCES.values())
    expected = segment_languages(text)
    model = Model(bound=5)
    monkeypatch.setattr(segmenter, "_model", lambda: model)
    assert segment_languages(text) == expected
    assert len(model.packed) <= 5


def test_more_text_gives_more_confidence() -> None:
    short, long = segment_languages("Der Rat"), segment_languages(SENTENCES["de"])
    assert short[0].confidence < long[0].confidence <= 1


def test_segmenters_are_values() -> None:
    segmenter = LanguageSegmenter(candidates=("de", "en"), priors={"de": 1.0})
    assert pickle.loads(pickle.dumps(segmenter)) == segmenter
    assert hash(segmenter) == hash(LanguageSegmenter(candidates=["de", "en"], priors={"de": 1.0}))


def test_eight_threads_say_what_one_says() -> None:
    text = "\n".join(SENTENCES.values())
    expected = segment_languages(text)
    results: list[object] = []
    threads = [threading.Thread(target=lambda: results.append(segment_languages(text))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 8


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a ",
        "/a",
        "<a ",
        "a.b@",
        "_a",
        "` ",
        "字",
        "the und ",
        '" ',
        "a(",
        "a.",
        "\ud800\x00\u202e",
        "&a",
        ".",
        "!'",
        "-",
    ],
    ids=repr,
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """Eight times the text takes a quadratic reader 64 times as long."""
    segment_languages(piece)  # loads the tables
    short, long = (measured(f"Here {piece * size} there") for size in (10_000, 80_000))
    assert long < 20 * short + 0.1


def measured(text: str) -> float:
    begun = time.process_time()
    segment_languages(text)
    return time.process_time() - begun


def test_blanking_keeps_the_length() -> None:
    text = "mail me@example.org or see http://example.org/x?y=z (or <b>this</b>) &amp; #that"
    assert len(blank(text)) == len(text)
    assert "example" not in blank(text)


@pytest.mark.parametrize("text", SENTENCES.values(), ids=SENTENCES)
def test_langdetect_says_the_same_each_time(text: str) -> None:
    assert len({Langdetect().identify(text) for _ in range(3)}) == 1


def test_langdetect_names_languages_by_their_tags() -> None:
    assert Langdetect().identify(SENTENCES["fr"])[0].language == "fr"
    assert Langdetect().identify(SENTENCES["zh-Hans"])[0].language == "zh-Hans"


@pytest.mark.parametrize("text", ["", "12 345", "\ud800", "\x00"])
def test_langdetect_says_nothing_about_no_letters(text: str) -> None:
    assert Langdetect().identify(text) == ()


def test_an_identifier_is_asked_sentence_by_sentence() -> None:
    text = f"{SENTENCES['en']} {SENTENCES['en']}\n{SENTENCES['de']}\n12 345"
    segments = PerSentence(Langdetect())(Document(text))
    assert [(s.language, s.span.of(text)) for s in segments] == [
        ("en", f"{SENTENCES['en']} {SENTENCES['en']}"),
        ("de", SENTENCES["de"]),
        ("und", "12 345"),
    ]
    assert segments[0].confidence > 0.9
    assert segments[0].evidence[0].source == "languages.langdetect"


def test_any_identifier_will_do() -> None:
    class Shouting:
        name = "shouting"

        def identify(self, text: str) -> tuple[Guess, ...]:
            return (Guess("en" if text.isupper() else "de", 0.75),)

    segments = PerSentence(Shouting())(Document("NO. NEVER. Doch."))
    assert [(s.language, s.confidence, s.span.start, s.span.end) for s in segments] == [
        ("en", 0.75, 0, 10),
        ("de", 0.75, 11, 16),
    ]


def test_packed_rows_are_read_alike_on_every_machine() -> None:
    assert unpack(1 + (258 << 16), 2) == (1, 258)
