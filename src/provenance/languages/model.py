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
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from operator import itemgetter
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

from attrs import frozen

from .codes import LANGUAGES, OWN, SHARED
from .recent import Recent
from .tokens import script_of

UNIT = 16  # steps per nat, in the tables and in all costs
CAP = 12 * UNIT  # what one word can say at most; a row must fit into bytes
NAME_CAP = 5 * UNIT // 2  # ... when it is capitalised and so may be a name
ACRONYM_CAP = UNIT // 2  # ... when it is a few capital letters
CAMEL_CAP = UNIT  # ... when a capital stands inside it, as in the names of code and firms
FOREIGN = 8 * UNIT  # what a word in a script that is not its own costs a language
FOREIGN_HAN = 9 * UNIT // 2  # Korean text may hold Chinese characters
COMMON = 20_000  # a word outside the lists counts as if it had this rank
WEIGHT = 1.0  # of the lists beside the n-grams
_FIRST = 33  # the code of the first language and of the first level
LEVELS = 8  # steps a nat in which the lists keep the logarithm of a rank
TELLING = 3  # a word speaks for a language when at most so many share the lowest cost
_LONGEST = 40  # letters of a word that are looked at
_LANE, _HIGH = 0xFFFF, 0x8000  # of 16 bits: all, and the highest
_ABOVE = 256  # more than a word's place in a list can take off
Lanes: TypeAlias = tuple[int, ...]
Weighed: TypeAlias = tuple[int, int, Lanes]  # what words cost (packed), the lowest, the lanes in question
Part: TypeAlias = tuple[int, int, int]  # of a path: lane, first word or sentence, end
_ALONE = tuple(bytes((lane,)) for lane in range(len(LANGUAGES)))
RECENT = 5_400_000  # characters of sentences of which it is kept what they cost
PATHS = 2_200_000  # ... and of those searched word by word
T = TypeVar("T")


class _Rows(dict[str, int]):
    """Packed rows; an n-gram that no language has says nothing."""

    def __missing__(self, gram: str) -> int:
        return 0


@frozen(eq=False)
class Table:
    """What is known of one script, for its ``languages`` in the order of their lanes.

    ``grams`` holds a packed row of costs for each n-gram (three letters, or one Chinese character).
    ``words`` holds a code for each common word, two bytes for each language that has it: the
    language's place here, and the logarithm of the word's rank there (`LEVELS` steps a nat), both above 32.
    """

    languages: tuple[str, ...]
    grams: dict[str, int]
    words: dict[str, bytes]
    ones: int  # a packed row of ones
    first: int  # the lane of its first language


_FORMATS = {lanes: struct.Struct(f"<{lanes}H") for lanes in {len(LANGUAGES), *map(len, SHARED.values())}}


def unpack(total: int, lanes: int) -> tuple[int, ...]:
    """Return the 16-bit lanes of a sum of packed rows; ``lanes`` is all of them or those of a script.

    >>> unpack(3 + (5 << 16), 2)
    (3, 5)
    """
    return _FORMATS[lanes].unpack(total.to_bytes(2 * lanes, "little"))


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
        ones = ((1 << 16 * len(names)) - 1) // _LANE
        table = _Rows(zip(grams, rows, strict=True))
        found[entry["script"]] = Table(names, table, {}, ones, LANGUAGES.index(names[0]))
        rest = rest[keys + body :]
    _add_words(found)
    return MappingProxyType(found)


def _add_words(found: dict[str, Table]) -> None:
    """Add the lists of common words."""
    head, rest = _read("words.bin")
    for entry in head:
        keys, codes = entry["sizes"]
        words = zlib.decompress(rest[:keys]).decode().split("\n")
        values = _shared_lines(zlib.decompress(rest[keys : keys + codes]))
        found[entry["script"]].words.update(zip(words, values, strict=True))
        rest = rest[keys + codes :]


def _shared_lines(raw: bytes) -> Iterator[bytes]:
    """Yield the lines, one object for all that are alike: many words have the same code."""
    seen: dict[bytes, bytes] = {}
    for line in BytesIO(raw):
        code = line.rstrip(b"\n")
        yield seen.setdefault(code, code)


@cache
def _bonuses() -> bytes:
    """Return, by the code of a level, how much cheaper it makes a word: its rank tells how common it is."""
    top = LEVELS * math.log(COMMON)
    worth = [WEIGHT * UNIT * (top - level) / LEVELS for level in range(256 - _FIRST)]
    return bytes(_FIRST) + bytes(max(0, round(value)) for value in worth)


def _read(name: str) -> tuple[list[dict[str, Any]], bytes]:
    raw = (files(__package__) / "data" / name).read_bytes()
    head, _, rest = raw.partition(b"\n")
    return json.loads(head), rest


@cache
def _foreign(script: str, cap: int) -> int:
    """Return the packed row of what a word in a script costs the languages written in others."""
    own = SHARED.get(script) or (OWN[script],)
    costs = [0 if code in own else min(FOREIGN, cap) for code in LANGUAGES]
    if script == "Hani":
        costs[LANGUAGES.index("ko")] = FOREIGN_HAN
    return int.from_bytes(_FORMATS[len(LANGUAGES)].pack(*costs), "little")


class _Kept(dict[str, T]):
    """A dictionary that asks for what it lacks; of a long word it knows the first letters."""

    def __init__(self, find: Callable[[str], T]) -> None:
        self._find = find

    def __missing__(self, word: str) -> T:
        return self[word[:_LONGEST]] if len(word) > _LONGEST else self._find(word)


class Model:
    """Costs of words by language, made when first asked for and kept up to a bound.

    ``packed[word]`` holds a cost for each of `LANGUAGES` in 16-bit lanes of one integer, so that a sum over
    words is one step for all languages; ``telling[word]`` the lanes of the few that it speaks for, as bytes.
    Threads may share a model: what it says of a word depends on the word alone.
    """

    def __init__(self, bound: int = 84_000) -> None:
        """Keep at most ``bound`` words."""
        self.packed: dict[str, int] = _Kept(lambda word: self._fill(word)[0])
        self.telling: dict[str, bytes] = _Kept(lambda word: self._fill(word)[1])
        self.weighed: Recent[Weighed] = Recent(RECENT)
        self.paths: Recent[tuple[Part, ...]] = Recent(PATHS)
        self._bound = bound

    def _fill(self, word: str) -> tuple[int, bytes]:
        """Work out what is to be known of a word; when full, let every second word go."""
        if len(self.packed) >= self._bound:
            for old in list(self.packed)[::2]:
                self.packed.pop(old, None)  # another thread may have been faster
                self.telling.pop(old, None)
        self.packed[word], self.telling[word] = found = _weigh(word)
        return found


def narrow(packed: Iterable[int]) -> list[bytes]:
    """Return the lanes of rows of one word each as bytes: no word costs a language more than `CAP`."""
    size = len(LANGUAGES)
    lanes = b"".join([row.to_bytes(2 * size, "little") for row in packed])[::2]
    return [lanes[at : at + size] for at in range(0, len(lanes), size)]


def _weigh(word: str) -> tuple[int, bytes]:
    """Return the packed row of a word, whose lowest cost is 0, and the lanes it speaks for."""
    script = script_of(word)
    lower = word.lower()
    cap = CAP if lower == word else _cap(word)
    table = tables().get(script)
    if table is None:
        own = OWN.get(script)
        return (_foreign(script, cap), _ALONE[LANGUAGES.index(own)]) if own else (0, b"")
    row, ones = _own_costs(table, script, lower), table.ones
    row = _capped(row - min(unpack(row, len(table.languages))) * ones, cap, ones)
    return _foreign(script, cap) + (row << 16 * table.first), _telling(row, table)


def _telling(row: int, table: Table) -> bytes:
    """Return the lanes that cost nothing, unless there are too many."""
    costs = row.to_bytes(2 * len(table.languages), "little")[::2]
    if (many := costs.count(0)) == 1:
        return _ALONE[table.first + costs.index(0)]
    return bytes([table.first + at for at, cost in enumerate(costs) if not cost]) if many <= TELLING else b""


def _cap(word: str) -> int:
    """Return what a word with capitals can say at most: little, for it may be a name, an acronym or code."""
    if word.isupper():
        return ACRONYM_CAP if 1 < len(word) < 6 else NAME_CAP
    if any(before.islower() and letter.isupper() for before, letter in pairwise(word)):
        return CAMEL_CAP
    return NAME_CAP if word[0].isupper() else CAP


def _own_costs(table: Table, script: str, word: str) -> int:
    """Return what a word costs the languages of its script, against one another."""
    grams = table.grams.__getitem__
    if script == "Hani":
        return sum(map(grams, word))
    total = sum(map(grams, _cuts(len(word))(f" {word} ")))
    code = table.words.get(word)
    return total if code is None else total + _listed(script, code)


@cache  # a word is short
def _cuts(letters: int) -> Callable[[str], tuple[str, ...]]:
    """Return what takes the n-grams out of a word between two spaces: first two letters, then all three."""
    return itemgetter(slice(0, 2), *[slice(at, at + 3) for at in range(letters)])


@lru_cache(maxsize=2048)
def _listed(script: str, code: bytes) -> int:
    """Return a packed row of `_ABOVE`, less what a place in the lists takes off."""
    table = tables()[script]
    less = bytearray(2 * len(table.languages))
    for place, bonus in zip(code[::2], code[1::2].translate(_bonuses()), strict=True):
        less[2 * (place - _FIRST)] = bonus
    return _ABOVE * table.ones - int.from_bytes(less, "little")


def _capped(row: int, cap: int, ones: int) -> int:
    """Return a packed row with no lane above ``cap``."""
    raised = row + (_HIGH - cap) * ones  # a lane's highest bit: it is not below; the others: how far above
    above = raised & _HIGH * ones
    return row - (raised & above - (above >> 15))
