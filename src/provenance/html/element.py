"""What the HTML reader says: here is an element, with its tag and attributes."""

from __future__ import annotations

from attrs import field, frozen

from ..annotation import Annotation
from ..span import Span

Attributes = tuple[tuple[str, str], ...]


@frozen
class Element(Annotation):
    """An element of the page the text was read from.

    ``span`` is its visible text (empty where it has none, as ``meta`` has), ``markup`` the whole
    element in the HTML, from the start tag to behind the end tag. ``tag`` and the names in
    ``attributes`` are in lower case; values have their character references resolved.
    ``content`` is the text of an element that is never shown: ``title`` and JSON-LD scripts.

    >>> from provenance.annotation import Evidence
    >>> here = Span(0, 5)
    >>> seen = (Evidence("html.element", here),)
    >>> link = Element(here, 1.0, seen, tag="a", attributes=(("href", "/en"),), markup=Span(9, 33))
    >>> link.get("href"), link.get("class")
    ('/en', '')
    """

    tag: str = field(kw_only=True)
    attributes: Attributes = field(default=(), kw_only=True)
    markup: Span = field(kw_only=True)
    content: str = field(default="", kw_only=True)

    def get(self, name: str, default: str = "") -> str:
        """Return the value of the attribute ``name``, or ``default`` where there is none."""
        for key, value in self.attributes:
            if key == name:
                return value
        return default

    @property
    def classes(self) -> tuple[str, ...]:
        """The words of the ``class`` attribute, as they stand."""
        return tuple(self.get("class").split())
