"""What the model sees of a page's markup: one column of small numbers per feature, one number per line.

The block a line is in and what is around it, links, names of classes, where the page's prose is,
lines that look alike, and what the page says about itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from ..document import Document
from ..html.layout import Layout, Line
from ..html.source_map import SourceMap
from ..span import Span
from .html_boxes import NESTS, TOPICS, Boxes
from .html_said import said

Column = list[int]

_SHARES = (0.001, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.999)
_MASSES = (0.001, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9)
_LENGTHS = (4, 11, 26, 70)  # words
_MEANS = (2, 3, 5, 7, 10, 14, 19, 25, 33, 45, 60)
_COUNTS = (1, 2, 3, 5, 8, 13, 20, 40)
_PLACES = (1, 2, 3, 5, 9, 17)
_CHARS = (20, 60, 120, 300, 700, 1500, 3000, 6000)
_MEAN_CHARS = (10, 20, 35, 60, 100, 160, 250, 400)
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
    found = _block(page) | _names(page) | _prose(page) | _alike(page) | _around(page) | _beside(page)
    found["said"] = said(document, spans, page.size)
    return {f"html.{name}": column for name, column in found.items()}


class _Page:
    """The lines of one page with what several features use; -1 is the number of no box."""

    def __init__(self, layout: Layout, spans: Sequence[Span], text: str) -> None:
        self.spans = spans
        self.text = text
        self.boxes = Boxes(layout.boxes)
        self.lines = _lines(layout, spans)
        boxes = self.boxes
        self.words = [max(s.of(text).count(" ") + 1, _wide(s, text)) for s in spans]
        self.size = [bisect_right(_LENGTHS, words) for words in self.words]
        self.box = [line.box for line in self.lines]
        self.own = [boxes.blocks[box] if box >= 0 else -1 for box in self.box]
        self.above = [boxes.above(own) for own in self.own]
        self.holder = [above if above >= 0 else own for above, own in zip(self.above, self.own, strict=True)]
        self.linked = [
            bisect_right(_SHARES, line.linked / max(1, len(span)))
            for line, span in zip(self.lines, spans, strict=True)
        ]
        self.prose = [
            words if words >= _PROSE and linked <= 4 else 0
            for words, linked in zip(self.words, self.linked, strict=True)
        ]

    def by_box(self, numbers: Sequence[int], value: Callable[[int], int], none: int) -> Column:
        """Return for each line the ``value`` of its box, computed once per box."""
        known = {-1: none}
        for number in set(numbers):
            if number >= 0:
                known[number] = value(number)
        return [known[number] for number in numbers]


def _wide(span: Span, text: str) -> int:
    """Return about how many words a line has in a script that parts none."""
    line = span.of(text)
    return 0 if line.isascii() or line.count(" ") * 15 > len(line) else len(line) // 2


def _lines(layout: Layout, spans: Sequence[Span]) -> list[Line]:
    """Return the line of the layout that each span ends in."""
    starts = [line.start for line in layout.lines]
    return [layout.lines[max(0, bisect_right(starts, span.end - 1) - 1)] for span in spans]


def _sized(values: Sequence[int], page: _Page) -> Column:
    """Let a feature weigh differently for lines of different size."""
    return [5 * value + size for value, size in zip(values, page.size, strict=True)]


def _block(page: _Page) -> dict[str, Column]:
    """Bin the block of a line, those around it, and its links."""
    boxes = page.boxes

    def tag(number: int) -> int:
        return _TAG.get(boxes.tags[number], len(_TAGS) + 1)

    return {
        "tag": _sized(page.by_box(page.own, tag, 0), page),
        "parent": page.by_box(page.above, tag, 0),
        "grand": page.by_box([boxes.above(above) for above in page.above], tag, 0),
        "inner": page.by_box(
            [box if box != own else -1 for box, own in zip(page.box, page.own, strict=True)],
            lambda box: _INNER.get(boxes.tags[box], 9),
            0,
        ),
        "links": _sized(page.linked, page),
        "link_count": [min(line.links, 6) for line in page.lines],
        "depth": page.by_box(page.box, lambda box: min(boxes.depths[box], 30), 31),
        "hidden": page.by_box(page.box, boxes.hidden.__getitem__, 0),
    }


def _names(page: _Page) -> dict[str, Column]:
    """Bin how near a box named for each topic is, and whether each nesting element is around."""
    boxes, found = page.boxes, {}
    for place, topic in enumerate(TOPICS):
        bit = 1 << place
        found[f"is_{topic}"] = page.by_box(page.box, lambda box, bit=bit: _near(boxes, box, bit), 0)  # type: ignore[misc]
    for place, tag in enumerate(NESTS):
        bit = 1 << place
        found[f"in_{tag}"] = page.by_box(page.box, lambda box, bit=bit: int(boxes.nests[box] & bit > 0), 0)  # type: ignore[misc]
    return found


def _near(boxes: Boxes, box: int, bit: int) -> int:
    """Return 1 for a box of the topic itself, 2 and 3 for one around it, 4 for one far away, 0 for none."""
    if not boxes.around[box] & bit:
        return 0
    for distance in range(4):
        if boxes.topics[box] & bit:
            return 1 + min(distance, 2)
        box = boxes.parents[box]
    return 4


def _prose(page: _Page) -> dict[str, Column]:
    """Bin how much of the page's prose the boxes around a line hold, and how far the main one is."""
    boxes = page.boxes
    count = len(boxes.tags)
    total = sum(page.prose) or 1
    mass, below = [0] * (count + 1), [0] * (count + 1)  # the last stands for no box
    chars, linked, lines = [0] * (count + 1), [0] * (count + 1), [0] * (count + 1)
    for holder, own, prose, span, line in zip(
        page.holder, page.own, page.prose, page.spans, page.lines, strict=True
    ):
        mass[holder] += prose
        below[own] += prose
        chars[own] += len(span)
        linked[own] += line.linked
        lines[own] += 1
    for box in range(count - 1, -1, -1):
        outer = boxes.above(box) if boxes.blocks[box] == box else -1
        if outer >= 0:
            for sums in (below, chars, linked, lines):
                sums[outer] += sums[box]
    main = _distances(page, max(range(count), key=mass.__getitem__) if count and total > 1 else -1)
    found = {
        "mass": _sized(
            page.by_box(page.holder, lambda box: bisect_right(_MASSES, mass[box] / total), 0), page
        ),
        "main": main,
        "main_size": _sized([value // 5 for value in main], page),
        "to_half": page.by_box(page.own, lambda box: _to_half(boxes, box, below, total), 13),
        "around_links": page.by_box(
            page.holder, lambda box: bisect_right(_SHARES, linked[box] / max(1, chars[box])), 10
        ),
        "around_chars": page.by_box(page.holder, lambda box: bisect_right(_CHARS, chars[box]), 10),
        "around_mean": page.by_box(
            page.holder, lambda box: bisect_right(_MEAN_CHARS, chars[box] / max(1, lines[box])), 10
        ),
    }
    rings = page.above
    for up in range(1, 5):
        found[f"held{up}"] = page.by_box(rings, lambda box: bisect_right(_MASSES, below[box] / total), 11)
        found[f"linked{up}"] = page.by_box(
            rings, lambda box: bisect_right(_SHARES, linked[box] / max(1, chars[box])), 11
        )
        rings = [boxes.above(box) for box in rings]
    return found


def _distances(page: _Page, main: int) -> Column:
    """Bin for each line how many boxes lie between its holder and the page's main one, up and down."""
    boxes = page.boxes
    steps: dict[int, int] = {}
    while main >= 0:
        steps[main] = len(steps)
        main = boxes.above(main)

    def distance(box: int) -> int:
        up = 0
        while box >= 0 and box not in steps:
            box = boxes.above(box)
            up += 1
        return min(steps.get(box, 7), 7) * 5 + min(up, 4)

    return page.by_box(page.holder, distance, 39)


def _to_half(boxes: Boxes, box: int, below: Sequence[int], total: int) -> int:
    """Return how many boxes up the first one is that holds half of the page's prose."""
    steps = 0
    while box >= 0 and 2 * below[box] < total:
        box = boxes.above(box)
        steps += 1
    return min(steps, 12) if box >= 0 else 13


def _alike(page: _Page) -> dict[str, Column]:
    """Bin how many lines stand in the same kind of block, how long and how linked they are."""
    boxes = page.boxes

    def kind(number: int) -> tuple[str, str, str, str]:
        above = boxes.above(number)
        outer = (boxes.tags[above], boxes.names[above]) if above >= 0 else ("", "")
        return (boxes.tags[number], boxes.names[number], *outer)

    kinds = {number: kind(number) for number in set(page.own) if number >= 0}
    own = [kinds.get(number) for number in page.own]
    count = Counter(own)
    words: Counter[tuple[str, str, str, str] | None] = Counter()
    linked: Counter[tuple[str, str, str, str] | None] = Counter()
    chars: Counter[tuple[str, str, str, str] | None] = Counter()
    for one, size, line, span in zip(own, page.words, page.lines, page.spans, strict=True):
        words[one] += size
        linked[one] += line.linked
        chars[one] += len(span)
    total = sum(page.words)
    mass = {one: bisect_right(_MASSES, words[one] / total) for one in count}
    return {
        "same_count": [bisect_right(_COUNTS, count[one]) for one in own],
        "same_words": [bisect_right(_MEANS, words[one] / count[one]) for one in own],
        "same_links": [bisect_right(_SHARES, linked[one] / max(1, chars[one])) for one in own],
        "same_mass": _sized([mass[one] for one in own], page),
    }


def _around(page: _Page) -> dict[str, Column]:
    """Bin where a line stands in the box that holds its block."""
    seen: Counter[int] = Counter()
    before = []
    for holder in page.holder:
        before.append(seen[holder])
        seen[holder] += 1
    after = [seen[holder] - 1 - nth for holder, nth in zip(page.holder, before, strict=True)]
    return {
        "nth": [bisect_right(_PLACES, nth) for nth in before],
        "nth_last": [bisect_right(_PLACES, nth) for nth in after],
    }


def _beside(page: _Page) -> dict[str, Column]:
    """Bin the blocks and links of the lines beside a line, and whether they share its holder."""
    tags = page.by_box(page.own, lambda box: _TAG.get(page.boxes.tags[box], len(_TAGS) + 1), 0)
    holder = page.holder
    same = [int(a == b) for a, b in pairwise(holder)]
    found = {"same_holder": [a + 2 * b for a, b in zip([0, *same], [*same, 0], strict=True)]}
    for by in (-2, -1, 1, 2):
        found[f"tag{by:+d}"] = _shifted(tags, by)
        found[f"links{by:+d}"] = _shifted(page.linked, by)
    return found


def _shifted(column: Column, by: int) -> Column:
    """Move a column so that line i sees line i + by; beyond the page's edge is 0, all else +1."""
    more = [value + 1 for value in column]
    size = len(column)
    return ([0] * -by + more)[:size] if by < 0 else (more + [0] * by)[by : by + size]
