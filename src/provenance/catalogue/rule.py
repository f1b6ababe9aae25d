"""One rule of the catalogue: what it looks for, what it says, and how it is matched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from attrs import field, frozen

from ..span import Span
from .concepts import Words, expand
from .engine import Match, compiler_for
from .literals import Needs, needs, rarity

FAMILIES = ("block", "clause")
UNITS = ("sentence", "line")

#: A slot is looked for at so many places of a unit at most, so that work on it is bounded.
_MOST_PLACES = 16


@frozen
class Rule:
    """A rule: in a unit of text that holds a trigger, every pattern of ``slots`` must be found.

    Patterns see the unit folded to lower case (`provenance.text.fold`), so they are written in
    lower case with plain blanks and straight apostrophes. ``unless`` are patterns that forbid
    a match. ``unit`` says what a pattern may span: a ``"sentence"`` or a ``"line"``.
    ``says`` are facts that hold when the rule matches; a named group of a pattern adds the
    text that it caught. In ``slots`` and ``unless``, ``{name}`` stands for the concept of that
    name in ``words``; `patterns` are the slots with the words put in.
    """

    id: str
    family: str
    kind: str
    language: str
    triggers: tuple[str, ...]
    slots: tuple[str, ...]
    unless: tuple[str, ...] = ()
    unit: str = "sentence"
    confidence: float = 0.9
    says: tuple[tuple[str, str], ...] = ()
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()
    words: Words = field(factory=dict, eq=False, repr=False)

    @cached_property
    def patterns(self) -> tuple[str, ...]:
        """The pattern of each slot."""
        return tuple(expand(slot, self.words) for slot in self.slots)

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Sets of plain strings, one of each of which stands in every unit that the rule matches.

        The triggers are one of them, and each slot of which it is known adds one. The first is
        that which stands in the fewest texts.
        """
        of_slots = (needs(slot, self.words) for slot in self.slots)
        found = {frozenset(self.triggers), *(strings for strings in of_slots if strings is not None)}
        return tuple(sorted(found, key=rarity, reverse=True))

    @cached_property
    def _forbidden(self) -> tuple[tuple[str, Needs], ...]:
        return tuple((expand(pattern, self.words), needs(pattern, self.words)) for pattern in self.unless)

    def find(self, folded: str) -> tuple[Hit, ...]:
        """Return what the slots caught in one folded unit; empty when the rule does not match.

        Where a slot is found at several places, the one nearest to the slot that is found at
        the fewest is taken. Offsets are relative to ``folded``. Triggers are not looked at.
        """
        found: list[Sequence[Match]] = []
        compiled = compiler_for(folded)
        for pattern in self.patterns:
            places: Iterator[Match] = compiled(pattern).finditer(folded)
            matches = tuple(islice(places, _MOST_PLACES))
            if not matches:
                return ()
            found.append(matches)
        if self._is_forbidden(folded):
            return ()
        anchor = min(found, key=len)[0]
        nearest = (min(matches, key=lambda match: _gap(match, anchor)) for matches in found)
        return tuple(Hit(Span(*match.span()), tuple(_groups(match))) for match in nearest)

    def _is_forbidden(self, folded: str) -> bool:
        compiled = compiler_for(folded)
        return any(
            compiled(pattern).search(folded)
            for pattern, strings in self._forbidden
            if strings is None or any(string in folded for string in strings)
        )


@frozen
class Hit:
    """Where one slot of a rule was found, and the named groups it caught, with their spans."""

    span: Span
    groups: tuple[tuple[str, Span], ...] = ()


def _gap(one: Match, other: Match) -> int:
    """Return how many characters lie between two matches."""
    return max(one.start() - other.end(), other.start() - one.end(), 0)


def _groups(found: Match) -> Iterator[tuple[str, Span]]:
    """Yield the named groups that took part in the match."""
    for name, text in found.groupdict().items():
        if text:
            yield name, Span(*found.span(name))
