"""The notice detector: which rules are applied where."""

from __future__ import annotations

import pytest

from provenance.annotation import Evidence
from provenance.catalogue import load
from provenance.document import Document
from provenance.languages.segment import LanguageSegment
from provenance.notices import Notice, NoticeDetector, files_for
from provenance.span import Span
from provenance.text import fold, line_pieces, sentences

GERMAN = "Die Kommentare sind geschlossen."


def clauses(text: str, *languages: str) -> list[Notice]:
    """Return the clause notices of ``text`` under the rules of ``languages``."""
    found = NoticeDetector(languages=languages or None)(Document(text))
    return [notice for notice in found if notice.family == "clause"]


def test_a_notice_names_rule_language_and_place() -> None:
    (notice,) = clauses(GERMAN, "de")
    assert (notice.kind, notice.rule, notice.language) == (
        "comments_closed",
        "de.comments_closed.closed",
        "de",
    )
    assert notice.span.of(GERMAN) == GERMAN
    assert "Kommentare" in {evidence.detail for evidence in notice.evidence}


@pytest.mark.parametrize("tag", ["ar", "de", "en", "fr", "hi", "ja", "ru"])
def test_no_rule_is_passed_over(tag: str) -> None:
    rules = [rule for name in files_for([tag]) for rule in load(name).rules]
    shown = [text for rule in rules for text in (*rule.match, *rule.no_match)]
    shown += [text for texts in load(tag).tables.get("examples", {}).values() for text in texts]
    text = "\n".join(shown)
    folded = fold(text)
    units = {"sentence": list(sentences(text)), "line": list(line_pieces(text))}
    tried = ((unit, unit.of(folded), rule) for rule in rules for unit in units[rule.unit])
    expected = {
        (unit, rule.id)
        for unit, here, rule in tried
        if any(trigger in here for trigger in rule.triggers) and rule.find(here)
    }
    notices = NoticeDetector(languages=[tag])(Document(text))
    assert {(n.span, n.rule) for n in notices if n.family != "translation"} == expected
    assert len(expected) > 10


def test_only_the_languages_of_the_document_are_read() -> None:
    assert clauses(GERMAN, "en") == []
    whole = Span(0, len(GERMAN))
    segment = LanguageSegment(whole, 0.9, (Evidence("test", whole, "told"),), language="de-AT")
    found = NoticeDetector()(Document(GERMAN).with_annotations([segment]))
    assert any(notice.kind == "comments_closed" for notice in found)


def test_a_region_reads_the_files_of_its_language_and_kin() -> None:
    assert set(files_for(["de-CH"])) >= {"de", "und"}


def test_a_sentence_broken_over_lines_is_one() -> None:
    text = "Every comment is checked,\nas you know,\nbefore it is published."
    (notice,) = clauses(text, "en")
    assert notice.span == Span(0, len(text))


def test_each_sentence_is_read_for_itself() -> None:
    text = "Comments were many. The shop is closed."
    assert clauses(text, "en") == []


def test_facts_quote_the_text_as_it_stands() -> None:
    notices = clauses("Please read our NETIQUETTE first.", "en")
    assert [notice.fact("reference") for notice in notices] == ["NETIQUETTE"]
    assert notices[0].fact("nothing") is None


@pytest.mark.parametrize(
    "text", ["", "\ud800 comments", "\x00" * 50, "İ" * 200 + " comments are closed", "\u202e"]
)
def test_odd_text_raises_nothing(text: str) -> None:
    for notice in clauses(text, "en", "de"):
        assert notice.span.end <= len(text)


def test_letters_that_grow_in_lower_case_do_not_shift_offsets() -> None:
    text = "İİİ. Comments are closed."
    (notice,) = clauses(text, "en")
    assert notice.span.of(text) == "Comments are closed."


def test_a_long_line_is_read_in_bounded_pieces() -> None:
    text = "comments are closed " * 5000
    assert all(len(notice.span) <= 1200 for notice in clauses(text, "en"))
