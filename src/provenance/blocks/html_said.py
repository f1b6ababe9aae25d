"""What a page's own data say about its lines: title, description, the article itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import Document
from ..html.element import Element
from ..html.metadata import json_ld, plain

_WORD = re.compile(r"\w+")
_LONGEST = 300  # code points of a line that are compared
_HEAD = 8  # code points
_LEAST_BODY = 200  # code points; a shorter articleBody is no article
_MOST_BODY = 200_000


def said(document: Document, lines: Sequence[str], sizes: Sequence[int]) -> list[int]:
    """Bin whether the page's own data has a line as title, description or part of the article.

    ``sizes`` are bins of the lines' lengths, below 5.

    >>> from provenance.html import parse
    >>> said(parse("<title>Fog at sea</title><p>Fog at sea"), ["Fog at sea"], [1])
    [1]
    """
    titles, descriptions, article = _statements(document)
    known = {plain(title) for title in titles}
    begins = {plain(text)[:40] for text in descriptions if len(text) > 20}
    body = plain(" ".join(article)[:_MOST_BODY])
    heads = {first_word(text) for text in (*known, *begins)}
    found = []
    for shown, size in zip(lines, sizes, strict=True):
        lowered = shown[:_LONGEST].lower()
        if len(body) < _LEAST_BODY and first_word(lowered) not in heads:
            found.append(5 if _WORD.search(lowered) else 0)
            continue
        line = " ".join(_WORD.findall(lowered))
        if not line:
            found.append(0)
        elif line in known or (len(line) > 15 and any(title.startswith(line) for title in known)):
            found.append(1)
        elif line[:40] in begins:
            found.append(2)
        elif len(body) < _LEAST_BODY:
            found.append(5)
        else:
            middle = line if len(line) < 60 else line[10:60]
            found.append(15 + size if middle in body else 20 + size)
    return found


def first_word(lowered: str) -> str:
    """Return the start of the first word of a text in lower case: a short look before a longer one.

    >>> first_word("«understandable, though")
    'understa'
    """
    found = _WORD.search(lowered)
    return found[0][:_HEAD] if found else ""


def _statements(document: Document) -> tuple[list[str], list[str], list[str]]:
    """Return the titles, descriptions and article texts that the page's data give."""
    elements = [a for a in document.annotations if isinstance(a, Element)]
    titles: list[str] = []
    descriptions: list[str] = []
    article: list[str] = []
    for data in json_ld(elements):
        for key, found in (("headline", titles), ("description", descriptions), ("articleBody", article)):
            if isinstance(data.get(key), str):
                found.append(data[key])
    for element in elements:
        name = (element.get("property") or element.get("name")).lower() if element.tag == "meta" else ""
        if element.tag == "title":
            titles.append(element.content)
        elif name in ("og:title", "twitter:title"):
            titles.append(element.get("content"))
        elif name in ("og:description", "description", "twitter:description"):
            descriptions.append(element.get("content"))
    return titles[:20], descriptions[:20], article[:20]
