"""Whole-text identifiers as detectors: the same job done by another library, sentence by sentence."""

from __future__ import annotations

from itertools import groupby
from typing import Protocol

from attrs import field, frozen

from ..annotation import Evidence
from ..document import Document
from ..span import Span
from ..text import sentences
from .segment import UNDETERMINED, LanguageSegment


@frozen
class Guess:
    """A language (a BCP 47 tag) and how probable an identifier holds it to be, in [0, 1]."""

    language: str
    probability: float


class Identifier(Protocol):
    """What can name the language of a text as a whole; see `Langdetect` for one.

    ``name`` appears in the evidence. ``identify`` returns its guesses, the likeliest first, and none
    when it can say nothing; it raises nothing for any `str`.
    """

    @property
    def name(self) -> str:
        """A short lower-case name."""

    def identify(self, text: str) -> tuple[Guess, ...]:
        """Return the guesses for ``text``."""


@frozen
class PerSentence:
    """A detector of languages that asks an `Identifier` about each sentence by itself.

    Neighbouring sentences of one language make one segment; its confidence is the mean of theirs by
    length. It sees no context, so short lines are often wrong; `LanguageSegmenter` is the better choice
    unless another library's opinion is wanted.

    >>> from provenance.languages import Langdetect, PerSentence
    >>> text = Document("The house is very old indeed. Das Haus ist nicht sehr alt.")
    >>> [segment.language for segment in PerSentence(Langdetect())(text)]
    ['en', 'de']
    """

    identifier: Identifier = field()

    def __call__(self, document: Document) -> tuple[LanguageSegment, ...]:
        """Return the segments of ``document``: in order, not overlapping, every letter in one."""
        text = document.text
        guessed = [(self._best(span.of(text)), span) for span in sentences(text)]
        return tuple(
            self._segment(language, [(guess, span) for guess, span in group])
            for language, group in groupby(guessed, key=lambda pair: pair[0].language)
        )

    def _best(self, text: str) -> Guess:
        guesses = self.identifier.identify(text)
        return guesses[0] if guesses else Guess(UNDETERMINED, 0.0)

    def _segment(self, language: str, parts: list[tuple[Guess, Span]]) -> LanguageSegment:
        span = Span(parts[0][1].start, parts[-1][1].end)
        length = sum(len(part) for _, part in parts)
        sure = sum(guess.probability * len(part) for guess, part in parts) / length
        detail = f"{len(parts)} sentences, probability {sure:.2f} on average"
        evidence = Evidence(f"languages.{self.identifier.name}", span, detail)
        return LanguageSegment(span, min(max(sure, 0.0), 1.0), (evidence,), language=language)
