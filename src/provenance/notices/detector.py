"""Apply the catalogue's rules: only those of the languages found, only where a trigger stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import field, frozen

from ..annotation import Evidence
from ..catalogue import UNITS, Rule, chain, load
from ..catalogue.index import Index
from ..catalogue.slots import all_triggers
from ..catalogue.triggers import Triggers
from ..document import Document
from ..languages.segment import UNDETERMINED, LanguageSegment
from ..span import Span
from ..text import fold, line_pieces, sentences
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
        indexes, places = _indexes(tags), _triggers(tags).places(folded)
        units = {"sentence": tuple(sentences(text)), "line": tuple(line_pieces(text))}
        notices = [
            notice
            for unit, spans in units.items()
            for span, rule in indexes[unit].candidates(folded, places, spans)
            for notice in _apply(rule, text, folded, span)
        ]
        forced = None if self.languages is None else tags
        notices += compose(text, folded, forced, spoken=spoken, whole=units["sentence"], places=places)
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


# A table takes about half a megabyte, and few sets of languages come again and again.
@lru_cache(maxsize=32)
def _indexes(tags: tuple[str, ...]) -> Mapping[str, Index]:
    """Return the rules of ``tags`` by their unit and the strings that they need."""
    rules = [rule for tag in tags for rule in load(tag).rules]
    return {unit: Index.of(rule for rule in rules if rule.unit == unit) for unit in UNITS}


@lru_cache(maxsize=32)
def _triggers(tags: tuple[str, ...]) -> Triggers:
    """Return the strings of all rules of the files ``tags``, and of declared translation in any language."""
    of_rules = (string for index in _indexes(tags).values() for string in index.strings)
    return Triggers([*of_rules, *(trigger for own in all_triggers().values() for trigger in own)])


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
