"""Find the trigger words of all rules in one pass over a text."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, count

from attrs import field, frozen

#: Triggers are known by so many first letters; shorter ones are looked for one by one.
HEAD = 4
#: So much text is gone through at a time: what is known of its places is larger than the text.
_CHUNK = 1 << 16

_BEYOND_UTF16 = re.compile("[\U00010000-\U0010ffff]")


def _by_head(strings: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return the strings by their first letters; those that are shorter stand under ``""``."""
    found: dict[str, list[str]] = defaultdict(list)
    for string in sorted(set(strings)):
        found[string[:HEAD] if len(string) >= HEAD else ""].append(string)
    return dict(found)


@frozen(eq=False)
class Triggers:
    """Plain strings that are looked for together.

    The time is that of one look at each place of the text, however many strings there are.

    >>> places = Triggers(["comment", "men", "closed"]).places("no comment, no comments")
    >>> {trigger: list(starts) for trigger, starts in places.items()}
    {'men': [6, 18], 'comment': [3, 15]}
    """

    _heads: Mapping[str, Sequence[str]] = field(converter=_by_head, repr=False)
    _numbers: frozenset[int] = field(init=False, repr=False)

    @_numbers.default
    def _of_heads(self) -> frozenset[int]:
        return frozenset(number for head in self._heads for number in _fours(_utf16(head)))

    def places(self, text: str) -> dict[str, Sequence[int]]:
        """Return the strings that stand in ``text``, each with where it begins, in order."""
        heads = self._heads
        found: dict[str, array[int]] = defaultdict(_offsets)
        for string in heads.get("", ()):
            if (at := text.find(string)) >= 0:
                found[string].extend(starts(string, text, at))
        for at in self._likely(text):
            for string in heads.get(text[at : at + HEAD], ()):
                if text.startswith(string, at):
                    found[string].append(at)
        return dict(found)

    def _likely(self, text: str) -> Iterator[int]:
        """Yield the places of ``text`` at which the first letters of a string stand, in order."""
        is_head = self._numbers.__contains__
        for start in range(0, len(text) - HEAD + 1, _CHUNK):
            units = _utf16(text[start : start + _CHUNK + HEAD - 1])
            found = [
                at
                for first in range(HEAD)
                for at in compress(count(start + first, HEAD), map(is_head, _fours(units[2 * first :])))
            ]
            yield from sorted(found)


def _utf16(text: str) -> bytes:
    """Return ``text`` in UTF-16; a letter that takes two units there stands as one, always the same."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) == 2 * len(text):
        return units
    return _BEYOND_UTF16.sub("\ufffd", text).encode("utf-16-le", "surrogatepass")


def _fours(units: bytes) -> array[int]:
    """Return the letters of ``units`` as one number for every four; what is left over is dropped.

    Numbers are made and looked up in half the time of pieces of text.
    """
    return array("Q", units[: len(units) // (2 * HEAD) * 2 * HEAD])


def _offsets() -> array[int]:
    return array("L")


def starts(string: str, text: str, first: int = 0) -> Iterator[int]:
    """Yield every place of ``text`` from ``first`` on at which ``string`` begins.

    >>> list(starts("aa", "aaa"))
    [0, 1]
    """
    at = text.find(string, first)
    while at >= 0:
        yield at
        at = text.find(string, at + 1)
