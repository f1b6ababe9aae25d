"""Cut a text into words, by script, with what stands between them."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate

from attrs import frozen

from ..text import LINE_END

# What is written alike in every language: blanked at equal length, so offsets stay.
_NEUTRAL = re.compile(
    r"""
    (?:(?<!\w)|(?=[`<&-]))                             # nothing begins inside a word: this saves time
  (?:
    \b(?:https?|ftp)://[^\s<>"]+                      # an address with its scheme
  | \bwww\.[^\s<>"]+
  | (?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}   # e-mail
  | `[^`\n]{1,200}`                                   # code between back ticks
  | </?[A-Za-z][^<>\n]{0,200}>                        # a tag
  | &(?:[a-z]{2,8}|\#\d{1,6});                        # an entity
  | (?<!\w)[@\#]\w+                                   # a handle, a hashtag
  | \b(?:[a-z0-9-]{1,63}\.){1,4}
    (?:com|org|net|edu|gov|info|io|eu|at|de|ch|fr|es|it|nl|uk|pl|ru|jp|cn|se|no|dk|fi)\b(?:/[^\s<>"]*)?
  | (?<!\w)(?:~|\.{1,2})?/[\w.-]+(?:/[\w.-]+)+/?      # a path of files
  | \b\w+\([^()\n]{0,80}\)(?=[;.{\[])                 # a call
  | \b[a-z]+_\w+\b                                    # a name in code
  )
    """,
    re.VERBOSE,
)
# A line without any of this holds nothing of the kind, and most lines do.
_MAYBE_NEUTRAL = re.compile(r"[@#`<&/_.(](?:(?<![.(])|(?<=[\w-]\.)(?=\w)|(?<=\w\())")
# The same for a short text, which often holds none of it at all: to look for one letter is fastest.
_MARKS, _DOT, _CALL = "@#`<&/_", re.compile(r"\.(?<=[\w-]\.)(?=\w)"), re.compile(r"\((?<=\w\()")
_SHORT = 2000

_LATIN = "A-Za-zªºÀ-ÖØ-öø-ʯ\u0300-\u036fḀ-ỿＡ-Ｚａ-ｚﬀ-ﬆ"
_HAN = "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3041-\u3096\u3099-\u309f\u30a1-\u30ff\u31f0-\u31ff\uff66-\uff9f"
SCRIPTS: dict[str, str] = {
    "Latn": _LATIN,
    "Cyrl": "\u0400-\u052f\u1c80-\u1c88\u2de0-\u2dff\ua640-\ua69f",
    "Arab": "\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Deva": "\u0900-\u0963\u0971-\u097f\ua8e0-\ua8ff",
    "Grek": "\u0370-\u0373\u0376\u0377\u037a-\u037d\u037f\u0386\u0388-\u03ff\u1f00-\u1fff",
    "Hebr": "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u05d0-\u05f2\ufb1d-\ufb4f",
    "Beng": "\u0980-\u09e3\u09f0\u09f1",
    "Guru": "\u0a00-\u0a65\u0a70-\u0a75",
    "Gujr": "\u0a80-\u0ae3",
    "Taml": "\u0b80-\u0be5",
    "Telu": "\u0c00-\u0c65",
    "Knda": "\u0c80-\u0ce5",
    "Mlym": "\u0d00-\u0d65",
    "Thai": "\u0e01-\u0e3a\u0e40-\u0e4e",
    "Hang": "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff",
    "Kana": _KANA,
}
# Runs without spaces are cut short, so that a run never outweighs a sentence of words.
_MORE = {"Kana": "{0,3}", "Thai": "{0,7}"}
# Anything but ASCII marks, and behind it what its script allows; a letter of any other script is a word by
# itself. (To look back at the first letter is faster than to try every script at every blank.)
_WORD = re.compile(
    "([^\\x00-@\\[-`{-\\x7f](?:"
    + "|".join(f"(?<=[{ranges}])[{ranges}]{_MORE.get(name, '*')}" for name, ranges in SCRIPTS.items())
    + f"|(?<=[{_HAN}])[{_HAN}]?|(?<=[^\\W\\d_])))"
)
_OF = tuple((name, re.compile(f"[{ranges}]")) for name, ranges in (*SCRIPTS.items(), ("Hani", _HAN)))

WINDOW = 1 << 16  # code points of a text whose words are held
_SHORT_GAP, _MOST_GAPS = 64, 10_000  # characters and entries: what is kept is bounded
LINE, SENTENCE, QUOTE, COMMA, WORD = range(5)
_KINDS = (
    (LINE, LINE_END),
    # Never begun in the middle of a run of stops, so that a flood of them costs one pass.
    (SENTENCE, re.compile(r"(?<![.!?…。！？؟।॥])[.!?…。！？؟।॥]++[\"'”’»)\]]*+\s|[。！？।॥]")),
    (QUOTE, re.compile(r"[\"“”„«»‹›()\[\]{}「」『』（）|•·]|\s[-–—*']|[-–—*:']\s|—|–|[：`‘’]\s|\s[‘’]")),
    (COMMA, re.compile(r"[,;:،；，、：/.]")),
)


@frozen(eq=False)
class Tokens:
    """The words of a text: word ``i`` starts at ``starts[i]`` after a boundary of ``kinds[i]``.

    One more start is the end of the text. The words of a long text are not held but cut again when asked for,
    for they take many times its memory.
    """

    text: str
    starts: array[int]
    kinds: bytes
    held: list[str] | None

    def __len__(self) -> int:
        return len(self.kinds)

    def words(self, first: int, end: int) -> list[str]:
        """Return the words ``first`` to ``end``."""
        if self.held is not None:
            return self.held[first:end]
        return _WORD.findall(self.text, self.starts[first], self.starts[end])


class _Boundaries(dict[str, int]):
    """What kind of boundary each run of other characters is, found out once."""

    def __missing__(self, gap: str) -> int:
        kind = next((kind for kind, pattern in _KINDS if pattern.search(gap)), WORD)
        if len(gap) <= _SHORT_GAP and len(self) < _MOST_GAPS:
            self[gap] = kind
        return kind


@cache
def _boundaries() -> _Boundaries:
    return _Boundaries()


def script_of(word: str) -> str:
    """Return the script of a word's first letter, ``Zyyy`` for one that is not known.

    >>> script_of("слово")
    'Cyrl'
    """
    return _script(word[0])


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return next((name for name, pattern in _OF if pattern.match(letter)), "Zyyy")


def blank(text: str) -> str:
    """Return ``text`` with addresses, handles, code and tags made spaces, in equal length.

    >>> blank("see www.example.org now")
    'see                 now'
    """
    if len(text) < _SHORT and not (
        any(map(text.__contains__, _MARKS)) or _DOT.search(text) or _CALL.search(text)
    ):
        return text
    parts: list[str] = []
    done = 0
    while found := _MAYBE_NEUTRAL.search(text, done):
        start = max(done, text.rfind("\n", done, found.start()) + 1)
        end = text.find("\n", found.end())
        end = len(text) if end < 0 else end
        parts += text[done:start], _NEUTRAL.sub(_spaces, text[start:end])
        done = end
    return "".join([*parts, text[done:]]) if parts else text


def _spaces(match: re.Match[str]) -> str:
    return " " * (match.end() - match.start())


def tokenise(text: str) -> Tokens:
    """Cut a text into words; every letter is in one.

    >>> tokenise("Guten Tag, world").words(0, 3)
    ['Guten', 'Tag', 'world']
    """
    starts, kinds = array("I"), bytearray()
    held: list[str] = []
    for at, parts in _windows(text):
        ends = array("I", accumulate(map(len, parts), initial=at))
        starts += ends[1:-1:2]
        kinds += bytes(map(_boundaries().__getitem__, parts[0:-1:2]))
        held = parts[1::2]
    starts.append(len(text))
    if kinds:
        kinds[0] = LINE
    return Tokens(text, starts, bytes(kinds), held if len(held) == len(kinds) else None)


def _windows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield where a window begins and its parts: other characters and words in turn.

    A window after the first begins with the space before a word, so that nothing is cut in two.
    """
    at, size = 0, WINDOW
    while at + size < len(text):
        parts = _WORD.split(text[at : at + size])
        if len(parts) < 5:  # one long word, or no word
            size *= 2
            continue
        # The last word may go on: it and the characters before it are left to the next window.
        left = sum(map(len, parts[-3:]))
        yield at, [*parts[:-3], ""]
        at, size = at + size - left, WINDOW
    yield at, _WORD.split(text[at:])
