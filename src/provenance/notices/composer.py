"""Find the declarations of translation in a text with the slots that each language file lists.

Each file reads the sentences that hold one of its triggers; `declaration` says which of
them declare a translation, and the best reading of a sentence becomes a `Notice`. The
wordings are data; see the section ``[translation]`` of a language file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import regex

from ..annotation import Evidence
from ..catalogue import chain
from ..catalogue.slots import Slots, all_triggers, slots
from ..catalogue.triggers import starts
from ..span import Span
from ..text import pieces, sentences
from .declaration import Hits, declaration
from .facts import facts
from .merge import merged
from .notice import Notice
from .sentence import Sentence

KIND = "translation_notice"

_SEPARATOR = regex.compile(r"(?<=\s)(?:-{2,3}|>(?: [-*])?|[|•·►▶●])(?=\s)|※")


def compose(
    text: str,
    folded: str,
    languages: Sequence[str] | None = None,
    *,
    spoken: Sequence[str] = (),
    whole: Sequence[Span] | None = None,
    places: Mapping[str, Sequence[int]] | None = None,
) -> Iterator[Notice]:
    r"""Yield a `Notice` of the family ``"translation"`` for every declaration in ``text``.

    ``folded`` is ``text`` folded, ``languages`` the tags of the files to use (default: all),
    ``spoken`` the languages of the text: a sentence that says it was translated into
    another one is about another text. ``whole`` are the sentences, if they are cut already,
    ``places`` where the triggers of the files begin, if they are found already.

    >>> text = "Dieser Artikel wurde automatisch übersetzt."
    >>> [notice.fact("method") for notice in compose(text, text.lower())]
    ['machine']
    """
    spoken = sorted({file for tag in spoken for file in chain(tag)})
    triggers = {tag: own for tag, own in all_triggers().items() if languages is None or tag in languages}
    if places is None:
        every = dict.fromkeys(trigger for own in triggers.values() for trigger in own)
        places = {trigger: tuple(starts(trigger, folded)) for trigger in every}
    tables = [table for tag, own in triggers.items() if any(map(places.get, own)) and (table := slots(tag))]
    if not tables:
        return
    cut = sentences(text) if whole is None else whole
    units = tuple(part for sentence in cut for part in _parts(text, sentence))
    readings: dict[int, list[tuple[Sentence, Hits]]] = defaultdict(list)
    for table in tables:
        for number in _with_trigger(table, places, units):
            sentence = Sentence(table, text, folded, units, number)
            if sentence.acts or sentence.find("noun"):
                readings[number].append((sentence, declaration(sentence, spoken)))
    chosen = (_best(found, spoken) for _, found in sorted(readings.items()))
    yield from merged([_notice(sentence, hits) for sentence, hits in chosen if hits], text)


def _best(readings: Sequence[tuple[Sentence, Hits]], spoken: Sequence[str]) -> tuple[Sentence, Hits]:
    """Return the reading of the text's own language where there is one, else the one that caught most.

    A bare notice is too short for its language to be known: where the own language finds
    nothing that speaks against it, the reading of another one counts if it caught more.
    """
    own = [reading for reading in readings if reading[0].table.tag in spoken]
    best = max(own or readings, key=_caught)
    if any(_objects(sentence) for sentence, _ in own):
        return best
    other = max(readings, key=_caught)
    return other if _kinds(other) > _kinds(best) + 1 else best


def _objects(sentence: Sentence) -> bool:
    """Tell whether a word of the sentence speaks against a declaration."""
    return any(sentence.find(slot) for slot in ("self", "neg", "offer", "other"))


def _kinds(reading: tuple[Sentence, Hits]) -> int:
    return len({slot for slot, _ in reading[1]})


def _caught(reading: tuple[Sentence, Hits]) -> int:
    return sum(len(span) for _, span in reading[1])


def _parts(text: str, sentence: Span) -> Iterator[Span]:
    """Yield what separators within a line ("|", "---") set apart."""
    start = sentence.start
    for found in _SEPARATOR.finditer(text, sentence.start, sentence.end):
        yield from pieces(text, Span(start, found.start()))
        start = found.end()
    yield from pieces(text, Span(start, sentence.end))


def _with_trigger(table: Slots, places: Mapping[str, Sequence[int]], units: Sequence[Span]) -> Iterator[int]:
    begins = [unit.start for unit in units]
    found = {bisect_right(begins, at) - 1 for trigger in table.triggers for at in places.get(trigger, ())}
    yield from sorted(number for number in found if number >= 0)


def _notice(sentence: Sentence, hits: Hits) -> Notice:
    start, text = sentence.span.start, sentence.text
    rule = f"{sentence.table.tag}.{KIND}"
    evidence = tuple(
        Evidence(f"{rule}.{slot}", span.shift(start), span.shift(start).of(text)[:80]) for slot, span in hits
    )
    return Notice(
        sentence.whole(),
        0.9,
        evidence,
        family="translation",
        kind=KIND,
        language=sentence.table.tag,
        rule=rule,
        facts=facts(sentence),
    )
