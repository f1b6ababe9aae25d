"""Floors of declared translation on the open records; they may only be raised."""

from __future__ import annotations

from typing import Any

import pytest

import shared
from provenance.document import Document
from provenance.notices import NoticeDetector
from provenance.pipeline import Pipeline, annotate
from provenance.translation import ClaimReader, page_claim

DIGESTS = {
    "positives": "b8f5f56062ff94793f22cc8b4bf06b93a3c925a9bb7f89d93f544fe7e64f2689",
    "negatives": "80dc2a12b49ab6e503c05512db802233a4e96bfd6b25a5ab39a4d6f6c76802a5",
}

pytestmark = shared.needs("translation")


def rows(name: str) -> list[dict[str, Any]]:
    return shared.rows(f"translation/{name}.jsonl", DIGESTS[name])


def counts(kind: str | None = None) -> tuple[int, int, int]:
    """Return the right claims, the wrong ones and the missed ones."""
    pipeline = Pipeline(NoticeDetector(), ClaimReader())
    said = {True: [0, 0], False: [0, 0]}
    for row in (*rows("positives"), *rows("negatives")):
        if kind in (None, row["kind"]):
            found = page_claim(annotate(Document(row["text"]), pipeline)) is not None
            said[row["declared"]][found] += 1
    return said[True][1], said[False][1], said[True][0]


@pytest.mark.parametrize(("kind", "precision", "recall"), [(None, 0.97, 0.63), ("page", 0.96, 0.73)])
def test_declared_translations_are_found(kind: str | None, precision: float, recall: float) -> None:
    right, wrong, missed = counts(kind)
    assert right / (right + wrong) >= precision
    assert right / (right + missed) >= recall
