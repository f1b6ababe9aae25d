"""Keep what was found out about pieces of text, up to a bound."""

from __future__ import annotations

from typing import Any, Generic, TypeAlias, TypeVar

T = TypeVar("T")
Key: TypeAlias = str | tuple[Any, ...]  # a piece of text, or one and what else the answer depends on
LONGEST = 1000  # characters of a piece that is kept
_EACH = 300  # what an entry weighs besides its characters, for it is much more than them


class Recent(Generic[T]):
    """What was said of pieces of text; `get` returns None for one that is not held.

    When more than ``bound`` characters are held (an entry counts as `_EACH` more), every second entry goes.
    Threads may share it: what is said of a key depends on the key alone, so at worst it is worked out again.

    >>> recent: Recent[int] = Recent(1000)
    >>> recent.put("Guten Tag", 7)
    >>> recent.get("Guten Tag"), recent.get("Guten Abend")
    (7, None)
    """

    def __init__(self, bound: int) -> None:
        """Hold at most ``bound`` characters."""
        self._held: dict[Key, T] = {}
        self._bound = self._room = bound
        self.get = self._held.get  # asked for every sentence

    def put(self, key: Key, value: T) -> None:
        """Keep what is said of a key, unless its piece is long."""
        weight = _weight(key)
        if weight > min(LONGEST + _EACH, self._bound):
            return
        if weight > self._room:
            self._let_go()
        self._room -= weight
        self._held[key] = value

    def _let_go(self) -> None:
        for key in list(self._held)[::2]:
            self._held.pop(key, None)  # another thread may have been faster
        self._room = self._bound - sum(map(_weight, list(self._held)))


def _weight(key: Key) -> int:
    return _EACH + len(key if isinstance(key, str) else key[0])
