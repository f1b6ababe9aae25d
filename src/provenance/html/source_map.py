"""The way back from the visible text to the HTML, exact to the code point."""

from __future__ import annotations

from array import array
from bisect import bisect_right

from ..span import Span
from .layout import Layout


class SourceMap:
    r"""Tells for every span of a visible text where it stands in the HTML.

    Runs of text that stand in the HTML as they are, and character references, are kept as three
    arrays: where the run starts in the text, where in the HTML, and how long it is there.

    >>> from provenance.html import parse
    >>> html = "<p>Fish &amp; chips<b>,\n  daily</b></p>"
    >>> page = parse(html)
    >>> page.text
    'Fish & chips, daily'
    >>> page.source.span(Span(5, 19)).of(html)
    '&amp; chips<b>,\n  daily'
    """

    __slots__ = ("_lengths", "_sources", "_starts", "layout", "url")

    def __init__(
        self,
        starts: array[int],
        sources: array[int],
        lengths: array[int],
        layout: Layout,
        url: str | None,
    ) -> None:
        self._starts = starts
        self._sources = sources
        self._lengths = lengths  # negative: a character reference, which maps as a whole
        self.layout = layout
        self.url = url

    def span(self, span: Span) -> Span:
        """Return the span of the HTML that shows the text in ``span``.

        Markup between is included. Line ends and collapsed white space at the ends of ``span``
        stand nowhere in the HTML and are left out. `ValueError` where the text shows nothing.
        """
        if not self._starts:
            raise ValueError("a page without visible text has no spans")
        start = self._start(span.start)
        return Span(start, start if not len(span) else max(start, self._end(span.end)))

    def _start(self, at: int) -> int:
        run = max(0, bisect_right(self._starts, at) - 1)
        offset, length = at - self._starts[run], self._lengths[run]
        if run + 1 < len(self._starts) and self._is_gap(run, offset):
            return self._sources[run + 1]
        return self._sources[run] + (min(offset, length) if length > 0 else 0)

    def _is_gap(self, run: int, offset: int) -> bool:
        """Tell whether ``offset`` lies behind a run that stands as it is: on a line end or a blank."""
        length = self._lengths[run]
        return length > 0 and offset >= length

    def _end(self, at: int) -> int:
        run = max(0, bisect_right(self._starts, at - 1) - 1)
        length = self._lengths[run]
        return self._sources[run] + (min(at - self._starts[run], length) if length > 0 else -length)
