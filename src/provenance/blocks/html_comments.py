"""Readers' comments by the names of the boxes they stand in."""

from __future__ import annotations

import re

from ..annotation import Evidence
from ..document import Document
from ..html.layout import Box, Layout
from ..html.source_map import SourceMap
from ..notices import Notice
from ..span import Span
from .html_boxes import INNER

_NAMES = frozenset({"class", "id", "itemtype"})
_COMMENT = re.compile(
    r"(?<![a-z])(?:user|reader)?comments?(?![a-z])|commentlist|disqus|livefyre", re.IGNORECASE
)
# A state of the page, not a place in it: "comments-open" stands at the article itself.
_STATE = re.compile(
    r"(?:has|no|with|show|hide)[-_]?comments?|comments?[-_]?(?:open|enabled|disabled|closed|allowed|on|off|status)\b",
    re.IGNORECASE,
)
_PAGE = frozenset({"html", "body", "main"})  # what says there that comments are open holds the article too
_LONGEST = 400  # code points of a name that are read
_REMARK = 4  # words; what is shorter is a name, a date or a button


def comment_boxes(document: Document) -> tuple[Notice, ...]:
    """Return a notice of kind ``comment`` for each line of the boxes that hold readers' comments.

    A detector; says nothing of a document that is no HTML page. A box with the page's ``h1`` in it
    is an article, whatever its name.

    >>> from provenance.html import parse
    >>> page = parse("<h1>Fog</h1><div id=comments><p>I saw it too that morning.</div>")
    >>> [notice.span.of(page.text) for notice in comment_boxes(page)]
    ['I saw it too that morning.']
    """
    source = document.source
    if not isinstance(source, SourceMap):
        return ()
    boxes = _named(source.layout)
    if not boxes:
        return ()
    found = []
    starts = [line.start for line in source.layout.lines]
    for line, end in zip(source.layout.lines, [*starts[1:], len(document.text) + 1], strict=True):
        if line.box in boxes and document.text.count(" ", line.start, end - 1) + 1 >= _REMARK:
            span = Span(line.start, end - 1)
            evidence = Evidence("html.comments", span, f"inside {boxes[line.box]}")
            found.append(
                Notice(
                    span,
                    0.8,
                    (evidence,),
                    family="block",
                    kind="comment",
                    language="und",
                    rule="html.comments",
                )
            )
    return tuple(found)


def _named(layout: Layout) -> dict[int, str]:
    """Return the boxes in which comments stand, each with the name that says so."""
    names: dict[int, str] = {}
    for number, box in enumerate(layout.boxes):
        name = names.get(box.parent) or _name(box)
        if name:
            names[number] = name
    for number, box in enumerate(layout.boxes):
        while box.tag == "h1" and number >= 0:
            names.pop(number, None)
            number = layout.boxes[number].parent
    return names


def _may_name(lowered: str) -> bool:
    """Tell whether `_COMMENT` may be found: a look that costs less, for most boxes."""
    return "comment" in lowered or "disqus" in lowered or "livefyre" in lowered


def _name(box: Box) -> str:
    if box.tag in _PAGE or box.tag in INNER:  # a comment in a line of code is a span
        return ""
    for key, value in box.attributes:
        for word in value[:_LONGEST].split() if key in _NAMES and _may_name(value[:_LONGEST].lower()) else ():
            if _COMMENT.search(word) and not _STATE.search(word):
                return f"{box.tag} {key}={word!r}"
    return ""
