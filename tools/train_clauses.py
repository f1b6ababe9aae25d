"""Learn the weights of `provenance.policy.weigh` from labelled sentences.

    python tools/train_clauses.py collect DATA [FILE ...]   # sentences -> tools/data/clauses.jsonl
    python tools/train_clauses.py train                     # tools/data/clauses.jsonl -> weights

``DATA`` holds ``notices.jsonl`` and ``negatives.jsonl`` (see ``benchmarks/_notices.py``); each
``FILE`` is laid out like the first. Of a sentence only its type and the concepts in it are kept, no
words of it, so ``train`` needs nothing but what is in the repository. The ``[examples]`` of the
catalogue are added. Multinomial logistic regression with an L2 penalty, full batches; needs numpy.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from provenance.catalogue import chain, load
from provenance.catalogue.load import tags
from provenance.kinds import CLAUSE_TYPES, UNDETERMINED
from provenance.policy import weigh
from provenance.text import fold, sentences

HERE = Path(__file__).parent
ROWS = HERE / "data" / "clauses.jsonl"
OUT = HERE.parent / "src" / "provenance" / "policy" / "data" / "clauses.json"
UNSCORED = frozenset({"greeting", "other", "none"})
#: A sentence of a text without any clause, and an example of the catalogue, count less.
SHARE = {"negative": 0.5, "example": 0.5, "notice": 1.0}
#: One unit of log-odds; by so much the best type must lead.
UNIT, MARGIN = 100, 60
PENALTY, STEPS, RATE = 0.5, 300, 0.1

Row = Mapping[str, Any]


def collect(data: Path, files: Iterable[Path]) -> Iterator[Row]:
    """Yield one row per sentence: ``from``, ``type`` and ``concepts``."""
    for path in (data / "notices.jsonl", *files):
        for record in _records(path):
            for sentence in sentences(record["text"]):
                kind = _label(record["clauses"], sentence.start, sentence.end)
                yield from _row("notice", kind, sentence.of(record["text"]), record["lang"])
    for record in _records(data / "negatives.jsonl"):
        for sentence in sentences(record["text"]):
            yield from _row("negative", "none", sentence.of(record["text"]), record["lang"])
    for tag in tags():
        for kind, listed in load(tag).tables.get("examples", {}).items():
            for text in listed:
                yield from _row("example", kind, text, tag)


def _records(path: Path) -> Iterator[Row]:
    # Not splitlines: U+2028 and its like may stand in a text.
    return (json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip())


def _label(clauses: Iterable[Row], start: int, end: int) -> str:
    """Return the type of the first scored clause that shares half of the shorter of both."""
    for clause in clauses:
        shared = min(end, clause["end"]) - max(start, clause["start"])
        shorter = min(end - start, clause["end"] - clause["start"])
        if clause["type"] not in UNSCORED and 0 < shorter <= 2 * shared:
            return str(clause["type"])
    return "none"


def _row(source: str, kind: str, text: str, language: str) -> Iterator[Row]:
    if chain(language):
        found = weigh.concepts_in(fold(text), language, tuple(load(UNDETERMINED).tables["concepts"]))
        yield {"from": source, "type": "none" if kind in UNSCORED else kind, "concepts": sorted(found)}


def train(rows: list[Row]) -> dict[str, Any]:
    """Return the weights learnt from ``rows``, as they are shipped."""
    import numpy as np  # only this command needs it

    types = ["none", *(kind for kind in CLAUSE_TYPES if kind not in UNSCORED)]
    names = sorted({name for row in rows for name in row["concepts"]})
    place = {name: number for number, name in enumerate(names, 1)}
    inputs = np.zeros((len(rows), len(names) + 1))
    inputs[:, 0] = 1
    for number, row in enumerate(rows):
        inputs[number, [place[name] for name in row["concepts"]]] = 1
    wanted = np.eye(len(types))[[types.index(row["type"]) for row in rows]]
    share = np.array([[SHARE[row["from"]]] for row in rows])
    found, first, second = (np.zeros((len(names) + 1, len(types))) for _ in range(3))
    for step in range(1, STEPS + 1):
        scores = inputs @ found
        odds = np.exp(scores - scores.max(1, keepdims=True))
        slope = inputs.T @ ((odds / odds.sum(1, keepdims=True) - wanted) * share) / share.sum()
        slope += PENALTY * found / len(rows)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        found -= RATE * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    whole = np.rint(found * UNIT).astype(int).tolist()
    concepts = {name: whole[place[name]] for name in names}
    return {"types": types, "margin": MARGIN, "base": whole[0], "concepts": concepts}


def _lines(weights: Mapping[str, Any]) -> str:
    """Return the weights as JSON with one concept a line, so that a change of one shows."""
    head = "".join(f'"{key}": {json.dumps(weights[key])},\n' for key in ("types", "margin", "base"))
    rows = ",\n".join(f'"{name}": {json.dumps(row)}' for name, row in weights["concepts"].items())
    return f'{{{head}"concepts": {{\n{rows}\n}}}}\n'


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    collecting = commands.add_parser("collect", help="read labelled sentences, keep type and concepts")
    collecting.add_argument("data", type=Path)
    collecting.add_argument("files", type=Path, nargs="*")
    commands.add_parser("train", help="learn the weights from what was collected")
    options = parser.parse_args()
    if options.command == "collect":
        rows = collect(options.data, options.files)
        ROWS.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    else:
        OUT.write_text(_lines(train([*_records(ROWS)])), encoding="utf-8")


if __name__ == "__main__":
    main()
