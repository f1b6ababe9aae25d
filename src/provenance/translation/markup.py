"""Read the claims that a page makes in its markup, metadata and front matter."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

from attrs import field, frozen

from ..annotation import Evidence
from ..document import Document
from ..html.element import Element
from ..kinds import UNDETERMINED
from ..languages.segment import LanguageSegment
from ..span import Span
from .claim import TranslationClaim
from .data import table
from .languagetag import language, origin

#: A marker of the whole page, and one of a part of it.
_PAGE, _PART = 0.97, 0.85
#: So many markers of one kind are named as evidence.
_SHOWN = 5

# In a text that is source, a marker begins a line; in the middle of a sentence it is an example.
_COMMENT = re.compile(r"^[ \t]*<!--(.{1,400}?)-->", re.S | re.M)
_LANG = re.compile(
    r"""^[ \t]*<[a-z][a-z0-9-]{0,30}\s[^<>]{0,300}?\blang=["']([A-Za-z0-9-]{5,60})["']""", re.M
)
_FRONT = re.compile(r"(?:---[ \t]*\n)?((?:[\w.-]{2,40}:[^\n]{0,300}\n){1,60})")
_ENTRY = re.compile(r"([\w.-]{2,40}):[ \t]*([^\n]*)")


@frozen
class Marker:
    """One marker: where it stands, what shows it, and the facts that it states."""

    span: Span
    shown: str
    facts: dict[str, str | None] = field(hash=False)
    of_page: bool


@frozen
class MarkupReader:
    """A detector that turns markers in HTML, metadata and front matter into `TranslationClaim`.

    Markers of the whole page make one claim; those of parts make one claim for each method,
    tool and pair of languages, over all parts that agree.

    >>> document = Document('<p lang="en-x-mtfrom-de">Good day</p>')
    >>> [(c.method, c.source_language, c.target_language) for c in MarkupReader()(document)]
    [('machine', 'de', 'en')]
    """

    def __call__(self, document: Document) -> Iterator[TranslationClaim]:
        elements = document.select(Element)
        found = [
            *(marker for element in elements for marker in _of_element(element)),
            *_of_address(str(getattr(document.source, "url", None) or "")),
            *([] if elements else _of_text(document.text)),
        ]
        page = [marker for marker in found if marker.of_page]
        if any(marker.facts.get("method") for marker in page):
            yield _claim(document, page, _PAGE)
        parts: dict[tuple[str | None, ...], list[Marker]] = defaultdict(list)
        for marker in found:
            if not marker.of_page and marker.facts.get("method"):
                parts[tuple(marker.facts.get(name) for name in _FACTS)].append(marker)
        for _, markers in sorted(parts.items(), key=lambda item: item[1][0].span):
            yield _claim(document, markers, _PART)


_FACTS = ("method", "tool", "source_language", "target_language", "original_url")


def _claim(document: Document, markers: list[Marker], confidence: float) -> TranslationClaim:
    facts = {name: _first(marker.facts.get(name) for marker in markers) for name in _FACTS}
    span = Span(0, len(document.text))
    if not markers[0].of_page:
        span = Span.cover(marker.span for marker in markers)
    spoken = (segment for segment in document.select(LanguageSegment) if segment.span.overlaps(span))
    around = (s.language for s in spoken if s.language not in (UNDETERMINED, facts["source_language"]))
    return TranslationClaim(
        span,
        confidence,
        tuple(Evidence("markup", marker.span, marker.shown[:80]) for marker in markers[:_SHOWN]),
        method=facts["method"] or "unknown",
        tool=facts["tool"],
        source_language=facts["source_language"],
        target_language=facts["target_language"] or next(around, None),
        original_url=facts["original_url"],
    )


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _of_element(element: Element) -> Iterator[Marker]:
    """Yield the markers that one element carries."""
    span, known = element.span, table("markup")
    root = element.tag in ("html", "body")
    stated = origin(element.get("lang") or element.get("xml:lang"))
    if stated:
        method = "machine" if stated.is_machine else "unknown"
        facts = {"method": method, "source_language": stated.source, "target_language": stated.target}
        yield Marker(span, f'lang="{element.get("lang")}"', facts, root)
    for name, _ in element.attributes:
        if name in known["attributes"]:
            yield Marker(span, name, {"method": "machine", "tool": known["attributes"][name]}, root)
            break
    for name in element.classes:
        if name in known["classes"] and root:
            yield Marker(span, f'class="{name}"', {"method": "machine", "tool": known["classes"][name]}, True)
    if element.tag in known["elements"]:
        yield Marker(span, element.tag, {"method": "machine", "tool": known["elements"][element.tag]}, False)
    yield from _of_head(element)
    yield from _of_its(element)


def _of_head(element: Element) -> Iterator[Marker]:
    """Yield what ``link``, ``meta``, comments and JSON-LD say about the page."""
    if element.tag == "link" and "machine-translated-from" in element.get("rel").lower().split():
        facts = {"method": "machine", "original_url": element.get("href") or None}
        facts["source_language"] = language(element.get("hreflang"))
        yield Marker(element.span, 'rel="machine-translated-from"', facts, True)
    elif element.tag in ("link", "base") and element.get("rel").lower() in ("canonical", ""):
        yield from _of_address(element.get("href"))
    elif element.tag == "meta":
        name = element.get("name") or element.get("property")
        yield from _of_entries([(name, element.get("content"))], element.span)
    elif element.tag == "#comment":
        yield from _of_comment(element.content, element.span)
    elif element.tag == "script" and element.get("type") == "application/ld+json":
        yield from _of_json_ld(element.content, element.span)


def _of_its(element: Element) -> Iterator[Marker]:
    """Yield what the attributes of ITS 2.0 say: who or what translated, and who revised."""
    tool = (
        element.get("its-tool")
        or element.get("its-annotators-ref").partition("mt-confidence|")[2].split(" ")[0]
    )
    person = element.get("its-person") or element.get("its-org")
    reviser = element.get("its-rev-person") or element.get("its-rev-org")
    machine = bool(tool or element.get("its-mt-confidence"))
    if machine or person:
        edited = machine and bool(person or reviser)
        method = "machine_post_edited" if edited else "machine" if machine else "human"
        root = element.tag in ("html", "body")
        yield Marker(element.span, "its-", {"method": method, "tool": tool or None}, root)


def _of_address(url: str) -> Iterator[Marker]:
    """Yield the marker of a page that a translator serves from a host of its own."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:  # an address that is none
        return
    for suffix, tool in table("markup")["hosts"].items():
        if host == suffix or host.endswith("." + suffix):
            query = parse_qs(parts.query)
            facts: dict[str, str | None] = {"method": "machine", "tool": tool}
            facts["source_language"] = language(
                query.get("_x_tr_sl", query.get("sl", [""]))[0].replace("auto", "")
            )
            facts["target_language"] = language(query.get("_x_tr_tl", query.get("tl", [""]))[0])
            yield Marker(Span(0, 0), host, facts, True)


def _of_entries(entries: Iterable[tuple[str, str]], span: Span) -> Iterator[Marker]:
    """Yield what keys of metadata or front matter say."""
    known = table("markup")["metadata"]
    facts: dict[str, str | None] = {}
    shown = ""
    for key, value in ((key.strip().lower(), value.strip().strip("\"'")) for key, value in entries):
        for method in ("machine", "human"):
            if value.lower() in known[method].get(key, ()):
                facts["method"], shown = method, f"{key}: {value}"
        if key in known["keys"]["tool"] and value:
            facts |= {"method": "machine", "tool": value}
            shown = shown or f"{key}: {value}"
        if key in known["keys"]["original_url"] and value:
            facts["original_url"] = value
        if key in known["keys"]["source_language"] and value:
            facts["source_language"] = language(value)
    if facts:
        yield Marker(span, shown or next(iter(facts)), facts, True)


def _of_comment(content: str, span: Span) -> Iterator[Marker]:
    folded = content.lower()
    for words, tool in table("markup")["comments"].items():
        if words in folded:
            yield Marker(span, content.strip(), {"method": "machine", "tool": tool or None}, True)
            return


def _of_json_ld(content: str, span: Span) -> Iterator[Marker]:
    """Yield what schema.org's ``translationOfWork`` and ``translator`` say."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        return
    graph = data.get("@graph", data) if isinstance(data, dict) else data
    for work in graph if isinstance(graph, list) else [graph]:
        if isinstance(work, dict) and ("translationOfWork" in work or "translator" in work):
            yield Marker(span, "schema.org translation", _of_work(work), True)


def _of_work(work: dict[str, Any]) -> dict[str, str | None]:
    source = work.get("translationOfWork")
    source = source if isinstance(source, dict) else {"@id": source} if isinstance(source, str) else {}
    translators = [one for one in _listed(work.get("translator")) if isinstance(one, dict)]
    tools = [one for one in translators if "SoftwareApplication" in _listed(one.get("@type"))]
    people = [one for one in translators if one not in tools]
    by_people = "human" if people else "unknown"
    by_tool = "machine_post_edited" if people else "machine"
    return {
        "method": by_tool if tools else by_people,
        "tool": _text(tools[0].get("name")) if tools else None,
        "source_language": language(_text(source.get("inLanguage")) or ""),
        "target_language": language(_text(work.get("inLanguage")) or ""),
        "original_url": _text(source.get("url")) or _text(source.get("@id")),
    }


def _listed(value: Any) -> list[Any]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, (dict, str)) and one]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _of_text(text: str) -> Iterator[Marker]:
    """Yield the markers in a text that is itself source: HTML, Markdown with front matter."""
    front = _FRONT.match(text)
    if front:
        yield from _of_entries(_ENTRY.findall(front[1]), Span(*front.span(1)))
    if "<" not in text:
        return
    for comment in _COMMENT.finditer(text):
        yield from _of_comment(comment[1], Span(*comment.span()))
    for tag in _LANG.finditer(text):
        stated = origin(tag[1])
        if stated:
            method = "machine" if stated.is_machine else "unknown"
            facts = {"method": method, "source_language": stated.source, "target_language": stated.target}
            yield Marker(Span(*tag.span(1)), f'lang="{tag[1]}"', facts, tag[0].lower().startswith("<html"))
