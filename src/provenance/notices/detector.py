"""Apply the catalogue's rules: only those of the languages found, only where a trigger stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from attrs import field, frozen

from ..annotation import Evidence
from ..catalogue import UNITS, Rule, chain, load
from ..document import Document
from ..languages.segment import UNDETERMINED, LanguageSegment
from ..span import Span
from ..text import fold, lines, pieces, sentences
from .composer import compose
from .notice import Notice


def _tuple(tags: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if tags is None else tuple(tags)


@frozen
class NoticeDetector:
    """A detector that yields a `Notice` for every rule that matches and every declared translation.

    ``languages`` are the tags whose files are read; by default those of the document's
    language segments, their kin, and the rules that hold in every language. Declarations of
    translation are looked for in every language that has a trigger in the text, because a bare
    notice is too short for its language to be known.

    >>> notices = NoticeDetector(languages=["de"])(Document("© 2024 Beispielverlag GmbH"))
    >>> sorted({notice.kind for notice in notices})
    ['copyright']
    """

    languages: tuple[str, ...] | None = field(default=None, converter=_tuple)

    def __call__(self, document: Document) -> tuple[Notice, ...]:
        text = document.text
        folded = fold(text)
        spoken = _found(document)
        tags = files_for(spoken if self.languages is None else self.languages)
        units = {unit: _units(unit, text) for unit in UNITS}
        notices = [
            notice
            for unit, rules in _by_unit(tags).items()
            for span, rule in _candidates(rules, folded, units[unit])
            for notice in _apply(rule, text, folded, span)
        ]
        forced = None if self.languages is None else tags
        notices += compose(text, folded, forced, spoken=spoken, whole=units["sentence"])
        return tuple(sorted(notices, key=lambda notice: (notice.span, notice.rule)))


def files_for(languages: Sequence[str]) -> tuple[str, ...]:
    """Return the tags of the files to read for ``languages``: fallbacks, kin and ``und``, sorted.

    >>> {"de", "und"} <= set(files_for(["de-AT"]))
    True
    """
    direct = {tag for language in languages for tag in chain(language)}
    kin = {other for tag in direct for name in load(tag).kin for other in chain(name)}
    return tuple(sorted(direct | kin | {UNDETERMINED}))


def _found(document: Document) -> tuple[str, ...]:
    return tuple(sorted({segment.language for segment in document.select(LanguageSegment)}))


@lru_cache(maxsize=256)
def _by_unit(tags: tuple[str, ...]) -> dict[str, dict[str, tuple[Rule, ...]]]:
    """Return unit -> trigger -> rules, for all rules of the files ``tags``."""
    table: dict[str, dict[str, tuple[Rule, ...]]] = {}
    for rule in (rule for tag in tags for rule in load(tag).rules):
        triggers = table.setdefault(rule.unit, {})
        for trigger in rule.triggers:
            triggers[trigger] = (*triggers.get(trigger, ()), rule)
    return table


def _units(unit: str, text: str) -> tuple[Span, ...]:
    if unit == "sentence":
        return tuple(sentences(text))
    return tuple(piece for line in lines(text) for piece in pieces(text, line))


def _candidates(
    rules: dict[str, tuple[Rule, ...]], folded: str, units: tuple[Span, ...]
) -> Iterator[tuple[Span, Rule]]:
    """Yield each unit with each rule that has a trigger in it, once."""
    starts = [unit.start for unit in units]
    seen: set[tuple[int, str]] = set()
    for trigger, interested in rules.items():
        for number in _units_with(trigger, folded, units, starts):
            for rule in interested:
                if (number, rule.id) not in seen:
                    seen.add((number, rule.id))
                    yield units[number], rule


def _units_with(trigger: str, folded: str, units: tuple[Span, ...], starts: list[int]) -> Iterator[int]:
    """Yield the number of every unit in which ``trigger`` stands, in order, once."""
    at = folded.find(trigger)
    while at >= 0:
        number = bisect_right(starts, at) - 1
        if number >= 0 and at + len(trigger) <= units[number].end:
            yield number
            at = folded.find(trigger, units[number].end)
        else:
            at = folded.find(trigger, at + 1)


def _apply(rule: Rule, text: str, folded: str, unit: Span) -> Iterator[Notice]:
    hits = rule.find(unit.of(folded))
    if not hits:
        return
    caught = ((name, span.shift(unit.start).of(text)) for hit in hits for name, span in hit.groups)
    yield Notice(
        unit,
        rule.confidence,
        tuple(_evidence(rule, hit.span.shift(unit.start), text) for hit in hits),
        family=rule.family,
        kind=rule.kind,
        language=rule.language,
        rule=rule.id,
        facts=(*rule.says, *caught),
    )


def _evidence(rule: Rule, span: Span, text: str) -> Evidence:
    return Evidence(rule.id, span, span.of(text)[:80])
