"""The strategies for other projects: their answers are true, they shrink well, and they find a bug."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from provenance import analyze
from provenance.annotation import Annotation
from provenance.blocks import Block
from provenance.kinds import BLOCK_KINDS, CLAUSE_TYPES
from provenance.moderation.decision import Submission
from provenance.policy import CommentPolicy, PolicyClause
from provenance.span import Span
from provenance.testing import register
from provenance.testing.article import Article, Notice, Page, corpus
from provenance.testing.strategies import (
    articles,
    comments,
    html_pages,
    languages,
    noisy,
    notices,
    submissions,
)
from provenance.translation import METHODS, TranslationClaim

FEW = 30  # examples where the choices are few

TOY = Path(__file__).parents[2] / "examples" / "toy_scraper"


@given(articles())
def test_the_answers_are_about_the_text(article: Article) -> None:
    text, at = article.text, 0
    for block in article.blocks:
        assert block.span.start >= at
        assert not text[at : block.span.start].strip()
        assert block.label in BLOCK_KINDS
        at = block.span.end
    assert not text[at:].strip()
    for clause in article.clauses:
        assert clause.label in CLAUSE_TYPES
        assert any(b.label == "comment_policy" and b.span.contains(clause.span) for b in article.blocks)
    assert article.languages[0].label in languages()
    for before, after in zip(article.languages, article.languages[1:], strict=False):
        assert before.label != after.label
    if article.claim is not None:
        assert article.claim_span is not None
        assert article.claim_span.of(text) == article.claim.text
    assert article.body.split("\n")[0] in text


@given(articles(translated=True, policy=True, languages=["de"]))
@settings(max_examples=FEW)
def test_what_is_asked_for_is_there(article: Article) -> None:
    assert article.claim is not None
    assert article.clauses
    assert article.languages[0].label == "de"


@given(articles(translated=False, policy=False))
@settings(max_examples=FEW)
def test_what_is_not_asked_for_is_not_there(article: Article) -> None:
    assert article.claim is None
    assert not article.clauses
    assert len(article.languages) == 1


@given(notices())
@settings(max_examples=FEW)
def test_notices_state_only_what_stands_there(notice: Notice) -> None:
    assert notice.declared == (notice.method in METHODS)
    assert notice.tool is None or notice.tool in notice.text


@given(notices(declared=False, languages=["fr"]))
@settings(max_examples=FEW)
def test_near_misses_declare_nothing(notice: Notice) -> None:
    assert (notice.declared, notice.language, notice.method) == (False, "fr", None)


def test_a_language_without_lines_is_refused() -> None:
    with pytest.raises(ValueError, match="no lines in 'tlh'; there are en, de"):
        find(articles(languages=["tlh"]), lambda _: True)


@pytest.mark.parametrize("tag", languages())
def test_every_language_has_lines_of_every_kind(tag: str) -> None:
    lines = corpus()[tag]
    assert {"titles", "leads", "paragraphs", "comments", "near_misses", "boilerplate"} <= set(lines)
    assert set(lines["boilerplate"]) <= set(BLOCK_KINDS)
    assert set(lines["clauses"]) <= set(CLAUSE_TYPES)
    assert {notice["method"] for notice in lines["notices"]} >= {"machine", "human"}


@given(html_pages())
@settings(max_examples=FEW)
def test_pages_show_every_block_and_escape_it(page: Page) -> None:
    bare = re.sub(r"<[^>]*>", "", page.html)
    for entity, letter in (("&#x27;", "'"), ("&quot;", '"'), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        bare = bare.replace(entity, letter)
    for block in page.article.blocks:
        assert block.span.of(page.article.text) in bare


@given(noisy(comments()))
def test_noise_never_breaks_the_library(text: str) -> None:
    assert analyze(text).text == text


def test_noise_holds_what_text_leaves_out() -> None:
    for bit in ("\ud800", "\ufeff", "\u202e", "\x00"):
        assert bit in find(noisy(comments()), lambda text, bit=bit: bit in text)


@given(articles(line_ends=["\n"]))
def test_the_library_finds_every_block_that_was_put_in(article: Article) -> None:
    assert [block.span for block in analyze(article.text).blocks] == [block.span for block in article.blocks]


@given(articles(translated=True, policy=False))
def test_a_declared_translation_is_found_and_nothing_made_up(article: Article) -> None:
    claim = analyze(article.text).translation
    assert claim is not None
    assert article.claim is not None
    assert claim.method == article.claim.method
    assert claim.tool in (None, article.claim.tool)
    assert claim.source_language in (None, article.claim.source_language)


@given(articles(translated=False))
def test_no_translation_is_found_where_none_is_declared(article: Article) -> None:
    assert analyze(article.text).translation is None


def test_an_example_shrinks_to_a_title_and_a_paragraph() -> None:
    found = find(articles(), lambda article: len(article.blocks) >= 2)
    lines = corpus()["en"]
    assert found.text == f"{lines['titles'][0]}\n{lines['paragraphs'][0]}\n"


def test_an_example_with_a_claim_shrinks_to_the_plainest_claim() -> None:
    found = find(articles(), lambda article: article.claim is not None)
    assert [block.label for block in found.blocks] == ["title", "body", "translation_notice"]
    assert found.claim is not None
    assert found.claim.text == corpus()["en"]["notices"][0]["text"]


@given(st.data())
@settings(max_examples=FEW)
def test_hypothesis_knows_our_types(data: st.DataObject) -> None:
    for kind in (Span, Annotation, Block, TranslationClaim, PolicyClause, CommentPolicy):
        assert isinstance(data.draw(st.from_type(kind)), kind)


def test_hypothesis_calls_our_entry_point_itself() -> None:
    (entry,) = entry_points(group="hypothesis", name="provenance")
    assert entry.load() is register.core
    program = (
        "import hypothesis, sys; from hypothesis.strategies import from_type as of;"
        "from provenance.span import Span;"
        "print('spans(' in repr(of(Span)), 'regex' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]


def test_the_toy_scraper_fails_on_its_planted_bug() -> None:
    options = ["-q", "-p", "no:cacheprovider", "--runxfail", "-o", "addopts="]
    command = [sys.executable, "-m", "pytest", str(TOY), *options]
    environment = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}
    done = subprocess.run(command, capture_output=True, text=True, cwd=TOY, env=environment)
    assert done.returncode == 1, done.stdout
    assert "FAILED test_scraper.py::test_only_boilerplate_is_dropped" in done.stdout
    assert "1 failed, 1 passed" in done.stdout
    # The example that is shown has lost all that does not matter.
    shown = re.findall(r"article=Article\(text='(.*)',$", done.stdout, flags=re.M)
    assert shown
    assert shown[-1].count(r"\r") <= 3


@given(submissions(languages=["en"]))
@settings(max_examples=FEW)
def test_submissions_are_comments_of_somebody(submission: Submission) -> None:
    assert any(submission.text.startswith(line) for line in corpus()["en"]["comments"])
    assert submission.id == "" or submission.id.startswith("c")
