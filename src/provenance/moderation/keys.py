"""What all spellings of a word have in common, and the pieces of a text that may spell one."""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen

from .fold import INVISIBLE, bare, signs

#: What parts letters in a word that is cut, or spelled out.
CUT = r"[.\-_*·•~|/\\+^'’:,]"

_DOUBLED = re.compile(r"(.)(?=\1)", re.DOTALL)
_WORDS = re.compile(r"[^\W_]+")


def key(folded: str) -> str:
    """Return what all spellings of a folded word have in common.

    >>> from provenance.moderation.fold import fold
    >>> key(fold("D.u.m.m.b3uuutel")) == key(fold("dummbeutel"))
    False
    >>> key(fold("Dummb3uuutel")) == key(fold("dummbeutel"))
    True
    """
    return once(bare(folded))


def once(letters: str) -> str:
    """Return a text in which no character stands twice in a row.

    >>> once("dummm")
    'dum'
    """
    return _DOUBLED.sub("", letters)


@frozen(eq=False)
class Patterns:
    """What the text is cut into; compiled when the table of signs is read."""

    piece: re.Pattern[str]
    spelled: re.Pattern[str]
    cut: re.Pattern[str]
    outer: re.Pattern[str]
    digits: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """Return the patterns, which see folded text."""
    sign, unseen = re.escape(signs()), INVISIBLE
    letter = rf"[^\W_]{unseen}*+"
    one = rf"(?:[^\W_]|[{sign}](?=[\s.\-_*·]))(?![^\W_]){unseen}*+"
    return Patterns(
        piece=re.compile(rf"(?<![{sign}])[{sign}]*+[^\W_](?:[{unseen}{sign}]*+[^\W_])*+{unseen}*+[{sign}]*+"),
        spelled=re.compile(
            rf"(?<![^\W_])(?<!{unseen}){one}(?:[\s.\-_*·•~|/\\+^'’:,]{{1,3}}+{one}(?![^\W_])){{2,}}+"
        ),
        cut=re.compile(rf"(?<![^\W_])(?<!{unseen})(?:{letter})++(?:{CUT}(?:{letter})++)++"),
        outer=re.compile(rf"(?<![{sign}])[{sign}]++(?![^\W_])"),
        digits=re.compile(rf"[{sign}0-9]+"),
    )


@cache
def _doubtful() -> frozenset[str]:
    return frozenset(signs() + "0123456789")


def keys_in(folded: str) -> frozenset[str]:
    """Return the keys of the words of a folded text, read with and without digits and signs at them.

    They are rather too many: a word that is not among them is in the text in no spelling that is one
    piece, and one that is among them has to be looked at.

    >>> sorted(keys_in("5o ein depp!"))
    ['dep', 'depi', 'ein', 'o', 'so']
    """
    keys = set(_WORDS.findall(key(folded)))
    doubtful = _doubtful()
    parts = " ".join([part for part in folded.split() if not doubtful.isdisjoint(part)])
    if parts:
        found = patterns()
        keys.update(_WORDS.findall(key(found.outer.sub(" ", parts))))
        keys.update(_WORDS.findall(key(found.digits.sub(" ", parts))))
    return frozenset(keys)
