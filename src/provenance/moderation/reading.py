"""A text as the rules read it. What several rules need is made once, by the first that asks."""

from __future__ import annotations

import re
from functools import cached_property

from attrs import frozen

from ..span import Span
from .addresses import Link, find_emails, find_links
from .fold import fold, letters
from .keys import keys_in

_NAMES = re.compile(r"@\w+|\b\w{1,10}://\S+")


@frozen
class Reading:
    """The views of one text: folded, its links and addresses, the keys of its words, its letters.

    >>> reading = Reading("Ｓee www.a.example")
    >>> reading.folded, [link.host for link in reading.links]
    ('see www.a.example', ['a.example'])
    """

    text: str

    @cached_property
    def folded(self) -> str:
        """The text through its disguises, code point for code point (`fold`)."""
        return fold(self.text)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links, in order."""
        return tuple(find_links(self.folded))

    @cached_property
    def emails(self) -> tuple[Span, ...]:
        """The e-mail addresses, in order."""
        return tuple(find_emails(self.folded))

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of the words (`keys_in`)."""
        return keys_in(self.folded)

    @cached_property
    def letters(self) -> str:
        """The letters and digits without blanks, disguises, names of accounts and links."""
        text = self.text
        return letters(_NAMES.sub(" ", text) if "@" in text or "://" in text else text)
