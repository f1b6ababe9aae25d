"""Section A of ``benchmarks/moderation.py``: how well comment notices are read.

``DATA`` holds ``notices.jsonl`` (``text``, ``origin``, ``lang``, ``clauses`` with ``type``,
``start``, ``end`` and perhaps ``alt``, other types that are right too) and ``negatives.jsonl``
(``text``, ``kind``). A clause is found when its type is right and its span overlaps the
labelled one by half of what both cover; each counts once. ``greeting`` and ``other`` do not count.

    python benchmarks/_notices.py DATA [--errors]

With ``--errors`` every clause that is missed or wrong is printed with its words.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from provenance.analysis import default_pipeline
from provenance.document import Document
from provenance.pipeline import annotate
from provenance.policy import PolicyClause

Record = Mapping[str, Any]
Reader = Callable[[str], Sequence[Record]]

UNSCORED = frozenset({"greeting", "other"})
OVERLAP = 0.5


def figures(data: Path) -> dict[str, Any]:
    """Return the figures for the folder ``data``: F1 over all, by origin, language and type, and alarms."""
    read = reader()
    notices = [(record, read(record["text"])) for record in _records(data / "notices.jsonl")]
    negatives = [(record, read(record["text"])) for record in _records(data / "negatives.jsonl")]
    return {
        "all": _scores(notices),
        **{
            origin: _scores([pair for pair in notices if pair[0].get("origin") == origin])
            for origin in sorted({record.get("origin", "?") for record, _ in notices})
        },
        "languages": {
            tag: _scores([pair for pair in notices if _language(pair[0]) == tag])
            for tag in sorted({_language(record) for record, _ in notices})
        },
        "types": _by_type(notices),
        "false_alarms": _alarms(negatives),
    }


def reader() -> Reader:
    """Return what reads the clauses of a text, as records in the shape of the labels."""
    pipeline = default_pipeline()

    def read(text: str) -> list[Record]:
        clauses = annotate(Document(text), pipeline).select(PolicyClause)
        found = ({"type": c.type, "start": c.span.start, "end": c.span.end} for c in clauses)
        return [clause for clause in found if clause["type"] not in UNSCORED]

    return read


def lines(result: Mapping[str, Any]) -> Iterable[str]:
    """Yield the figures as lines for a person."""
    yield f"{'notices':24} {'n':>4} {'micro F1':>9} {'p':>6} {'r':>6} {'macro F1':>9}"
    rows = {key: value for key, value in result.items() if "micro_f1" in value} | result["languages"]
    for name, row in rows.items():
        numbers = (
            f"{row['micro_f1']:9.3f} {row['precision']:6.3f} {row['recall']:6.3f} {row['macro_f1']:9.3f}"
        )
        yield f"{name:24} {row['texts']:4} {numbers}"
    for name, row in result["types"].items():
        counts = f"found {row['found']}  missed {row['missed']}  wrong {row['wrong']}"
        yield f"  {name:28} F1 {row['f1']:.3f}  {counts}"
    alarms = result["false_alarms"]
    yield f"false alarms: {alarms['texts_with_clauses']} of {alarms['texts']} texts ({alarms['rate']:.2%})"


def errors(data: Path) -> Iterator[str]:
    """Yield the clauses that are missed or wrong, and those found where there is no notice, a line each."""
    read = reader()
    for record in (*_records(data / "notices.jsonl"), *_records(data / "negatives.jsonl")):
        text = record["text"]
        _, missed, wrong = _match(record.get("clauses", ()), read(text))
        for name, clauses in (("missed", missed), ("wrong", wrong)):
            for clause in clauses:
                said = text[clause["start"] : clause["end"]]
                yield f"{name} {record['id']} {_language(record)} {clause['type']}: {said!r}"


def _records(path: Path) -> list[Record]:
    if not path.exists():
        return []
    # Not splitlines: U+2028 and its like may stand in a text.
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]


def _language(record: Record) -> str:
    return str(record.get("lang", "?")).split("-")[0]


def _match(
    gold: Sequence[Record], found: Sequence[Record]
) -> tuple[list[Record], list[Record], list[Record]]:
    """Return the labelled clauses found, those missed, and the wrong ones: one to one, most overlap first."""
    pairs = sorted(
        (
            (clause["type"] != label["type"], -_overlap(label, clause), at, number)
            for at, label in enumerate(gold)
            for number, clause in enumerate(found)
            if clause["type"] in (label["type"], *label.get("alt", ())) and _overlap(label, clause) >= OVERLAP
        )
    )
    labels: dict[int, int] = {}
    for _, _, at, number in pairs:
        if at not in labels and number not in labels.values():
            labels[at] = number
    hits = [gold[at] for at in labels if gold[at]["type"] not in UNSCORED]
    missed = [label for at, label in enumerate(gold) if at not in labels and label["type"] not in UNSCORED]
    return hits, missed, [clause for n, clause in enumerate(found) if _is_wrong(n, clause, labels, gold)]


def _is_wrong(number: int, clause: Record, labels: Mapping[int, int], gold: Sequence[Record]) -> bool:
    """Tell whether a clause is neither matched nor another admitted reading of a labelled one."""
    admitted = (clause["type"] in g.get("alt", ()) and _overlap(g, clause) >= OVERLAP for g in gold)
    return number not in labels.values() and not any(admitted)


def _overlap(one: Record, other: Record) -> float:
    shared: float = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return max(shared, 0.0) / float(max(one["end"], other["end"]) - min(one["start"], other["start"]))


def _by_type(pairs: Iterable[tuple[Record, Sequence[Record]]]) -> dict[str, dict[str, Any]]:
    found, missed, wrong = Counter[str](), Counter[str](), Counter[str]()
    for record, clauses in pairs:
        for counter, group in zip((found, missed, wrong), _match(record["clauses"], clauses), strict=True):
            counter.update(clause["type"] for clause in group)
    return {
        kind: {
            "found": found[kind],
            "missed": missed[kind],
            "wrong": wrong[kind],
            "f1": _f1(found[kind], missed[kind], wrong[kind]),
        }
        for kind in sorted({*found, *missed, *wrong})
    }


def _scores(pairs: Sequence[tuple[Record, Sequence[Record]]]) -> dict[str, Any]:
    types = _by_type(pairs)
    found, missed, wrong = (sum(row[key] for row in types.values()) for key in ("found", "missed", "wrong"))
    labelled = [row["f1"] for row in types.values() if row["found"] + row["missed"]]
    return {
        "texts": len(pairs),
        "micro_f1": _f1(found, missed, wrong),
        "precision": round(found / (found + wrong), 4) if found + wrong else 0.0,
        "recall": round(found / (found + missed), 4) if found + missed else 0.0,
        "macro_f1": round(sum(labelled) / len(labelled), 4) if labelled else 0.0,
    }


def _f1(found: int, missed: int, wrong: int) -> float:
    return round(2 * found / (2 * found + missed + wrong), 4) if found else 0.0


def _alarms(pairs: Sequence[tuple[Record, Sequence[Record]]]) -> dict[str, Any]:
    alarmed = [record for record, clauses in pairs if clauses]
    kinds = Counter(record.get("kind", "?") for record in alarmed)
    return {
        "texts": len(pairs),
        "texts_with_clauses": len(alarmed),
        "rate": round(len(alarmed) / len(pairs), 4) if pairs else 0.0,
        "by_kind": dict(sorted(kinds.items())),
    }


def main() -> None:
    """Print the figures, or what is wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--errors", action="store_true", help="print the clauses missed and wrong")
    options = parser.parse_args()
    said = errors(options.data) if options.errors else lines(figures(options.data))
    print("\n".join(said))


if __name__ == "__main__":
    main()
