r"""Which plain strings must stand in a text before a pattern can be found in it.

To look for a plain string is many times faster than to search a pattern, and a pattern none of
whose strings stand in the text need not even be compiled. Read is the part of the syntax that
language files are written in; of anything else nothing is said, which is always safe.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeAlias

from .concepts import Words, triggers_of

#: One of these strings stands in whatever is found; nothing is found where there is none of
#: them (also not where the set is empty), and ``None`` means that nothing is known.
Needs: TypeAlias = frozenset[str] | None

_TOKEN = re.compile(
    r"""(?P<often>(?:[*+?]|\{(?P<least>\d*),?\d*\})[?+]?)
      | (?P<concept>\{[a-z][a-z_]*\})
      | (?P<look>\(\?<?[=!])
      | (?P<open>\((?:\?:|\?>|\?P<\w+>|(?![?*])))
      | (?P<close>\))
      | (?P<bar>\|)
      | (?P<sign>\\[^\w\s]|\\\ |[^\\()\[\]{}|*+?.^$]+(?![*+?{])|[^\\()\[\]{}|*+?.^$])
      | (?P<other>[.^$]|\\[bBdDsSwW]|\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\[pP]\{[^{}]*\}
            |\[\^?\]?(?:\\.|[^\]\\\[])*\])""",
    re.VERBOSE | re.DOTALL,
)


class _UnreadableError(Exception):
    """The pattern uses syntax of which nothing is said here."""


def needs(pattern: str, words: Words) -> Needs:
    r"""Return what stands in every match of ``pattern``, in which ``{name}`` is a concept of ``words``.

    >>> sorted(needs(r"\b(?:sign up|join)\b.{0,90}\bnewsletters?\b", {}))
    ['newsletter']
    >>> sorted(needs("(?:{remove}|dropped)", {"remove": ["delet*", "take down"]}))
    ['delet', 'dropped', 'take']
    >>> needs("(?:comment)?", {})
    """
    try:
        return _Reader(pattern, lambda name: _of_concept(tuple(words.get(name, ())))).whole()
    except (_UnreadableError, RecursionError):
        return None


@lru_cache(maxsize=4096)
def _of_concept(words: tuple[str, ...]) -> Needs:
    """Return what stands in every match of one of ``words``; a concept without words never matches."""
    needed = (needs(word.partition(": ")[2], {}) for word in words if ": " in word)
    return _any_of((*needed, frozenset(triggers_of([word for word in words if ": " not in word]))))


def _any_of(branches: Iterable[Needs]) -> Needs:
    found: set[str] = set()
    for branch in branches:
        if branch is None:
            return None
        found |= branch
    return frozenset(found)


def _rarer(one: Needs, other: Needs) -> Needs:
    """Return the better of two things needed."""
    if one is None or other is None:
        return other if one is None else one
    return max(one, other, key=rarity)


@lru_cache(maxsize=8192)
def rarity(strings: frozenset[str]) -> tuple[float, tuple[str, ...]]:
    """Return a key that is larger the fewer texts one of ``strings`` is likely to stand in.

    >>> rarity(frozenset(("libel", "defam"))) > rarity(frozenset(("no", "libel")))
    True
    """
    ordered = tuple(sorted(strings))
    # A byte more makes a string about four times as rare: a sign counts more than a letter.
    return (-sum(4.0 ** -len(string.encode("utf-8", "replace")) for string in ordered), ordered)


class _Reader:
    """Reads one pattern from left to right."""

    def __init__(self, pattern: str, meaning: Callable[[str], Needs]) -> None:
        self._pattern = pattern
        self._meaning = meaning
        self._at = 0
        self._kind, self._shown, self._least = "", "", ""
        self._step()

    def whole(self) -> Needs:
        found = self._alternatives()
        if self._kind:
            raise _UnreadableError
        return found

    def _step(self) -> None:
        """Go on to the next token; its kind is empty at the end."""
        token = _TOKEN.match(self._pattern, self._at)
        if token is None:
            if self._at < len(self._pattern):
                raise _UnreadableError
            self._kind = ""
            return
        self._at = token.end()
        self._kind = "often" if token["often"] else str(token.lastgroup)
        self._shown, self._least = token[0], token["least"] or ""

    def _alternatives(self) -> Needs:
        branches = [self._sequence()]
        while self._kind == "bar":
            self._step()
            branches.append(self._sequence())
        return _any_of(branches)

    def _sequence(self) -> Needs:
        """Return the best of what the items of one branch need; signs side by side are one string."""
        best: Needs = None
        run = ""
        while self._kind not in ("", "bar", "close"):
            sign, found = self._item()
            least, most = self._times()
            if sign and least:
                run += sign
            elif found is not None and least:
                best = _rarer(best, found)
            if not sign or (least, most) != (1, 1):
                best, run = _rarer(best, _of_run(run)), ""
        return _rarer(best, _of_run(run))

    def _item(self) -> tuple[str, Needs]:
        """Read one item; return it where it is a sign or several, else what it needs."""
        kind, shown = self._kind, self._shown
        self._step()
        if kind == "sign":
            return shown.removeprefix("\\"), None
        if kind == "concept":
            return "", self._meaning(shown[1:-1])
        if kind in ("open", "look"):
            found = self._alternatives()
            if self._kind != "close":
                raise _UnreadableError
            self._step()
            return "", None if kind == "look" else found
        if kind == "other":
            return "", None
        raise _UnreadableError

    def _times(self) -> tuple[int, int]:
        """Return whether the item before must stand, and whether it stands once only."""
        if self._kind != "often":
            return 1, 1
        shown, least = self._shown, self._least
        self._step()
        if self._kind == "often":
            raise _UnreadableError
        return int(shown[0] == "+" or (least != "" and int(least) > 0)), 2


def _of_run(run: str) -> Needs:
    return frozenset((run,)) if run else None
