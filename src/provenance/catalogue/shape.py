"""Whether a language file has the shape that its readers count on, said before anything is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import regex

from .concepts import concepts, triggers_of
from .rule import FAMILIES

_LISTS = ("triggers", "slots", "unless", "match", "no_match")
_TEXTS = ("id", "kind", "pattern", "unit")
#: Tables of lists of texts; in the first the texts are words.
_LIST_TABLES = ("words", "examples", "grounds", "rights")


def shape_problems(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield what in ``data``, a parsed language file, is not a list, text or table as it should be.

    >>> list(shape_problems({"words": {"comment": "post*"}}))
    ["[words] comment: a list of texts is wanted, not 'post*'"]
    """
    for family in (*FAMILIES, "schema"):
        entries = data.get(family, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            yield f"{family}: each is written as a [[{family}]] of its own"
            continue
        for number, entry in enumerate(entries, 1):
            yield from _entry_problems(entry, f"{family} {entry.get('id', number)!r}")
    for table in _LIST_TABLES:
        yield from _table_problems(data.get(table, {}), table)
    yield from _word_problems(data)


def pattern_problem(pattern: str) -> str | None:
    """Return why ``pattern`` is none, or ``None``.

    >>> pattern_problem("(a")
    'missing ) at position 2'
    """
    try:
        regex.compile(pattern)
    except regex.error as error:
        return str(error)
    return None


def _entry_problems(entry: Mapping[str, Any], where: str) -> Iterator[str]:
    for key in _LISTS:
        if key in entry and not _is_texts(entry[key]):
            yield f"{where}: {key!r} is a list of texts, not {entry[key]!r}"
    for key in _TEXTS:
        if key in entry and not isinstance(entry[key], str):
            yield f"{where}: {key!r} is a text, not {entry[key]!r}"
    if not isinstance(entry.get("says", {}), dict):
        yield f"{where}: 'says' is a table, not {entry['says']!r}"


def _table_problems(table: object, name: str) -> Iterator[str]:
    if not isinstance(table, dict):
        yield f"[{name}] is a table, not {table!r}"
        return
    for key, value in table.items():
        if not _is_texts(value):
            yield f"[{name}] {key}: a list of texts is wanted, not {value!r}"


def _word_problems(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the words that are no patterns, and those that no folded text can hold."""
    for table in ("words", "grounds", "rights"):
        entries = data.get(table, {})
        for name, words in entries.items() if isinstance(entries, dict) else ():
            for word in words if _is_texts(words) else ():
                yield from (f"[{table}] {name}: {fault}" for fault in _word_faults(word))


def _word_faults(word: str) -> Iterator[str]:
    stem, colon, pattern = word.partition(": ")
    if not stem.strip("* "):
        yield f"an empty word: {word!r}"
        return
    trigger = triggers_of([word])[0]
    if trigger.lower() != trigger or not trigger:
        yield f"{word!r} can never be found: text is compared in lower case"
    fault = pattern_problem(pattern) if colon else None
    if fault:
        yield f"{word!r} is no pattern: {fault}"


def undefined(entry: Mapping[str, Any], known: Sequence[str]) -> tuple[str, ...]:
    """Return the concepts that a rule of a file speaks of and that are not ``known``."""
    patterns = (*entry.get("slots", ()), entry.get("pattern", ""), *entry.get("unless", ()))
    return tuple(sorted({name for pattern in patterns for name in concepts(pattern)} - set(known)))


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
