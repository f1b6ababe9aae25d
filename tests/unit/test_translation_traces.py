"""Traces of translating: seen where they are, and nothing seen in ordinary text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.span import Span
from provenance.translation import traces as module
from provenance.translation.traces import foreign_signs, traces


def found(text: str) -> list[str]:
    return [cue.cue for cue in traces(text)]


def signs(text: str, language: str) -> list[str]:
    return [cue.cue for cue in foreign_signs(text, [Span(0, len(text))], language)]


TRACES = [
    ("The {3&gt;market&lt;3} opens at nine.", "placeholder_debris"),
    ("See <<<Code_2>>> for details.", "placeholder_debris"),
    ("Open __URL_4__ in a browser.", "placeholder_debris"),
    ("Read [the guide] (https://docs.example/) first.", "damaged_markup"),
    ("La APIreferencia está lista.", "glued_token"),
    ("Founded | May 2009 ( 2009-05 )", "template_leftover"),
    ("As an AI language model, I cannot check this.", "model_leftover"),
    ("Hier ist die Übersetzung: Der Markt öffnet um neun.", "model_leftover"),
]


@pytest.mark.parametrize(("text", "cue"), TRACES)
def test_a_trace_is_found(text: str, cue: str) -> None:
    assert found(text) == [cue]


@pytest.mark.parametrize("text", [text for text, _ in TRACES])
def test_no_pattern_is_passed_over(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = (text, text.upper(), text.lower(), text.title())
    expected = [found(shown) for shown in texts]
    monkeypatch.setattr(module, "_may_be_found", lambda pattern, lower: True)
    assert [found(shown) for shown in texts] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The market opens at nine (since 2009).",
        "Read [the guide](https://docs.example/) first.",
        "The APIs are stable, the PDFs are not.",
        "**Note:** the model was trained by the club.",
        "The placeholder was removed.",
        "Translation is an art.",
    ],
)
def test_ordinary_text_has_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("„Yes“, she said. „No“, he said.", "en", ["quotation_marks"]),
        ("„Ja“, sagte sie. „Nein“, sagte er.", "de", []),
        ("“Yes” and “no” and „maybe“ and „never“.", "en", []),
        ("The club paid 1.250.000,50 euros.", "en", ["number_format"]),
        ("Der Verein zahlte 1.250.000,50 Euro.", "de", []),
        ("Der Verein zahlte 1,250,000.50 Euro.", "de", ["number_format"]),
        ("„Yes“, she said. „No“, he said.", "xx", []),
    ],
)
def test_signs_of_another_language(text: str, language: str, expected: list[str]) -> None:
    assert signs(text, language) == expected


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    for cue in (*traces(text), *foreign_signs(text, [Span(0, len(text))], "en")):
        assert cue.span.end <= len(text)


@pytest.mark.parametrize(
    "piece", ["{1>", "** ", "[a] ", "„", "<<<a_", "1,000", "( 2009-", "trained on data "]
)
def test_a_flood_is_read_and_the_list_stays_short(piece: str) -> None:
    text = piece * 10_000
    assert len(list(traces(text))) <= 200
    assert len(signs(text, "en")) <= 2
