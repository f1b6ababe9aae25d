"""Floors of the reading of comment notices on the open data; they may only be raised."""

from __future__ import annotations

from functools import cache
from types import ModuleType
from typing import Any

import pytest

import shared
from provenance.analysis import default_pipeline
from provenance.pipeline import annotate
from provenance.policy import PolicyClause

DIGESTS = {
    "notices": "12279024761fe92b4447257b43f0aea422da12af87c93153e2cf2d381a1d2061",
    "negatives": "ab95daed0c97bb2b67bc59c21cc173d8de997126666693d9b4bc4fb0494b845b",
}

pytestmark = shared.needs("moderation")


def rows(name: str) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in shared.rows(f"moderation/{name}.jsonl", DIGESTS[name])}


@cache
def read(name: str) -> dict[str, dict[str, Any]]:
    pipeline = default_pipeline()
    found = {}
    for record in rows(name).values():
        clauses = annotate(record["text"], pipeline).select(PolicyClause)
        found[record["id"]] = {
            "clauses": [{"type": c.type, "start": c.span.start, "end": c.span.end} for c in clauses]
        }
    return found


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    return shared.scorer("moderation")


@pytest.mark.parametrize(("origin", "floor"), [(None, 0.955), ("public", 0.935), ("authored", 0.98)])
def test_clauses_are_found(scorer: ModuleType, origin: str | None, floor: float) -> None:
    gold = {key: row for key, row in rows("notices").items() if origin in (None, row["origin"])}
    assert scorer.clauses(gold, read("notices"))["micro"]["f1"] >= floor


def test_no_type_is_left_out(scorer: ModuleType) -> None:
    assert scorer.clauses(rows("notices"), read("notices"))["macro_f1"] >= 0.955


def test_texts_about_comments_are_no_notices(scorer: ModuleType) -> None:
    assert scorer.negatives(rows("negatives"), read("negatives"))["rate"] <= 0.003
