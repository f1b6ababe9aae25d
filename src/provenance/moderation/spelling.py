"""Whether a disguised spelling is a word, letter by letter."""

from __future__ import annotations

import unicodedata
from itertools import groupby

import regex
from attrs import frozen

from .fold import INVISIBLE, bare, fold, signs

_SCRIPTS = tuple(
    (name, regex.compile(rf"\p{{{name}}}")) for name in ("Latin", "Cyrillic", "Greek", "Arabic", "Hebrew")
)
#: In a word this long, a letter written twice makes no other word.
_DOUBLES_FROM = 6


@frozen
class Word:
    """A blocked word: the entry as the operator wrote it, and a folded spelling to look for.

    >>> len(Word("Depp*", "depp"))
    4
    """

    entry: str
    shape: str

    def __len__(self) -> int:
        return len(self.shape)


def same(word: Word, text: str, folded: str, start: int, end: int, *, open_end: bool = False) -> bool:
    """Tell whether ``text[start:end]`` spells ``word``; with ``open_end``, whether it begins with it.

    Both have the same key. What tells words apart nevertheless: a letter once or twice ("Hel" and
    "Hell"), "i" and "l", marks that make another letter ("schwul" and "schwül"), the script.

    >>> same(Word("schwul", "schwul"), "schwül", fold("schwül"), 0, 6)
    False
    """
    letters = _letters(text, folded, start, end)
    real = sum(c.isalpha() for c in letters)
    if not real or (real * 3 < len(letters) and len(letters) < _DOUBLES_FROM - 1):
        return False
    marks = sum(unicodedata.combining(c) > 0 for c in text[start:end])
    dressed = marks >= max(2, len(letters) // 2)
    if not _same_letters(_letters(word.shape, word.shape, 0, len(word.shape)), letters, open_end, dressed):
        return False
    return _same_script(word.entry, text, start, end)


def _letters(text: str, folded: str, start: int, end: int) -> str:
    """Return the letters of a spelling, digits and signs as they stand, marks put on their letters."""
    out: list[str] = []
    for at in range(start, end):
        char = folded[at]
        if char == INVISIBLE:
            mark = unicodedata.normalize("NFC", out[-1] + text[at]) if out else ""
            if len(mark) == 1:
                out[-1] = fold(mark)
        elif char.isalnum() or char in signs():
            out.extend("ss" if char == "ß" else bare(char) if char in "æœﬁﬂﬀ" else char)
    return "".join(out)


def _same_letters(word: str, letters: str, open_end: bool, dressed: bool) -> bool:
    wanted, written = _grouped(word), _grouped(letters)
    if open_end:
        written = written[: len(wanted)]
        if written and len(written[-1]) > len(wanted[-1]):
            written[-1] = written[-1][: len(wanted[-1])]
    if len(wanted) != len(written):
        return False
    stretched = 2 if len(word) >= _DOUBLES_FROM else 3
    strange = 0
    for want, wrote in zip(wanted, written, strict=True):
        if not _same_run(want, wrote, stretched):
            return False
        strange += _strange(want, wrote)
    return dressed or strange == 0 or strange >= max(2, len(wanted) // 2)


def _grouped(letters: str) -> list[str]:
    """Return the runs of letters that have one key."""
    return ["".join(group) for _, group in groupby(letters, key=bare)]


def _same_run(want: str, wrote: str, stretched: int) -> bool:
    if len(wrote) != len(want) and (len(wrote) < len(want) or len(wrote) < stretched):
        return False
    if len(set(map(_bare_l, want))) == 1:
        return all(_fits(want[0], c) for c in wrote)
    return len(want) == len(wrote) and all(map(_fits, want, wrote))


def _fits(want: str, wrote: str) -> bool:
    """Tell whether a written character may stand for a letter of which it has the key."""
    return not wrote.isalpha() or _bare_l(want) == _bare_l(wrote)


def _bare_l(letter: str) -> str:
    return "l" if letter == "l" else bare(letter)


def _strange(want: str, wrote: str) -> int:
    """Return 1 when a mark makes another letter of it."""
    return int(any(c.isalpha() and c not in want for c in wrote))


def _same_script(word: str, text: str, start: int, end: int) -> bool:
    """Tell whether a letter of the word's script is in the hit, or most letters around it are of it."""
    for _, script in _SCRIPTS:
        if script.search(word):
            if script.search(unicodedata.normalize("NFKC", text[start:end])):
                return True
            around = text[max(0, start - 200) : start] + text[end : end + 200]
            ours = len(script.findall(around))
            letters = sum(c.isalpha() for c in around)
            return ours * 2 > letters or not letters
    return True
