"""How further features enter the model: a family brings its columns and the model trained with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from ..document import Document
from ..span import Span


def _none(document: Document, spans: Sequence[Span]) -> tuple[int, ...]:
    return ()


@frozen
class Family:
    """Features beside those of the text, for documents that have more than text.

    ``describe`` returns columns by name for the spans of the lines: one bin number (an int of 0
    or more) per line, names beginning with ``name`` and a dot; no columns when the document has
    nothing of the kind, and then the model for plain text is used. ``model`` is the file in
    ``blocks/data`` that was trained with them. ``titles`` returns the numbers of the lines that the
    document names as its title, all alike sure, the one above the body to be taken.

    >>> Family("html", lambda document, spans: {}, "html.json").name
    'html'
    """

    name: str
    describe: Callable[[Document, Sequence[Span]], dict[str, list[int]]]
    model: str
    titles: Callable[[Document, Sequence[Span]], Sequence[int]] = _none
