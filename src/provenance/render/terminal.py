"""One analysis as lines for a person at a terminal, in colour where it is wanted."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from attrs import frozen

from ..annotation import Annotation
from ..blocks.block import Block
from ..findings import Findings
from . import words
from .visible import one_line, shortened

_CODES = {
    "bold": "1", "dim": "2", "article": "32", "credit": "36", "offer": "33", "comment": "35",
    "legal": "34", "translation": "31", "other": "37", "language": "36",
}  # fmt: skip

_QUOTE = 160  # code points of a quotation


@frozen
class _Ink:
    """Wraps words in colour, or leaves them as they are."""

    on: bool

    def __call__(self, text: str, colour: str) -> str:
        return f"\x1b[{_CODES[colour]}m{text}\x1b[0m" if self.on and text else text


def lines(findings: Findings, *, name: str = "", colour: bool = False, width: int = 100) -> Iterator[str]:
    """Yield the report on ``findings`` line by line, without line feeds.

    Nothing from the text reaches the terminal but letters it can print: controls are spelt
    out. ``width`` is in terminal columns.

    >>> from provenance import analyze
    >>> next(lines(analyze("Fog over the bay this morning."), name="fog.txt"))
    'fog.txt · 30 characters · en 100%'
    """
    ink = _Ink(colour)
    yield _head(findings, name, ink)
    for block in findings.blocks:
        yield from _block(findings, block, ink, width)
    yield from _translation(findings, ink, width)
    yield from _cues(findings, ink, width)
    yield from _policy(findings, ink, width)
    yield ""


def language_lines(
    findings: Findings, *, name: str = "", colour: bool = False, width: int = 100
) -> Iterator[str]:
    """Yield only what the report says about languages, a line for each segment."""
    ink = _Ink(colour)
    yield _head(findings, name, ink)
    for segment in findings.languages:
        place = f"{segment.span.start:>6}-{segment.span.end:<6}"
        tag = ink(f"{one_line(segment.language):<8}", "language")
        quote = one_line(shortened(segment.span.of(findings.text), max(width - 30, 20)))
        yield f"{ink(place, 'dim')} {tag} {words.percent(segment.confidence):>4}  {quote}"
    yield ""


def policy_lines(
    findings: Findings, *, name: str = "", colour: bool = False, width: int = 100
) -> Iterator[str]:
    """Yield only what the report says about the comment policy."""
    ink = _Ink(colour)
    yield _head(findings, name, ink)
    yield from _policy(findings, ink, width)
    yield ""


def _head(findings: Findings, name: str, ink: _Ink) -> str:
    shares = [f"{one_line(language)} {share}" for language, share in words.shares_in_percent(findings)]
    facts = [f"{len(findings.text)} characters", ", ".join(shares) or "no language"]
    title = [ink(one_line(name), "bold")] if name else []
    return " · ".join(title + facts)


def _block(findings: Findings, block: Block, ink: _Ink, width: int) -> Iterator[str]:
    group = words.group(block.kind)
    place = f"{block.span.start:>6}-{block.span.end:<6}"
    language = one_line(words.language_at(findings, block.span))
    yield ""
    yield " ".join(
        (
            ink(place, "dim"),
            ink(f"{block.kind:<18}", group),
            ink(language, "language"),
            words.percent(block.confidence),
        )
    )
    for line in wrap(one_line(block.span.of(findings.text)), width - 4):
        yield "    " + (line if group == "article" else ink(line, "dim"))


def _translation(findings: Findings, ink: _Ink, width: int) -> Iterator[str]:
    yield ""
    claim = findings.translation
    if claim is None:
        yield ink("Translation", "bold") + "  none declared"
        return
    yield ink("Translation", "bold")
    yield from _facts(words.claim_facts(claim), width)
    yield from _quoted(findings, claim, "declared", ink, width)


def _cues(findings: Findings, ink: _Ink, width: int) -> Iterator[str]:
    if not findings.cues:
        return
    yield ""
    yield ink("Cues", "bold") + "  inferred, nothing declared by them"
    for cue in findings.cues:
        suggests = f" → {cue.suggests}" if cue.suggests else ""
        yield from _quoted(findings, cue, cue.cue + suggests, ink, width)


def _policy(findings: Findings, ink: _Ink, width: int) -> Iterator[str]:
    yield ""
    policy = findings.comment_policy
    if policy is None:
        yield ink("Comment policy", "bold") + "  none found"
        return
    yield ink("Comment policy", "bold")
    yield from _facts(words.policy_facts(policy), width)
    for clause in policy.clauses:
        yield from _quoted(findings, clause, clause.type, ink, width)


def _facts(facts: words.Facts, width: int) -> Iterator[str]:
    for label, value in facts:
        first, *rest = wrap(one_line(value), width - 17) or [""]
        yield f"    {label:<12} {first}"
        yield from (" " * 17 + line for line in rest)


def _quoted(findings: Findings, said: Annotation, label: str, ink: _Ink, width: int) -> Iterator[str]:
    place = ink(f"{said.span.start:>6}-{said.span.end:<6}", "dim")
    yield f"{place} {one_line(label)}  {ink(one_line(words.reason(said)), 'dim')}"
    quote = f"“{one_line(shortened(said.span.of(findings.text), _QUOTE))}”"
    yield from ("    " + line for line in wrap(quote, width - 4))


def wrap(text: str, width: int) -> list[str]:
    """Return ``text`` in lines of at most ``width`` terminal columns, cut at spaces where it can be.

    >>> wrap("one two three", 7)
    ['one two', 'three']
    """
    done: list[str] = []
    line, used = "", 0
    for word, size in _words(text.split(" "), max(width, 8)):
        if line and used + 1 + size > max(width, 8):
            done.append(line)
            line, used = word, size
        elif line:
            line, used = f"{line} {word}", used + 1 + size
        else:
            line, used = word, size
    return [*done, line] if line else done


def _words(parts: Iterable[str], width: int) -> Iterator[tuple[str, int]]:
    """Yield words no wider than ``width``, each with its columns; wider ones in pieces."""
    for part in parts:
        if part.isascii() and len(part) <= width:
            if part:
                yield part, len(part)
            continue
        start = used = 0
        for position, letter in enumerate(part):
            size = columns(letter)
            if used + size > width:
                yield part[start:position], used
                start, used = position, 0
            used += size
        yield part[start:], used


def columns(letter: str) -> int:
    """Return how many terminal columns a letter takes: 0, 1 or 2 (Unicode annex 11)."""
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
