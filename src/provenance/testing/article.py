"""Articles put together line by line, so that what is in them is known."""

from __future__ import annotations

import html
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import field, frozen

from ..span import Span


@frozen(order=True)
class Label:
    """A stretch of the text and what it is: a block kind, a language, a clause type."""

    span: Span
    label: str


@frozen
class Notice:
    """A sentence about translation; ``declared`` tells whether it declares that its page was translated.

    Facts that the sentence does not state are ``None``.
    """

    text: str
    language: str
    declared: bool
    method: str | None = None
    tool: str | None = None
    source_language: str | None = None


@frozen
class Line:
    """One line before it has a place: what stands in it, what it is, and in which language.

    ``clauses`` are the sentences of a comment notice: (sentence, clause type) in order.
    """

    text: str
    kind: str
    language: str
    clauses: tuple[tuple[str, str], ...] = ()
    notice: Notice | None = None


@frozen
class Article:
    """A text and everything that is true of it; offsets are code points, end exclusive.

    ``blocks`` are labelled with kinds; neighbours of one language share a label in ``languages``;
    ``clauses`` are labelled with clause types. ``claim`` is the declared translation and where it
    stands, both ``None`` where nothing is declared.
    """

    text: str
    blocks: tuple[Label, ...]
    languages: tuple[Label, ...]
    clauses: tuple[Label, ...] = ()
    claim: Notice | None = None
    claim_span: Span | None = None

    @property
    def body(self) -> str:
        """The blocks of kind lead and body, joined by newlines."""
        return "\n".join(b.span.of(self.text) for b in self.blocks if b.label in ("lead", "body"))


@frozen
class Page:
    """An article as an HTML page; the visible text of ``html`` holds every block of ``article``."""

    html: str
    article: Article = field(repr=False)


def put_together(lines: Sequence[Line], line_end: str = "\n") -> Article:
    """Return the article that ``lines`` make when each ends in ``line_end``.

    >>> article = put_together([Line("Fog", "title", "en"), Line("It is thick.", "body", "en")])
    >>> [(block.span.start, block.span.end, block.label) for block in article.blocks]
    [(0, 3, 'title'), (4, 16, 'body')]
    """
    spans, at = [], 0
    for line in lines:
        spans.append(Span(at, at + len(line.text)))
        at = spans[-1].end + len(line_end)
    placed = list(zip(lines, spans, strict=True))
    claim = next(((line.notice, span) for line, span in placed if line.notice and line.notice.declared), None)
    return Article(
        "".join(line.text + line_end for line in lines),
        blocks=tuple(Label(span, line.kind) for line, span in placed),
        languages=_languages(placed),
        clauses=tuple(label for line, span in placed for label in _clauses(line, span)),
        claim=claim and claim[0],
        claim_span=claim and claim[1],
    )


def _languages(placed: Sequence[tuple[Line, Span]]) -> tuple[Label, ...]:
    found: list[Label] = []
    for line, span in placed:
        if found and found[-1].label == line.language:
            found[-1] = Label(Span(found[-1].span.start, span.end), line.language)
        else:
            found.append(Label(span, line.language))
    return tuple(found)


def _clauses(line: Line, span: Span) -> list[Label]:
    found, at = [], span.start
    for sentence, kind in line.clauses:
        at = span.start + line.text.index(sentence, at - span.start)
        found.append(Label(Span(at, at + len(sentence)), kind))
        at += len(sentence)
    return found


_TAGS: Mapping[str, str] = {"title": "h1", "date_byline": "time", "share": "button", "related_links": "aside"}


def to_page(lines: Sequence[Line], language: str) -> Page:
    """Return the HTML page that shows ``lines``, each in an element of its own, all escaped."""
    elements = []
    for line in lines:
        tag = _TAGS.get(line.kind, "p")
        lang = "" if line.language == language else f' lang="{line.language}"'
        elements.append(f'<{tag} class="{line.kind}"{lang}>{html.escape(line.text)}</{tag}>\n')
    head = f'<!DOCTYPE html>\n<html lang="{language}">\n<head><meta charset="utf-8"></head>\n<body>\n'
    return Page(f"{head}{''.join(elements)}</body>\n</html>\n", put_together(lines))


@cache
def corpus() -> Mapping[str, Any]:
    """Return the lines to choose from, by language."""
    return tomllib.loads(files(__package__).joinpath("data/lines.toml").read_text("utf-8"))
