"""Lines that repeat over the pages of one site: a profile that learns them, a detector that finds them.

The profile is a count-min sketch (Cormode and Muthukrishnan 2005): a few rows of counters, one per
row touched by each line. Its size is bounded whatever the number of pages, and merging two profiles
is adding their counters.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

from attrs import field, frozen

from ..annotation import Annotation, Evidence
from ..document import Document
from ..span import Span
from ..text import lines

_ROWS = 3
_WIDTH = 1 << 15
_FORMAT = {"format": "provenance.site-profile", "version": 1, "rows": _ROWS, "width": _WIDTH}


@frozen
class RepeatedLine(Annotation):
    """The line stands on other pages of the site too: on about ``pages`` of ``of``."""

    pages: int = field(kw_only=True)
    of: int = field(kw_only=True)


class SiteProfile:
    r"""How many pages of a site hold which lines, in bounded memory.

    ``update`` counts a page in place; ``a | b`` is a new profile of both, and the order in which
    profiles are merged does not matter. Lines are told apart by a hash: no text is kept.

    >>> profile = SiteProfile()
    >>> profile.update(Document("Home\nA story"))
    >>> profile.update(Document("Home\nAnother one"))
    >>> profile.pages, profile.count("Home"), profile.count("A story")
    (2, 2, 1)
    """

    __slots__ = ("_cells", "_lines", "_pages")

    def __init__(self) -> None:
        self._pages = 0
        self._lines = 0
        self._cells: Counter[int] = Counter()

    @property
    def pages(self) -> int:
        """The number of pages counted."""
        return self._pages

    def update(self, document: Document) -> None:
        """Count the page: each of its different lines once."""
        found = {key for key, _ in _keyed(document)}
        self._pages += 1
        self._lines += len(found)
        for key in found:
            self._cells.update(_places(key))

    def count(self, line: str) -> int:
        """Return on about how many pages ``line`` stands; what chance collisions add is taken off."""
        return self._estimate(_key(line))

    def _estimate(self, key: bytes) -> int:
        least = min(self._cells[place] for place in _places(key))
        return max(0, least - (self._lines - least) // _WIDTH) if least else 0

    def __or__(self, other: SiteProfile) -> SiteProfile:
        """Return the profile of the pages of both."""
        if not isinstance(other, SiteProfile):
            return NotImplemented
        merged = SiteProfile()
        merged._pages = self._pages + other._pages
        merged._lines = self._lines + other._lines
        merged._cells = self._cells + other._cells
        return merged

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SiteProfile):
            return NotImplemented
        return (self._pages, self._lines, self._cells) == (other._pages, other._lines, other._cells)

    __hash__ = None  # type: ignore[assignment] # it changes

    def __repr__(self) -> str:
        return f"<SiteProfile of {self._pages} pages>"

    def to_json(self) -> str:
        """Return the profile as versioned JSON; equal profiles give equal text."""
        cells = [[place, count] for place, count in sorted(self._cells.items())]
        data = {**_FORMAT, "pages": self._pages, "lines": self._lines, "cells": cells}
        return json.dumps(data, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> SiteProfile:
        """Return the profile that ``to_json`` wrote; `ValueError` when the text is none.

        >>> SiteProfile.from_json(SiteProfile().to_json()).pages
        0
        """
        data = json.loads(text)
        if not isinstance(data, dict) or any(data.get(key) != value for key, value in _FORMAT.items()):
            raise ValueError("no site profile, or one of another version")
        profile = cls()
        profile._pages = _number(data.get("pages"), "pages")
        profile._lines = _number(data.get("lines"), "lines")
        profile._cells = Counter(dict(_cells(data.get("cells"))))
        rows = [0] * _ROWS
        for place, count in profile._cells.items():
            rows[place // _WIDTH] += count
        if any(total != profile._lines for total in rows):
            raise ValueError("a damaged site profile: the counters do not add up to the lines")
        return profile

    def save(self, path: Path | str) -> None:
        """Write the profile to a file."""
        Path(path).write_text(self.to_json(), "utf-8")

    @classmethod
    def load(cls, path: Path | str) -> SiteProfile:
        """Read a profile from a file; `ValueError` when it holds none."""
        return cls.from_json(Path(path).read_text("utf-8"))


@frozen
class RepeatedBlocks:
    r"""A detector that yields a `RepeatedLine` for every line that other pages of the site hold.

    A line is taken when at least ``least`` pages and the share ``share`` of all pages hold it.
    ``is_counted`` says that the page itself is in the profile and must not count.

    >>> profile = SiteProfile()
    >>> profile.update(Document("Home\nA story"))
    >>> [r.span.of("Home") for r in RepeatedBlocks(profile)(Document("Home"))]
    ['Home']
    """

    profile: SiteProfile = field(eq=False)
    least: int = field(default=1, kw_only=True)
    share: float = field(default=0.01, kw_only=True)
    is_counted: bool = field(default=False, kw_only=True)

    def __call__(self, document: Document) -> tuple[RepeatedLine, ...]:
        own = int(self.is_counted)
        of = self.profile.pages - own
        if of <= 0:
            return ()
        least = max(self.least, self.share * of)
        counted = ((span, self.profile._estimate(key) - own) for key, span in _keyed(document))
        return tuple(_repeated(span, pages, of) for span, pages in counted if pages >= least)


def _repeated(span: Span, pages: int, of: int) -> RepeatedLine:
    evidence = Evidence("blocks.site", span, f"on {pages} of {of} other pages of the site")
    return RepeatedLine(
        span, round(min(1.0, 0.5 + pages / of / 2), 4), (evidence,), pages=min(pages, of), of=of
    )


def _keyed(document: Document) -> Iterator[tuple[bytes, Span]]:
    """Yield the key and the span of every line that is not blank."""
    text = document.text
    for line in lines(text):
        span = line.strip(text)
        if len(span):
            yield _key(span.of(text)), span


def _key(line: str) -> bytes:
    """Return a hash of the line that white space does not change."""
    squeezed = " ".join(line.split())
    return blake2b(squeezed.encode("utf-8", "surrogatepass"), digest_size=4 * _ROWS).digest()


def _places(key: bytes) -> list[int]:
    """Return the counter that the key touches in each row."""
    return [row * _WIDTH + int.from_bytes(key[4 * row : 4 * row + 4], "big") % _WIDTH for row in range(_ROWS)]


def _number(value: Any, name: str) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(f"a damaged site profile: {name} is {value!r}")
    return value


def _cells(value: Any) -> Iterator[tuple[int, int]]:
    if not isinstance(value, list):
        raise ValueError("a damaged site profile: no list of cells")
    for cell in value:
        if not (isinstance(cell, list) and len(cell) == 2 and all(type(part) is int for part in cell)):
            raise ValueError(f"a damaged site profile: the cell {cell!r}")
        if not 0 <= cell[0] < _ROWS * _WIDTH or cell[1] <= 0:
            raise ValueError(f"a damaged site profile: the cell {cell!r}")
        yield cell[0], cell[1]
