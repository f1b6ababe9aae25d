"""One sentence as the composer of translation notices sees it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

import regex
from attrs import field, frozen

from ..catalogue import compiled, load
from ..catalogue.slots import Slots, tools
from ..kinds import UNDETERMINED
from ..span import Span

#: Sentences behind a declaration in which the original is looked for.
_AFTER = 2

_NEAR_BLANKS = r"[^\S\n\r]*(?:\r?\n|\r)?[^\S\n\r]*"
_BLANK_LINE = regex.compile(r"(?:\r\n?|\n)[^\S\n\r]*(?:\r\n?|\n)")
#: A line that only lists names is shorter than this.
_MAX_NAMES = 240
_MAX_NAME_WORDS = 5


@frozen
class Sentence:
    """A sentence, what stands around it, and what the slots of one language find in it.

    ``here`` is the sentence folded, ``shown`` as it stands; offsets of hits are relative to it.
    """

    table: Slots
    text: str = field(repr=False)
    folded: str = field(repr=False)
    units: Sequence[Span] = field(repr=False)
    number: int

    @property
    def span(self) -> Span:
        return self.units[self.number]

    @cached_property
    def here(self) -> str:
        return self.span.of(self.folded)

    @cached_property
    def shown(self) -> str:
        return self.span.of(self.text)

    @property
    def window(self) -> Span:
        """The sentence and those behind it in which the original may be named."""
        return Span(self.span.start, self.units[min(self.number + _AFTER, len(self.units) - 1)].end)

    @property
    def around(self) -> tuple[str, ...]:
        """The sentence with its neighbours, folded."""
        return tuple(unit.of(self.folded) for unit in self.units[max(0, self.number - 1) : self.number + 2])

    def find(self, slot: str) -> tuple[Span, ...]:
        return self.table.find(slot, self.here)

    @cached_property
    def hits(self) -> dict[str, tuple[Span, ...]]:
        """Where each slot was found; ``tool`` and ``human`` with what the text's own names add."""
        found = {slot: self.find(slot) for slot in ("self", "bare", "means", "review", "neg", "other")}
        found["from"] = tuple(span for span, _ in self.table.languages("from", self.here))
        found["tool"] = tuple(span for span, _ in tools_in(self.here))
        found["human"] = (*self.find("human"), *self._persons())
        return found

    def whole(self) -> Span:
        """Return the sentence, with the lines of names behind it where it breaks off after a ``by``."""
        last = self.number
        if any(by.end >= len(self.here) - 1 for by in self.find("by")):
            while last + 1 < len(self.units) and self._lists_names(last + 1):
                last += 1
                if self.text[self.units[last].end - 1] in ".。":
                    break
        return Span(self.span.start, self.units[last].end)

    def _lists_names(self, number: int) -> bool:
        gap = self.text[self.units[number - 1].end : self.units[number].start]
        shown = self.units[number].of(self.text)
        if _BLANK_LINE.search(gap) or len(shown) > _MAX_NAMES or not regex.match(r"[\p{Lu}\p{Lo}]", shown):
            return False
        return all(len(part.split()) <= _MAX_NAME_WORDS for part in regex.split(r"[,\n\r]", shown))

    def _persons(self) -> Iterator[Span]:
        """Yield the places where a ``by`` is followed by what looks like a person's name."""
        for by in self.find("by"):
            end = self.span.start + by.end
            found = compiled(_person()).match(self.text, end, min(len(self.text), end + 80))
            if found and not any(True for _ in tools_in(self.folded[end : found.end()])):
                yield Span(by.start, max(by.end, min(found.end(), self.span.end) - self.span.start))


def tools_in(folded: str) -> Iterator[tuple[Span, str]]:
    """Yield where a known tool is named in ``folded``, with its usual name."""
    for name, pattern in tools():
        found = compiled(pattern).search(folded)
        if found:
            yield Span(*found.span()), name


@lru_cache(maxsize=1)
def _person() -> str:
    """Return the pattern of a person's name: two capitalised words or more, or a short word without case."""
    particles = "|".join(load(UNDETERMINED).tables["names"]["particles"])
    word = r"\p{Lu}[\p{L}\p{M}.'’-]*+"
    cased = rf"{word}(?:\s+(?:{word}|(?:{particles})(?!\p{{L}}))){{1,3}}"
    return rf"{_NEAR_BLANKS}[*_\[@]{{0,3}}(?:{cased}|[\p{{Lo}}\p{{M}}]{{2,8}})"
