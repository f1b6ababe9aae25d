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
# the middle of a run of stops, so that a flood of them costs one pass.
_STOP = re.compile(
    r"""(?<![.!?…؟۔։])[.!?…؟۔։]++["'»”’“)\]]*+(?:[ \xa0\u202f]»(?=\s))?+(?=\s)
      | (?<![।॥။።])[।॥။።]++["'»”’“)\]]*+(?=\s)
      | (?<![。！？｡])[。！？｡]++[」』”’）)]*+""",
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
    **dict.fromkeys(map(ord, "\t\n\r\x0b\x0c\x85\xa0\u1680\u200b\u2028\u2029\u202f\u205f\u3000"), " "),
    **dict.fromkeys(range(0x2000, 0x200B), " "),
    **dict.fromkeys(map(ord, "’ʼ‘＇"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒"), "-"),
}


def lines(text: str) -> Iterator[Span]:
    r"""Yield the span of every line, blank ones too, without its line end.

    >>> [span.of("one\r\n\ntwo") for span in lines("one\r\n\ntwo")]
    ['one', '', 'two']
    """
    start = 0
    for end in LINE_END.finditer(text):
        yield Span(start, end.start())
        start = end.end()
    if start < len(text):
        yield Span(start, len(text))


def sentences(text: str) -> Iterator[Span]:
    r"""Yield the span of every sentence, without white space at its ends.

    A line end ends a sentence unless the text visibly runs on: the line stops at a comma or
    an opening bracket, or the next one goes on in lower case or with punctuation.
    No sentence is longer than `MAX_SENTENCE` code points.

    >>> text = "It was translated,\nread the original. Kommentare"
    >>> [span.of(text) for span in sentences(text)]
    ['It was translated,\nread the original.', 'Kommentare']
    """
    for run in _runs(text):
        start = run.start
        for stop in _STOP.finditer(text, run.start, run.end):
            if _is_end(text, start, stop):
                yield from pieces(text, Span(start, stop.end()))
                start = stop.end()
        yield from pieces(text, Span(start, run.end))


def pieces(text: str, span: Span) -> Iterator[Span]:
    """Yield ``span`` stripped, cut at blanks into several where it is longer than `MAX_SENTENCE`.

    >>> list(pieces("  short ", Span(0, 8)))
    [Span(start=2, end=7)]
    """
    start = span.start
    while span.end - start > MAX_SENTENCE:
        blank = text.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
        cut = blank if blank > 0 else start + MAX_SENTENCE
        yield from _kept(text, Span(start, cut))
        start = cut
    yield from _kept(text, Span(start, span.end))


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
    return text.replace("İ", "i").lower().translate(_SAME_LENGTH)


def _runs(text: str) -> Iterator[Span]:
    """Yield stretches of lines that run on into each other."""
    start = end = -1
    for line in lines(text):
        body = line.strip(text)
        if not len(body):
            if start >= 0:
                yield Span(start, end)
            start = -1
        elif start >= 0 and _runs_on(text, end, body.start):
            end = body.end
        else:
            if start >= 0:
                yield Span(start, end)
            start, end = body.start, body.end
    if start >= 0:
        yield Span(start, end)


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


def _kept(text: str, span: Span) -> Iterator[Span]:
    """Yield ``span`` stripped, unless nothing is left."""
    stripped = span.strip(text)
    if len(stripped):
        yield stripped
