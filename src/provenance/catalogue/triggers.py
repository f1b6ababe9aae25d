"""Find the trigger words of all rules in one pass over a text."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

#: Triggers are known by so many first letters; shorter ones are looked for one by one.
_HEAD = 4
#: So much text is gone through at a time: a list of all its places would be larger than the text.
_CHUNK = 1 << 16


def _by_head(strings: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return the strings by their first letters; those that are shorter stand under ``""``."""
    found: dict[str, list[str]] = defaultdict(list)
    for string in sorted(set(strings)):
        found[string[:_HEAD] if len(string) >= _HEAD else ""].append(string)
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

    def places(self, text: str) -> dict[str, Sequence[int]]:
        """Return the strings that stand in ``text``, each with where it begins, in order."""
        heads = self._heads
        found: dict[str, array[int]] = defaultdict(_offsets)
        for string in heads.get("", ()):
            found[string].extend(starts(string, text))
        last = len(text) - _HEAD + 1
        for start in range(0, last, _CHUNK):
            window = range(start, min(start + _CHUNK, last))
            for at in [at for at in window if text[at : at + _HEAD] in heads]:
                for string in heads[text[at : at + _HEAD]]:
                    if text.startswith(string, at):
                        found[string].append(at)
        return {string: places for string, places in found.items() if places}


def _offsets() -> array[int]:
    return array("L")


def starts(string: str, text: str) -> Iterator[int]:
    """Yield every place of ``text`` at which ``string`` begins.

    >>> list(starts("aa", "aaa"))
    [0, 1]
    """
    at = text.find(string)
    while at >= 0:
        yield at
        at = text.find(string, at + 1)
