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

#: How far around a declaration the original may be named: sentences, and code points.
_BEHIND, _BEFORE, _REACH = 12, 2, 900

# The name of a tool is written with capitals, in brackets where it is a link.
_TOOL = regex.compile(
    r"[\s*_\[]{0,4}(\p{Lu}[\p{Lu}\p{Ll}\p{N}.'’-]*(?: \p{Lu}[\p{Lu}\p{Ll}\p{N}.'’-]*){0,3})"
)
_TOOL_BEFORE = regex.compile(
    r"""(?<![\p{Latin}\p{N}])
        (\p{Lu}[\p{Latin}\p{N}.-]{1,30}(?:[ ][A-Z][\p{Latin}\p{N}.-]{0,30}){0,2})
        (?:\]\([^()\s]{0,300}\))?[^\p{Lu}\p{Ll}\p{N}]?[\])*\s]{0,3}(?:[\p{L}]{0,3}\s)?\p{Lo}?$""",
    regex.VERBOSE,
)
# A label is followed by a colon, or by what Japanese newspapers put in its place.
_LABEL = regex.compile(r"[\])*_]{0,3}\s?[:：=＝՝៖]")
_CREDIT = regex.compile(
    r"""[\])*_]{0,3}
        (?:(?:\ \p{L}{1,3}\ |\ ?[/·・,&+-]\ ?)\p{L}{2,16})?  # "and notes"
        (?:\s?[:：=＝|／՝៖]|/|\ [–—-](?=\ ))""",
    regex.VERBOSE,
)
# "Editor's note:", in front of the sentence itself.
_HEADED = regex.compile(r"^[^\p{L}\p{N}]*(?:[\p{L} '’-]{2,24}[:：])?[^\p{L}\p{N}]*")
_COLONS = (":", "：", "=", "＝", "՝", "៖", "|", "/", "／", "–", "—", "-")
_SURNAME = regex.compile(r" \p{Lu}\p{Ll}")

#: How far from the act a tool is named.
_USED = 60

_NEAR_BLANKS = r"[^\S\n\r]*(?:\r?\n|\r)?[^\S\n\r]*"
_BLANK_LINE = regex.compile(r"(?:\r\n?|\n)[^\S\n\r]*(?:\r\n?|\n)")
#: A line that only lists names is shorter than this.
_MAX_NAMES = 240
_MAX_NAME_WORDS = 5
#: So many such lines belong to a sentence at most, so that work on it is bounded.
_MAX_NAME_LINES = 20


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
        """The sentence and what stands around it in which the original may be named."""
        first = self.units[max(0, self.number - _BEFORE)]
        last = self.units[min(self.number + _BEHIND, len(self.units) - 1)]
        start = max(first.start, self.span.start - _REACH // 3)
        return Span(start, min(last.end, self.span.end + _REACH))

    @property
    def behind(self) -> str:
        """The next sentence, folded; empty where there is none."""
        return "".join(unit.of(self.folded) for unit in self.units[self.number + 1 : self.number + 2])

    @property
    def before(self) -> str:
        """The sentence before, folded, where both stand in one paragraph; else empty."""
        for unit in self.units[max(0, self.number - 1) : self.number]:
            if not _BLANK_LINE.search(self.text, unit.end, self.span.start):
                return unit.of(self.folded)
        return ""

    @property
    def continued(self) -> str:
        """The next sentence, folded, where it follows in the same paragraph; else empty."""
        for unit in self.units[self.number + 1 : self.number + 2]:
            if not _BLANK_LINE.search(self.text, self.span.end, unit.start):
                return unit.of(self.folded)
        return ""

    @property
    def around(self) -> tuple[str, ...]:
        """The sentence with its neighbours, folded."""
        return tuple(unit.of(self.folded) for unit in self.units[max(0, self.number - 1) : self.number + 2])

    @cached_property
    def begin(self) -> int:
        """Where the sentence begins, behind the label in front of it ("Note:") and any signs."""
        found = _HEADED.match(self.here)
        return found.end() if found else 0

    @property
    def by_machine(self) -> bool:
        return bool(self.hits["means"] or self.hits["tool"])

    def find(self, slot: str) -> tuple[Span, ...]:
        return self.table.find(slot, self.here)

    @cached_property
    def hits(self) -> dict[str, tuple[Span, ...]]:
        """Where each slot was found; ``tool`` and ``human`` with what the text's own names add."""
        found = {slot: self.find(slot) for slot in ("self", "bare", "means", "body", "neg")}
        found["from"] = tuple(span for span, _ in self.table.languages("from", self.here))
        found["tool"] = tuple(span for span, _ in self.tools)
        persons = (one for one in self._persons() if not any(map(one.overlaps, found["body"])))
        found["human"] = tuple(dict.fromkeys((*self.find("human"), *persons)))
        return found

    @cached_property
    def tools(self) -> tuple[tuple[Span, str], ...]:
        """Where a tool is named, with its usual name: a known one, else what the sentence says was used."""
        known = tuple(tools_in(self.here, self.shown))
        if known or not self.find("means"):
            return known  # without a means, what stands behind "by" is as likely a person
        return tuple(self._used())[:1]

    def _used(self) -> Iterator[tuple[Span, str]]:
        acts, reviews = (*self.acts, *self.find("noun")), self.find("review")
        for span in self.find("using"):
            if not _beside(span, acts) or any(span.overlaps(review) for review in reviews):
                continue  # who is named behind "edited by" is no tool
            found = _TOOL.match(self.shown, span.end)
            if found and not self._is_means(found[1]):
                yield Span(*found.span(1)), found[1].rstrip(".")
        for span in self.find("after"):
            end = span.start
            while (found := _TOOL_BEFORE.search(self.shown, 0, end)) and self._is_means(found[1]):
                end = found.start()  # "X and AI": the tool stands in front of the means
            if found:
                yield Span(*found.span(1)), found[1].rstrip(".")

    def _is_means(self, name: str) -> bool:
        bare = name.rstrip(".").lower()
        return any(len(span) == len(bare) for span in self.table.find("means", bare))

    def whole(self) -> Span:
        """Return the sentence, with the lines of names behind it where it breaks off after a ``by``."""
        last = self.number
        if any(by.end >= len(self.here) - 1 for by in self.find("by")):
            most = min(last + _MAX_NAME_LINES, len(self.units) - 1)
            while last < most and self._lists_names(last + 1):
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
        """Yield the places where a ``by`` or a colon is followed by what looks like a person's name."""
        for by in (*self.find("by"), *self._labels()):
            end = self.span.start + by.end
            pattern = _person(labelled=self.here[by.start : by.end].endswith(_COLONS))
            found = compiled(pattern).match(self.text, end, min(len(self.text), end + 80))
            if found and not any(True for _ in tools_in(self.folded[end : found.end()], found[0])):
                yield Span(by.start, max(by.end, min(found.end(), self.span.end) - self.span.start))

    @cached_property
    def acts(self) -> tuple[Span, ...]:
        """Where the sentence says that something was translated, or begins a translator's credit."""
        return tuple(dict.fromkeys((*self.find("act"), *self.credits)))

    @cached_property
    def credits(self) -> dict[Span, Span]:
        """Each word that begins a credit, with the same up to its colon ("Translation and notes:")."""
        found = ((span, _CREDIT.match(self.here, span.end)) for span in self.find("credit"))
        return {span: Span(span.start, label.end()) for span, label in found if label}

    def _labels(self) -> Iterator[Span]:
        """Yield what was done, from or into which language, with the colon behind it ("From German:")."""
        slots = [span for slot in ("act", "noun", "by") for span in self.find(slot)]
        slots += [span for slot in ("from", "to") for span, _ in self.table.languages(slot, self.here)]
        for span in slots:
            found = _LABEL.match(self.here, span.end)
            if found:
                yield Span(span.start, found.end())
        yield from self.credits.values()


def _beside(span: Span, acts: Sequence[Span]) -> bool:
    return any(max(span.start, act.start) - min(span.end, act.end) <= _USED for act in acts)


def tools_in(folded: str, shown: str) -> Iterator[tuple[Span, str]]:
    """Yield where a known tool is named, with its usual name; a person called as a tool is none."""
    given = load(UNDETERMINED).tables["names"]["given"]
    for name, pattern in tools():
        found = compiled(pattern).search(folded)
        if found and not (name in given and _SURNAME.match(shown, found.end())):
            yield Span(*found.span()), name


@lru_cache(maxsize=2)
def _person(*, labelled: bool) -> str:
    """Return the pattern of a person's name: capitalised words, an account, or a short word without case.

    Behind a colon, words without case must end there: a name does, a sentence goes on.
    """
    names = load(UNDETERMINED).tables["names"]
    particles = "|".join(names["particles"])
    word = r"\p{Lu}[\p{L}\p{M}.'’-]*+"
    cased = rf"{word}(?:\s+(?:{word}|(?:{particles})(?!\p{{L}}))){{1,3}}"
    uncased = r"[\p{Lo}\p{Lm}\p{M}]{2,12}(?:[ ·・‧][\p{Lo}\p{Lm}\p{M}]{2,12}){0,2}\s*(?![\p{L}\p{M}\p{N}])"
    account = r"@[\w.-]{2,39}|\w[\w.-]{1,39}\]\(https?://(?:www\.)?git(?:hub|lab)\.com/[\w.-]+/?\)"
    short = uncased if labelled else r"[\p{Lo}\p{M}]{2,8}"
    return rf"{_NEAR_BLANKS}[*_\[@'’]{{0,3}}(?:{cased}|{account}|{short})"
