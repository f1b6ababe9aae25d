"""Hypothesis strategies: articles, notices, comments and pages whose right answers are known.

Every choice has its plainest form first, so that a failing example shrinks to a title and a
paragraph, or to less.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from . import findings, register
from .article import Article, Line, Notice, Page, corpus, put_together, to_page

if TYPE_CHECKING:
    from ..moderation.decision import Submission

register.core()
findings.register()

LINE_ENDS = ("\n", "\n\n", "\r\n", "\r", "\u2028")

# What `st.text()` never or hardly ever draws: lone surrogates, a byte order mark, direction marks,
# joiners, controls, a letter that grows in lower case, a letter with a loose accent.
NOISE = (
    " ", "\t", "\x00", "\x1b[31m", "\x7f", "\x85", "\xa0", "\xad", "\u0130", "e\u0301", "\u200b",
    "\u200d", "\u200f", "\u202e", "\u2066", "\u2028", "\u3000", "\ud800", "\udfff", "\ufeff",
    "\U000e0041", "👩\u200d👩\u200d👧",
)  # fmt: skip


def languages() -> Sequence[str]:
    """Return the languages that articles can be in, the plainest first.

    >>> "en" in languages()
    True
    """
    return tuple(corpus())


def _language(wanted: Sequence[str] | None) -> st.SearchStrategy[str]:
    known = languages()
    for tag in wanted or ():
        if tag not in known:
            raise ValueError(f"no lines in {tag!r}; there are {', '.join(known)}")
    return st.sampled_from(tuple(wanted or known))


@st.composite
def notices(
    draw: st.DrawFn, *, declared: bool | None = None, languages: Sequence[str] | None = None
) -> Notice:
    """Draw sentences about translation: such as declare one, and such as only speak of it.

    ``declared`` asks for one sort; ``languages`` restricts the languages (`ValueError` for one
    that has no lines).

    >>> from hypothesis import find
    >>> notice = find(notices(declared=True, languages=["en"]), lambda notice: True)
    >>> notice.text, notice.method, notice.source_language
    ('This article was translated automatically from German.', 'machine', 'de')
    """
    language = draw(_language(languages))
    lines = corpus()[language]
    if declared if declared is not None else draw(st.booleans()):
        facts = draw(st.sampled_from(lines["notices"]))
        return Notice(language=language, declared=True, **facts)
    return Notice(draw(st.sampled_from(lines["near_misses"])), language, declared=False)


@st.composite
def comments(draw: st.DrawFn, *, languages: Sequence[str] | None = None) -> str:
    """Draw readers' comments: a few plain sentences, none of them unlawful.

    >>> from hypothesis import find
    >>> find(comments(languages=["en"]), lambda comment: True)
    'I drove across this morning, and it really does save ten minutes.'
    """
    lines = corpus()[draw(_language(languages))]
    return " ".join(draw(st.lists(st.sampled_from(lines["comments"]), min_size=1, max_size=3, unique=True)))


@st.composite
def submissions(draw: st.DrawFn, *, languages: Sequence[str] | None = None) -> Submission:
    """Draw comments handed in for moderation, some by an author.

    >>> from hypothesis import find
    >>> find(submissions(languages=["en"]), lambda submission: submission.author).author
    'ana'
    """
    from ..moderation.decision import Submission

    author = draw(st.sampled_from(("", "ana", "Jörg_77", "дима")))
    number = draw(st.integers(0, 999))
    return Submission(draw(comments(languages=languages)), author=author, id=f"c{number}" if number else "")


@st.composite
def _lines(draw: st.DrawFn, language: str, translated: bool | None, policy: bool | None) -> list[Line]:
    lines = corpus()[language]

    def some(kind: str, choices: Sequence[str], least: int, most: int) -> list[Line]:
        drawn = draw(st.lists(st.sampled_from(choices), min_size=least, max_size=most, unique=True))
        return [Line(text, kind, language) for text in drawn]

    def boilerplate(*kinds: str) -> list[Line]:
        drawn = draw(st.lists(st.sampled_from(kinds), max_size=len(kinds), unique=True))
        return [line for kind in drawn for line in some(kind, lines["boilerplate"][kind], 1, 1)]

    body = [
        *some("title", lines["titles"], 1, 1),
        *boilerplate("date_byline"),
        *some("lead", lines["leads"], 0, 1),
    ]
    body += some("body", (*lines["paragraphs"], *lines["near_misses"]), 1, 4)
    if translated if translated is not None else draw(st.booleans()):
        notice = draw(notices(declared=True, languages=[language]))
        body.append(Line(notice.text, "translation_notice", language, notice=notice))
    body += boilerplate("share", "newsletter", "related_links")
    if policy if policy is not None else draw(st.booleans()):
        body.append(draw(_policies(language)))
    return body + boilerplate("cookie_notice", "copyright")


@st.composite
def _policies(draw: st.DrawFn, article_language: str) -> Line:
    # The notice of an article that was translated often stays in the publisher's language.
    language = draw(st.sampled_from((article_language, *languages())))
    clauses = corpus()[language]["clauses"]
    kinds = draw(st.lists(st.sampled_from(sorted(clauses)), min_size=1, max_size=4, unique=True))
    said = tuple((draw(st.sampled_from(clauses[kind])), kind) for kind in kinds)
    return Line(" ".join(sentence for sentence, _ in said), "comment_policy", language, clauses=said)


@st.composite
def articles(
    draw: st.DrawFn,
    *,
    languages: Sequence[str] | None = None,
    translated: bool | None = None,
    policy: bool | None = None,
    line_ends: Sequence[str] = LINE_ENDS,
) -> Article:
    """Draw articles as a scraper brings them home, with their right answers.

    ``translated`` and ``policy`` ask for articles with or without a declared translation and a
    comment notice; ``line_ends`` are the line ends to choose from.

    >>> from hypothesis import find
    >>> article = find(articles(languages=["en"], translated=False), lambda article: True)
    >>> [(block.span.start, block.span.end, block.label) for block in article.blocks]
    [(0, 16, 'title'), (17, 111, 'body')]
    """
    lines = draw(_lines(draw(_language(languages)), translated, policy))
    return put_together(lines, draw(st.sampled_from(tuple(line_ends))))


@st.composite
def html_pages(
    draw: st.DrawFn,
    *,
    languages: Sequence[str] | None = None,
    translated: bool | None = None,
    policy: bool | None = None,
) -> Page:
    """Draw the same articles as HTML pages, each line in an element of its own.

    >>> from hypothesis import find
    >>> page = find(html_pages(languages=["en"], translated=False), lambda page: True)
    >>> page.article.blocks[0].span.of(page.article.text) in page.html
    True
    """
    language = draw(_language(languages))
    return to_page(draw(_lines(language, translated, policy)), language)


@st.composite
def noisy(draw: st.DrawFn, texts: st.SearchStrategy[str], *, most: int = 5) -> str:
    """Draw from ``texts`` and put up to ``most`` bits of noise between the characters.

    The noise is what `hypothesis.strategies.text` leaves out by default or hardly ever draws:
    lone surrogates, controls, direction marks, joiners, letters whose length changes.

    >>> from hypothesis import find
    >>> find(noisy(st.just("fog")), lambda text: text != "fog")
    ' fog'
    """
    text = draw(texts)
    for bit in draw(st.lists(st.sampled_from(NOISE), max_size=most)):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + bit + text[place:]
    return text
