"""What the boxes of an HTML page are called and how they nest, counted once for each box."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ..html.layout import Box

#: Elements that do not begin a line: what a line stands in is the next box around them.
_INNER = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span strike "
    "strong sub sup time tt u var"
)
INNER = frozenset(_INNER.split())
#: Words that authors of pages use in class, id and role names, by what such a box holds.
TOPICS = {
    "below": ("footer foot colophon bottom copyright legal imprint disclaimer"),
    "share": (
        "share sharing social follow facebook twitter whatsapp bookmark print email addtoany "
        "sharedaddy tools actions action buttons"
    ),
    "comments": (
        "comment comments commenting commentlist disqus discussion replies respond reply kommentare "
        "forum reviews livefyre coral"
    ),
    "signup": (
        "newsletter signup subscribe subscription subscribers login paywall piano register "
        "registration premium cta form modal popup popover overlay dialog consent cookie cookies gdpr "
        "privacy notice alert message"
    ),
    "caption": (
        "caption captions figcaption credit credits image img photo picture gallery media video "
        "player audio figure thumbnail"
    ),
    "byline": (
        "byline author authors authorname date time datetime timestamp published pubdate meta "
        "metadata info dateline kicker updated bio profile reporter writer contributor"
    ),
}
NESTS = ("article", "nav", "footer", "aside")
_NAMED = frozenset({"class", "id", "role", "itemprop", "data-testid", "data-component"})
_HIDING = {
    "hidden": re.compile(""),
    "aria-hidden": re.compile("^true$"),
    "style": re.compile(r"\bdisplay\s*:\s*none|\bvisibility\s*:\s*hidden"),
}
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MOST = 400  # code points of one name that are read


def _bits() -> dict[str, int]:
    found: dict[str, int] = {}
    for place, words in enumerate(TOPICS.values()):
        for word in words.split():
            found[word] = found.get(word, 0) | 1 << place
    return found


_TOPIC = _bits()
_NEST = {tag: 1 << place for place, tag in enumerate(NESTS)}


@lru_cache(maxsize=4096)
def topics(name: str) -> int:
    """Return a bit for each of `TOPICS` that a class, id or role value names.

    Words joined by hyphens, underscores or capitals count alone and two by two.

    >>> topics("newsletterBox") == topics("sign-up") != 0
    True
    """
    bits, before = 0, ""
    for found in _WORD.findall(name[:_MOST]):
        word = found.lower()
        bits |= _TOPIC.get(word, 0) | _TOPIC.get(before + word, 0)
        before = word
    return bits


class Boxes:
    """The boxes of a page as columns, one entry a box; number -1 stands for none.

    All columns but ``tags`` and ``names`` have a last entry for that number: -1 in ``blocks`` and
    ``above``, else 0.
    """

    def __init__(self, boxes: Sequence[Box]) -> None:
        count = len(boxes)
        self.tags = [box.tag for box in boxes]
        self.names = [""] * count
        self.parents = [box.parent for box in boxes] + [-1]
        self.blocks = [-1] * (count + 1)  # the innermost block it is or stands in
        self.above = [-1] * (count + 1)  # the block around it
        self.depths, self.topics, self.hidden, self.nests = ([0] * (count + 1) for _ in range(4))
        self.around = [0] * (count + 1)  # topics of all it stands in, itself too
        self._name(boxes)
        self._nest()

    def _name(self, boxes: Sequence[Box]) -> None:
        """Read the attributes of each box."""
        for number, (_, attributes, _) in enumerate(boxes):
            for key, value in attributes:
                if key in _NAMED:
                    self.topics[number] |= topics(value)
                    if key == "class":
                        self.names[number] = value
                elif key in _HIDING and _HIDING[key].search(value):
                    self.hidden[number] = 1

    def _nest(self) -> None:
        """Let each box have what those around it have: they stand before it."""
        blocks, depths, hidden = self.blocks, self.depths, self.hidden
        around, nests, own = self.around, self.nests, self.topics
        for number, (tag, parent) in enumerate(zip(self.tags, self.parents, strict=False)):
            outer = self.above[number] = blocks[parent]
            if tag in INNER:
                blocks[number], depths[number] = outer, depths[parent]
            else:
                blocks[number], depths[number] = number, depths[parent] + 1
            around[number] = own[number] | around[parent]
            nests[number] = nests[parent] | _NEST.get(tag, 0)
            hidden[number] |= hidden[parent]
