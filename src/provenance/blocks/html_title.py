"""Which line of a page is its title: the heading that the page's own data name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import accumulate

from ..document import Document
from ..html.element import Element
from ..html.metadata import plain, titles
from ..html.source_map import SourceMap
from ..span import Span
from .html_said import first_word

_LEAST, _MOST = 8, 300  # code points of a title
_FEW_WORDS = 3  # so many blanks part the words of a title at least
_SAME, _PART, _HEADING = 4, 2, 1


def title_lines(document: Document, spans: Sequence[Span]) -> tuple[int, ...]:
    """Return the numbers of the lines that may be the title, all alike sure; empty where none stands out.

    A line is the more likely the title when it is what the page declares as its title, or begins or
    ends it, and when it is in an ``h1``; an ``h1`` without a declaration must be the only one.

    >>> from provenance.html import parse
    >>> page = parse("<title>Fog at sea - The Harbour News</title><p>News<h1>Fog at sea</h1>")
    >>> title_lines(page, [Span(0, 4), Span(5, 15)])
    (1,)
    """
    if not isinstance(document.source, SourceMap):
        return ()
    elements = document.select(Element)
    declared = {plain(title) for title in titles(elements)} - {""}
    words = {first_word(word) for title in declared for word in title.split()}
    headings = [element.span for element in elements if element.tag == "h1"]
    starts, ends = [span.start for span in headings], [*accumulate((span.end for span in headings), max)]
    values = []
    for span in spans:
        line = span.of(document.text).strip()
        if not _LEAST <= len(line) <= _MOST:
            values.append(0)
            continue
        before = bisect_left(starts, span.end)
        value = _HEADING if before and span.end <= ends[before - 1] else 0
        if first_word(line.lower()) in words:
            value += _overlap(plain(line), declared, value > 0)
        values.append(value)
    best = max(values, default=0)
    found = tuple(number for number, value in enumerate(values) if value == best)
    return found if best > _HEADING or (best == _HEADING and len(found) == 1) else ()


def _overlap(line: str, declared: Collection[str], is_heading: bool) -> int:
    """Return how well a line agrees with a declared title; of few words, it must be a heading."""
    if not is_heading and line.count(" ") < _FEW_WORDS:
        return 0  # the site's name stands as the title of many a page
    if line in declared:
        return _SAME
    begins, ends = line + " ", " " + line
    return _PART * any(title.startswith(begins) or title.endswith(ends) for title in declared)
