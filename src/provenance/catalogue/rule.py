"""One rule of the catalogue: what it looks for, what it says, and how it is matched."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex
from attrs import frozen

from ..span import Span

FAMILIES = ("block", "clause")
UNITS = ("sentence", "line")


@lru_cache(maxsize=8192)
def compiled(pattern: str) -> regex.Pattern[str]:
    """Return the compiled ``pattern``; patterns are compiled when first needed."""
    return regex.compile(pattern)


@frozen
class Rule:
    """A rule: in a unit of text that holds a trigger, every pattern of ``slots`` must be found.

    Patterns see the unit folded to lower case (`provenance.text.fold`), so they are written in
    lower case with plain blanks and straight apostrophes. ``unless`` are patterns that forbid
    a match. ``unit`` says what a pattern may span: a ``"sentence"`` or a ``"line"``.
    ``says`` are facts that hold when the rule matches; a named group of a pattern adds the
    text that it caught.
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

    def find(self, folded: str) -> tuple[Hit, ...]:
        """Return what the slots caught in one folded unit; empty when the rule does not match.

        Offsets are relative to ``folded``. Triggers are not looked at.
        """
        hits = []
        for pattern in self.slots:
            found = compiled(pattern).search(folded)
            if found is None:
                return ()
            hits.append(Hit(Span(*found.span()), tuple(_groups(found))))
        if any(compiled(pattern).search(folded) for pattern in self.unless):
            return ()
        return tuple(hits)


@frozen
class Hit:
    """Where one slot of a rule was found, and the named groups it caught, with their spans."""

    span: Span
    groups: tuple[tuple[str, Span], ...] = ()


def _groups(found: regex.Match[str]) -> Iterator[tuple[str, Span]]:
    """Yield the named groups that took part in the match."""
    for name, text in found.groupdict().items():
        if text:
            yield name, Span(*found.span(name))
