"""The facts that a declaration of translation states: method, tool, languages, the original."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from .sentence import Sentence, tools_in

#: A review that is named behind a negation within this distance did not take place.
_DENIED = 40
#: How far from the word "original" its address may stand, behind and in front of it.
_BEHIND, _IN_FRONT = 80, 20

_TARGET = regex.compile(
    r"""\]\(([^()\s]{1,300})\)
      | (https?://[^\s<>()\[\]"']{3,300}[^\s<>()\[\]"'.,;:])
      | ((?<![\w/])[\w./-]{1,120}\.(?:md|rst|html?|txt)(?!\w))""",
    regex.VERBOSE,
)
_NAME = regex.compile(r"[\s*_\[]{0,4}(\p{Lu}[\p{L}\p{N}.'’-]*(?:\s+\p{Lu}[\p{L}.'’-]*){0,3})")


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
    hits = sentence.hits
    if hits["means"] or hits["tool"]:
        edited = any(
            not any(0 <= review.start - neg.end <= _DENIED for neg in hits["neg"])
            for review in hits["review"]
        )
        return "machine_post_edited" if edited else "machine"
    return "human" if hits["human"] else "unknown"


def _tool(sentence: Sentence) -> str | None:
    known = [(span.start, name) for span, name in tools_in(sentence.here)]
    if known:
        return min(known)[1]
    if not sentence.hits["means"]:
        return None  # what stands behind "by" is as likely a person
    for using in sentence.find("using"):
        found = _NAME.match(sentence.shown, using.end)
        if found and not sentence.table.find("means", found.group(1).lower()):
            return found.group(1).rstrip(".")
    return None


def _source(sentence: Sentence) -> str | None:
    window = sentence.window.of(sentence.folded)
    for slot, part in (("from", sentence.here), ("source", window)):
        named = [tag for _, tag in sentence.table.languages(slot, part) if tag]
        if named:
            return named[0]
    return None


def _original(sentence: Sentence) -> str | None:
    """Return the address that stands nearest behind a word for the original."""
    window = sentence.window
    words = sentence.table.find("original", window.of(sentence.folded))
    best: tuple[int, str] | None = None
    for found in _TARGET.finditer(window.of(sentence.text)):
        for word in words:
            gap = found.start() - word.end
            distance = gap if gap >= 0 else word.start - found.end() + _IN_FRONT
            if -_IN_FRONT <= distance <= _BEHIND and (best is None or distance < best[0]):
                best = (distance, found[1] or found[2] or found[3])
    return best[1] if best else None
