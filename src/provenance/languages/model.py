"""How little each language would use a word: one row of costs a word."""

from __future__ import annotations

import json
import zlib
from functools import cache
from importlib.resources import files

from attrs import frozen

from .tokens import script_of

UNIT = 16  # steps per nat, in the tables and in all costs
CAP = 9 * UNIT  # what one word can say at most
NAME_CAP = 2 * UNIT  # ... when it is capitalised and so may be a name
FOREIGN = 6 * UNIT  # what a word in a script the language is not written in costs it
_LANE = 16  # bits
_OWN = {
    "Grek": ("el",),
    "Hebr": ("he",),
    "Beng": ("bn",),
    "Guru": ("pa",),
    "Gujr": ("gu",),
    "Taml": ("ta",),
    "Telu": ("te",),
    "Knda": ("kn",),
    "Mlym": ("ml",),
    "Thai": ("th",),
    "Hang": ("ko",),
    "Kana": ("ja",),
}


def pack(row: bytes) -> int:
    """Return the row as one integer of 16-bit lanes, so that rows add in one step."""
    wide = bytearray(2 * len(row))
    wide[::2] = row
    return int.from_bytes(wide, "little")


def unpack(total: int, lanes: int) -> list[int]:
    """Return the lanes of a sum of packed rows."""
    return memoryview(total.to_bytes(2 * lanes, "little")).cast("H").tolist()


@frozen
class Table:
    """The n-gram costs of one script: packed rows for its languages."""

    languages: tuple[str, ...]
    grams: dict[str, int]
    words: dict[str, int]


@cache
def tables() -> dict[str, Table]:
    """Load the shipped tables, by script."""
    raw = (files(__package__) / "data" / "ngrams.bin").read_bytes()
    head, _, rest = raw.partition(b"\n")
    found = {}
    for entry in json.loads(head):
        keys, body = entry["sizes"]
        grams = zlib.decompress(rest[:keys]).decode().split("\n")
        lanes = len(entry["languages"])
        wide = bytearray(2 * lanes * len(grams))
        wide[::2] = zlib.decompress(rest[keys : keys + body])
        rows = (int.from_bytes(wide[i : i + 2 * lanes], "little") for i in range(0, len(wide), 2 * lanes))
        found[entry["script"]] = Table(tuple(entry["languages"]), dict(zip(grams, rows, strict=True)), {})
        rest = rest[keys + body :]
    return found


@cache
def languages() -> tuple[str, ...]:
    """Return the languages in the order of the lanes: those of one script stand together."""
    order = [code for table in tables().values() for code in table.languages]
    order += [code for codes in _OWN.values() for code in codes if code not in order]
    return tuple(order)


class Model:
    """Rows of costs for words, made when first asked for and kept up to a bound."""

    def __init__(self, bound: int = 40_000) -> None:
        self.languages = languages()
        self.bound = bound
        self.rows: dict[str, tuple[int, bytes]] = {}
        self._first: dict[str, int] = {}
        at = 0
        for script, table in tables().items():
            self._first[script] = at
            at += len(table.languages)

    def row(self, word: str) -> tuple[int, bytes]:
        """Return the packed and the plain row of a word."""
        found = self.rows.get(word)
        if found is None:
            plain = self._row(word)
            found = pack(plain), plain
            if len(self.rows) >= self.bound:
                self.rows = {}
            self.rows[word] = found
        return found

    def _row(self, word: str) -> bytes:
        script = script_of(word)
        is_name = word[0].isupper()
        cap = NAME_CAP if is_name else CAP
        if is_name and len(word) > 1 and word.isupper() and len(word) < 6:
            cap = UNIT // 2
        foreign = min(FOREIGN, cap)
        out = bytearray([foreign]) * len(self.languages)
        if script in _OWN:
            for code in _OWN[script]:
                out[self.languages.index(code)] = 0
        elif script in self._first:
            own = self._score(script, word.lower())
            at = self._first[script]
            out[at : at + len(own)] = bytes([min(cost, cap) for cost in own])
            if script == "Hani":
                out[self.languages.index("ko")] = CAP // 2
        else:
            out = bytearray(len(self.languages))
        return bytes(out)

    def _score(self, script: str, word: str) -> list[int]:
        table = tables()[script]
        get = table.grams.get
        if script == "Hani":
            total = sum(get(char, 0) for char in word)
            values = unpack(total, len(table.languages))
        else:
            padded = f" {word[:40]} "
            total = sum(get(padded[i : i + 3], 0) for i in range(len(padded) - 2))
            values = [v // 2 for v in unpack(total, len(table.languages))]
        least = min(values)
        return [v - least for v in values]
