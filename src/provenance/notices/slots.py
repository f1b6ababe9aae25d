"""The slot tables of the language files, from which declarations of translation are composed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import regex
from attrs import field, frozen

from ..catalogue import compiled, load, tags
from ..languages.segment import UNDETERMINED
from ..span import Span

_NO_MATCH = r"(?!)"

# A word ends where no letter, mark or digit follows; the underscore is markup, not a letter.
_BEFORE, _AFTER = r"(?<![\p{L}\p{M}\p{N}])", r"(?![\p{L}\p{M}\p{N}])"


@frozen
class Slots:
    """The table ``[translation]`` of one language file, ready to be searched.

    ``triggers`` are plain substrings of folded text. ``spaced`` tells whether the language
    puts blanks between words; where it does, patterns match whole words only.
    """

    tag: str
    triggers: tuple[str, ...]
    spaced: bool
    patterns: Mapping[str, str] = field(hash=False, eq=False, repr=False)

    def find(self, slot: str, folded: str) -> tuple[Span, ...]:
        """Return where the patterns of ``slot`` are found in ``folded``, in order."""
        return tuple(
            Span(*found.span()) for found in self._search(slot, folded) if found.end() > found.start()
        )

    def languages(self, slot: str, folded: str) -> tuple[tuple[Span, str], ...]:
        """Return where ``slot`` is found, with the language that it names."""
        return tuple((Span(*found.span()), _named(found)) for found in self._search(slot, folded))

    def _search(self, slot: str, folded: str) -> Iterator[regex.Match[str]]:
        pattern = self.patterns.get(slot)
        return compiled(pattern).finditer(folded) if pattern else iter(())


@lru_cache(maxsize=256)
def slots(tag: str) -> Slots | None:
    """Return the slots of the language file ``tag``, or ``None`` where it has none.

    >>> slots("en").tag
    'en'
    """
    table = load(tag).tables.get("translation")
    if table is None:
        return None
    spaced = bool(table.get("spaced", True))
    names = _names(table.get("languages", {}))
    patterns = {
        slot: _joined(listed, names, spaced)
        for slot, listed in sorted(table.items())
        if isinstance(listed, list) and slot != "triggers"
    }
    return Slots(tag, tuple(table["triggers"]), spaced, MappingProxyType(patterns))


@lru_cache(maxsize=1)
def all_slots() -> tuple[Slots, ...]:
    """Return the slots of every language file that has some, in the order of their tags."""
    return tuple(found for tag in tags() if (found := slots(tag)) is not None)


@lru_cache(maxsize=1)
def tools() -> tuple[tuple[str, str], ...]:
    """Return the names of translation tools, each with the pattern of its spellings."""
    table: dict[str, Any] = load(UNDETERMINED).tables.get("tools", {})
    return tuple(
        sorted((name, rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])") for name, pattern in table.items())
    )


def _names(table: Mapping[str, str]) -> str:
    """Return one pattern for all language names, with a group per language."""
    groups = (f"(?P<l_{tag.replace('-', '_')}>{pattern})" for tag, pattern in sorted(table.items()))
    return "(?:" + "|".join(groups) + ")" if table else _NO_MATCH


def _joined(listed: list[str], names: str, spaced: bool) -> str:
    body = "|".join(pattern.replace("{language}", names) for pattern in listed)
    return rf"{_BEFORE}(?:{body}){_AFTER}" if spaced else f"(?:{body})"


def _named(found: regex.Match[str]) -> str:
    return next((name[2:].replace("_", "-") for name, text in sorted(found.groupdict().items()) if text), "")
