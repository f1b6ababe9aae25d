"""Floors of moderation on the open data; benchmarks/moderation.py prints the figures."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from types import ModuleType

from provenance.moderation import Moderator, Submission
from provenance.moderation.statement import form
from shared import SHARED, needs, scorer

DATA = SHARED / "data" / "moderation"
pytestmark = needs("moderation")


@cache
def benchmark() -> ModuleType:
    path = Path(__file__).parents[2] / "benchmarks" / "moderation.py"
    spec = importlib.util.spec_from_file_location("moderation_benchmark", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_decisions() -> None:
    judge = scorer("moderation")
    moderator = Moderator.from_policy(json.loads((DATA / "decision_policy.json").read_text("utf-8")))
    gold = judge.load(DATA / "decisions.jsonl")
    said = {}
    for key, row in gold.items():
        decision = moderator.decide(Submission(row["text"]))
        reasons = [{"rule": r.rule, "start": r.span.start, "end": r.span.end} for r in decision.reasons]
        said[key] = {"decision": decision.outcome, "reasons": reasons}
    figures = judge.decisions(gold, said)
    assert figures["accuracy"] >= 0.99
    assert figures["macro_f1"] >= 0.99
    assert figures["reason_recall"] >= 0.99


def test_disguised_words() -> None:
    figures = benchmark().disguises(DATA)
    assert min(figures["by_disguise"].values()) >= 0.95
    assert figures["false_alarms"] == 0


def test_personal_data() -> None:
    figures = benchmark().personal(DATA)
    assert figures["f1"] >= 0.98
    # Two adverts among the clean comments have a phone number in them, the same one.
    assert len(figures["alarms_on_clean"]) <= 2
    assert len(set(figures["alarms_on_clean"])) <= 1


def test_near_duplicates() -> None:
    figures = benchmark().duplicates(DATA)
    assert (figures["found"], figures["false"]) == (30, 0)


def test_capitals_and_floods() -> None:
    assert min(part["f1"] for part in benchmark().shouting(DATA).values()) >= 0.98


def test_spam_in_every_source() -> None:
    for corpus in benchmark().spam_by_corpus(DATA).values():
        assert corpus["precision"] >= 0.95
        assert all(source["recall"] >= 0.85 for source in corpus["by_source"].values())


def test_the_form_of_statements_is_that_of_the_database() -> None:
    schema = json.loads((DATA / "dsa_sor_schema.json").read_text("utf-8"))
    fields = schema["fields"]
    ours = form()
    assert ours["fields"] == fields["all_fields"]
    assert ours["required"] == fields["required"]
    assert ours["one_of"] == fields["at_least_one_of"]
    assert ours["lists"] == fields["arrays"]
    assert ours["longest"] == fields["max_length"]
    assert ours["values"] == {name: list(values) for name, values in schema["enumerations"].items()}
    needed = {rule["field"] + rule["value"]: rule["others"] for rule in ours["needs"]}
    assert needed == {
        name.replace(" has ", "").replace("=", ""): others for name, others in fields["conditional"].items()
    }
