"""What the weights say of sentences that no rule reads, and that they are learnt as they are shipped."""

from __future__ import annotations

import pytest

from provenance import analyze
from provenance.catalogue import load
from provenance.kinds import CLAUSE_TYPES, UNDETERMINED
from provenance.policy import PolicyClause
from provenance.policy.weigh import CONFIDENCE, concepts_in, weighed, weights
from provenance.span import Span

NOTICE = (
    "All comments are checked by our editors before they are published.\n"
    "Damages are claimed from the author.\n"
    "Thank you for reading."
)


def by_weight(text: str) -> list[PolicyClause]:
    policy = analyze(text).comment_policy
    return [clause for clause in policy.clauses if clause.confidence == CONFIDENCE] if policy else []


def test_every_type_and_concept_of_the_weights_is_known() -> None:
    known = load(UNDETERMINED).tables["concepts"]
    assert set(weights().types) <= {"none", *CLAUSE_TYPES}
    assert set(weights().concepts) <= set(known)
    assert {len(row) for row in (weights().base, *weights().concepts.values())} == {len(weights().types)}


def test_the_leading_type_must_lead_clearly() -> None:
    assert weights().best(frozenset()) is None
    assert weights().best(frozenset({"abuse", "prohibited"})) == "conduct_rule"
    assert weights().best(frozenset({"no_such_concept"})) is None


def test_a_weighed_clause_rests_on_words_of_its_sentence() -> None:
    sentence = "We may trim or decline to publish at our discretion."
    clause = weighed(f"So. {sentence}", Span(4, 4 + len(sentence)), "en")
    assert clause is not None
    assert clause.type == "removal_right"
    assert all(
        clause.span.start <= said.span.start < said.span.end <= clause.span.end for said in clause.evidence
    )
    assert all(said.source.startswith("weights.") for said in clause.evidence)


@pytest.mark.parametrize(
    "text", ["Your email address may be deleted.", "The minister said insults are not allowed."]
)
def test_a_sentence_about_something_else_is_no_clause(text: str) -> None:
    assert weighed(text, Span(0, len(text)), "en") is None


def test_a_language_without_words_has_no_concepts() -> None:
    assert concepts_in("no spam", "mul") == {}


def test_sentences_are_weighed_in_a_notice_only() -> None:
    assert [clause.type for clause in by_weight(NOTICE)] == ["damages_claim"]
    assert by_weight(NOTICE.partition("\n")[2]) == []
