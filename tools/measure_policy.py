"""Measure the reading of comment notices against a folder of labelled ones.

    python tools/measure_policy.py DATA SCORER [--language given] [--errors]

DATA holds ``notices.jsonl`` and ``negatives.jsonl``, SCORER is the scorer of clauses.
``--language given`` tells the detector the language of each text instead of finding it.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from provenance.catalogue import chain
from provenance.languages import LanguageSegmenter
from provenance.notices import NoticeDetector
from provenance.pipeline import Pipeline, annotate
from provenance.policy import ClauseReader, PolicyClause

Record = dict[str, Any]


def read(path: Path) -> list[Record]:
    """Return the records of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def clauses(record: Record, *, given: bool) -> list[Record]:
    """Return what the reader finds in one text, in the shape that the scorer takes."""
    text = record["text"]
    if given:
        tag = record["lang"] if chain(record["lang"]) else "und"
        document = annotate(text, Pipeline(NoticeDetector(languages=[tag]), ClauseReader()))
    else:
        document = annotate(text, _pipeline())
    return [
        {"type": clause.type, "start": clause.span.start, "end": clause.span.end}
        for clause in document.select(PolicyClause)
    ]


def _pipeline() -> Pipeline:
    try:
        from provenance.analysis import default_pipeline
    except ImportError:
        return Pipeline(LanguageSegmenter(), NoticeDetector(), ClauseReader())
    return default_pipeline()


def predict(records: Sequence[Record], *, given: bool) -> dict[str, Record]:
    """Return id -> record with the clauses found."""
    return {r["id"]: {"id": r["id"], "clauses": clauses(r, given=given)} for r in records}


def load_scorer(path: Path) -> ModuleType:
    """Return the scorer as a module."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _show_errors(scorer: ModuleType, notices: list[Record], found: dict[str, Record]) -> None:
    for record in notices:
        _, missed, false = scorer.match_clauses(record["clauses"], found[record["id"]]["clauses"], 0.5)
        for name, wrong in (("missed", missed), ("false", false)):
            for clause in wrong:
                print(name, record["lang"], record["id"], clause["type"])
                print("      ", repr(record["text"][clause["start"] : clause["end"]]))


def _report(scorer: ModuleType, notices: list[Record], found: dict[str, Record]) -> None:
    groups = {"all": notices} | {
        origin: [r for r in notices if r["origin"] == origin] for origin in ("public", "authored")
    }
    for language in sorted({r["lang"].split("-")[0] for r in notices}):
        groups[language] = [r for r in notices if r["lang"].split("-")[0] == language]
    for name, records in groups.items():
        result = scorer.clauses({r["id"]: r for r in records}, found)
        micro = result["micro"]
        print(
            f"{name:9} n={len(records):3} micro {micro['f1']:.3f} (p {micro['p']:.3f} r {micro['r']:.3f})",
            end="",
        )
        print(f" macro {result['macro_f1']:.3f}")
    for kind, row in scorer.clauses({r["id"]: r for r in notices}, found)["per_type"].items():
        print(f"  {kind:28} {row}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--language", choices=("given", "found"), default="found")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args(arguments)
    scorer, given = load_scorer(options.scorer), options.language == "given"
    notices, negatives = (read(options.data / f"{name}.jsonl") for name in ("notices", "negatives"))
    found = predict(notices, given=given)
    alarms = predict(negatives, given=given)
    if options.errors:
        _show_errors(scorer, notices, found)
        for record in negatives:
            for clause in alarms[record["id"]]["clauses"]:
                print("alarm", record["lang"], record["id"], clause["type"])
                print("      ", repr(record["text"][clause["start"] : clause["end"]]))
    _report(scorer, notices, found)
    print(scorer.negatives({r["id"]: r for r in negatives}, alarms))


if __name__ == "__main__":
    main()
