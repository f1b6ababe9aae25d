"""Train the model that names boilerplate kinds, or measure all kinds by cross-validation over sites.

    python tools/train_kinds.py            # writes src/provenance/blocks/data/kinds.json
    python tools/train_kinds.py --check    # trains and compares with the shipped file
    python tools/train_kinds.py --cv       # figures on kinds.jsonl.gz, each line named without its site

Labels: kinds.jsonl.gz of the data folder, and tools/data/block_kinds.tsv (the same pages, other lines:
about 280 drawn at random and 75 by key words for the rarer kinds; labelled once, from the line, the line
above and its place; lines that could be several things were left out; only ids and kinds are kept there).
With --labels FILE (written by ``train_blocks.py --cv --labels``) the body is that found by models that had
not seen the site; without, that of the shipped model.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from train_blocks import fold, marks, row_verdicts  # noqa: E402 - beside this file

from provenance.blocks.context import name_kinds  # noqa: E402
from provenance.blocks.decode import decode, together  # noqa: E402
from provenance.blocks.features import Page  # noqa: E402
from provenance.blocks.model import load_model, score  # noqa: E402
from provenance.blocks.naming import FEATURES, Naming, Surroundings  # noqa: E402

UNIT = 16
ROUNDS, RATE, RIDGE = 40, 0.4, 3.0
FOLDS = 5
NAMED = (
    "navigation", "related_links", "other", "newsletter", "advert", "author_bio", "date_byline", "share",
    "caption", "comment_prompt", "imprint", "paywall", "comment", "agency_credit", "legal_notice",
    "cookie_notice",
)  # fmt: skip


class Sample:
    """One labelled line: its page, its number, its kind, and its features when no notice names it."""

    def __init__(
        self, site: str, kind: str, page, labels, verdicts, line: int, official: bool, key: str
    ) -> None:
        self.site, self.kind, self.page, self.labels, self.verdicts = site, kind, page, labels, verdicts
        self.line, self.official, self.key = line, official, key
        body = [i for i, label in enumerate(labels) if label]
        self.bins = Surroundings(page, body).describe(line)
        self.is_free = not labels[line] and verdicts[line] is None


def samples(data: Path, given: dict[str, list[int]]) -> list[Sample]:
    wanted: dict[str, list[tuple[int, str, bool]]] = defaultdict(list)
    for row in read(data / "kinds.jsonl.gz"):
        wanted[row["id"]].append((row["line"], row["kind"], True))
    for text in (ROOT / "tools/data/block_kinds.tsv").read_text("utf-8").splitlines():
        key, kind = text.split("\t")
        name, line = key.rsplit("#", 1)
        wanted[name].append((int(line), kind, False))
    found = []
    for name in ("text", "text_alt", "text_sparse"):
        for row in read(data / f"{name}.jsonl.gz"):
            labels_of = wanted.pop(row["id"], None)
            if labels_of is None:
                continue
            page = Page([line.strip()[:4000] for line in row["lines"]], marks(row))
            labels = given.get(row["id"]) or decode(
                together(page.lines, score(page, load_model()).totals), load_model().switch
            )
            verdicts = row_verdicts(row, page, labels)
            found += [
                Sample(row["site"], kind, page, labels, verdicts, line, official, f"{row['id']}#{line}")
                for line, kind, official in labels_of
            ]
    return found


def read(path: Path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def train(lines: list[Sample]) -> Naming:
    """Fit one table per feature by damped Newton steps; rarer kinds weigh more."""
    lines = [line for line in lines if line.is_free and line.kind in NAMED]
    counts = Counter(line.kind for line in lines)
    truth = np.array([NAMED.index(line.kind) for line in lines])
    weights = np.array([(len(lines) / (len(NAMED) * counts[line.kind])) ** 0.5 for line in lines])
    wanted = np.eye(len(NAMED))[truth]
    columns = [np.array(column) for column in zip(*(line.bins for line in lines), strict=True)]
    tables = [np.zeros((int(column.max()) + 1, len(NAMED))) for column in columns]
    odds = np.zeros((len(lines), len(NAMED)))
    for _ in range(ROUNDS):
        for column, table in zip(columns, tables, strict=True):
            chances = np.exp(odds - odds.max(1, keepdims=True))
            chances /= chances.sum(1, keepdims=True)
            for k in range(len(NAMED)):
                pull = np.bincount(column, weights * (wanted[:, k] - chances[:, k]), len(table))
                bend = np.bincount(column, weights * chances[:, k] * (1 - chances[:, k]), len(table))
                step = RATE * (pull - 0.1 * RIDGE * table[:, k]) / (bend + RIDGE)
                table[:, k] += step
                odds[:, k] += step[column]
    rounded = tuple(tuple(tuple(map(int, row)) for row in np.rint(table * UNIT)) for table in tables)
    return Naming(UNIT, NAMED, rounded)


def dump(naming: Naming) -> str:
    tables = {
        name: [list(row) if any(row) else [] for row in table]
        for name, table in zip(FEATURES, naming.tables, strict=True)
    }
    data = {"unit": naming.unit, "kinds": list(naming.kinds), "tables": tables}
    return json.dumps(data, separators=(",", ":")).replace("]],", "]],\n") + "\n"


def measure(lines: list[Sample]) -> None:
    pairs = []
    for k in range(FOLDS):
        naming = train([line for line in lines if fold(line.site, "kinds", FOLDS) != k])
        for line in lines:
            if fold(line.site, "kinds", FOLDS) == k:
                kinds = name_kinds(line.page, line.labels, line.verdicts, naming)
                pairs.append((line.kind, kinds[line.line], line.official))
    for title, chosen in (
        ("kinds.jsonl.gz", [p for p in pairs if p[2]]),
        ("own labels", [p for p in pairs if not p[2]]),
    ):
        scores = []
        for kind in sorted({truth for truth, _, _ in chosen}):
            hit = sum(t == kind == p for t, p, _ in chosen)
            size, called = sum(t == kind for t, _, _ in chosen), sum(p == kind for _, p, _ in chosen)
            scores.append(2 * hit / (size + called))
            print(f"{title:15s} {kind:20s} n={size:4d} right={hit:4d} called={called:4d} F1={scores[-1]:.3f}")
        right = sum(t == p for t, p, _ in chosen) / len(chosen)
        print(f"{title:15s} macro-F1={sum(scores) / len(scores):.4f} accuracy={right:.4f} n={len(chosen)}")


def main() -> int:
    shared = Path(os.environ.get("PROVENANCE_SHARED", ROOT.parent / "shared"))
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=shared / "data" / "boilerplate")
    parser.add_argument("--out", type=Path, default=ROOT / "src/provenance/blocks/data/kinds.json")
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--cv", action="store_true")
    options = parser.parse_args()
    given = {}
    if options.labels:
        rows = map(json.loads, options.labels.read_text("utf-8").splitlines())
        given = {row["id"]: row["labels"] for row in rows if row["set"] == "text"}
    lines = samples(options.data, given)
    if options.cv:
        measure(lines)
        return 0
    text = dump(train(lines))
    if options.check:
        same = options.out.read_text("utf-8") == text
        print("same" if same else "different", file=sys.stderr)
        return 0 if same else 1
    options.out.write_text(text, "utf-8", newline="\n")
    print(f"{options.out.name}: {len(text.encode())} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
