"""From a comment notice to clauses, and from clauses to a policy."""

from __future__ import annotations

import pytest

from provenance.annotation import Evidence
from provenance.blocks.block import Block
from provenance.document import Document
from provenance.notices import NoticeDetector
from provenance.pipeline import Pipeline, annotate
from provenance.policy import ClauseReader, CommentPolicy, PolicyClause, comment_policy, grounds_of
from provenance.span import Span
from provenance.text import lines

GERMAN = (
    "Willkommen bei unseren Leserkommentaren! Neue Postings werden von der Moderation gelesen und "
    "erst danach freigeschaltet. Bitte beachten Sie unsere Netiquette. Was Nutzer schreiben, "
    "entspricht nicht notwendigerweise der Meinung der Redaktion oder der Tagblatt "
    "Verlagsgesellschaft (TVG). Die TVG behält sich vor, rechtswidrige, beleidigende oder gegen die "
    "guten Sitten verstoßende Postings zu löschen, vom jeweiligen Nutzer Schadenersatz zu verlangen,"
    " seine Daten den Behörden zu übermitteln und strafbare Inhalte zur Anzeige zu bringen (siehe "
    "auch AGB). Für längere Diskussionen steht Ihnen das tagblatt.example-Forum zur Verfügung. "
    "Fragen beantwortet das Team unter leserdienst@tagblatt.example."
)


def read(text: str, *languages: str, block: str | None = None) -> Document:
    """Return ``text`` with its clauses, all of it one block of kind ``block``."""
    document = Document(text)
    if block:
        whole = Span(0, len(text))
        evidence = (Evidence("test", whole, "told"),)
        document = document.with_annotations([Block(whole, 0.9, evidence, kind=block)])
    return annotate(document, Pipeline(NoticeDetector(languages=languages), ClauseReader()))


def types(document: Document) -> list[str]:
    policy = comment_policy(document)
    return [clause.type for clause in policy.clauses] if policy else []


@pytest.fixture(scope="module")
def german() -> CommentPolicy:
    policy = comment_policy(read(GERMAN, "de"))
    assert policy is not None
    return policy


def test_a_whole_notice_is_read_in_order(german: CommentPolicy) -> None:
    assert [clause.type for clause in german.clauses] == [
        "greeting", "premoderation", "netiquette_reference", "opinion_disclaimer", "removal_right",
        "damages_claim", "data_use_for_prosecution", "criminal_report", "terms_reference", "forum_link",
        "contact_channel",
    ]  # fmt: skip


def test_rights_in_one_sentence_are_told_apart(german: CommentPolicy) -> None:
    said = {clause.type: clause.span.of(GERMAN) for clause in german.clauses}
    assert said["removal_right"].startswith("Die TVG behält sich vor")
    assert said["removal_right"].endswith("Postings zu löschen,")
    assert said["damages_claim"] == "vom jeweiligen Nutzer Schadenersatz zu verlangen,"
    assert said["data_use_for_prosecution"] == "seine Daten den Behörden zu übermitteln"
    assert said["criminal_report"] == "strafbare Inhalte zur Anzeige zu bringen"
    assert said["terms_reference"] == "(siehe auch AGB)"


def test_the_policy_says_what_the_notice_says(german: CommentPolicy) -> None:
    assert german.moderation == "pre"
    assert german.grounds == ("unlawful", "insulting", "against public decency")
    assert german.rights == (
        "delete", "claim damages", "use data for prosecution", "report to the authorities",
    )  # fmt: skip
    assert german.references == ("Netiquette", "AGB")
    assert german.channels == ("leserdienst@tagblatt.example",)
    assert german.forum == "tagblatt.example-Forum"
    assert german.operator == "Tagblatt Verlagsgesellschaft (TVG)"


def test_every_clause_has_evidence_inside_its_sentence(german: CommentPolicy) -> None:
    for clause in german.clauses:
        assert clause.evidence
        assert clause.language == "de"
        for evidence in clause.evidence:
            assert evidence.source.startswith(f"de.{clause.type}.")
            assert evidence.span is not None
            assert evidence.detail == evidence.span.of(GERMAN)[:80]


@pytest.mark.parametrize(
    ("text", "moderation"),
    [
        ("Comments are checked by our moderators before they are published.", "pre"),
        ("Comments are checked by our moderators after publication.", "post"),
        ("Comments are closed.", "unknown"),
    ],
)
def test_moderation_before_after_or_untold(text: str, moderation: str) -> None:
    policy = comment_policy(read(text, "en"))
    assert policy is not None
    assert policy.moderation == moderation


def test_rights_that_share_their_object_share_the_sentence() -> None:
    text = "Comments by users who break the rules will be deleted and their authors banned."
    policy = comment_policy(read(text, "en"))
    assert policy is not None
    assert {clause.type: clause.span.of(text) for clause in policy.clauses} == {
        "ban_right": text, "removal_right": text,
    }  # fmt: skip
    assert policy.rights == ("ban", "delete")


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("The Harbour Media Ltd reserves the right to delete posts.", "Harbour Media Ltd"),
        ("eHarbour Media Inc reserves the right to delete posts.", "eHarbour Media Inc"),
        ("HMX reserves the right to delete posts.", None),
        ("HMX reserves the right to delete posts. Comments do not reflect the views of HMX.", "HMX"),
        ("NOTE: We reserve the right to delete posts. NOTE: Comments do not reflect our views.", None),
        ("We reserve the right to delete posts.", None),
    ],
)
def test_the_operator_is_a_name_not_a_common_noun(text: str, operator: str | None) -> None:
    policy = comment_policy(read(text, "en"))
    assert policy is not None
    assert policy.operator == operator


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The minister declined to comment on Sunday.",
        "The platform said it had deleted two million comments.",
        "Home | Sport | Community Guidelines | Privacy Policy",
        "Comments: 12\nHi all, I think you should check the comments before they are published!",
        "We use cookies. Please read our terms of use for cookies.",
    ],
)
def test_what_is_no_notice_has_no_policy(text: str) -> None:
    assert comment_policy(read(text, "en")) is None


@pytest.mark.parametrize(
    ("bare", "type_"),
    [
        ("More than one account per person is not permitted.", "conduct_rule"),
        ("Anything of that sort will be removed.", "removal_right"),
    ],
)
def test_a_sentence_without_comments_counts_beside_one_about_them(bare: str, type_: str) -> None:
    assert types(read(bare, "en")) == []
    assert types(read(f"Comments are checked before they are published. {bare}", "en")) == [
        "premoderation",
        type_,
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kommentare geben die Meinung der Verfasser wieder, nicht die der Redaktion.", "de"),
        ("Comments express the views of their authors, not those of the editors.", "en"),
        ("Komentáře vyjadřují názory čtenářů, nikoli redakce.", "cs"),
    ],
)
def test_whose_opinion_it_is_may_be_said_without_a_negated_verb(text: str, language: str) -> None:
    assert types(read(text, language)) == ["opinion_disclaimer"]


def test_grounds_are_told_clause_by_clause() -> None:
    notice = read("Insulting posts will be deleted. Spam will be deleted too. Comments are closed.", "en")
    grounds = [(c.type, grounds_of(c, notice.text)) for c in notice.select(PolicyClause)]
    assert grounds == [
        ("removal_right", ("insulting",)),
        ("removal_right", ("advertising",)),
        ("comments_closed", ()),
    ]


def test_a_greeting_alone_is_no_policy() -> None:
    assert types(read("Welcome to our community of readers!", "en")) == []


def test_a_weak_clause_needs_a_sure_one_near() -> None:
    assert types(read("Please avoid loud music.", "en")) == []
    near = "Please avoid loud music. Comments are checked by our team before they are published."
    assert types(read(near, "en")) == ["conduct_rule", "premoderation"]
    far = near.replace("music. ", "music. " + "The band has played there for years. " * 30)
    assert types(read(far, "en")) == ["premoderation"]


@pytest.mark.parametrize("kind", ["paywall", "cookie_notice", "newsletter"])
def test_no_clause_stands_in_a_block_about_something_else(kind: str) -> None:
    assert types(read("Comments are closed.", "en", block=kind)) == []


@pytest.mark.parametrize(("kind", "read_as"), [("paywall", ["login_required"]), ("newsletter", [])])
def test_a_paywall_may_say_who_comments(kind: str, read_as: list[str]) -> None:
    assert types(read("Commenting is a subscriber-only feature.", "en", block=kind)) == read_as


def test_a_menu_is_no_notice() -> None:
    assert types(read("Sign in to comment | Please read our house rules | Contact", "en")) == []


ARTICLE = (
    "The village has changed a lot since then. Comments are closed. Nobody knows why the mill was sold. "
    "The mayor keeps silent, and so does the owner. It has rained for weeks."
)


def test_a_stray_sentence_in_an_article_is_no_clause() -> None:
    assert types(read(ARTICLE, "en", block="body")) == []
    assert types(read(ARTICLE, "en", block="comment_policy")) == ["comments_closed"]


def test_a_paragraph_of_one_sentence_is_a_stray_too() -> None:
    paragraphs = ARTICLE.replace(". ", ".\n\n")
    document = annotate(Document(paragraphs), NoticeDetector(languages=["en"]))
    evidence = (Evidence("test", Span(0, 1), "told"),)
    blocks = [Block(line, 0.9, evidence, kind="body") for line in lines(paragraphs) if len(line)]
    assert types(annotate(document.with_annotations(blocks), ClauseReader())) == []


def test_unsure_clauses_that_stand_together_are_sure_enough() -> None:
    weak = ["No spam, please.", "Insults are not allowed.", "Offensive language is not welcome."]
    assert types(read(" ".join(weak), "en")) == ["conduct_rule"] * 3
    assert types(read(weak[1], "en")) == []


def test_a_bare_notice_taken_for_an_article_is_still_read() -> None:
    assert types(read("Comments are closed.", "en", block="body")) == ["comments_closed"]


def test_the_reader_is_a_value() -> None:
    assert ClauseReader() == ClauseReader()
    assert ClauseReader()(Document("No notice was looked for: comments are closed.")) == ()
