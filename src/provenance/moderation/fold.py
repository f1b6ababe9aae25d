"""One spelling for many: letters read through their disguises, code point for code point.

What is disguised keeps its place: a folded text is as long as the text, so offsets stay true.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain

from attrs import frozen

from .shipped import shipped

#: Stands in a folded text where something invisible, or a mark on a letter, stood.
INVISIBLE = "\u00ad"

# Accents that leave a letter what it is. Others (as in "ü", "ñ", "ç", "š") make another letter.
_ACCENTS = frozenset("\u0300\u0301\u0302\u0304\u0306\u0307\u0309\u0323\u0324\u0325\u032d\u0330\u0331")

_MARKS: tuple[tuple[int, int], ...] = (
    (0x0300, 0x0370), (0x0483, 0x048A), (0x0591, 0x05BE), (0x0640, 0x0641), (0x064B, 0x0653),
    (0x1AB0, 0x1B00), (0x1DC0, 0x1E00), (0x20D0, 0x2100), (0xFE20, 0xFE30),
)  # fmt: skip

# Format characters, fillers and selectors: nothing is drawn for them.
_UNSEEN: tuple[tuple[int, int], ...] = (
    (0x00AD, 0x00AE), (0x034F, 0x0350), (0x061C, 0x061D), (0x115F, 0x1161), (0x17B4, 0x17B6),
    (0x180B, 0x1810), (0x200B, 0x2010), (0x202A, 0x202F), (0x2060, 0x2070), (0x3164, 0x3165),
    (0xFE00, 0xFE10), (0xFEFF, 0xFF00), (0xFFA0, 0xFFA1), (0xE0000, 0xE0080), (0xE0100, 0xE01F0),
)  # fmt: skip

# Where disguises come from: Latin with all its extensions, Greek, Cyrillic, Armenian, and the
# letters that Unicode keeps for mathematics, East Asian widths and enclosures.
_LETTERS: tuple[tuple[int, int], ...] = (
    (0x0041, 0x005B), (0x00A0, 0x0600), (0x1D00, 0x2200), (0x2460, 0x2500), (0x2C60, 0x2C80),
    (0xA720, 0xA800), (0xFB00, 0xFB07), (0xFF01, 0xFF5F), (0x1D400, 0x1D800), (0x1F100, 0x1F190),
)  # fmt: skip

# Squared and circled capitals that have no compatible letter: where each alphabet begins.
_ALPHABETS = (0x1F150, 0x1F170)

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
#: So many different characters are replaced one by one; for more, `str.translate` is faster.
_FEW = 16


@frozen(eq=False)
class _Table:
    """What each character is read as: bytes of ASCII, those that are left out, and all others.

    ``twice`` are characters that are read as one that is itself read as another: a text that holds
    one of them cannot be replaced character by character.
    """

    ascii: bytes
    dropped: bytes
    beyond: dict[int, str]
    twice: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[int, str]) -> _Table:
        """Return the table of what differs; a character of ASCII must be read as one of it, or none."""
        plain = "".join(table.get(point, "") or chr(point) for point in range(128)).encode("ascii")
        dropped = bytes(point for point in range(128) if table.get(point) == "")
        beyond = {point: to for point, to in table.items() if point >= 128 and to != chr(point)}
        twice = {chr(point) for point, to in beyond.items() if any(ord(char) in beyond for char in to)}
        return cls(plain + bytes(range(128, 256)), dropped, beyond, frozenset(twice))

    def read(self, text: str) -> str:
        """Return ``text.translate`` of the table, three times as fast for texts mostly in ASCII."""
        raw = text.encode("utf-8", "surrogatepass").translate(self.ascii, self.dropped)
        said = raw.decode("utf-8", "surrogatepass")
        if text.isascii():
            return said
        strange = set(_BEYOND_ASCII.findall(said))
        if len(strange) > _FEW or not strange.isdisjoint(self.twice):
            return said.translate(self.beyond)
        for char in strange:
            said = said.replace(char, self.beyond.get(ord(char), char))
        return said


def fold(text: str) -> str:
    """Return ``text`` as it is meant: lower case, look-alikes as the letter they stand for.

    Digits and signs stay what they are; invisible characters and marks become `INVISIBLE`.

    >>> fold("ＤumｍВeuteⅬ")
    'dummbeutel'
    """
    return text.lower() if text.isascii() else _folding().read(text)


def bare(folded: str) -> str:
    """Return a folded text without marks on letters, and with letters for digits and signs.

    The length may change ("ß" is "ss"). The letter "l" becomes "i", since "1" may be either.

    >>> bare("5chüß€l")
    'schussei'
    """
    return _baring().read(folded)


def letters(text: str) -> str:
    """Return nothing but the letters and digits of ``text``, folded and bare, in one string.

    >>> letters("Jа, s0 ist es!")
    'jasoistes'
    """
    return _lettering().read(text)


def tables() -> Mapping[str, Mapping[str, str]]:
    """Return the tables of the look-alikes file."""
    return shipped("lookalikes")


@cache
def signs() -> str:
    """Return the signs, not digits, that may stand for letters."""
    return "".join(sorted(c for c in "".join(tables()["signs"].values()) if not c.isalnum()))


def spellings(word: str) -> Iterator[str]:
    """Yield ``word``, and it in other cases and with two letters for one.

    >>> sorted(set(spellings("tölpel")))
    ['TOELPEL', 'TÖLPEL', 'toelpel', 'tölpel']
    """
    two = word.lower()
    for one, pair in tables()["spellings"].items():
        two = two.replace(one, pair)
    yield from (word, word.lower(), word.upper(), two, two.upper())


def _points(ranges: Iterable[tuple[int, int]]) -> Iterator[int]:
    return chain.from_iterable(range(*bounds) for bounds in ranges)


@cache
def _folding() -> _Table:
    letters = {ord(like): letter for letter, likes in tables()["letters"].items() for like in likes}
    table = {point: _meant(chr(point), letters) for point in _points(_LETTERS)}
    table |= dict.fromkeys(chain(_points(_MARKS), _points(_UNSEEN)), INVISIBLE)
    table |= {first + n: chr(ord("a") + n) for first in _ALPHABETS for n in range(26)}
    table |= letters | {ord("İ"): "i"}
    return _Table.of(table)


def _meant(char: str, letters: Mapping[int, str]) -> str:
    """Return the one character that ``char`` stands for, itself where there is none."""
    plain = unicodedata.normalize("NFKC", char)
    lower = plain.lower() if len(plain.lower()) == 1 else plain
    parts = unicodedata.normalize("NFD", lower if len(lower) == 1 else char)
    kept = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _ACCENTS))
    if len(kept) != 1 or len(plain) != 1:
        return char
    return letters.get(ord(kept), kept)


@cache
def _baring() -> _Table:
    table: dict[int, str] = {ord("l"): "i"}
    for point in _points(_LETTERS):
        letters = unicodedata.normalize("NFKD", chr(point)).casefold()
        stripped = "".join(c for c in letters if not unicodedata.combining(c))
        table[point] = stripped.replace("l", "i")
    table |= {ord("æ"): "ae", ord("œ"): "oe", ord(INVISIBLE): ""}
    table |= {ord(sign): letter for letter, group in tables()["signs"].items() for sign in group}
    return _Table.of(table)


@cache
def _lettering() -> _Table:
    table = {}
    for point in chain(range(128), _points(_LETTERS), _points(_MARKS), _points(_UNSEEN)):
        folded = fold(chr(point))
        table[point] = bare(folded) if folded.isalnum() else ""
    return _Table.of(table)
