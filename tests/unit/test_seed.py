"""The article that started it all, read exactly as a person reads it."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

import shared
from provenance.analysis import Analysis, analyze

NAME = "seed/krone-2024-10-17.gold.json"
SEED = shared.SHARED / "data" / NAME
pytestmark = shared.needs(NAME)


@cache
def gold() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(SEED.read_text("utf-8"))
    return data


@pytest.fixture(scope="module")
def seed() -> Analysis:
    return analyze(SEED.with_name(SEED.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8"))


def test_languages(seed: Analysis) -> None:
    assert [[s.span.start, s.span.end, s.language] for s in seed.languages] == gold()["languages"]


def test_blocks(seed: Analysis) -> None:
    found = [{"start": b.span.start, "end": b.span.end, "kind": b.kind} for b in seed.blocks]
    assert found == gold()["blocks"]


def test_the_body_is_the_ten_paragraphs(seed: Analysis) -> None:
    assert seed.body.count("\n") == 9
    assert seed.body.startswith("Ukrainian President")
    assert seed.title is not None
    assert seed.title.startswith("Selenskyi:")


def test_claim(seed: Analysis) -> None:
    claim, right = seed.translation, gold()["translation"]
    assert claim is not None
    assert [claim.span.start, claim.span.end] == right["span"]
    for fact in ("method", "tool", "source_language", "target_language", "original_url"):
        assert getattr(claim, fact) == right[fact], fact
    assert seed.to_dict()["translation"]["tag"] == "en-t-t0-und"


def cues(seed: Analysis, name: str) -> list[tuple[int, int, str | None]]:
    return [(c.span.start, c.span.end, c.suggests) for c in seed.cues if c.cue == name]


def test_cues_that_name_a_place(seed: Analysis) -> None:
    inferred = gold()["inferred"]
    right: dict[str, list[tuple[int, int, str]]] = {}
    for cue in inferred["cues"]:
        for start, end in cue.get("spans", ()):
            right.setdefault(cue["cue"], []).append((start, end, inferred["source_language"]))
    assert sorted(right) == ["leftover_language", "name_spelling"]
    for name, places in right.items():
        assert cues(seed, name) == places


def test_one_name_in_four_spellings(seed: Analysis) -> None:
    (right,) = (cue for cue in gold()["inferred"]["cues"] if cue["cue"] == "inconsistent_name")
    found = [cue for cue in seed.cues if cue.cue == "inconsistent_name"]
    assert found
    spellings = {e.span.of(seed.text) for cue in found for e in cue.evidence}
    assert spellings == set(right["texts"])


def test_no_other_cue(seed: Analysis) -> None:
    assert {c.cue for c in seed.cues} == {cue["cue"] for cue in gold()["inferred"]["cues"]}


def test_clauses(seed: Analysis) -> None:
    assert seed.comment_policy is not None
    clauses = seed.comment_policy.clauses
    right = gold()["clauses"]
    assert [(c.span.start, c.span.end) for c in clauses] == [(c["start"], c["end"]) for c in right]
    for found, expected in zip(clauses, right, strict=True):
        assert found.type in {expected["type"], *expected.get("alt", ())}
        assert found.language == "de"


@pytest.mark.parametrize("fact", ["moderation", "operator", "forum"])
def test_policy_facts(seed: Analysis, fact: str) -> None:
    assert getattr(seed.comment_policy, fact) == gold()["comment_policy"][fact]


@pytest.mark.parametrize("fact", ["grounds", "rights", "references", "channels"])
def test_policy_lists(seed: Analysis, fact: str) -> None:
    assert list(getattr(seed.comment_policy, fact)) == gold()["comment_policy"][fact]
