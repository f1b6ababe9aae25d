"""What each line of the visible text stands in: boxes within boxes, as the markup nests them."""

from __future__ import annotations

from typing import NamedTuple

from .element import Attributes


class Box(NamedTuple):
    """An element that holds lines: ``parent`` is the number of the box around it, or -1.

    >>> Box("p", (("class", "lead"),), 3).tag
    'p'
    """

    tag: str
    attributes: Attributes
    parent: int


class Line(NamedTuple):
    """A line of the text: where it starts, the number of its box, how much of it is links.

    ``box`` is the innermost element that the line begins in (-1 for none), ``linked`` counts
    code points, ``links`` the links it holds.

    >>> Line(start=0, box=2, linked=4, links=1).linked
    4
    """

    start: int
    box: int
    linked: int
    links: int


class Layout(NamedTuple):
    """The boxes of a page, each behind the one around it, and its lines in order.

    >>> from provenance.html import parse
    >>> layout = parse("<ul><li><a href=/en>English</a> edition</ul>").source.layout
    >>> [box.tag for box in layout.boxes], layout.lines
    (['ul', 'li', 'a'], (Line(start=0, box=2, linked=7, links=1),))
    """

    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
