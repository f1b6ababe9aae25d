"""Lines, sentences and words of a text, as spans; and a lower case that keeps offsets.

Nothing here copies or normalises the text: every function speaks of places in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .span import Span

#: The line ends of Unicode; U+001C to U+001E, at which str.splitlines cuts too, are no line ends.
LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

# A terminator, the closing marks behind it, and what shows that a new sentence begins:
# white space in most scripts, nothing in Chinese and Japanese. Possessive, and never begun in
# the middle of a run of stops, so that a flood of them costs one pass. The first sign is a
# plain set, for which `re` looks much faster than for three alternatives.
_STOP = re.compile(
    r"""[.!?…؟۔։।॥።。！？｡](?:
        (?<=[.!?…؟۔։])(?<![.!?…؟۔։]{2})[.!?…؟۔։]*+["'»”’“)\]]*+(?:[ \xa0\u202f]»(?=\s))?+(?=\s)
      | (?<=[।॥።])(?<![।॥።]{2})[।॥።]*+["'»”’“)\]]*+(?=\s)
      | (?<=[。！？｡])(?<![。！？｡]{2})[。！？｡]*+[」』”’）)]*+)""",
    re.VERBOSE,
)
_NEXT = re.compile(r"\s*[\"'«»„“”‘’(\[¿¡]*(\S)")

# What a full stop does not end: an initial, a day or ordinal ("12."), a two-letter title ("Dr.");
# before a digit any short word ("Nr. 5", "Art. 17").
_ABBREVIATION = re.compile(r"(?:^|[\s(.])(?:[^\W\d_]|\d{1,2}|[A-Z][a-z])\.$")
_SHORT_WORD = re.compile(r"(?:^|[\s(])[^\W\d_]{2,4}\.$")

_WORD = re.compile(r"[^\W_]+(?:['’·-][^\W_]+)*")

#: No sentence is longer than this; what is longer is cut, so that work on a sentence is bounded.
MAX_SENTENCE = 1200

_SAME_LENGTH = {
    **dict.fromkeys("\t\n\r\x0b\x0c\x85\xa0\u1680\u200b\u2028\u2029\u202f\u205f\u3000", " "),
    **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
    **dict.fromkeys("’ʼ‘＇", "'"),
    **dict.fromkeys("‐‑‒", "-"),
}


def lines(text: str) -> Iterator[Span]:
    r"""Yield the span of every line, blank ones too, without its line end.

    >>> [span.of("one\r\n\ntwo") for span in lines("one\r\n\ntwo")]
    ['one', '', 'two']
    """
    for start, end in _line_bounds(text):
        yield Span(start, end)


def line_pieces(text: str) -> Iterator[Span]:
    r"""Yield the span of every line that is not blank as `pieces` does, stripped and not too long.

    >>> [span.of("one\n\n  two \n") for span in line_pieces("one\n\n  two \n")]
    ['one', 'two']
    """
    for start, end in _line_bounds(text):
        for piece in _pieces(text, start, end):
            yield Span(*piece)


def sentences(text: str) -> Iterator[Span]:
    r"""Yield the span of every sentence, without white space at its ends.

    A line end ends a sentence unless the text visibly runs on: the line stops at a comma or
    an opening bracket, or the next one goes on in lower case or with punctuation.
    No sentence is longer than `MAX_SENTENCE` code points.

    >>> text = "It was translated,\nread the original. Kommentare"
    >>> [span.of(text) for span in sentences(text)]
    ['It was translated,\nread the original.', 'Kommentare']
    """
    for start, end in _runs(text):
        for stop in _STOP.finditer(text, start, end):
            if _is_end(text, start, stop):
                for piece in _pieces(text, start, stop.end()):
                    yield Span(*piece)
                start = stop.end()
        for piece in _pieces(text, start, end):
            yield Span(*piece)


def pieces(text: str, span: Span) -> Iterator[Span]:
    """Yield ``span`` stripped, cut at blanks into several where it is longer than `MAX_SENTENCE`.

    >>> list(pieces("  short ", Span(0, 8)))
    [Span(start=2, end=7)]
    """
    for piece in _pieces(text, span.start, span.end):
        yield Span(*piece)


def words(text: str, span: Span | None = None) -> Iterator[Span]:
    """Yield the span of every word of ``text``, or of the part that ``span`` covers.

    >>> [word.of("It's 5 o'clock.") for word in words("It's 5 o'clock.")]
    ["It's", '5', "o'clock"]
    """
    start, end = (span.start, span.end) if span else (0, len(text))
    for word in _WORD.finditer(text, start, end):
        yield Span(word.start(), word.end())


def fold(text: str) -> str:
    r"""Return ``text`` in lower case, code point for code point, so that offsets stay true.

    Spaces of all kinds and line ends become a blank, curly apostrophes straight ones. A soft
    hyphen stays where it is.

    >>> fold("İzmir’de\n") == "izmir'de "
    True
    """
    # "İ" is the one letter whose lower case is two code points.
    folded = text.replace("İ", "i").lower()
    # A few signs are replaced one by one: `str.translate` asks for every letter of the text.
    for sign in _SAME_LENGTH.keys() & set(folded):
        folded = folded.replace(sign, _SAME_LENGTH[sign])
    return folded


# Places are pairs of offsets from here on: a `Span` is made only of what is given out.


def _line_bounds(text: str) -> Iterator[tuple[int, int]]:
    """Yield where every line starts and ends."""
    start = 0
    for found in LINE_END.finditer(text):
        end, behind = found.span()
        yield start, end
        start = behind
    if start < len(text):
        yield start, len(text)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a stretch of text as `pieces` does."""
    while end - start > MAX_SENTENCE:
        blank = text.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
        cut = blank if blank > 0 else start + MAX_SENTENCE
        first, last = _stripped(text, start, cut)
        if first < last:
            yield first, last
        start = cut
    first, last = _stripped(text, start, end)
    if first < last:
        yield first, last


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without the white space at its ends."""
    if start < end and (text[start].isspace() or text[end - 1].isspace()):
        part = text[start:end]
        start += len(part) - len(part.lstrip())
        end = max(start, end - len(part) + len(part.rstrip()))
    return start, end


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield stretches of lines that run on into each other."""
    first, last = -1, -1
    for line in _line_bounds(text):
        start, end = _stripped(text, *line)
        if first >= 0 and start < end and _runs_on(text, last, start):
            last = end
            continue
        if first >= 0:
            yield first, last
        first, last = (start, end) if start < end else (-1, -1)
    if first >= 0:
        yield first, last


def _runs_on(text: str, end: int, start: int) -> bool:
    """Tell whether the line that ends at ``end`` goes on in the one that begins at ``start``."""
    last, first = text[end - 1], text[start]
    if last in ",;(–—、，":
        return True
    return last not in ".!?…:。！？" and (first.islower() or first in ",.;:)")


def _is_end(text: str, start: int, stop: re.Match[str]) -> bool:
    """Tell whether the terminator ends a sentence, and not an abbreviation or a number."""
    following = _NEXT.match(text, stop.end(), stop.end() + 40)
    if following and following[1].islower() and "(" not in following[0]:
        return False
    if text[stop.start()] != ".":
        return True
    mark = stop.start() + 1
    before_digit = following is not None and following[1].isdigit()
    inside = (_ABBREVIATION, _SHORT_WORD) if before_digit else (_ABBREVIATION,)
    return not any(pattern.search(text, max(start, mark - 8), mark) for pattern in inside)
