"""Floors of declared translation on the open records; they may only be raised."""

from __future__ import annotations

from typing import Any

import pytest

import shared
from provenance.document import Document
from provenance.languages import LanguageSegmenter
from provenance.notices import NoticeDetector
from provenance.pipeline import Pipeline, annotate
from provenance.translation import ClaimReader, TranslationClaim, page_claim

DIGESTS = {
    "positives": "b8f5f56062ff94793f22cc8b4bf06b93a3c925a9bb7f89d93f544fe7e64f2689",
    "negatives": "80dc2a12b49ab6e503c05512db802233a4e96bfd6b25a5ab39a4d6f6c76802a5",
}

pytestmark = shared.needs("translation")


def rows(name: str) -> list[dict[str, Any]]:
    return shared.rows(f"translation/{name}.jsonl", DIGESTS[name])


def claims() -> list[tuple[dict[str, Any], TranslationClaim | None]]:
    """Return every record with the claim that is read in it."""
    pipeline = Pipeline(LanguageSegmenter(), NoticeDetector(), ClaimReader())
    records = (*rows("positives"), *rows("negatives"))
    return [(row, page_claim(annotate(Document(row["text"]), pipeline))) for row in records]


@pytest.fixture(scope="module")
def read() -> list[tuple[dict[str, Any], TranslationClaim | None]]:
    return claims()


@pytest.mark.parametrize(("kind", "precision", "recall"), [(None, 0.988, 0.99), ("page", 0.98, 0.985)])
def test_declared_translations_are_found(
    read: Any, kind: str | None, precision: float, recall: float
) -> None:
    found = [(row["declared"], claim is not None) for row, claim in read if kind in (None, row["kind"])]
    right = sum(declared and said for declared, said in found)
    assert right / sum(said for _, said in found) >= precision
    assert right / sum(declared for declared, _ in found) >= recall


def test_the_method_is_read_and_nothing_is_made_up(read: Any) -> None:
    both = [(row, claim) for row, claim in read if row["declared"] and claim is not None]
    methods = [claim.method in (row.get("method_accept") or [row["method"]]) for row, claim in both]
    assert sum(methods) / len(methods) >= 0.99
    for fact in ("tool", "source_language", "original_url"):
        clean = [getattr(claim, fact) is None for row, claim in both if row[fact] is None]
        stated = [getattr(claim, fact) is not None for row, claim in both if row[fact] is not None]
        assert sum(clean) / len(clean) >= 0.99, fact
        assert sum(stated) / len(stated) >= 0.93, fact
