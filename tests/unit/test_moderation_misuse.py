"""What a newcomer gives the moderation by mistake is named, and what is plainly meant is taken."""

from __future__ import annotations

from typing import Any

import pytest

from provenance import Span
from provenance.moderation import (
    Decision,
    Moderator,
    Reason,
    Submission,
    blocked_domains,
    blocked_words,
    capitals,
    classified,
    closed_thread,
    links,
    moderator_from,
    signed_in,
)

NO_RULE: dict[str, Any] = {
    "rules are several, as in": lambda: Moderator(links()),
    "a rule is a callable, not 'l'": lambda: Moderator("links"),
    "expected a Submission, got NoneType": lambda: Moderator([]).decide(None),
    "expected a Context, got dict": lambda: Moderator([]).decide(Submission("x"), {}),
    "returned None; a rule returns or yields reasons": lambda: Moderator([lambda s, c: None]).decide("x"),
    "returned Reason.*; a rule": lambda: Moderator([lambda s, c: Reason("a", Span(0, 1))]).decide("x"),
    "expected a mapping of settings, got list": lambda: Moderator.from_policy([]),
    "words are strings, not 1": lambda: blocked_words([1]),
    "a classifier is a callable, not 3": lambda: classified(3, {"insult": 0.5}),
    "expected the comment_policy of an analysis, got str": lambda: moderator_from("Be friendly."),
}


@pytest.mark.parametrize("complaint", NO_RULE)
def test_what_a_newcomer_gets_wrong_is_said_in_words(complaint: str) -> None:
    with pytest.raises(TypeError, match=complaint):
        NO_RULE[complaint]()


def test_a_plain_string_is_a_comment_that_nobody_signed() -> None:
    moderator = Moderator([blocked_words(["fool"]), signed_in()])
    assert moderator.decide("You fool") == moderator.decide(Submission("You fool"))
    assert [reason.rule for reason in moderator.decide("You fool").reasons] == [
        "blocked_word",
        "login_required",
    ]


@pytest.mark.parametrize(
    "make", [links, capitals, signed_in, closed_thread, lambda severity: Decision(severity)]
)
def test_a_severity_that_is_none_is_named_with_those_that_are(make: Any) -> None:
    with pytest.raises(ValueError, match="is one of reject, hold, publish, not 'delete'"):
        make(severity="delete")


@pytest.mark.parametrize(
    "given", ["spam.example", "https://spam.example/offers?x=1", "*.spam.example", "www.Spam.example:443"]
)
def test_a_blocked_domain_may_be_given_as_an_address(given: str) -> None:
    decision = Moderator([blocked_domains([given])]).decide("See shop.spam.example/now")
    assert decision.outcome == "reject"


def test_a_classifier_that_gives_too_few_results_is_said() -> None:
    with pytest.raises(ValueError, match="one result for each text, not 0 for one"):
        Moderator([classified(lambda texts: [], {"insult": 0.5})]).decide("x")
