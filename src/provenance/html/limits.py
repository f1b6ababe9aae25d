"""How large a page may be, and the error for one that is larger."""

from __future__ import annotations

from attrs import field, frozen
from attrs.validators import ge

_NAMES = {
    "length": "code points of HTML",
    "text": "code points of visible text",
    "lines": "lines of text",
    "elements": "elements",
}


@frozen
class Limits:
    """How large a page may be: code points of HTML and of visible text, its lines, elements kept.

    >>> Limits(length=50_000_000).elements
    50000
    """

    length: int = field(default=10_000_000, validator=ge(0))
    text: int = field(default=1_000_000, validator=ge(0))
    lines: int = field(default=20_000, validator=ge(0))
    elements: int = field(default=50_000, validator=ge(0))

    def check(self, name: str, found: int) -> None:
        """Raise `DocumentTooLarge` when ``found`` is more than the limit called ``name``.

        >>> Limits(length=10).check("length", 12)
        Traceback (most recent call last):
        ...
        provenance.html.limits.DocumentTooLarge: more code points of HTML than Limits(length=10) allows
        """
        allowed = getattr(self, name)
        if found > allowed:
            raise DocumentTooLarge(f"more {_NAMES[name]} than Limits({name}={allowed}) allows")


class DocumentTooLarge(ValueError):  # noqa: N818 - the state is the name
    """A page is larger than its `Limits` allow; the message names the limit to raise.

    >>> issubclass(DocumentTooLarge, ValueError)
    True
    """
