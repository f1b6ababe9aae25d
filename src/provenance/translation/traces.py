"""Find what translating leaves behind in a text: debris, leftovers of a model, foreign signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from ..annotation import Evidence
from ..catalogue.literals import needs
from ..span import Span
from .claim import TranslationCue
from .data import table

#: So many places of one kind are named; a text full of debris needs no longer list.
_MOST = 20


def traces(text: str) -> Iterator[TranslationCue]:
    """Yield a cue for each trace of the table in ``text``, whatever its language.

    >>> [(cue.cue, cue.span.of("A {1>word<1}.")) for cue in traces("A {1>word<1}.")]
    [('placeholder_debris', '{1>word<1}')]
    """
    lower = text.lower()
    for kind in table("traces")["trace"]:
        if not any(trigger in lower for trigger in kind["triggers"]):
            continue
        likely = [pattern for pattern in kind["patterns"] if _may_be_found(pattern, lower)]
        places = sorted({found.span() for pattern in likely for found in _found(pattern, text)})
        for start, end in places[:_MOST]:
            span = Span(start, end)
            yield TranslationCue(
                span,
                kind["confidence"],
                (Evidence(f"traces.{kind['cue']}", span, span.of(text)[:80]),),
                cue=kind["cue"],
                suggests=kind.get("suggests"),
            )


def foreign_signs(text: str, own: Sequence[Span], language: str) -> Iterator[TranslationCue]:
    """Yield a cue for quotation marks and one for numbers that are not those of ``language``.

    ``own`` are the stretches of ``text`` in that language. A cue suggests a language only where
    a single one writes so.
    """
    yield from _quotes(text, own, language)
    yield from _numbers(text, own, language)


def _may_be_found(pattern: str, lower: str) -> bool:
    """Tell whether the text, in lower case, holds what ``pattern`` needs."""
    strings = _needs(pattern)
    return strings is None or any(string in lower for string in strings)


@cache
def _needs(pattern: str) -> frozenset[str] | None:
    # Looked for in lower case, for a pattern may hold for both; escapes mean no letters either way.
    return needs(pattern.removeprefix("(?i)").lower(), {})


def _found(pattern: str, text: str) -> Iterator[regex.Match[str]]:
    for number, found in enumerate(_compiled(pattern).finditer(text)):
        if number == _MOST:
            return
        yield found


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)


def _quotes(text: str, own: Sequence[Span], language: str) -> Iterator[TranslationCue]:
    known = table("traces")["quotes"]
    used = {
        pair: [Span(*m.span()) for span in own for m in _pair(pair).finditer(text, span.start, span.end)]
        for pair in known["pairs"]
    }
    native = sum(len(used[pair]) for pair, languages in known["pairs"].items() if language in languages)
    if not any(language in languages for languages in known["pairs"].values()):
        return
    for pair, languages in known["pairs"].items():
        places = used[pair]
        if language not in languages and len(places) >= max(known["minimum"], native + 1):
            detail = f"{places[0].of(text)[:60]} ({', '.join(languages)})"
            suggests = languages[0] if len(languages) == 1 else None
            evidence = (
                Evidence("traces.quotes", places[0], detail),
                *_at(places[1:5], "traces.quotes", text),
            )
            yield TranslationCue(
                places[0], known["confidence"], evidence, cue="quotation_marks", suggests=suggests
            )


@cache
def _pair(pair: str) -> regex.Pattern[str]:
    opening, closing = regex.escape(pair[0]), regex.escape(pair[1])
    return regex.compile(rf"{opening}[^{opening}{closing}\n]{{1,300}}{closing}")


def _numbers(text: str, own: Sequence[Span], language: str) -> Iterator[TranslationCue]:
    known = table("traces")["numbers"]
    if language in known["mixed"]:
        return
    foreign = known["with_comma"] if language in known["point"] else known["with_point"]
    places = [
        Span(*m.span()) for span in own for m in _compiled(foreign).finditer(text, span.start, span.end)
    ]
    if places:
        evidence = tuple(_at(places[:5], "traces.numbers", text))
        yield TranslationCue(places[0], known["confidence"], evidence, cue="number_format")


def _at(places: Sequence[Span], source: str, text: str) -> Iterator[Evidence]:
    yield from (Evidence(source, place, place.of(text)[:80]) for place in places)
