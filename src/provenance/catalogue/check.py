"""Check language files: every rule keeps its examples, and no pattern is slow on hostile text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..text import fold
from .concepts import triggers_of
from .load import Language, load
from .rule import Rule, compiled

#: Seconds that one pattern may take on one hostile sentence; a linear one takes milliseconds.
_PATIENCE = 1.0
_HOSTILE_LENGTH = 1200


def problems(tag: str) -> tuple[str, ...]:
    """Return what is wrong with the language file ``tag``, one sentence each; empty when sound.

    >>> problems("und")
    ()
    """
    language = load(tag)
    return (
        *(problem for rule in language.rules for problem in _broken_examples(rule)),
        *_broken_clauses(language),
        *(problem for rule in language.rules for problem in _slow_patterns(rule)),
        *_idle_words(language),
    )


def matches(rule: Rule, text: str) -> bool:
    """Tell whether ``rule`` matches one sentence or line."""
    folded = fold(text)
    return any(trigger in folded for trigger in rule.triggers) and bool(rule.find(folded))


def clause_kinds(language: Language, sentence: str) -> tuple[str, ...]:
    """Return the clause kinds whose rules match one sentence, sorted.

    >>> clause_kinds(load("en"), "Comments are closed.")
    ('comments_closed',)
    """
    rules = (rule for rule in language.rules if rule.family == "clause")
    return tuple(sorted({rule.kind for rule in rules if matches(rule, sentence)}))


def _broken_examples(rule: Rule) -> Iterator[str]:
    yield from (f"{rule.id} does not match {text!r}" for text in rule.match if not matches(rule, text))
    yield from (f"{rule.id} matches {text!r}" for text in rule.no_match if matches(rule, text))


def _broken_clauses(language: Language) -> Iterator[str]:
    """Yield the examples of the table ``[examples]``, kind -> sentences, that are not read so."""
    for kind, sentences in _table(language, "examples").items():
        for sentence in sentences:
            found = clause_kinds(language, sentence)
            if kind == "none" and found:
                yield f"{language.tag}: {sentence!r} is read as {', '.join(found)}"
            elif kind != "none" and kind not in found:
                yield f"{language.tag}: {sentence!r} is not read as {kind}"


def _slow_patterns(rule: Rule) -> Iterator[str]:
    for pattern in (*rule.slots, *rule.unless):
        for text in _hostile(rule.triggers):
            try:
                compiled(pattern).search(text, timeout=_PATIENCE)
            except TimeoutError:
                yield f"{rule.id} is slow on {text[:30]!r}..."
                break


def _hostile(triggers: Iterable[str]) -> Iterator[str]:
    """Yield sentences on which a pattern that backtracks takes long."""
    head = "".join(list(triggers)[:1])
    for seed in ("a", " ", "a ", f"{head} ", head or "-", "@.", "(", "a-", "ein "):
        yield (head + " " + seed * _HOSTILE_LENGTH)[:_HOSTILE_LENGTH] + "!"


def _idle_words(language: Language) -> Iterator[str]:
    """Yield the words whose stem is not in lower case: folded text never holds them."""
    for name, words in _table(language, "words").items():
        for stem in triggers_of(words):
            if fold(stem) != stem or not stem:
                yield f"{language.tag}: a word of {name!r} can never be found: {stem!r}"


def _table(language: Language, name: str) -> Mapping[str, Any]:
    table = language.tables.get(name, {})
    return table if isinstance(table, Mapping) else {}
