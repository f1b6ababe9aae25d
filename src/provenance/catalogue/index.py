"""Which rules may match in a unit of text, by the plain strings that stand in it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from ..span import Span
from .rule import Rule
from .triggers import HEAD


@frozen(eq=False)
class _Wanted:
    """A rule, and what must stand in a unit besides the string by which the rule was found.

    Of each pair one string must: of the first it is known whether they stand there, those of
    the second, which are very short, are looked for in the unit.
    """

    rule: Rule
    besides: tuple[tuple[frozenset[str], tuple[str, ...]], ...]

    def may_match(self, standing: set[str], here: str) -> bool:
        for known, short in self.besides:
            if standing.isdisjoint(known) and not any(map(here.__contains__, short)):
                return False
        return True


@frozen(eq=False)
class Index:
    """Rules by the plain strings that they need; ``strings`` are those whose places it asks for.

    >>> from provenance.catalogue import load
    >>> from provenance.catalogue.triggers import Triggers
    >>> text, index = "comments are closed. fine weather.", Index.of(load("en").rules)
    >>> places = Triggers(index.strings).places(text)
    >>> {unit for unit, _ in index.candidates(text, places, (Span(0, 20), Span(21, 34)))}
    {Span(start=0, end=20)}
    """

    strings: frozenset[str]
    _wanted: Mapping[str, Mapping[str, _Wanted]]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> Index:
        """Return the index of ``rules``."""
        rules = tuple(rules)
        firsts = frozenset(string for rule in rules for string in rule.needs[0])
        besides = {string for rule in rules for needed in rule.needs[1:] for string in needed}
        strings = firsts | {string for string in besides if len(string) >= HEAD}
        wanted: dict[str, dict[str, _Wanted]] = defaultdict(dict)
        for rule in rules:
            one = _Wanted(
                rule, tuple((need & strings, tuple(sorted(need - strings))) for need in rule.needs[1:])
            )
            for string in rule.needs[0]:
                wanted[string][rule.id] = one
        return cls(strings, dict(wanted))

    def candidates(
        self, folded: str, places: Mapping[str, Sequence[int]], units: Sequence[Span]
    ) -> Iterator[tuple[Span, Rule]]:
        """Yield each unit with each rule that may match in it, once; ``places`` are those of `strings`."""
        wanted = self._wanted
        for number, standing in _standing(self.strings & places.keys(), places, units).items():
            interested: dict[str, _Wanted] = {}
            for string in standing & wanted.keys():
                interested.update(wanted[string])
            if interested:
                here = units[number].of(folded)
                for one in interested.values():
                    if one.may_match(standing, here):
                        yield units[number], one.rule


def _standing(
    strings: Iterable[str], places: Mapping[str, Sequence[int]], units: Sequence[Span]
) -> dict[int, set[str]]:
    """Return which of ``strings`` stand in each unit, by its number."""
    begins, ends = [unit.start for unit in units], [unit.end for unit in units]
    found: dict[int, set[str]] = defaultdict(set)
    for string in strings:
        done = 0
        for at in places[string]:
            if at >= done:
                number = bisect_right(begins, at) - 1
                if number >= 0 and at + len(string) <= ends[number]:
                    found[number].add(string)
                    done = ends[number]
    return found
