"""From a publisher's notice to rules, and from a decision to the statement and the letter."""

from __future__ import annotations

from datetime import date, datetime
from time import process_time
from typing import Any

import pytest

from provenance import Span, analyze
from provenance.moderation import (
    Citation,
    Context,
    Decision,
    Moderator,
    Reason,
    Submission,
    blocked_words,
    capitals,
    floods,
    links,
    moderator_from,
    personal_data,
    statement_of_reasons,
)
from provenance.moderation.letter import letter_languages, template

NOTICE = """Kommentare werden vor der Veröffentlichung von der Redaktion geprüft.
Bitte melden Sie sich an, um zu kommentieren.
Wir behalten uns vor, beleidigende Kommentare und Werbung zu löschen."""


def test_a_notice_becomes_rules_that_cite_it() -> None:
    page = analyze(NOTICE)
    assert page.comment_policy is not None
    moderator = moderator_from(page.comment_policy, page.text, words=["dummbeutel"])
    decision = moderator.decide(Submission("Dummbeutel! Kauft bei a.example und b.example", author="x"))
    assert decision.outcome == "hold"
    cited = {reason.rule: reason.clause for reason in decision.reasons}
    assert set(cited) >= {"blocked_word", "links", "premoderation"}
    for rule, word in (("blocked_word", "löschen"), ("premoderation", "geprüft")):
        clause = cited[rule]
        assert clause is not None
        assert word in clause.quote
        assert clause.span.of(page.text) == clause.quote
    assert moderator.decide(Submission("x")).outcome == "reject"


def test_a_rule_does_not_rest_on_a_clause_about_something_else() -> None:
    notice = """Wir behalten uns vor, beleidigende Kommentare zu löschen.
Bitte beachten Sie unsere Netiquette."""
    page = analyze(notice)
    moderator = moderator_from(page.comment_policy, page.text, words=["dummbeutel"], longest=60)
    text = "WARUM LÜGT IHR ALLE, IHR DUMMBEUTEL, SAGT MAL? " * 2
    cited = {
        r.rule: r.clause.quote for r in moderator.decide(Submission(text, author="x")).reasons if r.clause
    }
    assert "beleidigende" in cited["blocked_word"]
    assert cited["caps"] == cited["too_long"] == "Bitte beachten Sie unsere Netiquette."

    page = analyze(notice.split("\n")[0])
    moderator = moderator_from(page.comment_policy, page.text, longest=60)
    (reason,) = moderator.decide(Submission("x" + " y" * 40, author="x")).decisive
    assert reason.clause is None, "insults are no ground for length"


def test_a_notice_that_comments_close_later_rejects_nothing_by_itself() -> None:
    page = analyze("Die Kommentare werden nach 48 Stunden geschlossen.")
    moderator = moderator_from(page.comment_policy, page.text)
    assert moderator.decide(Submission("Guten Morgen", author="x")).outcome == "publish"
    (reason,) = moderator.decide(Submission("Guten Morgen", author="x"), Context(closed=True)).reasons
    assert reason.clause is not None
    assert "48 Stunden" in reason.clause.quote


def test_a_page_without_a_notice_is_no_start() -> None:
    with pytest.raises(ValueError, match="no notice to start from"):
        moderator_from(analyze("The ferries stay in port today.").comment_policy)


def test_a_notice_without_its_text_is_cited_by_place() -> None:
    page = analyze(NOTICE)
    assert page.comment_policy is not None
    (*_, last) = moderator_from(page.comment_policy).decide(Submission("x", author="y")).reasons
    assert last.clause is not None
    assert last.clause.quote == ""
    assert last.clause.type == "premoderation"


DAY = date(2030, 1, 1)
WRONG: dict[str, Any] = {
    "territorial_scope are several strings": {"territorial_scope": "AT"},
    "territorial_scope are strings": {"territorial_scope": [43]},
    "content_date is a date, not '2030-01-01'": {"content_date": "2030-01-01"},
    "expected a Decision and a Submission, got Decision and str": {"submission": "x"},
    "got str and Submission": {"decision": "reject"},
}


@pytest.mark.parametrize("complaint", WRONG)
def test_what_a_statement_cannot_be_made_of_is_said_at_once(complaint: str) -> None:
    given = {"decision": Decision("reject"), "submission": Submission("x"), "content_date": DAY}
    with pytest.raises(TypeError, match=complaint):
        statement_of_reasons(**{**given, **WRONG[complaint]}, puid="c-1", application_date=DAY)


def test_days_may_be_dates_or_times_and_tags_in_capitals() -> None:
    made = statement_of_reasons(
        Decision("reject"), Submission("x"), puid="c-1", content_date=datetime(2030, 1, 1, 12),
        application_date=DAY, end_date_visibility_restriction=date(2031, 1, 1), territorial_scope=["AT"],
    )  # fmt: skip
    assert made is not None
    sent = made.to_dsa()
    assert (sent["content_date"], sent["end_date_visibility_restriction"]) == ("2030-01-01", "2031-01-01")
    assert "2031-01-01" in made.render("en")
    assert made.render("DE_at") == made.render("de")


def test_ways_to_object_are_several_sentences() -> None:
    """A comma forgotten in the brackets would list one letter a line."""
    day = date(2030, 1, 1)
    with pytest.raises(TypeError, match="redress"):
        statement_of_reasons(
            Decision("reject"), Submission("x"), puid="c-1", content_date=day, application_date=day,
            redress="Write to complaints@paper.example.",
        )  # fmt: skip


def test_the_letter_quotes_and_hides_personal_data() -> None:
    text = "DUMMBEUTEL, SCHREIB MIR: ANA@MAIL.EXAMPLE!"
    moderator = Moderator(
        [
            blocked_words(["dummbeutel"], severity="reject"),
            personal_data(severity="reject"),
            capitals(severity="reject"),
        ]
    )
    made = statement_of_reasons(
        moderator.decide(Submission(text)), Submission(text), puid="c-1", content_date=date(2030, 1, 1),
        application_date=date(2030, 1, 2), redress=("Schreiben Sie an beschwerde@zeitung.example.",),
    )  # fmt: skip
    assert made is not None
    assert "MAIL" not in made.to_dsa()["decision_facts"]
    letter = made.render("de-AT")
    for part in ("„DUMMBEUTEL“", "personenbezogene Daten", "beschwerde@zeitung.example", "Gericht"):
        assert part in letter
    assert "MAIL" not in letter, "also not where the whole comment is quoted"
    assert "SCHREIB MIR: […]!“" in letter
    assert "mit unseren Regeln nicht vereinbar." in letter, "no ground was named, and none is made up"
    assert "von uns aus geprüft. Der Kommentar wurde automatisch erkannt" in letter
    with pytest.raises(ValueError, match="no letter in 'tlh'"):
        made.render("tlh")


def test_a_citation_stands_in_the_letter() -> None:
    clause = Citation("removal_right", Span(0, 20), "We delete any advert")
    reason = Reason("links", Span(0, 9), "reject", clause, "1 link")
    comment = Submission("a.example is great")
    made = statement_of_reasons(
        Decision("reject", [reason]),
        comment,
        puid="c",
        content_date=date(2030, 1, 1),
        application_date=date(2030, 1, 1),
    )
    assert made is not None
    assert "We delete any advert" in made.to_dsa()["incompatible_content_ground"]
    assert "“We delete any advert”" in made.render("en")
    assert "nicht vereinbar („We delete any advert“)" in made.render("de")


def test_the_letter_tells_who_reported_where_it_applies_and_until_when() -> None:
    reported = {"source_type": "SOURCE_ARTICLE_16", "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED"}
    made = statement_of_reasons(
        Decision("reject"), Submission("x"), puid="c", content_date=date(2030, 1, 1),
        application_date=date(2030, 1, 1), removed=True, ground="Section 2", territorial_scope=["AT", "DE"],
        end_date_visibility_restriction="2030-02-01", **reported,
    )  # fmt: skip
    assert made is not None
    assert made.to_dsa()["territorial_scope"] == ["AT", "DE"]
    letter = made.render("en")
    assert "We have removed your comment. This applies in: AT, DE. This applies until 2030-02-01." in letter
    assert "notified to us as illegal content. A person took the decision." in letter
    assert "incompatible with our rules (Section 2)." in letter


def test_every_letter_has_the_same_parts() -> None:
    german = template("de")
    for language in letter_languages():
        words = template(language)
        assert words.keys() == german.keys(), language
        assert all(words[name].keys() == german[name].keys() for name in ("source", "automated", "rules"))
        assert all(" ({ground})" in words[name] for name in ("incompatible", "illegal")), language
        assert "{territory}" in words["territory"]
        assert "{day}" in words["until"]


def test_a_person_settles_what_was_held() -> None:
    comment = Submission("WARUM LÜGT IHR ALLE, siehe a.example und b.example")
    held = Moderator([links(most=1), floods(), capitals(ratio=0.3)]).decide(comment)
    assert held.outcome == "hold"
    settled = held.settled("reject", [reason for reason in held.reasons if reason.rule == "links"])
    made = statement_of_reasons(
        settled, comment, puid="c", content_date=date(2030, 1, 1), application_date=date(2030, 1, 1),
        automated_decision="AUTOMATED_DECISION_NOT_AUTOMATED",
    )  # fmt: skip
    assert made is not None
    assert "links at 27 to 50" in made.to_dsa()["decision_facts"]
    assert "caps" not in made.to_dsa()["decision_facts"]
    assert held.settled("publish") == Decision("publish")


def test_a_comment_full_of_findings_takes_no_longer_than_its_length() -> None:
    """Personal data beside every blocked word: each quote has to be looked at for it."""
    rules = [personal_data(severity="reject"), blocked_words(["*kopf*"], severity="reject")]
    day = date(2030, 1, 1)

    def seconds(times: int) -> float:
        comment = Submission("a@b.example kopf " * times)
        decision = Moderator(rules, most_read=10**6).decide(comment)
        spent = []
        for _ in range(3):
            begun = process_time()
            made = statement_of_reasons(decision, comment, puid="c-1", content_date=day, application_date=day)
            assert made is not None
            assert "a@b" not in made.to_dsa()["decision_facts"] + made.render("de")
            spent.append(process_time() - begun)
        return min(spent)

    short, long = seconds(1000), seconds(8000)
    assert long < 24 * max(short, 0.005), f"8 times the text took {long / short:.0f} times as long"


def test_a_hold_emits_no_statement() -> None:
    day = date(2030, 1, 1)
    for outcome in ("hold", "publish"):
        made = statement_of_reasons(
            Decision(outcome), Submission("x"), puid="c", content_date=day, application_date=day
        )
        assert made is None
