"""Where something is: a half-open stretch of a text.

Every other module speaks of places in a text with `Span` and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import frozen


@frozen(init=False)
class Span:
    """A half-open stretch ``[start, end)`` of a text, in code points.

    Raises `TypeError` when an offset is no `int` and `ValueError` when
    ``0 <= start <= end`` does not hold.

    >>> Span(3, 8).of("an article")
    'artic'
    >>> Span(3, 8) < Span(4, 5)
    True
    """

    start: int
    end: int

    # Written out: millions of spans are made, and what attrs generates costs as much as the rest.
    def __init__(self, start: int, end: int) -> None:
        if type(start) is not int or type(end) is not int:
            raise TypeError(f"a span needs two int offsets, not {start!r} and {end!r}")
        if not 0 <= start <= end:
            raise ValueError(f"a span needs 0 <= start <= end, not {start} and {end}")
        _set_start(self, start)
        _set_end(self, end)

    # The order is that of the two offsets; what attrs generates for it takes five times as long.
    def __lt__(self, other: Span) -> bool:
        if not isinstance(other, Span):
            return NotImplemented
        return self.start < other.start or (self.start == other.start and self.end < other.end)

    def __le__(self, other: Span) -> bool:
        if not isinstance(other, Span):
            return NotImplemented
        return self.start < other.start or (self.start == other.start and self.end <= other.end)

    def __gt__(self, other: Span) -> bool:
        return NotImplemented if not isinstance(other, Span) else other < self

    def __ge__(self, other: Span) -> bool:
        return NotImplemented if not isinstance(other, Span) else other <= self

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        """An empty span is still a place, so every span is true."""
        return True

    def of(self, text: str) -> str:
        """Return the part of ``text`` that the span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this span.

        >>> Span(0, 5).contains(Span(2, 5))
        True
        """
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point.

        >>> Span(0, 5).overlaps(Span(5, 9))
        False
        """
        return max(self.start, other.start) < min(self.end, other.end)

    def shift(self, by: int) -> Span:
        """Return the span moved by ``by`` code points.

        >>> Span(2, 4).shift(10)
        Span(start=12, end=14)
        """
        return Span(self.start + by, self.end + by)

    def strip(self, text: str) -> Span:
        """Return the span without the white space at its two ends in ``text``.

        >>> Span(0, 7).strip("  word ")
        Span(start=2, end=6)
        """
        part = text[self.start : self.end]
        start = self.start + len(part) - len(part.lstrip())
        return Span(start, max(start, self.start + len(part.rstrip())))

    @classmethod
    def cover(cls, spans: Iterable[Span]) -> Span:
        """Return the smallest span that holds all ``spans``; `ValueError` when there are none.

        >>> Span.cover([Span(4, 6), Span(1, 2)])
        Span(start=1, end=6)
        """
        found = tuple(spans)
        if not found:
            raise ValueError("no spans to cover")
        return cls(min(s.start for s in found), max(s.end for s in found))


# How the fields of a frozen span are filled once, by its own slots.
_set_start: Callable[[Span, int], None] = vars(Span)["start"].__set__
_set_end: Callable[[Span, int], None] = vars(Span)["end"].__set__


def shared_lengths(spans: Sequence[Span], others: Sequence[Span]) -> Iterator[int]:
    """Yield for each of ``spans`` how many code points of it lie inside ``others``.

    Both are ordered and do not overlap among themselves; the time taken is linear.

    >>> list(shared_lengths([Span(0, 4), Span(4, 9)], [Span(2, 6), Span(8, 12)]))
    [2, 3]
    """
    at = 0
    for span in spans:
        while at < len(others) and others[at].end <= span.start:
            at += 1
        shared, here = 0, at
        while here < len(others) and others[here].start < span.end:
            shared += min(span.end, others[here].end) - max(span.start, others[here].start)
            here += 1
        yield shared
