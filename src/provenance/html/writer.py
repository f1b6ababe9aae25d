"""Writes the visible text, line by line, and notes where each run of it stands in the HTML."""

from __future__ import annotations

import re
from array import array

from .source_map import SourceMap

# The white space that HTML collapses, and the further line ends of Unicode, which must end no line here.
_BLANK = " \t\n\r\f\v\x85\u2028\u2029"
_RUN = re.compile(f"[^{_BLANK}]+(?: [^{_BLANK}]+)*")


class Writer:
    """The text so far. ``length`` is its length, ``runs`` how many runs of the HTML it has."""

    __slots__ = ("_begins_line", "_blank", "_parts", "_pre", "length", "lengths", "sources", "starts")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._begins_line = True
        self._blank = False  # white space was seen since the last run
        self.length = 0
        self.starts = array("q")
        self.sources = array("q")
        self.lengths = array("q")

    @property
    def runs(self) -> int:
        return len(self.starts)

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def map(self, url: str | None) -> SourceMap:
        """Return the way back to the HTML at ``url``."""
        return SourceMap(self.starts, self.sources, self.lengths, url)

    def end_line(self) -> None:
        self._begins_line = True

    def write(self, data: str, at: int) -> None:
        """Write text that stands in the HTML at ``at``, with its white space collapsed."""
        end = 0
        for run in _RUN.finditer(data):
            start = run.start()
            if start > end:
                self._blank = True
            end = run.end()
            self._put(run[0], at + start, end - start)
            self._blank = False
        if end < len(data):
            self._blank = True

    def write_lines(self, data: str, at: int) -> None:
        """Write text whose line ends count, as in ``pre``."""
        for line in data.splitlines(keepends=True):
            self.write(line, at)
            at += len(line)
            if line[-1] in "\n\r\f\v\x85\u2028\u2029":
                self._begins_line = True

    def write_reference(self, data: str, at: int, length: int) -> None:
        """Write what a character reference of ``length`` code points at ``at`` stands for."""
        if data in _BLANK:
            self._blank = True
        else:
            self._put(data, at, -length)
            self._blank = False

    def _put(self, data: str, at: int, length: int) -> None:
        if self._begins_line:
            if self.length:
                self._separate("\n")
            self._begins_line = False
        elif self._blank:
            self._separate(" ")
        self.starts.append(self.length)
        self.sources.append(at)
        self.lengths.append(length)
        self._parts.append(data)
        self.length += len(data)

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
