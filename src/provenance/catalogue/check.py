"""Check language files: right shape, every rule keeps its examples, no pattern is slow."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..text import fold
from .concepts import concepts, expand, pattern_of
from .load import CatalogueError, Language, concepts_of, parse, schemas
from .rule import Rule
from .shape import pattern_problem, shape_problems, undefined
from .speed import slow_text

# What stands for a list of names in a pattern of [translation].
_PLACE = re.compile(r"\{(?:language|engine)\}")
# The patterns of [translation] are looked for at the beginnings of words.
_BEGINS = r"(?<![\p{L}\p{M}\p{N}])"


def problems(source: str, tag: str) -> tuple[str, ...]:
    r"""Return what is wrong with the language file of text ``source``, a sentence each.

    >>> problems('[language]\nname = "Test"\n[words]\nage = ["old"]\n[examples]\nnone = ["x"]', "xx")
    ()
    """
    try:
        data = tomllib.loads(source)
        faults = tuple(shape_problems(data)) or tuple(_pattern_faults(data))
        if faults:
            return faults
        language = parse(source, tag, schemas=data.get("schema") or schemas())
    except tomllib.TOMLDecodeError as error:
        return (str(error),)
    except CatalogueError as error:
        return (str(error).removeprefix(f"{tag}.toml: "),)
    return (
        *_empty(data),
        *(problem for rule in language.rules for problem in _broken_examples(rule)),
        *_broken_clauses(language),
        *_slow_patterns(data),
    )


def matches(rule: Rule, text: str) -> bool:
    """Tell whether ``rule`` matches one sentence or line."""
    folded = fold(text)
    return any(trigger in folded for trigger in rule.triggers) and bool(rule.find(folded))


def clause_kinds(language: Language, sentence: str) -> tuple[str, ...]:
    """Return the clause kinds whose rules match one sentence, sorted.

    >>> from provenance.catalogue import load
    >>> clause_kinds(load("en"), "Comments are closed.")
    ('comments_closed',)
    """
    rules = (rule for rule in language.rules if rule.family == "clause")
    return tuple(sorted({rule.kind for rule in rules if matches(rule, sentence)}))


def _empty(data: Mapping[str, Any]) -> Iterator[str]:
    tables = (value for key, value in data.items() if key != "language")
    filled = (any(table.values()) if isinstance(table, dict) else bool(table) for table in tables)
    if not any(filled):
        yield "nothing is filled in yet"


def _pattern_faults(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the patterns that do not compile and the concepts that nobody defines."""
    known = (*data.get("words", {}), *concepts_of(data.get("schema") or schemas()))
    for family in ("block", "clause"):
        for number, entry in enumerate(data.get(family, []), 1):
            where = f"{family} {entry.get('id', number)!r}"
            yield from (f"{where}: nothing is known of {{{name}}}" for name in undefined(entry, known))
    for where, pattern in (*_translation_patterns(data), *_rule_patterns(data)):
        fault = pattern_problem(pattern)
        if fault:
            yield f"{where}: {pattern!r} is no pattern: {fault}"


def _rule_patterns(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for family in ("block", "clause", "schema"):
        for number, entry in enumerate(data.get(family, []), 1):
            for pattern in (*entry.get("slots", ()), entry.get("pattern", ""), *entry.get("unless", ())):
                yield f"{family} {entry.get('id', number)!r}", _without_concepts(pattern)


def _without_concepts(pattern: str) -> str:
    return expand(pattern, dict.fromkeys(concepts(pattern), ("x",)))


def _translation_patterns(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the patterns of the table ``[translation]``, each with the name of its slot."""
    table = data.get("translation", {})
    for slot, listed in sorted(table.items()) if isinstance(table, dict) else ():
        patterns: Sequence[Any] = ()
        if isinstance(listed, list) and slot not in ("triggers", "match", "no_match"):
            patterns = listed
        elif isinstance(listed, dict):
            patterns = list(listed.values())
        for pattern in patterns:
            yield f"[translation] {slot}", _PLACE.sub("(?:x)", str(pattern))


def _broken_examples(rule: Rule) -> Iterator[str]:
    yield from (f"{rule.id} does not match {text!r}" for text in rule.match if not matches(rule, text))
    yield from (f"{rule.id} matches {text!r}" for text in rule.no_match if matches(rule, text))


def _broken_clauses(language: Language) -> Iterator[str]:
    """Yield the examples of the table ``[examples]``, kind -> sentences, that are not read so."""
    for kind, sentences in language.tables.get("examples", {}).items():
        for sentence in sentences:
            found = clause_kinds(language, sentence)
            if kind == "none" and found:
                yield f"{sentence!r} is read as {', '.join(found)}"
            elif kind != "none" and kind not in found:
                yield f"{sentence!r} is not read as {kind}"


def _slow_patterns(data: Mapping[str, Any]) -> Iterator[str]:
    patterns = [*_rule_patterns(data), *_word_patterns(data)]
    patterns += [(where, f"{_BEGINS}(?:{pattern})") for where, pattern in _translation_patterns(data)]
    for where, pattern in dict.fromkeys(patterns):
        text = slow_text(pattern) if pattern else None
        if text is not None:
            yield f"{where}: {pattern[:60]!r} is slow on {text[:30]!r} said over and over"


def _word_patterns(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the patterns of words that are not linear by the way they are built.

    A plain word is searched from where its first letters stand, and what a ``*`` behind it
    takes is not given back. Only a pattern of its own, or a gap in a word that may begin
    anywhere, can be slow.
    """
    for table in ("words", "grounds", "rights"):
        for name, words in data.get(table, {}).items():
            for word in words:
                if ": " in word or (word.startswith("*") and re.search(r"\*| \.\.\. ", word.strip("*"))):
                    yield f"[{table}] {name}", pattern_of([word])
