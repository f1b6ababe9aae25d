"""The open elements of a page, closed as browsers close them; those that matter become `Element`.

A small part of the tree construction of the HTML Standard: void elements, implied end tags of
paragraphs, list items and table parts, end tags that do not reach out of their scope. What it
leaves out (adoption agency, foster parenting) moves elements, never text.
"""

from __future__ import annotations

from ..annotation import Evidence
from ..span import Span
from .element import Attributes, Element
from .limits import Limits
from .tags import CUSTOM, INLINE, KINDS, SPEAKING, UNUSED_LINKS, Kind
from .writer import Open, Writer

_DEPTH = 512  # browsers nest no deeper either
_LOOK_BACK = 16  # so many open elements are looked at for one that a list item or cell closes
_LONGEST_VALUE = 2_000  # code points kept of an attribute's value
_MOST_ATTRIBUTES = 100
_LONGEST_CONTENT = 200_000  # code points kept of a title or a JSON-LD script
_FOREIGN = frozenset({"svg", "math"})  # a block's start tag ends them: no HTML block stands inside
_TELLING = ("lang", "translate", "itemprop", "itemtype", "its-", "_mst", "x-bergamot")  # starts of names
_TRANSLATORS = ("transl", "goog", "deepl", "wpml")  # parts of what translators leave in classes and comments


class Tree:
    """Takes tags and text in the order of the page, tells the writer what is shown where.

    Raises `DocumentTooLarge` when more elements or text is found than ``limits`` allow.
    """

    def __init__(self, writer: Writer, limits: Limits) -> None:
        self._writer = writer
        self._limits = limits
        self._stack: list[Open] = []
        self._found: list[Element] = []
        self._too_deep = 0
        self._silent = 0
        self._pre = 0
        self._links = 0
        self._after_link = -1
        self._content = 0
        # Which tags are open inside the innermost boundary, by `Kind.scope`: looked up, so that an
        # end tag without its start tag costs nothing however deep the page is.
        self._scopes: tuple[list[dict[str, int]], ...] = ([{}], [{}], [{}])

    def elements(self) -> tuple[Element, ...]:
        """Return the elements that matter and have ended, in the order they began."""
        return tuple(sorted(self._found, key=_place))

    def close(self, at: int) -> None:
        """End all elements: the page ends ``at`` this place."""
        while self._stack:
            self._pop(at, at)
        self._check()

    def text(self, data: str, at: int) -> None:
        """Take text that stands in the HTML at ``at``."""
        if self._silent:
            self._keep(data)
        elif self._pre:
            self._check(data.count("\n"))
            self._writer.write_lines(data, at)
        elif data.isspace():
            self._writer.part()
        else:
            self._check()
            self._writer.write(data, at)

    def reference(self, data: str, at: int, length: int) -> None:
        """Take a character reference at ``at`` and what it stands for."""
        if self._silent:
            self._keep(data)
        else:
            self._check()
            self._writer.write_reference(data, at, length)

    def comment(self, data: str, at: int, end: int) -> None:
        """Take a comment; what translation tools leave in one is kept, as an element ``#comment``."""
        kept = data[:_LONGEST_VALUE]
        if _names_translator(kept.lower()):
            here = Span(self._writer.length, self._writer.length)
            self._say("#comment", (), here, Span(at, end), kept)

    def start(self, tag: str, attributes: list[tuple[str, str]], at: int, end: int) -> None:
        """Take a start tag that stands in the HTML from ``at`` to ``end``."""
        kind = KINDS.get(tag) or _unknown(tag)
        if kind.is_block:
            self._imply_ends(kind, at)
            self._writer.begins_line = True
        elif kind.is_void:
            self._void(tag, attributes, at, end)
            return
        elif tag == "a":
            self._start_link(at)
        if len(self._stack) >= _DEPTH:
            self._too_deep += 1
        else:
            short = end - at <= _LONGEST_VALUE and len(attributes) <= _MOST_ATTRIBUTES
            self._push(tag, tuple(attributes) if short else _kept(attributes), kind, at)

    def end(self, tag: str, at: int, end: int) -> None:
        """Take an end tag that stands in the HTML from ``at`` to ``end``."""
        kind = KINDS.get(tag) or _unknown(tag)
        if kind.is_block or tag == "br":
            self._writer.begins_line = True
        if self._too_deep:
            self._too_deep -= 1
        elif tag in self._scopes[kind.scope][-1]:
            while self._stack[-1].tag != tag:
                self._pop(at, at)
            self._pop(at, end)

    def _check(self, more: int = 0) -> None:
        """Raise `DocumentTooLarge` for too much text, or too many lines with so many ``more``."""
        writer, limits = self._writer, self._limits
        if writer.length > limits.text or writer.lines + more > limits.lines:
            limits.check("text", writer.length)
            limits.check("lines", writer.lines + more)

    def _keep(self, data: str) -> None:
        content = self._stack[-1].content if self._stack else None
        if content is not None and self._content < _LONGEST_CONTENT:
            self._content += len(data)
            content.append(data[:_LONGEST_CONTENT])

    def _start_link(self, at: int) -> None:
        """End a link that is still open; two links side by side are two words at least."""
        if "a" in self._scopes[0][-1]:
            self._pop_to("a", at, at)
        if self._after_link == len(self._writer.starts):
            self._writer.part()
        self._links += 1

    def _imply_ends(self, kind: Kind, at: int) -> None:
        """End what the start tag of a block of this ``kind`` ends."""
        inline, block, _ = self._scopes
        if self._silent:
            for foreign in _FOREIGN & inline[-1].keys():
                self._pop_to(foreign, at, at)
        if kind.closes_p and "p" in block[-1]:
            self._pop_to("p", at, at)
        if kind.closes:
            outermost = self._outermost(*kind.closes)
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
            self._writer.begins_line = True
        elif tag in SPEAKING and attributes and not _is_unused(tag, attributes):
            here = Span(self._writer.length, self._writer.length)
            self._say(tag, _kept(attributes), here, Span(at, end), "")

    def _push(self, tag: str, attributes: Attributes, kind: Kind, at: int) -> None:
        writer, stack, scopes = self._writer, self._stack, self._scopes
        opened = Open(tag, attributes, kind, stack[-1] if stack else None, len(writer.starts), at)
        stack.append(opened)
        writer.inside = opened
        scope = scopes[kind.scope][-1]
        scope[tag] = scope.get(tag, 0) + 1
        if kind.is_block:
            scopes[0].append({})
            if kind.is_scope:
                scopes[1].append({tag: 1})
                if tag == "table":
                    scopes[2].append({tag: 1})
            elif tag == "pre":
                self._pre += 1
        elif tag == "a":
            writer.link = self._links
        if kind.is_silent:
            self._silence(opened)

    def _silence(self, opened: Open) -> None:
        self._silent += 1
        is_data = opened.tag == "script" and _type(opened) == "application/ld+json"
        if is_data or opened.tag == "title":
            opened.content = []
            self._content = 0

    def _pop_to(self, tag: str, at: int, end: int) -> None:
        """End elements up to the innermost one called ``tag``; its own end tag reaches to ``end``."""
        while self._stack[-1].tag != tag:
            self._pop(at, at)
        self._pop(at, end)

    def _pop(self, at: int, end: int) -> None:
        """End the innermost element; its end tag, if it has one, reaches from ``at`` to ``end``."""
        opened = self._stack.pop()
        tag, kind, writer = opened.tag, opened.kind, self._writer
        writer.inside = opened.parent
        if kind.is_block:
            self._end_block(kind, tag)
        elif tag == "a":
            writer.link = 0
            self._after_link = len(writer.starts)
        if kind.is_silent:
            self._silent -= 1
        scope = self._scopes[kind.scope][-1]
        if scope[tag] == 1:
            del scope[tag]
        else:
            scope[tag] -= 1
        is_shown = kind.is_kept and len(writer.starts) > opened.run
        if is_shown or opened.content or _matters(opened):
            content = "".join(opened.content) if opened.content else ""
            self._say(tag, opened.attributes, self._shown(opened.run), Span(opened.start, end), content)

    def _end_block(self, kind: Kind, tag: str) -> None:
        inline, block, table = self._scopes
        inline.pop()
        if kind.is_scope:
            block.pop()
            if tag == "table":
                table.pop()
        elif tag == "pre":
            self._pre -= 1
        self._writer.begins_line = True

    def _shown(self, run: int) -> Span:
        """Return the span of the text from the given run on."""
        writer = self._writer
        if run >= len(writer.starts):
            return Span(writer.length, writer.length)
        return Span(writer.starts[run if writer.lengths[run] else run + 1], writer.length)

    def _say(self, tag: str, attributes: Attributes, span: Span, markup: Span, content: str) -> None:
        evidence = (Evidence("html.element", span),)
        self._found.append(
            Element(span, 1.0, evidence, tag=tag, attributes=attributes, markup=markup, content=content)
        )
        if len(self._found) > self._limits.elements:
            self._limits.check("elements", len(self._found))


def _place(element: Element) -> int:
    return element.markup.start


def _kept(attributes: list[tuple[str, str]]) -> Attributes:
    return tuple([(name, value[:_LONGEST_VALUE]) for name, value in attributes[:_MOST_ATTRIBUTES]])


def _type(opened: Open) -> str:
    return dict(opened.attributes).get("type", "").strip().lower()


def _is_unused(tag: str, attributes: list[tuple[str, str]]) -> bool:
    """Tell whether a void element says nothing about the text: style sheets, icons."""
    return tag == "link" and not set(dict(attributes).get("rel", "").lower().split()) - UNUSED_LINKS


def _matters(opened: Open) -> bool:
    """Tell whether an element is worth saying also where it shows no text: by its attributes."""
    for name, value in opened.attributes:
        if name.startswith(_TELLING) or (name == "class" and _names_translator(value)):
            return True
    return opened.tag == "html"


def _names_translator(text: str) -> bool:
    return any(map(text.__contains__, _TRANSLATORS))


def _unknown(tag: str) -> Kind:
    return CUSTOM if "-" in tag else INLINE
