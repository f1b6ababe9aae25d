"""What a page says about itself: title, date, authors, site, language, its own address."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from ..document import Document
from .element import Element

_WORD = re.compile(r"\w+")
_MOST = 2_000  # JSON-LD objects looked at; they may nest and repeat at will
_LONGEST = 1_000  # code points kept of a statement
_FEW = 20  # titles and headings looked at
_LEAST_TITLE = 8  # code points of a heading that may be the title without what stands around it
_ARTICLES = ("Article", "NewsArticle", "BlogPosting", "Report", "WebPage")
_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title")
_DATES = (
    "article:published_time", "datepublished", "og:published_time", "dc.date.issued", "dc.date", "date",
    "pubdate", "publishdate", "publish-date", "parsely-pub-date", "sailthru.date",
    "citation_publication_date",
)  # fmt: skip
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "citation_author")
_SITES = ("og:site_name", "application-name", "publisher", "dc.publisher")


@frozen
class Metadata:
    """What a page declares about itself; ``None`` or empty where it says nothing.

    ``published`` stands as the page writes it, ``declared_language`` is the BCP 47 tag of the
    ``html`` element, or else of the ``meta`` elements.

    >>> from provenance.html import metadata, parse
    >>> page = parse('<html lang="de"><meta property="og:title" content="Nebel">')
    >>> metadata(page).title, metadata(page).declared_language
    ('Nebel', 'de')
    """

    title: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    site: str | None = None
    declared_language: str | None = None
    canonical_url: str | None = None


def metadata(document: Document) -> Metadata:
    """Return what the page that ``document`` was read from declares about itself.

    JSON-LD counts before Open Graph and other ``meta`` elements, these before markup; a title is
    given as the page's ``h1`` shows it where it only has the site's name in addition.

    >>> from provenance.html import parse
    >>> metadata(parse('<link rel="canonical" href="https://example.org/fog">')).canonical_url
    'https://example.org/fog'
    """
    elements = [a for a in document.annotations if isinstance(a, Element)]
    meta = _meta(elements)
    data = list(json_ld(elements))
    return Metadata(
        title=_title(
            [*_texts(data, "headline"), *_under(meta, _TITLES)],
            [*_shown(document, elements, "h1")],
            [*_contents(elements, "title")],
        ),
        published=_first(_texts(data, "datePublished"), _under(meta, _DATES), _times(elements)),
        authors=tuple(dict.fromkeys(_authors(data, meta)))[:20],
        site=_first(_under(meta, _SITES), _names(data, "publisher")),
        declared_language=_first(_languages(elements, meta)),
        canonical_url=_first(_links(elements, "canonical"), _under(meta, ("og:url",))),
    )


def titles(elements: Iterable[Element]) -> tuple[str, ...]:
    """Return what a page declares as its title, in the first few places where it does.

    >>> from provenance.html import parse
    >>> titles(parse("<title>Fog &amp;amp; rain - News</title>").select(Element))
    ('Fog & rain - News',)
    """
    known = list(elements)
    meta = _under(_meta(known), _TITLES)
    found = (*_texts(json_ld(known), "headline"), *meta, *_contents(known, "title"))
    return tuple(dict.fromkeys(filter(None, map(_clean, found))))[:_FEW]


def _title(declared: Sequence[str], headings: Sequence[str], names: Sequence[str]) -> str | None:
    """Return the page's title: the heading that begins or ends a declared one, else what is declared first.

    What is declared often has the site's name before or behind it; the heading has not.
    """
    shown = [(plain(heading), heading) for heading in headings[:_FEW]]
    for title in map(plain, map(_clean, (*declared[:_FEW], *names[:_FEW]))):
        for words, heading in shown:
            if len(words) >= _LEAST_TITLE and (title.startswith(words) or title.endswith(words)):
                return _clean(heading)
    return _first(map(_clean, (*declared, *headings, *names)))


def _clean(text: str) -> str:
    """Return ``text`` with single blanks, and without references that were escaped twice."""
    return " ".join((html.unescape(text) if "&" in text else text).split())[:_LONGEST]


def plain(text: str) -> str:
    """Return the words of ``text`` in lower case, parted by blanks: what two writings of it share.

    >>> plain("Fog – at sea!")
    'fog at sea'
    """
    return " ".join(_WORD.findall(text.lower()))


def json_ld(elements: Iterable[Element]) -> Iterator[Mapping[str, Any]]:
    """Yield the objects in a page's JSON-LD scripts, outer before inner, a bounded number of them.

    Scripts that are no JSON are passed over.

    >>> from provenance.html import parse
    >>> page = parse('<script type="application/ld+json">{"headline": "Fog"}</script>')
    >>> list(json_ld(page.select(Element)))
    [{'headline': 'Fog'}]
    """
    waiting: deque[Any] = deque()
    for element in elements:
        if element.tag == "script" and element.content:
            try:
                waiting.append(json.loads(element.content, strict=False))
            except (ValueError, RecursionError):
                continue
    seen = 0
    while waiting and seen < _MOST:
        value = waiting.popleft()
        seen += 1
        if isinstance(value, dict):
            yield value
            waiting.extend(inner for inner in value.values() if isinstance(inner, (dict, list)))
        elif isinstance(value, list):
            waiting.extend(inner for inner in value[:_MOST] if isinstance(inner, (dict, list)))


def _first(*sources: Iterable[str]) -> str | None:
    for source in sources:
        for value in source:
            clean = " ".join(value.split())[:_LONGEST]
            if clean:
                return clean
    return None


def _meta(elements: Iterable[Element]) -> dict[str, list[str]]:
    """Return the contents of the ``meta`` elements by name, in order."""
    found: dict[str, list[str]] = {}
    for element in elements:
        if element.tag == "meta":
            name = element.get("property") or element.get("name") or element.get("itemprop")
            name = name or f"http-equiv:{element.get('http-equiv')}"
            found.setdefault(name.lower(), []).append(element.get("content"))
    return found


def _under(meta: Mapping[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from meta.get(name, ())


def _is_article(data: Mapping[str, Any]) -> bool:
    kinds = data.get("@type")
    return any(kind in _ARTICLES or str(kind).endswith("Article") for kind in _listed(kinds))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _texts(data: Iterable[Mapping[str, Any]], key: str) -> Iterator[str]:
    """Yield the values of ``key`` that are texts, those of articles only."""
    for item in data:
        if isinstance(item.get(key), str) and _is_article(item):
            yield item[key]


def _names(data: Iterable[Mapping[str, Any]], key: str) -> Iterator[str]:
    """Yield the names of the persons or organisations under ``key`` of articles."""
    for item in data:
        for one in _listed(item.get(key)) if _is_article(item) else ():
            name = one.get("name") if isinstance(one, dict) else one
            yield from (part for part in _listed(name) if isinstance(part, str))


def _authors(data: Iterable[Mapping[str, Any]], meta: Mapping[str, list[str]]) -> Iterator[str]:
    found = [*_names(data, "author")] or [*_under(meta, _AUTHORS)]
    for name in found:
        clean = " ".join(name.split())[:_LONGEST]
        if clean and "://" not in clean:
            yield clean


def _contents(elements: Iterable[Element], tag: str) -> Iterator[str]:
    return (element.content for element in elements if element.tag == tag)


def _shown(document: Document, elements: Iterable[Element], tag: str) -> Iterator[str]:
    return (element.span.of(document.text) for element in elements if element.tag == tag)


def _times(elements: Iterable[Element]) -> Iterator[str]:
    return (element.get("datetime") for element in elements if element.tag == "time")


def _languages(elements: Iterable[Element], meta: Mapping[str, list[str]]) -> Iterator[str]:
    for element in elements:
        if element.tag == "html":
            yield element.get("lang") or element.get("xml:lang")
    yield from _under(meta, ("http-equiv:content-language", "content-language", "dc.language", "language"))
    yield from (value.replace("_", "-") for value in meta.get("og:locale", ()))


def _links(elements: Iterable[Element], relation: str) -> Iterator[str]:
    for element in elements:
        if element.tag == "link" and relation in element.get("rel").lower().split():
            yield element.get("href")
