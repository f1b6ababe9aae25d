"""What rules see of a comment: how much of it, and through which disguises."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import Span
from provenance.moderation import (
    Context,
    Moderator,
    Rule,
    Submission,
    blocked_domains,
    blocked_words,
    empty,
    find_personal_data,
    links,
    near_duplicates,
    too_long,
)
from provenance.moderation.fold import _baring, _folding, _lettering, bare, fold, letters


def hits(rule: Rule, text: str) -> list[str]:
    """Return what the reasons of a rule point at."""
    return [reason.span.of(text) for reason in rule(Submission(text), Context())]


def test_of_a_very_long_comment_the_beginning_is_read_and_the_rest_is_for_a_person() -> None:
    moderator = Moderator([blocked_words(["depp"]), too_long(most=5), empty()], most_read=10)
    decision = moderator.decide(Submission("Depp und noch ein Depp"))
    assert [(r.rule, r.span) for r in decision.reasons] == [
        ("blocked_word", Span(0, 4)), ("too_long", Span(5, 22)), ("unread", Span(10, 22)),
    ]  # fmt: skip
    assert decision.outcome == "reject", "the strictest reason wins, as ever"
    assert "first 10 of 22" in decision.reasons[-1].detail
    assert moderator.decide(Submission(" " * 11 + "Hallo")).outcome == "reject", "too long"
    assert Moderator([empty()], most_read=10).decide(Submission(" " * 11 + "Hallo")).outcome == "hold"
    assert not Moderator([], most_read=10).decide(Submission("Ten chars!")).reasons
    assert moderator.with_rules(links()).most_read == 10


def test_of_earlier_comments_as_much_is_read() -> None:
    said = "Diese Brücke ist das Beste, was der Stadt passieren konnte."
    moderator = Moderator([near_duplicates()], most_read=len(said))
    assert moderator.decide(Submission(said), Context(history=[said + "x" * 999])).outcome == "hold"


def test_a_submission_knows_how_long_the_whole_comment_is() -> None:
    whole = Submission("Hello there", author="ana", id="c-1")
    cut = whole.up_to(5)
    assert (cut.text, cut.author, cut.id, cut.length) == ("Hello", "ana", "c-1", 11)
    assert whole.up_to(11) is whole
    with pytest.raises(ValueError, match="length is 3, but the text has 11"):
        Submission("Hello there", length=3)


def test_what_rules_share_is_not_part_of_a_submission() -> None:
    one, other = Submission("See www.a.example"), Submission("See www.a.example")
    assert [link.host for link in one.reading.links] == ["a.example"]
    assert one == other
    assert hash(one) == hash(other)
    assert pickle.loads(pickle.dumps(one)) == other


@given(st.text(st.characters(codec=None)))
def test_a_text_is_folded_as_by_a_table(text: str) -> None:
    for table, fast in ((_folding(), fold), (_baring(), bare), (_lettering(), letters)):
        slow = {n: "" if n in table.dropped else chr(table.ascii[n]) for n in range(128)} | table.beyond
        assert fast(text) == text.translate(slow)
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize("text", ["½Æ", "𝛓ς", "".join(map(chr, range(0x390, 0x3D0))), "\ud83d\ude00"])
def test_letters_that_stand_for_letters_that_stand_for_others(text: str) -> None:
    table = _lettering()
    assert letters(text) == text.translate(table.beyond)


def test_a_link_needs_no_dot_where_it_has_a_scheme() -> None:
    assert hits(links(most=0), "see http://localhost/x") == ["http://localhost/x"]
    assert hits(links(most=0), "see a[dot]example, b (punkt) example/x") == [
        "a[dot]example, b (punkt) example/x"
    ]


def test_many_addresses_are_told_apart() -> None:
    text = "ana@mail.example DE89 3704 0044 0532 0130 00 ben (at) mail (dot) com " * 150
    found = list(find_personal_data(text))
    assert len(found) == 450
    assert all(one.end <= other.start for (_, one), (_, other) in pairwise(found))
    assert len(hits(blocked_domains(["mail.example"]), text)) == 150
