"""What the model sees of a page's markup: one column of small numbers per feature, one number per line.

The block a line is in and what is around it, links, names of classes, where the page's prose is,
lines that look alike, and what the page says about itself. The columns are those that were left of
twice as many: with all of them the model is no better on sites it has not seen.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ..document import Document
from ..html.layout import Layout, Line
from ..html.source_map import SourceMap
from ..span import Span
from .html_boxes import NESTS, TOPICS, Boxes
from .html_said import said
from .tables import Reader

Column = list[int]

_SHARES = (0.001, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.999)
_MASSES = (0.001, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9)
_LENGTHS = (4, 11, 26, 70)  # words
_COUNTS = (1, 2, 3, 5, 8, 13, 20, 40)
_CHARS = (20, 60, 120, 300, 700, 1500, 3000, 6000)
_PROSE = 10  # words; a line of so many, little of it linked, is prose
_TAGS = (
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "div", "td", "th", "blockquote", "figcaption", "section",
    "article", "label", "dd", "dt", "pre", "header", "footer", "nav", "aside", "form", "caption", "figure",
    "main", "ul", "ol", "body", "address", "summary", "legend", "tr", "button", "table", "center",
)  # fmt: skip
_TAG = {tag: number for number, tag in enumerate(_TAGS, 1)}
_INNER = {
    tag: number for number, tag in enumerate(("a", "span", "strong", "b", "em", "i", "time", "small"), 1)
}


def columns(document: Document, spans: Sequence[Span]) -> dict[str, Column]:
    """Return the features of the lines ``spans`` by name; none for a document that is no HTML page.

    >>> from provenance.html import parse
    >>> page = parse("<p>One line.</p>")
    >>> columns(page, [Span(0, 9)])["html.depth"]
    [1]
    """
    source = document.source
    if not isinstance(source, SourceMap) or not source.layout.lines:
        return {}
    page = _Page(source.layout, spans, document.text)
    found = _block(page) | _names(page) | _prose(page) | _alike(page)
    found["said"] = said(document, page.texts, page.size)
    return {f"html.{name}": column for name, column in found.items()}


class _Page:
    """The lines of one page with what several features use; -1 is the number of no box.

    ``by_box``, ``by_own`` and ``by_holder`` read a list with one entry a box, and a last one for
    no box, at the box, the block and the holder of every line.
    """

    def __init__(self, layout: Layout, spans: Sequence[Span], text: str) -> None:
        self.texts = [text[span.start : span.end] for span in spans]
        self.lengths = list(map(len, self.texts))
        self.boxes = Boxes(layout.boxes)
        self.lines = _lines(layout, spans)
        boxes = self.boxes
        self.words = [max(line.count(" ") + 1, _wide(line)) for line in self.texts]
        self.size = [bisect_right(_LENGTHS, words) for words in self.words]
        self.box = [line.box for line in self.lines]
        self.own = [boxes.blocks[box] for box in self.box]
        self.above = [boxes.above[own] for own in self.own]
        self.holder = [above if above >= 0 else own for above, own in zip(self.above, self.own, strict=True)]
        self.by_box, self.by_own, self.by_holder = map(Reader, (self.box, self.own, self.holder))
        self.linked = [
            bisect_right(_SHARES, line.linked / max(1, length))
            for line, length in zip(self.lines, self.lengths, strict=True)
        ]
        self.prose = [
            words if words >= _PROSE and linked <= 4 else 0
            for words, linked in zip(self.words, self.linked, strict=True)
        ]


def _wide(line: str) -> int:
    """Return about how many words a line has in a script that parts none."""
    return 0 if line.isascii() or line.count(" ") * 15 > len(line) else len(line) // 2


def _lines(layout: Layout, spans: Sequence[Span]) -> list[Line]:
    """Return the line of the layout that each span ends in."""
    starts = [line.start for line in layout.lines]
    return [layout.lines[max(0, bisect_right(starts, span.end - 1) - 1)] for span in spans]


def _sized(values: Iterable[int], page: _Page) -> Column:
    """Let a feature weigh differently for lines of different size."""
    return [5 * value + size for value, size in zip(values, page.size, strict=True)]


def _block(page: _Page) -> dict[str, Column]:
    """Bin the block of a line, those around it, and its links."""
    boxes = page.boxes
    tags = [_TAG.get(tag, len(_TAGS) + 1) for tag in boxes.tags] + [0]
    own = page.by_own(tags)
    inner = [_INNER.get(tag, 9) for tag in boxes.tags] + [0]
    return {
        "tag": _sized(own, page),
        "tag+1": [*(tag + 1 for tag in own[1:]), 0],
        "parent": [tags[above] for above in page.above],
        "grand": [tags[boxes.above[above]] for above in page.above],
        "inner": [inner[box] if box != own else 0 for box, own in zip(page.box, page.own, strict=True)],
        "links": _sized(page.linked, page),
        "link_count": [min(line.links, 6) for line in page.lines],
        "depth": list(page.by_box([min(depth, 30) for depth in boxes.depths[:-1]] + [31])),
        "hidden": list(page.by_box(boxes.hidden)),
    }


def _names(page: _Page) -> dict[str, Column]:
    """Bin how near a box named for each topic is, and whether each nesting element is around."""
    boxes = page.boxes
    near = zip(*(_near(*_named(boxes, box)) for box in page.box), strict=True)
    nests = zip(*map(_nested, page.by_box(boxes.nests)), strict=True)
    found = {f"is_{topic}": list(column) for topic, column in zip(TOPICS, near, strict=True)}
    return found | {f"in_{tag}": list(column) for tag, column in zip(NESTS, nests, strict=True)}


def _named(boxes: Boxes, box: int) -> tuple[int, int, int, int]:
    """Return the topics of all around a box, of the box, of the one around it, and of the next two."""
    around = boxes.around[box]
    if not around:
        return 0, 0, 0, 0
    topics, parents = boxes.topics, boxes.parents
    up = parents[box]
    far = parents[up]
    return around, topics[box], topics[up], topics[far] | topics[parents[far]]


@lru_cache(maxsize=4096)
def _near(around: int, own: int, outer: int, further: int) -> tuple[int, ...]:
    """Return for each topic 1 for a box named so, 2 and 3 for one in such a box, 4 far inside one, else 0."""
    bits = [1 << place for place in range(len(TOPICS))]
    return tuple(
        0 if not around & b else 1 if own & b else 2 if outer & b else 3 if further & b else 4 for b in bits
    )


@lru_cache(maxsize=1024)
def _nested(nests: int) -> tuple[int, ...]:
    return tuple(nests >> place & 1 for place in range(len(NESTS)))


def _prose(page: _Page) -> dict[str, Column]:
    """Bin how much of the page's prose the boxes around a line hold, and how far the main one is."""
    boxes = page.boxes
    sums = _Sums(page)
    main = page.by_holder(_distances(boxes, sums.main))
    shares = [
        bisect_right(_SHARES, part / max(1, size)) for part, size in zip(sums.linked, sums.chars, strict=True)
    ]
    held = [bisect_right(_MASSES, prose / sums.total) for prose in sums.prose] + [11]
    found = {
        "main": list(main),
        "to_half": list(page.by_own(_to_half(boxes, sums.prose, sums.total))),
        "around_links": list(page.by_holder([*shares, 10])),
        "around_chars": list(page.by_holder([bisect_right(_CHARS, size) for size in sums.chars] + [10])),
    }
    shares.append(11)
    rings = page.above
    for up in range(1, 5):
        if up != 3:
            found[f"held{up}"] = [held[box] for box in rings]
        if up >= 3:
            found[f"linked{up}"] = [shares[box] for box in rings]
        rings = [boxes.above[box] for box in rings]
    return found


class _Sums:
    """What each box of a page holds in all: words of prose, code points, those of links; and the main box."""

    def __init__(self, page: _Page) -> None:
        boxes = page.boxes
        count = len(boxes.tags)
        self.total = sum(page.prose) or 1
        held = [0] * (count + 1)  # of the lines whose holder a box is; the last stands for no box
        prose, chars, linked = ([0] * (count + 1) for _ in range(3))
        for holder, own, words, length, line in zip(
            page.holder, page.own, page.prose, page.lengths, page.lines, strict=True
        ):
            held[holder] += words
            prose[own] += words
            chars[own] += length
            linked[own] += line.linked
        for box in range(count - 1, -1, -1):
            outer = boxes.above[box] if boxes.blocks[box] == box else -1
            if outer >= 0:
                prose[outer] += prose[box]
                chars[outer] += chars[box]
                linked[outer] += linked[box]
        self.main = max(range(count), key=held.__getitem__) if count and self.total > 1 else -1
        self.prose, self.chars, self.linked = (prose[:count], chars[:count], linked[:count])


def _distances(boxes: Boxes, main: int) -> Column:
    """Bin for each box how many boxes lie between it and the page's main one, up and down; 39 for no box."""
    steps: dict[int, int] = {}
    while main >= 0:
        steps[main] = min(len(steps), 7)
        main = boxes.above[main]
    found, near, ups = [], [7], [0]  # the first entry stands for no box
    for box, outer in enumerate(boxes.above[:-1]):
        is_on_the_way = box in steps
        near.append(steps[box] if is_on_the_way else near[outer + 1])
        ups.append(0 if is_on_the_way else ups[outer + 1] + 1)
        found.append(near[-1] * 5 + min(ups[-1], 4))
    return [*found, 39]


def _to_half(boxes: Boxes, below: Sequence[int], total: int) -> Column:
    """Return for each box how many up the first one is that holds half of the page's prose; 13 for none."""
    found = [13]  # the first entry stands for no box
    for outer, prose in zip(boxes.above[:-1], below, strict=False):
        further = found[outer + 1]
        found.append(0 if 2 * prose >= total else 13 if further == 13 else min(further + 1, 12))
    return [*found[1:], 13]


def _alike(page: _Page) -> dict[str, Column]:
    """Bin how many lines stand in the same kind of block, and how many of the page's words."""
    boxes = page.boxes
    numbers: dict[tuple[str, str, str, str], int] = {}
    tags, names = [*boxes.tags, ""], [*boxes.names, ""]
    own = []
    for number, above in zip(page.own, page.above, strict=True):
        kind = (tags[number], names[number], tags[above], names[above])
        own.append(numbers.setdefault(kind, len(numbers)))
    count, words = [0] * len(numbers), [0] * len(numbers)
    for one, size in zip(own, page.words, strict=True):
        count[one] += 1
        words[one] += size
    total = sum(page.words)
    at = Reader(own)
    return {
        "same_count": list(at([bisect_right(_COUNTS, n) for n in count])),
        "same_mass": _sized(at([bisect_right(_MASSES, w / total) for w in words]), page),
    }
