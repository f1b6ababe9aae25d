"""Floors of accuracy on the open half of the mixed-language set; they may only be raised."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

import shared
from provenance.languages import segment_languages

DATA = shared.SHARED / "data" / "language"
pytestmark = shared.needs("language")
# SHA-256 over the files of the set in the order of their names, as they were when the floors were set.
DIGEST = "284af14accfd88ef3bf84f491a0bad391717d4e12d5bf085ef9ceca0ada821a1"
FLOORS = {
    "para": 0.9965,
    "sent": 0.9945,
    "intra": 0.9690,
    "mono": 0.9970,
    "related": 0.9935,
    "short": 0.9825,
    "realcs": 0.9200,
    "overall": 0.9795,
}
BOUNDARY_F1 = 0.900
KEPT_WHOLE = 0.978


@pytest.fixture(scope="module")
def scores() -> dict[str, dict[str, Any]]:
    scorer = shared.scorer("language")
    gold = [record for path in sorted(DATA.glob("*.jsonl")) for record in scorer.read(path)]
    predicted = {
        record["id"]: [(s.span.start, s.span.end, s.language) for s in segment_languages(record["text"])]
        for record in gold
    }
    result: dict[str, dict[str, Any]] = scorer.score(gold, predicted)
    return result


def test_the_data_is_what_the_floors_were_set_on() -> None:
    digest = hashlib.sha256()
    for path in sorted(DATA.glob("*.jsonl")):
        digest.update(path.read_bytes())
    assert digest.hexdigest() == DIGEST


@pytest.mark.parametrize("family", FLOORS)
def test_accuracy_stays_above_its_floor(family: str, scores: dict[str, dict[str, Any]]) -> None:
    assert scores[family]["accuracy"] >= FLOORS[family]


def test_boundaries_stay_above_their_floor(scores: dict[str, dict[str, Any]]) -> None:
    assert scores["overall"]["boundary_f1"] >= BOUNDARY_F1


def test_texts_in_one_language_stay_whole(scores: dict[str, dict[str, Any]]) -> None:
    assert scores["overall"]["kept_whole"] >= KEPT_WHOLE
