"""The tables ``[translation]`` of the language files: lists of patterns under the names of slots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import Any

import regex
from attrs import field, frozen

from ..kinds import UNDETERMINED
from ..span import Span
from .engine import Match, compiler_for
from .load import CatalogueError, listed, load, table, tags

#: What each slot stands for is told in ``docs/explanation/translation.md``.
SLOTS = (
    "self", "bare", "this", "it", "act", "noun", "credit", "means", "human", "body", "by", "review",
    "from", "to", "source", "using", "after", "original", "caution", "neg", "offer", "other",
    "did",
)  # fmt: skip
_OTHER_KEYS = ("triggers", "spaced", "languages", "match", "no_match")

_NO_MATCH = r"(?!)"
_LANGUAGE = "{language}"  # in a pattern: the name of any language
_ESCAPED, _GROUP = regex.compile(r"\\.|\[\^?\]?[^\]]*\]"), regex.compile(r"\([^()]*\)")

# A word ends where no letter, mark or digit follows; the underscore is markup, not a letter.
_BEFORE, _AFTER = r"(?<![\p{L}\p{M}\p{N}])", r"(?![\p{L}\p{M}\p{N}])"


@frozen
class Slots:
    """The table ``[translation]`` of one language file, ready to be searched.

    ``triggers`` are plain substrings of folded text. ``spaced`` tells whether the language
    puts blanks between words; where it does, patterns match whole words only. ``match`` are
    sentences that declare a translation, some with the facts that are read in them
    (``"Translated from German by DeepL. => machine, DeepL, de"``; ``-`` for a fact that is not
    stated), ``no_match`` sentences that declare none.
    """

    tag: str
    triggers: tuple[str, ...]
    spaced: bool
    patterns: Mapping[str, str] = field(hash=False, eq=False, repr=False)
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()

    def find(self, slot: str, folded: str) -> tuple[Span, ...]:
        """Return where the patterns of ``slot`` are found in ``folded``, in order."""
        return tuple(
            Span(*found.span()) for found in self._search(slot, folded) if found.end() > found.start()
        )

    def languages(self, slot: str, folded: str) -> tuple[tuple[Span, str], ...]:
        """Return where ``slot`` is found, with the language that it names (or ``""``)."""
        return tuple((Span(*found.span()), _named(found)) for found in self._search(slot, folded))

    def _search(self, slot: str, folded: str) -> Iterator[Match]:
        pattern = self.patterns.get(slot)
        if not pattern:
            return iter(())
        try:
            return compiler_for(folded)(pattern).finditer(folded)
        except regex.error as error:
            raise CatalogueError(f"{self.tag}.toml: translation slot {slot!r}: {error}") from error


@lru_cache(maxsize=256)
def slots(tag: str) -> Slots | None:
    """Return the slots of the language file ``tag``, or ``None`` where it has none.

    Raises `CatalogueError` when the table is not as it should be.

    >>> slots("en").tag
    'en'
    """
    found = table(tag, "translation")
    return None if found is None else parse_slots(found, tag)


def parse_slots(table: Mapping[str, Any], tag: str) -> Slots:
    """Return the slots of one table ``[translation]``; `CatalogueError` when it is not valid.

    >>> parse_slots({"act": ["translated"]}, "xx")
    Traceback (most recent call last):
    ...
    provenance.catalogue.load.CatalogueError: xx.toml: translation: 'triggers' is missing
    """
    _validate(table, tag)
    spaced = bool(table.get("spaced", True))
    names = _names(table.get("languages", {}))
    patterns = {slot: _joined(table[slot], names, spaced) for slot in SLOTS if table.get(slot)}
    return Slots(
        tag,
        tuple(table["triggers"]),
        spaced,
        MappingProxyType(patterns),
        tuple(table.get("match", ())),
        tuple(table.get("no_match", ())),
    )


@lru_cache(maxsize=1)
def all_slots() -> tuple[Slots, ...]:
    """Return the slots of every language file that has some, in the order of their tags."""
    return tuple(found for tag in tags() if (found := slots(tag)) is not None)


@lru_cache(maxsize=1)
def all_triggers() -> Mapping[str, tuple[str, ...]]:
    """Return the triggers of every language file that has slots, by its tag, in order.

    They say which files have to be read further for a text.
    """
    found = ((tag, listed(tag, "translation", "triggers")) for tag in tags())
    return MappingProxyType({tag: triggers for tag, triggers in found if triggers is not None})


@lru_cache(maxsize=1)
def tools() -> tuple[tuple[str, str], ...]:
    """Return the names of translation tools, each with the pattern of its spellings."""
    table: dict[str, Any] = load(UNDETERMINED).tables.get("tools", {})
    return tuple(
        sorted((name, rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])") for name, pattern in table.items())
    )


@lru_cache(maxsize=1)
def engines() -> str:
    """Return the pattern of the tools that do nothing but translate ("Google Translate", not "Google")."""
    names: Sequence[str] = load(UNDETERMINED).tables["engines"]["names"]
    return rf"(?<![a-z0-9])(?:{'|'.join(names)})(?![a-z0-9])"


def _validate(table: Mapping[str, Any], tag: str) -> None:
    where = f"{tag}.toml: translation"
    unknown = sorted(set(table) - {*SLOTS, *_OTHER_KEYS})
    if unknown:
        raise CatalogueError(f"{where}: unknown key {unknown[0]!r}")
    if not table.get("triggers"):
        raise CatalogueError(f"{where}: 'triggers' is missing")
    for name, entries in table.items():
        if name in ("spaced", "languages"):
            continue
        if not isinstance(entries, list) or not all(isinstance(entry, str) and entry for entry in entries):
            raise CatalogueError(f"{where}: {name!r} is a list of texts")
    languages = table.get("languages", {})
    if not isinstance(languages, Mapping) or not all(isinstance(name, str) for name in languages.values()):
        raise CatalogueError(f"{where}: 'languages' is a table of patterns by language tag")


def _names(table: Mapping[str, str]) -> str:
    """Return one pattern for all language names, with a group per language."""
    groups = (f"(?P<l_{tag.replace('-', '_')}>{pattern})" for tag, pattern in sorted(table.items()))
    return "(?:" + "|".join(groups) + ")" if table else _NO_MATCH


def _joined(entries: list[str], names: str, spaced: bool) -> str:
    body = "|".join(_shared_ends(entries)).replace(_LANGUAGE, names)
    if "{engine}" in body:
        body = body.replace("{engine}", engines())
    return rf"{_BEFORE}(?:{body}){_AFTER}" if spaced else f"(?:{body})"


def _shared_ends(entries: list[str]) -> Iterator[str]:
    """Yield the patterns; those side by side that end with a language as one: its names are a long list."""
    for is_last, group in groupby(entries, key=_ends_with_language):
        if is_last:
            yield f"(?:{'|'.join(pattern.removesuffix(_LANGUAGE) for pattern in group)}){_LANGUAGE}"
        else:
            yield from group


def _ends_with_language(pattern: str) -> bool:
    """Tell whether a language stands at the end of a pattern, and of all its branches."""
    if not pattern.endswith(_LANGUAGE) or pattern.count(_LANGUAGE) > 1:
        return False
    rest, stripped = "", _ESCAPED.sub("", pattern)
    while rest != stripped:
        rest, stripped = stripped, _GROUP.sub("", stripped)
    return "|" not in rest


def _named(found: Match) -> str:
    return next((name[2:].replace("_", "-") for name, text in sorted(found.groupdict().items()) if text), "")
