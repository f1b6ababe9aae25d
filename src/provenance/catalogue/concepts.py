"""Concepts: word lists of a language under names that rules of every language share.

A schema is a rule written in concepts, ``slots = ["{comment}", "{remove}"]``. It holds in each
language whose ``[words]`` table names them, so a language is added by listing words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, takewhile
from operator import itemgetter
from types import MappingProxyType

_REFERENCE = re.compile(r"(?<!\\[pP])\{([a-z][a-z_]*)\}")
_NEVER = "(?!)"

# The letters that a word begins with; a blank is one where another letter follows it.
_BEGIN = re.compile(r"(?:[^ *]| (?!\.\.\. )(?=[^ *]))*")

# Scripts that put no blanks between words: there a word may begin and end anywhere.
_UNSPACED = re.compile("[\u0e00-\u0e7f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")

Words = Mapping[str, Sequence[str]]


def pattern_of(words: Sequence[str]) -> str:
    r"""Return the pattern that finds any of ``words`` in folded text; the first that fits is taken.

    ``*`` stands for any letters, `` ... `` for a few words, a blank for blanks; an entry
    ``"stem: pattern"`` is a pattern of its own, looked for where ``stem`` stands.

    >>> pattern_of(["delet*", "take down", "deny", "ip: \\bips?\\b"])
    '(?:\\b(?:de(?:let\\w*+|ny\\b)|take\\ ++down\\b)|\\bips?\\b)'
    """
    return _pattern(tuple(words))


def triggers_of(words: Sequence[str]) -> tuple[str, ...]:
    """Return a plain string for each of ``words`` that stands wherever the word does.

    >>> triggers_of(["delet*", "reserve ... right", "ip: [a-z]?ip"])
    ('delet', 'reserve', 'ip')
    """
    common = Counter(piece for word in words for piece in _pieces(word))
    return tuple(dict.fromkeys(trigger(word, common) for word in words))


def trigger(word: str, common: Mapping[str, int] = MappingProxyType({})) -> str:
    """Return the longest plain string that stands wherever ``word`` does.

    Of several as long it is the one that is the least ``common``.

    >>> trigger("reserve ... right*"), trigger("in the bin", {"the": 8})
    ('reserve', 'bin')
    """
    return max(_pieces(word), key=lambda piece: (len(piece), -common.get(piece, 0)))


def _pieces(word: str) -> list[str]:
    """Return the plain strings of a word; of an entry with a pattern its stem."""
    stem, colon, _ = word.partition(": ")
    return [stem] if colon else re.split(r"\*| \.\.\. | ", stem)


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
    runs = groupby(map(_spelled, dict.fromkeys(words)), key=itemgetter(0))
    return f"(?:{'|'.join(edge + _any_of([spelling[1:] for spelling in run]) for edge, run in runs)})"


def _any_of(spellings: Sequence[tuple[tuple[str, ...], str]]) -> str:
    """Return the pattern of letters with what follows them; what several begin with stands there once.

    So a place of the text is held against a few letters and not against every word.
    """
    first, last = min(letters for letters, _ in spellings), max(letters for letters, _ in spellings)
    begin = [
        letter for letter, _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    ]
    rests = [(letters[len(begin) :], rest) for letters, rest in spellings]
    return "".join(begin) + (f"(?:{'|'.join(_branches(rests))})" if len(rests) > 1 else rests[0][1])


def _branches(spellings: Sequence[tuple[tuple[str, ...], str]]) -> Iterator[str]:
    """Yield the branches in order; only what begins with different letters may change places."""
    for is_plain, run in groupby(spellings, key=lambda spelling: bool(spelling[0])):
        if not is_plain:
            yield from (rest for _, rest in run)
            continue
        groups: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for letters, rest in run:
            groups.setdefault(letters[0], []).append((letters, rest))
        yield from map(_any_of, groups.values())


def _spelled(word: str) -> tuple[str, tuple[str, ...], str]:
    """Return what stands at the edge of a word, its first letters, and the rest of its pattern."""
    stem, colon, pattern = word.partition(": ")
    if colon:
        return "", (), pattern
    body = stem.strip("*")
    edge = r"\b" if not stem.startswith("*") and _letter(body[0]) else ""
    behind = _BEGIN.sub("", body, count=1)
    begin = body[: len(body) - len(behind)]
    rest = (
        re.escape(behind)
        .replace(r"\ \.\.\.\ ", r"\b.{0,80}?\b")
        .replace(r"\ ", r"\ +")
        .replace(r"\*", r"\w{0,30}")
    )
    end = (r"\w*+" if stem.endswith("*") else r"\b") if _letter(body[-1]) else ""
    return edge, tuple(r"\ ++" if sign == " " else re.escape(sign) for sign in begin), rest + end


def _letter(char: str) -> bool:
    return (char.isalnum() or char == "_") and not _UNSPACED.match(char)
