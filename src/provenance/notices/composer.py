"""Put declarations of translation together from the slots that each language file lists.

A sentence declares a translation when an ``act`` (translated, translation of) stands with a
``self`` (this article), or heads the sentence and stands with a means, a tool, a source
language or a person, and no guard speaks against it. The wordings are data; see the section
``[translation]`` of a language file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import regex
from attrs import evolve, frozen

from ..annotation import Evidence
from ..catalogue import compiled
from ..span import Span
from ..text import sentences
from .notice import Notice
from .slots import Slots, all_slots, tools

KIND = "translation_notice"

#: How far a ``self`` may stand from its ``act``, in code points, with and without blanks between words.
_REACH = {True: 90, False: 30}
#: What stands behind the act must follow it closely ("translation of this page").
_BEHIND = 12
#: A sentence that a declaration heads ends soon; a longer one is about something else.
_TAIL = 14
#: A negation speaks about what follows it within this distance.
_NEGATION = {True: 28, False: 6}
#: Sentences behind a declaration in which the original is looked for.
_AFTER = 2

#: More acts than these in one sentence are no declaration but a flood.
_MAX_ACTS = 6

_LABEL = regex.compile(r"^[^\p{L}\p{N}]*(?:[\p{L} ]{2,24}[:：])?[^\p{L}\p{N}]*")
_CLAUSE = regex.compile(r"[;；。.!?](?=\s|$)")
_QUOTED = regex.compile(
    r"`[^`]{1,400}`|\"[^\"]{1,400}\"|„[^“”\"]{1,400}[“”\"]|«[^»]{1,400}»|“[^”]{1,400}”|「[^」]{1,200}」"
)
_TARGET = regex.compile(
    r"\]\(([^()\s]{1,300})\)|(https?://[^\s<>()\[\]\"']{3,300}[^\s<>()\[\]\"'.,;:])|((?<![\w/])[\w./-]{1,120}\.(?:md|rst|html?|txt)(?!\w))"
)
_NAME = regex.compile(r"[\s*_\[]{0,4}(\p{Lu}[\p{L}\p{N}.'’-]*(?:\s+\p{Lu}[\p{L}.'’-]*){0,3})")
_PERSON = regex.compile(
    r"\s*[*_\[@]{0,3}(?:\p{Lu}[\p{L}.'’-]+(?:\s+(?:\p{Lu}[\p{L}.'’-]*|d[aei]|von|van)){1,3}|[\p{Lo}]{2,8})"
)
# Source code and its file names: what is translated there is no text.
_CODE = regex.compile(r"^//|\\s|[\w/-]\.(?:py|js|ts|c|h|cpp|java|rs|go|cs)(?![\w-])")
_LETTERS = regex.compile(r"[\p{L}\p{M}\p{N}]+")


@frozen
class Reading:
    """What was read in one sentence: the hits by slot, and the facts that they state."""

    slots: Slots
    hits: tuple[tuple[str, Span], ...]
    facts: tuple[tuple[str, str], ...]

    @property
    def weight(self) -> int:
        return sum(len(span) for _, span in self.hits)


def compose(text: str, folded: str, languages: Sequence[str] | None = None) -> Iterator[Notice]:
    r"""Yield a `Notice` of the family ``"translation"`` for every declaration in ``text``.

    ``folded`` is ``text`` folded, ``languages`` the tags of the files to use (default: all).

    >>> text = "Dieser Artikel wurde automatisch übersetzt."
    >>> [notice.fact("method") for notice in compose(text, text.lower())]
    ['machine']
    """
    tables = [table for table in all_slots() if languages is None or table.tag in languages]
    tables = [table for table in tables if any(trigger in folded for trigger in table.triggers)]
    if not tables:
        return
    units = tuple(sentences(text))
    chosen: dict[int, Reading] = {}
    for table in tables:
        for number in _with_trigger(table, folded, units):
            reading = _read(table, text, folded, units, number)
            if reading and (number not in chosen or reading.weight > chosen[number].weight):
                chosen[number] = reading
    for number, reading in sorted(chosen.items()):
        yield _notice(reading, text, folded, units, number)


def _with_trigger(table: Slots, folded: str, units: Sequence[Span]) -> Iterator[int]:
    starts = [unit.start for unit in units]
    found: set[int] = set()
    for trigger in table.triggers:
        at = folded.find(trigger)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            found.add(number)
            at = folded.find(trigger, max(units[number].end, at + 1) if number >= 0 else at + 1)
    yield from sorted(number for number in found if number >= 0)


def _read(table: Slots, text: str, folded: str, units: Sequence[Span], number: int) -> Reading | None:
    unit = units[number]
    here = unit.of(folded)
    acts, nouns = table.find("act", here), table.find("noun", here)
    if not (acts or nouns) or table.find("offer", here) or _CODE.search(unit.of(text)):
        return None
    shown = unit.of(text)
    hits = {
        slot: table.find(slot, here) for slot in ("self", "bare", "means", "human", "review", "neg", "other")
    }
    hits["from"] = tuple(span for span, _ in table.languages("from", here))
    hits["tool"] = tuple(span for span, _ in _tools(here))
    hits["human"] += tuple(_persons(table, text, folded, units, number))
    for act in (*acts, *nouns)[:_MAX_ACTS]:
        if _negated(table, act, hits["neg"], here) or _quoted(act, hits, shown):
            continue
        kept = _declared(table, act, act in nouns, hits, folded, units, number)
        if kept:
            facts = _facts(table, hits, text, folded, units, number)
            return Reading(table, tuple(sorted(kept, key=lambda hit: hit[1])), facts)
    return None


def _declared(
    table: Slots,
    act: Span,
    is_noun: bool,
    hits: dict[str, tuple[Span, ...]],
    folded: str,
    units: Sequence[Span],
    number: int,
) -> tuple[tuple[str, Span], ...]:
    """Return the hits that make a declaration of ``act``; empty when there is none."""
    here = units[number].of(folded)
    beside = [(slot, span) for slot in ("means", "tool", "from", "human") for span in hits[slot]]
    near = [("self", span) for span in hits["self"] if _near(table, span, act, here)]
    if beside and not near:
        near = [
            ("bare", span)
            for span in hits["bare"]
            if span.end <= act.start and _near(table, span, act, here) and _heads(table, span.start, here)
        ]
    if near:
        return (("act", act), *near, *beside)
    around = units[max(0, number - 1) : number + 2]
    if any(table.find("other", unit.of(folded)) for unit in around):
        return ()
    if not any(slot != "means" or not is_noun for slot, _ in beside):
        return ()
    first = min([act, *(span for _, span in beside)]).start
    last = max([act, *(span for _, span in beside)], key=lambda span: span.end).end
    tail = _LETTERS.findall(here[last:])
    if _heads(table, first, here) and act.start - first < _REACH[table.spaced] and len(tail) <= _TAIL:
        return (("act", act), *beside)
    return ()


def _heads(table: Slots, at: int, here: str) -> bool:
    """Tell whether at most a word or a label ("Note:") stands before ``at`` in the sentence."""
    label = _LABEL.match(here)
    start = label.end() if label and label.end() <= at else 0
    letters = _LETTERS.findall(here[start:at])
    return len(letters) <= 1 if table.spaced else sum(map(len, letters)) <= 4


def _near(table: Slots, one: Span, act: Span, here: str) -> bool:
    if one.start < act.end and act.start < one.end:
        return True
    gap = here[min(one.end, act.end) : max(one.start, act.start)]
    reach = _REACH[table.spaced] if one.start < act.start else _BEHIND
    return len(gap) <= reach and not _CLAUSE.search(gap)


def _negated(table: Slots, act: Span, negs: tuple[Span, ...], here: str) -> bool:
    return any(
        neg.end <= act.start
        and act.start - neg.end <= _NEGATION[table.spaced]
        and not regex.search(r"[,;:.]\s", here[neg.end : act.start])
        for neg in negs
    ) or any(neg.start >= act.start and neg.start <= act.end + 1 for neg in negs if not table.spaced)


def _quoted(act: Span, hits: dict[str, tuple[Span, ...]], shown: str) -> bool:
    """Tell whether the declaration stands inside quotation marks or code."""
    for quote in _QUOTED.finditer(shown):
        if quote.start() <= act.start and act.end <= quote.end():
            others = [span for slot in ("self", "bare", "means", "tool", "from") for span in hits[slot]]
            if quote.group()[0] == "`" or any(
                quote.start() <= span.start and span.end <= quote.end() for span in others
            ):
                return True
    return False


def _tools(here: str) -> Iterator[tuple[Span, str]]:
    for name, pattern in tools():
        found = compiled(pattern).search(here)
        if found:
            yield Span(*found.span()), name


def _persons(table: Slots, text: str, folded: str, units: Sequence[Span], number: int) -> Iterator[Span]:
    """Yield the places where a ``by`` is followed by what looks like a person's name."""
    unit = units[number]
    for by in table.find("by", unit.of(folded)):
        end = unit.start + by.end
        found = _PERSON.match(text, end, min(len(text), end + 80))
        if found and not any(True for _ in _tools(folded[end : found.end()])):
            inside = min(found.end(), unit.end) - unit.start
            yield Span(by.start, max(inside, by.end))


def _facts(
    table: Slots,
    hits: dict[str, tuple[Span, ...]],
    text: str,
    folded: str,
    units: Sequence[Span],
    number: int,
) -> tuple[tuple[str, str], ...]:
    here = units[number].of(folded)
    window = Span(units[number].start, units[min(number + _AFTER, len(units) - 1)].end)
    facts = {
        "method": _method(hits),
        "tool": _tool(table, hits, units[number].of(text), here),
        "source_language": _source(table, here, window.of(folded)),
        "original_url": _original(table, window.of(text), window.of(folded)),
    }
    return tuple((name, value) for name, value in facts.items() if value)


def _method(hits: dict[str, tuple[Span, ...]]) -> str:
    if hits["means"] or hits["tool"]:
        reviewed = any(
            not any(0 <= span.start - neg.end <= 40 for neg in hits["neg"]) for span in hits["review"]
        )
        return "machine_post_edited" if reviewed else "machine"
    return "human" if hits["human"] else "unknown"


def _tool(table: Slots, hits: dict[str, tuple[Span, ...]], shown: str, here: str) -> str | None:
    known = [(span.start, name) for span, name in _tools(here)]
    if known:
        return min(known)[1]
    if not hits["means"]:
        return None  # what stands behind "by" is as likely a person
    for using in table.find("using", here):
        found = _NAME.match(shown, using.end)
        if found and not table.find("means", found.group(1).lower()):
            return found.group(1).rstrip(".")
    return None


def _source(table: Slots, here: str, window: str) -> str | None:
    for slot, part in (("from", here), ("source", window)):
        named = [tag for _, tag in table.languages(slot, part) if tag]
        if named:
            return named[0]
    return None


def _original(table: Slots, shown: str, here: str) -> str | None:
    """Return the address that stands nearest behind a word for the original."""
    words = table.find("original", here)
    best: tuple[int, str] | None = None
    for found in _TARGET.finditer(shown):
        address = found.group(1) or found.group(2) or found.group(3)
        for word in words:
            gap = found.start() - word.end
            distance = gap if gap >= 0 else word.start - found.end() + 20
            if -20 <= distance <= 80 and (best is None or distance < best[0]):
                best = (distance, address)
    return best[1] if best else None


def _notice(reading: Reading, text: str, folded: str, units: Sequence[Span], number: int) -> Notice:
    unit = units[number]
    source = f"{reading.slots.tag}.{KIND}"
    evidence = tuple(
        Evidence(f"{source}.{slot}", span.shift(unit.start), span.shift(unit.start).of(text)[:80])
        for slot, span in reading.hits
    )
    notice = Notice(
        unit,
        0.9,
        evidence,
        family="translation",
        kind=KIND,
        language=reading.slots.tag,
        rule=source,
        facts=reading.facts,
    )
    return evolve(notice, span=_whole(reading.slots, folded, units, number))


def _whole(table: Slots, folded: str, units: Sequence[Span], number: int) -> Span:
    """Return the sentence, with the following lines where it breaks off after a ``by``."""
    unit, last = units[number], number
    here = unit.of(folded)
    if any(by.end >= len(here) - 1 for by in table.find("by", here)):
        while last + 1 < len(units) and last - number < 8:
            last += 1
            if units[last].of(folded).endswith((".", "。")):
                break
    return Span(unit.start, units[last].end)
