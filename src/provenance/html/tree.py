"""The open elements of a page, closed as browsers close them, each said as an `Element`.

A small part of the tree construction of the HTML Standard: void elements, implied end tags of
paragraphs, list items and table parts, end tags that do not reach out of their scope. What it
leaves out (adoption agency, foster parenting) moves elements, never text.
"""

from __future__ import annotations

from ..annotation import Evidence
from ..span import Span
from .element import Attributes, Element
from .limits import Limits
from .tags import BLOCKS, CLOSES, CLOSES_P, SCOPES, SILENT, SPEAKING, TABLE, UNUSED_LINKS, VOID
from .writer import Writer

_DEPTH = 512  # browsers nest no deeper either
_LOOK_BACK = 32  # so many open elements are looked at for one that a list item or cell closes
_LONGEST_VALUE = 2_000  # code points kept of an attribute's value
_MOST_ATTRIBUTES = 100
_MARKS = ("its-", "_mst", "x-bergamot")  # names of attributes that translators leave, by their start
_LONGEST_CONTENT = 200_000  # code points kept of a title or a JSON-LD script
_FOREIGN = frozenset({"svg", "math"})  # a block's start tag ends them: no HTML block stands inside


class _Open:
    """An element that has begun; the places where its text and its markup begin."""

    __slots__ = ("attributes", "content", "number", "run", "start", "tag")

    def __init__(self, tag: str, attributes: Attributes, number: int, run: int, start: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.number = number
        self.run = run
        self.start = start
        self.content: list[str] | None = None


class Tree:
    """Takes tags and text in the order of the page, tells the writer what is shown where.

    ``elements`` in document order once `close` was called.
    Raises `DocumentTooLarge` when more elements or text is found than ``limits`` allow.
    """

    def __init__(self, writer: Writer, limits: Limits) -> None:
        self._writer = writer
        self._limits = limits
        self._stack: list[_Open] = []
        self._found: list[tuple[int, Element]] = []
        self._number = 0
        self._too_deep = 0
        self._silent = 0
        self._pre = 0
        # Which tags are open inside the innermost boundary: looked up, so that an end tag
        # without its start tag costs nothing however deep the page is.
        self._inline: list[dict[str, int]] = [{}]
        self._block: list[dict[str, int]] = [{}]
        self._table: list[dict[str, int]] = [{}]

    def elements(self) -> tuple[Element, ...]:
        """Return the elements that have ended, in the order they began."""
        return tuple(element for _, element in sorted(self._found, key=lambda found: found[0]))

    def close(self, at: int) -> None:
        """End all elements: the page ends ``at`` this place."""
        while self._stack:
            self._pop(at, at)

    def text(self, data: str, at: int) -> None:
        """Take text that stands in the HTML at ``at``."""
        if self._silent:
            self._keep(data)
        elif self._pre:
            self._writer.write_lines(data, at)
        else:
            self._writer.write(data, at)

    def reference(self, data: str, at: int, length: int) -> None:
        """Take a character reference at ``at`` and what it stands for."""
        if self._silent:
            self._keep(data)
        else:
            self._writer.write_reference(data, at, length)

    def start(self, tag: str, attributes: list[tuple[str, str]], at: int, end: int) -> None:
        """Take a start tag that stands in the HTML from ``at`` to ``end``."""
        is_block = tag in BLOCKS
        if is_block:
            self._imply_ends(tag, at)
            self._writer.end_line()
        elif tag == "a" and "a" in self._inline[-1]:
            self._pop_to("a", at, at)
        if tag in VOID:
            self._void(tag, attributes, at, end)
        elif len(self._stack) >= _DEPTH:
            self._too_deep += 1
        else:
            self._push(tag, attributes, is_block, at)

    def end(self, tag: str, at: int, end: int) -> None:
        """Take an end tag that stands in the HTML from ``at`` to ``end``."""
        is_block = tag in BLOCKS
        if is_block or tag == "br":
            self._writer.end_line()
        if self._too_deep:
            self._too_deep -= 1
        elif tag in self._scopes(tag, is_block)[-1]:
            self._pop_to(tag, at, end)

    def _keep(self, data: str) -> None:
        content = self._stack[-1].content if self._stack else None
        if content is not None and sum(map(len, content)) < _LONGEST_CONTENT:
            content.append(data[:_LONGEST_CONTENT])

    def _imply_ends(self, tag: str, at: int) -> None:
        """End what the start tag of the block ``tag`` ends."""
        for foreign in _FOREIGN & self._inline[-1].keys() if self._silent else ():
            self._pop_to(foreign, at, at)
        if tag in CLOSES_P and "p" in self._block[-1]:
            self._pop_to("p", at, at)
        if tag in CLOSES:
            outermost = self._outermost(*CLOSES[tag])
            while outermost and len(self._stack) > outermost:
                self._pop(at, at)

    def _outermost(self, closed: frozenset[str], boundary: frozenset[str]) -> int:
        """Return where in the stack the outermost of ``closed`` inside ``boundary`` stands, or 0."""
        found = 0
        for place in range(len(self._stack) - 1, max(0, len(self._stack) - _LOOK_BACK), -1):
            tag = self._stack[place].tag
            if tag in boundary:
                break
            if tag in closed:
                found = place
        return found

    def _void(self, tag: str, attributes: list[tuple[str, str]], at: int, end: int) -> None:
        if tag in ("br", "hr"):
            self._writer.end_line()
        elif tag in SPEAKING and attributes and not _is_unused(tag, attributes):
            self._say(_Open(tag, _kept(attributes), self._next(), self._writer.runs, at), end)

    def _push(self, tag: str, attributes: list[tuple[str, str]], is_block: bool, at: int) -> None:
        opened = _Open(tag, _kept(attributes) if attributes else (), self._next(), self._writer.runs, at)
        self._stack.append(opened)
        scope = self._scopes(tag, is_block)[-1]
        scope[tag] = scope.get(tag, 0) + 1
        if is_block:
            self._inline.append({})
            if tag in SCOPES:
                self._block.append({tag: 1})
                if tag == "table":
                    self._table.append({tag: 1})
            elif tag == "pre":
                self._pre += 1
        if tag in SILENT:
            self._silent += 1
            if tag == "title" or (tag == "script" and _type(opened) == "application/ld+json"):
                opened.content = []

    def _scopes(self, tag: str, is_block: bool) -> list[dict[str, int]]:
        if not is_block:
            return self._inline
        return self._table if tag in TABLE else self._block

    def _pop_to(self, tag: str, at: int, end: int) -> None:
        """End elements up to the innermost one called ``tag``; its own end tag reaches to ``end``."""
        while self._stack[-1].tag != tag:
            self._pop(at, at)
        self._pop(at, end)

    def _pop(self, at: int, end: int) -> None:
        """End the innermost element; its end tag, if it has one, reaches from ``at`` to ``end``."""
        opened = self._stack.pop()
        tag = opened.tag
        is_block = tag in BLOCKS
        if is_block:
            self._inline.pop()
            if tag in SCOPES:
                self._block.pop()
                if tag == "table":
                    self._table.pop()
            elif tag == "pre":
                self._pre -= 1
            self._writer.end_line()
        scope = self._scopes(tag, is_block)[-1]
        scope[tag] -= 1
        if not scope[tag]:
            del scope[tag]
        self._silent -= tag in SILENT
        if opened.content or _matters(opened, self._writer.runs > opened.run):
            self._say(opened, end)

    def _say(self, opened: _Open, end: int) -> None:
        writer, first = self._writer, opened.run
        start = writer.length
        if first < writer.runs:
            start = writer.starts[first if writer.lengths[first] else first + 1]
        span = Span(start, writer.length)
        content = "".join(opened.content) if opened.content else ""
        element = Element(
            span,
            1.0,
            (Evidence("html.element", span),),
            tag=opened.tag,
            attributes=opened.attributes,
            markup=Span(opened.start, end),
            content=content,
        )
        self._found.append((opened.number, element))
        self._limits.check("elements", len(self._found))

    def _next(self) -> int:
        self._number += 1
        return self._number


def _kept(attributes: list[tuple[str, str]]) -> Attributes:
    return tuple((name, value[:_LONGEST_VALUE]) for name, value in attributes[:_MOST_ATTRIBUTES])


def _type(opened: _Open) -> str:
    return dict(opened.attributes).get("type", "").strip().lower()


def _is_unused(tag: str, attributes: list[tuple[str, str]]) -> bool:
    """Tell whether a void element says nothing about the text: style sheets, icons."""
    return tag == "link" and not set(dict(attributes).get("rel", "").lower().split()) - UNUSED_LINKS


def _matters(opened: _Open, has_text: bool) -> bool:
    """Tell whether an element is worth saying: it shows text and is a block, or has attributes."""
    if has_text:
        return opened.tag in BLOCKS or bool(opened.attributes)
    return opened.tag == "html" or any(name.startswith(_MARKS) for name, _ in opened.attributes)
