"""Concepts: word lists of a language under names that rules of every language share.

A schema is a rule written in concepts, ``slots = ["{comment}", "{remove}"]``. It holds in each
language whose ``[words]`` table names them, so a language is added by listing words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

_REFERENCE = re.compile(r"(?<!\\[pP])\{([a-z][a-z_]*)\}")
_NEVER = "(?!)"

# Scripts that put no blanks between words: there a word may begin and end anywhere.
_UNSPACED = re.compile("[\u0e00-\u0e7f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")

Words = Mapping[str, Sequence[str]]


def pattern_of(words: Sequence[str]) -> str:
    r"""Return the pattern that finds any of ``words`` in folded text.

    ``*`` stands for any letters, `` ... `` for a few words, a blank for blanks; an entry
    ``"stem: pattern"`` is a pattern of its own, looked for where ``stem`` stands.

    >>> pattern_of(["delet*", "take down", "ip: \\bips?\\b"])
    '(?:\\bdelet\\w*+|\\btake\\ +down\\b|\\bips?\\b)'
    """
    return f"(?:{'|'.join(_one(word) for word in words)})"


def triggers_of(words: Sequence[str]) -> tuple[str, ...]:
    """Return a plain string for each of ``words`` that stands wherever the word does.

    >>> triggers_of(["delet*", "reserve ... right", "ip: [a-z]?ip"])
    ('delet', 'reserve', 'ip')
    """
    return tuple(dict.fromkeys(map(trigger, words)))


def trigger(word: str) -> str:
    """Return the longest plain string that stands wherever ``word`` does.

    >>> trigger("reserve ... right*")
    'reserve'
    """
    stem, colon, _ = word.partition(": ")
    if colon:
        return stem
    return max(re.split(r"\*| \.\.\. | ", stem), key=len)


def concepts(slot: str) -> tuple[str, ...]:
    """Return the names of the concepts that ``slot`` refers to, in order.

    >>> concepts("(?:{review}|{moderated}) {0,3}")
    ('review', 'moderated')
    """
    return tuple(_REFERENCE.findall(slot))


def expand(slot: str, words: Words) -> str:
    r"""Return ``slot`` with every concept replaced by its pattern; an unknown one never matches.

    >>> expand("{greet}!", {"greet": ["hello"]})
    '(?:\\bhello\\b)!'
    """
    return _REFERENCE.sub(lambda found: _alternatives(words, found[1]), slot)


def known(slots: Sequence[str], words: Words) -> bool:
    """Tell whether every slot that is written in concepts finds one of them in ``words``."""
    named = (concepts(slot) for slot in slots)
    return all(not names or any(words.get(name) for name in names) for names in named)


def stems(slot: str, words: Words) -> tuple[str, ...]:
    """Return the triggers of all concepts of ``slot``."""
    return tuple(dict.fromkeys(stem for name in concepts(slot) for stem in triggers_of(words.get(name, ()))))


def _alternatives(words: Words, name: str) -> str:
    entries = words.get(name)
    return _pattern(tuple(entries)) if entries else _NEVER


@lru_cache(maxsize=4096)
def _pattern(words: tuple[str, ...]) -> str:
    return pattern_of(words)


def _one(word: str) -> str:
    stem, colon, pattern = word.partition(": ")
    if colon:
        return pattern
    return "".join(_parts(stem))


def _parts(word: str) -> Iterator[str]:
    """Yield the pieces of the pattern of a plain entry."""
    body = word.strip("*")
    if not word.startswith("*") and _letter(body[0]):
        yield r"\b"
    yield (
        re.escape(body)
        .replace(r"\ \.\.\.\ ", r"\b.{0,80}?\b")
        .replace(r"\ ", r"\ +")
        .replace(r"\*", r"\w{0,30}")
    )
    if _letter(body[-1]):
        yield r"\w*+" if word.endswith("*") else r"\b"


def _letter(char: str) -> bool:
    return (char.isalnum() or char == "_") and not _UNSPACED.match(char)
