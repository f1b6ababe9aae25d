"""The facts that a declaration of translation states: method, tool, languages, the original."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from ..catalogue import compiled, load
from ..catalogue.slots import Slots
from ..kinds import UNDETERMINED
from ..span import Span
from .sentence import Sentence

#: A review that is named behind a negation within this distance did not take place.
_DENIED = 40
#: How far from the word "original" its address may stand, behind and in front of it.
_BEHIND, _IN_FRONT = 80, 30

#: How far from the begin of its sentence a subject may stand ("The Swedish version").
_ARTICLE = 5

_TARGET = regex.compile(
    r"""\]\(([^()\s]{1,300})\)
      | (https?://[^\s<>()\[\]"']{3,300}[^\s<>()\[\]"'.,;:])
      | ((?<![\w/])[\w./-]{1,120}\.(?:md|rst|html?|txt)(?!\w))""",
    regex.VERBOSE,
)
# The end of a sentence or of a list entry; the dot of an abbreviation or a file name is none.
_END = regex.compile(r"[.!?]\s+[\p{Lu}\[]|[。！？]|\n\s*\n|\n\s*[-*>] |\s>\s")


def facts(sentence: Sentence) -> tuple[tuple[str, str], ...]:
    """Return the facts that ``sentence`` states, as ``(name, value)`` pairs; none is guessed."""
    stated = {
        "method": _method(sentence),
        "tool": _tool(sentence),
        "source_language": _source(sentence),
        "target_language": next(targets(sentence), None),
        "original_url": _original(sentence),
    }
    return tuple((name, value) for name, value in stated.items() if value)


def targets(sentence: Sentence) -> Iterator[str]:
    """Yield the languages that the sentence names as those translated into."""
    yield from (tag for _, tag in sentence.table.languages("to", sentence.here) if tag)


def _method(sentence: Sentence) -> str:
    if sentence.by_machine:
        edited = _reviewed(sentence.table, sentence.here) or _reviewed(sentence.table, sentence.continued)
        return "machine_post_edited" if edited else "machine"
    told = sentence.find("did") and not sentence.hits["body"]
    return "human" if sentence.hits["human"] or told else "unknown"


def _reviewed(table: Slots, folded: str) -> bool:
    denials = table.find("neg", folded)
    return any(
        not any(0 <= review.start - neg.end <= _DENIED for neg in denials)
        for review in table.find("review", folded)
    )


def _tool(sentence: Sentence) -> str | None:
    return min(((span.start, name) for span, name in sentence.tools), default=(0, None))[1]


def _source(sentence: Sentence) -> str | None:
    table, window = sentence.table, sentence.window.of(sentence.folded)
    named = [tag for _, tag in table.languages("from", sentence.here) if tag]
    start = sentence.span.start - sentence.window.start
    for span, tag in table.languages("source", window):
        # "The Swedish version of this page was translated" is the translation itself.
        if tag and not (tag == table.tag and start <= span.start <= start + sentence.begin + _ARTICLE):
            named.append(tag)
    return named[0] if named else None


def _original(sentence: Sentence) -> str | None:
    """Return the address that stands nearest to a word for the original."""
    table, window = sentence.table, sentence.window
    folded, shown = window.of(sentence.folded), window.of(sentence.text)
    addresses = tuple(_TARGET.finditer(shown))
    if not addresses:
        return None
    words = [*table.find("original", folded), *(span for span, _ in table.languages("source", folded))]
    words += [Span(*found.span()) for found in compiled(_labels()).finditer(folded)]
    best: tuple[int, str] | None = None
    for found in addresses:
        for word in words:
            distance = _distance(word, Span(*found.span()), shown)
            if distance is not None and (best is None or distance < best[0]):
                best = (distance, found[1] or found[2] or found[3])
    return best[1] if best else None


@lru_cache(maxsize=1)
def _labels() -> str:
    labels = "|".join(load(UNDETERMINED).tables["originals"]["labels"])
    return rf"(?<![\p{{L}}\p{{N}}])(?:{labels}) ?:"


def _distance(word: Span, target: Span, shown: str) -> int | None:
    """Return how far an address stands from a word for the original, or ``None`` where too far."""
    if word.overlaps(target):
        return None
    if target.start >= word.end:
        between = shown[word.end : target.start]
        return len(between) if len(between) <= _BEHIND and not _END.search(between) else None
    between = shown[target.end : word.start]
    return len(between) + _IN_FRONT if len(between) <= _IN_FRONT and not _END.search(between) else None
