"""Train the model that names boilerplate kinds, or measure all kinds by cross-validation over sites.

    python tools/train_kinds.py            # writes src/provenance/blocks/data/kinds.json
    python tools/train_kinds.py --check    # trains and compares with the shipped file
    python tools/train_kinds.py --cv       # figures on kinds.jsonl.gz, each line named without its site

Labels: kinds.jsonl.gz of the data folder, and tools/data/block_kinds.tsv (the same pages, other lines:
about 280 drawn at random, 75 by key words for the rarer kinds, and 350 by key words and place or where an
earlier model named a rare kind; labelled once, from the line, the line above and its place; lines that could
be several things were left out; only ids and kinds are kept there).
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

from train_blocks import deliver, fold, grouped, noted, row_verdicts  # noqa: E402 - beside this file

from provenance.blocks.context import name_kinds  # noqa: E402
from provenance.blocks.decode import decode  # noqa: E402
from provenance.blocks.model import load_model, score  # noqa: E402
from provenance.blocks.naming import FEATURES, Naming, Surroundings  # noqa: E402
from provenance.blocks.prior import settled  # noqa: E402

UNIT = 16
ROUNDS, RATE, RIDGE, WORD_RIDGE = 40, 0.4, 3.0, 4.0
MIN_SITES = 3  # a word is looked at when lines of so many sites have it
LEAST = 4  # a word's number for a kind is shipped from here on
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
        surroundings = Surroundings(page, body)
        self.bins, self.words = surroundings.describe(line), sorted(set(surroundings.words(line)))
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
            page, against = noted(row)
            model = load_model()
            labels = given.get(row["id"]) or decode(
                settled(score(page, model).totals, page, against, model), model.switch
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


class Fit:
    """Tables and word rows fitted one after the other by damped Newton steps; rarer kinds weigh more."""

    def __init__(self, lines: list[Sample]) -> None:
        counts = Counter(line.kind for line in lines)
        self.size = len(lines)
        truth = np.array([NAMED.index(line.kind) for line in lines])
        self.wanted = np.eye(len(NAMED))[truth]
        self.weights = np.array([(self.size / (len(NAMED) * counts[line.kind])) ** 0.5 for line in lines])
        self.odds = np.zeros((self.size, len(NAMED)))
        columns = [np.array(column) for column in zip(*(line.bins for line in lines), strict=True)]
        self.tables = [np.zeros((int(column.max()) + 1, len(NAMED))) for column in columns]
        self.names = told(lines)
        self.lexicon = np.zeros((len(self.names), len(NAMED)))
        index = {word: k for k, word in enumerate(self.names)}
        pairs = [(n, index[word]) for n, line in enumerate(lines) for word in line.words if word in index]
        place, word = np.array(pairs, dtype=int).reshape(-1, 2).T
        crowd = np.maximum(1, np.bincount(place, minlength=self.size))
        whole, alone = np.arange(self.size), np.ones(self.size)
        for _ in range(ROUNDS):
            for column, table in zip(columns, self.tables, strict=True):
                self.step(table, whole, column, alone, RIDGE)
            self.step(self.lexicon, place, word, crowd, WORD_RIDGE)

    def step(self, table, place, bins, crowd, ridge: float) -> None:
        """Move every kind's column of ``table``, whose row ``bins[n]`` speaks in line ``place[n]``."""
        chances = np.exp(self.odds - self.odds.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        for k in range(len(NAMED)):
            chance = chances[:, k]
            pull = np.bincount(bins, (self.weights * (self.wanted[:, k] - chance))[place], len(table))
            bend = np.bincount(bins, (self.weights * chance * (1 - chance) * crowd)[place], len(table))
            step = RATE * (pull - 0.1 * ridge * table[:, k]) / (bend + ridge)
            table[:, k] += step
            self.odds[:, k] += np.bincount(place, step[bins], self.size)


def told(lines: list[Sample]) -> list[str]:
    """Return the words that lines of enough sites have."""
    sites: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        for word in line.words:
            sites[word].add(line.site)
    return sorted(word for word, where in sites.items() if len(where) >= MIN_SITES)


def train(lines: list[Sample]) -> Naming:
    """Return the model trained on the lines that no notice names and the body does not hold."""
    fit = Fit([line for line in lines if line.is_free and line.kind in NAMED])
    tables = tuple(tuple(rows(table)) for table in fit.tables)
    words = {word: cut(row) for word, row in zip(fit.names, rows(fit.lexicon), strict=True)}
    return Naming(UNIT, NAMED, tables, {word: row for word, row in words.items() if any(row)})


def rows(table) -> list[tuple[int, ...]]:
    return [tuple(map(int, row)) for row in np.rint(table * UNIT)]


def cut(row: tuple[int, ...]) -> tuple[int, ...]:
    """Return the row without the numbers too small to be shipped."""
    return tuple(value * (abs(value) >= LEAST) for value in row)


def dump(naming: Naming) -> str:
    tables = {
        name: [list(row) if any(row) else [] for row in table]
        for name, table in zip(FEATURES, naming.tables, strict=True)
    }
    words = {
        kind: grouped({word: row[k] for word, row in naming.words.items()})
        for k, kind in enumerate(naming.kinds)
    }
    data = {"unit": naming.unit, "kinds": list(naming.kinds), "tables": tables, "words": words}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("]],", "]],\n").replace("},", "},\n") + "\n"


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
    return deliver(text, options.out, check=options.check)


if __name__ == "__main__":
    raise SystemExit(main())
