"""Property tests of the toy scraper: run them with ``pytest examples/toy_scraper``.

The articles come with their right answers, so a test can say what must be left. It fails, and shrinks
to two or three lines: the scraper knows one line end only, so a page that uses another one is a single
line to it, and passes or falls as a whole.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from scraper import clean, clean_mended

from provenance.testing.article import Article
from provenance.testing.strategies import articles

DROPPED = {"share", "newsletter", "related_links", "cookie_notice", "copyright"}


def check(scrape, article: Article) -> None:
    left = scrape(article.text)
    for block in article.blocks:
        line = block.span.of(article.text)
        assert (line in left) == (block.label not in DROPPED), f"{block.label}: {line}"


@pytest.mark.xfail(reason="the bug that the strategies find", strict=True)
@given(articles(languages=["en"]))
def test_only_boilerplate_is_dropped(article: Article) -> None:
    check(clean, article)


@given(articles(languages=["en"]))
def test_the_mended_scraper_passes(article: Article) -> None:
    check(clean_mended, article)
