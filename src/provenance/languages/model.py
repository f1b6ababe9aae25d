"""How little each language would use a word: one row of costs a word.

The n-grams are those of langdetect's profiles (Nakatani Shuyo, Apache-2.0), weighed as in
log-likelihood classification; the lists of common words stand in for a word model (Zipf's law).
Everything is counted in integers, sixteenths of a nat, so the result is the same bit for bit everywhere.
"""

from __future__ import annotations

import json
import math
import struct
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

from attrs import frozen

from .codes import LANGUAGES, OWN, SHARED
from .tokens import script_of

UNIT = 16  # steps per nat, in the tables and in all costs
CAP = 12 * UNIT  # what one word can say at most; a row must fit into bytes
NAME_CAP = 5 * UNIT // 2  # ... when it is capitalised and so may be a name
ACRONYM_CAP = UNIT // 2  # ... when it is a few capital letters
FOREIGN = 8 * UNIT  # what a word in a script that is not its own costs a language
FOREIGN_HAN = 9 * UNIT // 2  # Korean text may hold Chinese characters
COMMON = 20_000  # a word outside the lists counts as if it had this rank
WEIGHT = 1.0  # of the lists beside the n-grams
LEVELS = 8  # steps a nat in which the lists keep the logarithm of a rank
TELLING = 3  # a word speaks for a language when at most so many share the lowest cost
_LONGEST = 40  # letters of a word that are looked at
T = TypeVar("T")


class _Rows(dict[str, int]):
    """Packed rows; an n-gram that no language has says nothing."""

    def __missing__(self, gram: str) -> int:
        return 0


@frozen(eq=False)
class Table:
    """What is known of one script, for its ``languages`` in the order of their lanes.

    ``grams`` holds a packed row of costs for each n-gram (three letters, or one Chinese character).
    ``words`` holds a code for each common word, two bytes for each language that has it: 33 + the
    language's place here, and 33 + the logarithm of the word's rank there (`LEVELS` steps a nat).
    """

    languages: tuple[str, ...]
    grams: dict[str, int]
    words: dict[str, bytes]


_FORMATS = {lanes: struct.Struct(f"<{lanes}H") for lanes in {len(LANGUAGES), *map(len, SHARED.values())}}


def unpack(total: int, lanes: int) -> list[int]:
    """Return the 16-bit lanes of a sum of packed rows; ``lanes`` is all of them or those of a script.

    >>> unpack(3 + (5 << 16), 2)
    [3, 5]
    """
    return list(_FORMATS[lanes].unpack(total.to_bytes(2 * lanes, "little")))


@cache
def tables() -> Mapping[str, Table]:
    """Load the shipped tables, by script; not to be changed."""
    found: dict[str, Table] = {}
    head, rest = _read("ngrams.bin")
    for entry in head:
        names, (keys, body) = SHARED[entry["script"]], entry["sizes"]
        grams = zlib.decompress(rest[:keys]).decode().split("\n")
        step = 2 * len(names)
        wide = bytearray(step * len(grams))
        wide[::2] = zlib.decompress(rest[keys : keys + body])
        rows = (int.from_bytes(wide[i : i + step], "little") for i in range(0, len(wide), step))
        found[entry["script"]] = Table(names, _Rows(zip(grams, rows, strict=True)), {})
        rest = rest[keys + body :]
    _add_words(found)
    return MappingProxyType(found)


def _add_words(found: dict[str, Table]) -> None:
    """Add the lists of common words."""
    head, rest = _read("words.bin")
    for entry in head:
        keys, codes = entry["sizes"]
        words = zlib.decompress(rest[:keys]).decode().split("\n")
        found[entry["script"]].words.update(
            zip(words, zlib.decompress(rest[keys : keys + codes]).split(b"\n"), strict=True)
        )
        rest = rest[keys + codes :]


@cache
def _bonuses() -> tuple[int, ...]:
    """Return how much cheaper a word is at each level: its commonness follows from its rank."""
    top = LEVELS * math.log(COMMON)
    return tuple(max(0, round(WEIGHT * UNIT * (top - level) / LEVELS)) for level in range(256 - 33))


def _read(name: str) -> tuple[list[dict[str, Any]], bytes]:
    raw = (files(__package__) / "data" / name).read_bytes()
    head, _, rest = raw.partition(b"\n")
    return json.loads(head), rest


_FOREIGN_ROWS = {cap: bytes([min(FOREIGN, cap)]) * len(LANGUAGES) for cap in (CAP, NAME_CAP, ACRONYM_CAP)}


class _Filled(dict[str, T]):
    """A dictionary that asks the model for what it lacks."""

    def __init__(self, fill: Callable[[str], T]) -> None:
        self._fill = fill

    def __missing__(self, word: str) -> T:
        return self._fill(word)


class Model:
    """Costs of words by language, made when first asked for and kept up to a bound.

    ``plain[word]`` holds a byte for each of `LANGUAGES`, ``packed[word]`` the same as one integer of 16-bit
    lanes (so that a sum over words is one step for all languages), ``telling[word]`` the few languages it
    speaks for. Threads may share a model: what it says of a word depends on the word alone.
    """

    def __init__(self, bound: int = 40_000) -> None:
        """Keep at most ``bound`` words."""
        self.plain: dict[str, bytes] = _Filled(self._plain)
        self.packed: dict[str, int] = _Filled(self._packed)
        self.telling: dict[str, tuple[int, ...]] = _Filled(self._telling)
        self._bound = bound
        self._lane = {code: lane for lane, code in enumerate(LANGUAGES)}

    def _plain(self, word: str) -> bytes:
        return self._fill(word)[0]

    def _packed(self, word: str) -> int:
        return self._fill(word)[1]

    def _telling(self, word: str) -> tuple[int, ...]:
        return self._fill(word)[2]

    def _fill(self, word: str) -> tuple[bytes, int, tuple[int, ...]]:
        """Work out what is to be known of a word, and keep it."""
        word = word[:_LONGEST]
        plain = self._costs(word)
        wide = bytearray(2 * len(plain))
        wide[::2] = plain
        packed = int.from_bytes(wide, "little")
        telling = _zeros(plain) if plain.count(0) <= TELLING else ()
        if len(self.plain) >= self._bound:
            for kept in (self.plain, self.packed, self.telling):
                kept.clear()
        self.plain[word], self.packed[word], self.telling[word] = plain, packed, telling
        return plain, packed, telling

    def _costs(self, word: str) -> bytes:
        """Return the row of a word; its lowest cost is 0."""
        script, cap = script_of(word), _cap(word)
        costs = bytearray(_FOREIGN_ROWS[cap])
        if script in SHARED:
            table = tables()[script]
            own = _own_costs(table, script, word.lower())
            low = min(own)
            top = low + cap
            first = self._lane[table.languages[0]]
            costs[first : first + len(own)] = bytes([(cost if cost < top else top) - low for cost in own])
            if script == "Hani":
                costs[self._lane["ko"]] = FOREIGN_HAN
        elif script in OWN:
            costs[self._lane[OWN[script]]] = 0
        else:
            costs = bytearray(len(LANGUAGES))
        return bytes(costs)


def _zeros(row: bytes) -> tuple[int, ...]:
    """Return the lanes that cost nothing."""
    lanes = []
    lane = row.find(0)
    while lane >= 0:
        lanes.append(lane)
        lane = row.find(0, lane + 1)
    return tuple(lanes)


def _cap(word: str) -> int:
    """Return what a word can say at most: little when it may be a name or an acronym."""
    if not word[0].isupper():
        return CAP
    return ACRONYM_CAP if 1 < len(word) < 6 and word.isupper() else NAME_CAP


def _own_costs(table: Table, script: str, word: str) -> list[int]:
    """Return what a word costs the languages of its script, against one another."""
    lanes = len(table.languages)
    grams = table.grams.__getitem__
    if script == "Hani":
        costs = unpack(sum(map(grams, word)), lanes)
    else:
        padded = f" {word} "
        trigrams = map("".join, zip(padded, padded[1:], padded[2:], strict=False))
        costs = unpack(grams(padded[:2]) + sum(map(grams, trigrams)), lanes)
        code = table.words.get(word)
        if code:
            bonuses = _bonuses()
            for at in range(0, len(code), 2):
                costs[code[at] - 33] -= bonuses[code[at + 1] - 33]
    return costs
