"""Read the language files: one TOML file per BCP 47 tag, found by listing the folder."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from attrs import field, frozen

from ..kinds import BLOCK_KINDS, CLAUSE_TYPES, UNDETERMINED
from .concepts import Words, concepts, known, stems
from .rule import FAMILIES, UNITS, Rule

#: What a rule of a family may say.
_KINDS = {"block": BLOCK_KINDS, "clause": CLAUSE_TYPES}

_KEYS = {
    "id", "kind", "triggers", "pattern", "slots", "unless", "unit", "confidence", "says", "match", "no_match",
}  # fmt: skip


class CatalogueError(ValueError):
    """A language file that is not as it should be; the message names file and rule."""


@frozen
class Language:
    """All that the catalogue knows about one language.

    ``kin`` are languages that short texts are easily mistaken for, ``tables`` the other
    top-level tables of the file (``words``, ``grounds``, ...), read by whom they concern.
    ``rules`` are those of the file and the schemas of ``und.toml`` put into its words.
    """

    tag: str
    name: str
    kin: tuple[str, ...]
    rules: tuple[Rule, ...]
    tables: Mapping[str, Any] = field(hash=False, eq=False, repr=False)


@lru_cache(maxsize=1)
def tags() -> tuple[str, ...]:
    """Return the tags of all language files, sorted.

    >>> "de" in tags()
    True
    """
    names = (entry.name for entry in _folder().iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def chain(tag: str) -> tuple[str, ...]:
    """Return the tags of the files that serve ``tag``, most special first.

    >>> chain("de-AT")
    ('de',)
    """
    parts = tag.split("-")
    tried = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return tuple(name for name in tried if name in tags())


@lru_cache(maxsize=256)
def load(tag: str) -> Language:
    """Return the language file ``tag``; `CatalogueError` when it is missing or not valid.

    >>> load("de").name
    'Deutsch'
    """
    return parse(source_of(tag), tag, schemas=schemas())


def source_of(tag: str) -> str:
    """Return the text of the language file ``tag``; `CatalogueError` when there is none."""
    if tag not in tags():
        raise CatalogueError(f"no language file {tag}.toml")
    return (_folder() / f"{tag}.toml").read_text("utf-8")


def table(tag: str, name: str) -> Mapping[str, Any] | None:
    """Return the top-level table ``name`` of the language file ``tag``, or ``None`` where it has none.

    Where the table stands in one piece, as it does in every shipped file, the rest of the file is
    not parsed: one table of all files is read many times faster than all of them.

    >>> table("de", "language")["name"]
    'Deutsch'
    """
    cut = _cut(tag, name)
    if cut:
        try:
            return MappingProxyType(tomllib.loads(cut)[name])
        except tomllib.TOMLDecodeError:
            pass  # cut in the middle of a string or list
    return load(tag).tables.get(name)


def listed(tag: str, name: str, key: str) -> tuple[str, ...] | None:
    """Return the list ``key`` of the top-level table ``name``, or ``None`` where there is none.

    Where its brackets are the only ones, as they are in every shipped list of triggers, the rest of the
    table is not parsed.

    >>> "übersetz" in listed("de", "translation", "triggers")
    True
    """
    found = re.search(rf"^{re.escape(key)} = \[[^\[\]]*\]$", _cut(tag, name), re.MULTILINE)
    if found:
        try:
            return tuple(tomllib.loads(found[0])[key])
        except tomllib.TOMLDecodeError:
            pass  # cut in the middle of a string
    whole = table(tag, name)
    return None if whole is None or key not in whole else tuple(whole[key])


def _cut(tag: str, name: str) -> str:
    """Return the lines of one top-level table; empty where it does not stand in one piece."""
    source, head = source_of(tag), re.escape(name)
    found = re.search(rf"^\[{head}\](?:.*\n(?!\[(?!{head}\.)))*+.*", source, re.MULTILINE)
    return found[0] if found and f"\n[{name}" not in source[found.end() :] else ""


@lru_cache(maxsize=1)
def schemas() -> tuple[Mapping[str, Any], ...]:
    """Return the rules that are written in concepts and hold in every language that knows them."""
    return tuple(tomllib.loads(source_of(UNDETERMINED)).get("schema", ()))


def concepts_of(schemas: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the names of all concepts that ``schemas`` speak of, sorted."""
    patterns = (p for schema in schemas for p in (*schema["slots"], *schema.get("unless", ())))
    return tuple(sorted({name for pattern in patterns for name in concepts(pattern)}))


def parse(source: str, tag: str, *, schemas: Sequence[Mapping[str, Any]] = ()) -> Language:
    """Return the language that the TOML text ``source`` describes; `CatalogueError` when not valid."""
    try:
        data = tomllib.loads(source)
        head = data.pop("language")
        data.pop("schema", None)
        words = data.get("words", {})
        own = (rule for family in FAMILIES for rule in _rules(data.pop(family, []), family, tag, words))
        rules = (*own, *_from_schemas(schemas, words, tag))
        _unique(rules, tag)
        return Language(tag, head["name"], tuple(head.get("kin", ())), rules, MappingProxyType(data))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{tag}.toml: {error}") from error
    except KeyError as error:
        raise CatalogueError(f"{tag}.toml: {error.args[0]!r} is missing") from error


def _folder() -> Traversable:
    return resources.files(__package__) / "data"


def _unique(rules: tuple[Rule, ...], tag: str) -> None:
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise CatalogueError(f"{tag}.toml: two rules are called {rule.id!r}")
        seen.add(rule.id)


def _from_schemas(schemas: Sequence[Mapping[str, Any]], words: Words, tag: str) -> Iterator[Rule]:
    """Yield the rule of every schema all of whose slots ``words`` can fill; the first slot triggers."""
    for schema in schemas:
        if known(schema["slots"], words):
            entry = {**schema, "triggers": stems(schema["slots"][0], words)}
            yield from _rules([entry], "clause", tag, words)


def _rules(entries: Sequence[Mapping[str, Any]], family: str, tag: str, words: Words) -> Iterator[Rule]:
    for number, entry in enumerate(entries, 1):
        for fault in _faults(entry, family):
            raise CatalogueError(f"{tag}.toml: {family} {entry.get('id', number)!r}: {fault}")
        yield _rule(entry, family, tag, words)


def _faults(entry: Mapping[str, Any], family: str) -> Iterator[str]:
    """Yield what keeps one entry from being a rule."""
    yield from (f"unknown key {key!r}" for key in sorted(set(entry) - _KEYS))
    yield from (f"{key!r} is missing" for key in ("id", "kind") if key not in entry)
    if ("pattern" in entry) == ("slots" in entry):
        yield "give either 'pattern' or 'slots'"
    if not entry.get("triggers"):
        yield "'triggers' is missing"
    if entry.get("unit", "sentence") not in UNITS:
        yield f"'unit' is one of {', '.join(UNITS)}"
    if entry["kind"] not in _KINDS[family]:
        yield f"there is no {family} kind {entry['kind']!r}"
    confidence = entry.get("confidence", 0.9)
    if not isinstance(confidence, float | int) or not 0 <= confidence <= 1:
        yield f"'confidence' is a number from 0 to 1, not {confidence!r}"


def _rule(entry: Mapping[str, Any], family: str, tag: str, words: Words) -> Rule:
    slots = entry["slots"] if "slots" in entry else (entry["pattern"],)
    return Rule(
        id=f"{tag}.{entry['kind']}.{entry['id']}",
        family=family,
        kind=entry["kind"],
        language=tag,
        triggers=tuple(entry["triggers"]),
        slots=tuple(slots),
        unless=tuple(entry.get("unless", ())),
        unit=entry.get("unit", "sentence"),
        confidence=float(entry.get("confidence", 0.9)),
        says=tuple(sorted((name, str(value)) for name, value in entry.get("says", {}).items())),
        match=tuple(entry.get("match", ())),
        no_match=tuple(entry.get("no_match", ())),
        words=words,
    )
