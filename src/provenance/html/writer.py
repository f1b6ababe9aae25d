"""Writes the visible text, line by line, and notes where each run of it stands in the HTML."""

from __future__ import annotations

import re
from array import array

from .element import Attributes
from .layout import Box, Layout, Line
from .source_map import SourceMap
from .tags import Kind

# The white space that HTML collapses, and the further line ends of Unicode, which must end no line here.
_BLANK = " \t\n\r\f\v\x85\u2028\u2029"
# Possessive: a run of a million words must not leave a million places to come back to.
_RUN = re.compile(f"[^{_BLANK}]++(?: [^{_BLANK}]++)*+")


class Open:
    """An element that has begun; the places where its text and its markup begin."""

    __slots__ = ("attributes", "box", "content", "kind", "parent", "run", "start", "tag")

    def __init__(
        self, tag: str, attributes: Attributes, kind: Kind, parent: Open | None, run: int, start: int
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.kind = kind
        self.parent = parent
        self.run = run
        self.start = start
        self.box = -1  # its number among the boxes, once a line begins in it
        self.content: list[str] | None = None


class Writer:
    """The text so far.

    ``length`` is its length, ``lines`` the number of its lines, ``starts`` where its runs of the HTML begin.
    The tree tells in ``inside`` which element is open, in ``link`` the number of the open link, and
    in ``begins_line`` that what follows begins a line.
    """

    def __init__(self) -> None:
        self.inside: Open | None = None
        self.link = 0
        self.length = 0
        self.lines = 0
        self.starts = array("q")
        self.sources = array("q")
        self.lengths = array("q")
        self._parts: list[str] = []
        self.begins_line = True
        self._blank = False  # white space was seen since the last run
        self._boxes: list[Box] = []
        self._lines: list[tuple[int, int]] = []
        self._linked = array("q")
        self._links = array("q")
        self._last_link = 0

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def source(self, url: str | None) -> SourceMap:
        """Return the way back to the HTML at ``url``."""
        lines = map(
            Line._make,
            ((*line, k, n) for line, k, n in zip(self._lines, self._linked, self._links, strict=True)),
        )
        return SourceMap(
            self.starts, self.sources, self.lengths, Layout(tuple(self._boxes), tuple(lines)), url
        )

    def part(self) -> None:
        """Part what was written from what follows, as two links side by side are parted."""
        self._blank = True

    def write(self, data: str, at: int) -> None:
        """Write text that stands in the HTML at ``at``, with its white space collapsed.

        It holds more than white space.
        """
        if "  " not in data and data.isprintable():  # of all white space, only the blank is printable
            start, end = int(data[0] == " "), len(data) - int(data[-1] == " ")
            self._blank = self._blank or start > 0
            self._put(data[start:end], at + start, end - start)
            self._blank = end < len(data)
            return
        end = 0
        for run in _RUN.finditer(data):
            start = run.start()
            if start > end:
                self._blank = True
            end = run.end()
            self._put(run[0], at + start, end - start)
        if end < len(data):
            self._blank = True

    def write_lines(self, data: str, at: int) -> None:
        """Write text whose line ends count, as in ``pre``."""
        for line in data.splitlines(keepends=True):
            if line.isspace():
                self._blank = True
            else:
                self.write(line, at)
            at += len(line)
            if line[-1] in _BLANK[2:]:
                self.begins_line = True

    def write_reference(self, data: str, at: int, length: int) -> None:
        """Write what a character reference of ``length`` code points at ``at`` stands for."""
        if data in _BLANK:
            self._blank = True
        elif not (self.begins_line and data.isspace()):
            self._put(data, at, -length)

    def _put(self, data: str, at: int, length: int) -> None:
        if self.begins_line:
            self._begin_line()
        elif self._blank:
            self._separate(" ")
        self._blank = False
        self.starts.append(self.length)
        self.sources.append(at)
        self.lengths.append(length)
        self._parts.append(data)
        self.length += len(data)
        if self.link:
            self._linked[-1] += len(data)
            if self.link != self._last_link:
                self._links[-1] += 1
                self._last_link = self.link

    def _begin_line(self) -> None:
        if self.length:
            self._separate("\n")
        self.begins_line = False
        self.lines += 1
        self._lines.append((self.length, self._number(self.inside)))
        self._linked.append(0)
        self._links.append(0)

    def _number(self, opened: Open | None) -> int:
        """Return the number of the box an open element is, counting it and those around it in."""
        path = []
        while opened is not None and opened.box < 0:
            path.append(opened)
            opened = opened.parent
        number = opened.box if opened else -1
        for inner in reversed(path):
            self._boxes.append(Box(inner.tag, inner.attributes, number))
            number = inner.box = len(self._boxes) - 1
        return number

    def _separate(self, mark: str) -> None:
        """Put a line end or blank that stands nowhere in the HTML.

        Behind a reference it is a run of its own, of no length, because only then do the lengths
        tell where the reference ends.
        """
        if self.lengths[-1] < 0:
            self.starts.append(self.length)
            self.sources.append(self.sources[-1] - self.lengths[-1])
            self.lengths.append(0)
        self._parts.append(mark)
        self.length += 1
