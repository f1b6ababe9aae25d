"""What a sentence of a notice most likely says, by the concepts in it: additive weights, learnt.

The rules of the catalogue want certain concepts together. Where a sentence of a notice holds
none of these combinations, each of its concepts speaks for or against every type of clause;
the weights were learnt with `tools/train_clauses.py`, are whole numbers and the same in all languages.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from attrs import field, frozen

from ..annotation import Evidence
from ..catalogue import chain, compiled, load
from ..catalogue.concepts import Words, pattern_of, triggers_of
from ..span import Span
from ..text import fold
from .clause import PolicyClause

#: Sentences with these concepts are about something else, whatever they hold besides.
ELSEWHERE = frozenset(
    {"news", "wish", "elsewhere", "personal_data", "notify", "newsletter", "rules_themselves", "not_removed"}
)
#: What a weighed clause is sure of; less than any clause that stands on its own.
CONFIDENCE = 0.5
SOURCE = "weights"


@frozen
class Weights:
    """``base`` and ``concepts`` hold one number per type; ``margin`` is how far the first must lead.

    Of the ``types`` the first is ``"none"``: a sentence that is no clause.
    """

    types: tuple[str, ...]
    margin: int
    base: tuple[int, ...]
    concepts: Mapping[str, tuple[int, ...]] = field(repr=False)

    def best(self, found: Iterable[str]) -> str | None:
        """Return the type that the concepts ``found`` speak for, or ``None`` where none leads clearly."""
        rows = [self.base, *(self.concepts[name] for name in sorted(found) if name in self.concepts)]
        totals = [sum(column) for column in zip(*rows, strict=True)]
        second, first = sorted(totals)[-2:]
        kind = self.types[totals.index(first)]
        return kind if first - second >= self.margin and kind != "none" else None


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the shipped weights.

    >>> weights().best(frozenset({"abuse", "forbidden"}))
    'conduct_rule'
    """
    text = (resources.files(__package__) / "data" / "clauses.json").read_text(encoding="utf-8")
    data = json.loads(text)
    concepts = {name: tuple(row) for name, row in data["concepts"].items()}
    return Weights(tuple(data["types"]), data["margin"], tuple(data["base"]), MappingProxyType(concepts))


def concepts_in(folded: str, language: str, names: tuple[str, ...] | None = None) -> dict[str, Span]:
    """Return the concepts that stand in a folded sentence, each with where it is found first.

    ``names`` are those to look for, by default all that speak for or against a type.

    >>> sorted(concepts_in("no spam", "en"))[:2]
    ['abuse', 'forbidden']
    """
    found = {}
    for name, triggers, pattern in _concepts(language, names or _named()):
        if any(trigger in folded for trigger in triggers) and (hit := compiled(pattern).search(folded)):
            found[name] = Span(*hit.span())
    return found


def weighed(text: str, sentence: Span, language: str) -> PolicyClause | None:
    """Return the clause that ``sentence``, one of a notice in ``language``, most likely is."""
    found = concepts_in(fold(sentence.of(text)), language)
    if not found or not ELSEWHERE.isdisjoint(found):
        return None
    kind = weights().best(found)
    if kind is None:
        return None
    column, rows = weights().types.index(kind), weights().concepts
    loudest = sorted(found, key=lambda name: (-rows[name][column], name))[:2]
    spans = ((name, found[name].shift(sentence.start)) for name in loudest)
    evidence = tuple(Evidence(f"{SOURCE}.{name}", span, span.of(text)[:80]) for name, span in spans)
    return PolicyClause(sentence, CONFIDENCE, evidence, type=kind, language=language)


@lru_cache(maxsize=1)
def _named() -> tuple[str, ...]:
    return tuple(sorted({*weights().concepts, *ELSEWHERE}))


@lru_cache(maxsize=32)
def _concepts(language: str, names: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """Return each of ``names`` that ``language`` has words for, with their triggers and pattern."""
    words: Words = next((load(tag).tables.get("words", {}) for tag in chain(language)), {})
    listed = ((name, tuple(words[name])) for name in names if words.get(name))
    return tuple((name, triggers_of(entries), pattern_of(entries)) for name, entries in listed)
