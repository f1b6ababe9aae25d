"""Train the block model on the open pages, or measure it by cross-validation over sites.

    python tools/train_blocks.py                 # writes src/provenance/blocks/data/model.json
    python tools/train_blocks.py --check         # trains and compares with the shipped file
    python tools/train_blocks.py --cv            # five folds over sites, prints the figures

Needs numpy, and the data folder (option --data or PROVENANCE_SHARED). Only sums in a fixed order and
`numpy.bincount` are used, no linear algebra library, and the tables are rounded to integers, so that
the file comes out the same bit for bit.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from provenance.blocks.features import Page, context, describe  # noqa: E402 - after the path is set
from provenance.blocks.model import _MAX_WORDS, Model, score  # noqa: E402

SETS = {"text": 1.0, "text_alt": 0.6, "text_sparse": 0.3}  # weight of a page of each layout
UNIT = 64
SWITCH = 32
FOLDS = 5
MIN_SITES = 12  # a word is looked at when so many sites have it
MAX_BYTES = 62_000  # of the shipped file
TOKEN_POWER = 0.3  # a line weighs as the so-manieth power of its tokens
PASSES = 30


class Data:
    """Pages with their first-pass columns, labels, weights and folds, line by line."""

    def __init__(self, rows: list[dict]) -> None:
        self.rows = rows
        self.pages = [Page([line.strip()[:4000] for line in row["lines"]]) for row in rows]
        self.columns = stack(describe(page) for page in self.pages)
        sizes = [len(row["lines"]) for row in rows]
        self.starts = np.concatenate([[0], np.cumsum(sizes)]).astype(int)
        self.page = np.repeat(np.arange(len(rows)), sizes)
        self.labels = np.array([-1 if g is None else g for row in rows for g in row["gold"]])
        self.weights = self._weights()
        self.fold = np.array([fold(row["site"], "outer") for row in rows])[self.page]
        self.inner = np.array([fold(row["site"], "inner") for row in rows])[self.page]

    def _weights(self) -> np.ndarray:
        known = self.labels >= 0
        tokens = np.array([t for page in self.pages for t in page.tokens], dtype=float)
        mass = np.where(known, tokens**TOKEN_POWER, 0.0)
        total = np.bincount(self.page, mass, len(self.rows))
        share = mass / np.where(total == 0, 1, total)[self.page]
        share *= np.array([SETS[row["set"]] for row in self.rows])[self.page]
        return share / share[known].mean()

    def words(self, lines: np.ndarray) -> Words:
        """Return the words that enough sites of ``lines`` (a mask) have, with where they stand."""
        sites: dict[str, set[str]] = defaultdict(set)
        for number, found in self._each():
            if lines[number]:
                for word in found:
                    sites[word].add(self.rows[self.page[number]]["site"])
        names = sorted(word for word, where in sites.items() if len(where) >= MIN_SITES)
        index = {word: k for k, word in enumerate(names)}
        pairs = [(n, index[w]) for n, found in self._each() for w in sorted(found) if w in index]
        array = np.array(pairs, dtype=int).reshape(-1, 2)
        return Words(names, array[:, 0], array[:, 1])

    def _each(self):
        number = 0
        for page in self.pages:
            for found in page.words:
                yield number, set(found[:_MAX_WORDS])
                number += 1


class Words:
    """Which words stand in which lines, as two parallel arrays."""

    def __init__(self, names: list[str], line: np.ndarray, word: np.ndarray) -> None:
        self.names, self.line, self.word = names, line, word

    def only(self, mask: np.ndarray) -> Words:
        keep = mask[self.line]
        renumbered = np.cumsum(mask) - 1
        return Words(self.names, renumbered[self.line[keep]], self.word[keep])


def fold(site: str, salt: str) -> int:
    return hashlib.sha256(f"{salt}:{site}".encode()).digest()[0] % FOLDS


def stack(pages) -> dict[str, np.ndarray]:
    """Join the columns of all pages."""
    gathered: dict[str, list[np.ndarray]] = defaultdict(list)
    for columns in pages:
        for name, column in columns.items():
            gathered[name].append(np.array(column, dtype=np.int32))
    return {name: np.concatenate(parts) for name, parts in gathered.items()}


def chance(odds: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-odds))


def fit(columns, labels, weights, words: Words | None = None, ridge: float = 4.0, word_ridge: float = 30.0):
    """Fit the tables one after the other by damped Newton steps; returns bias, tables, word weights."""
    bias = float(np.log((weights * labels).sum() / (weights * (1 - labels)).sum()))
    odds = np.full(len(labels), bias)
    sizes = {name: int(column.max()) + 1 for name, column in columns.items()}
    tables = {name: np.zeros(size) for name, size in sizes.items()}
    lexicon = np.zeros(len(words.names)) if words else None
    crowd = np.maximum(1, np.bincount(words.line, minlength=len(labels))) if words else None
    for _ in range(PASSES):
        for name, column in columns.items():
            p = chance(odds)
            pull = np.bincount(column, weights * (labels - p), sizes[name])
            bend = np.bincount(column, weights * p * (1 - p), sizes[name])
            step = 0.5 * (pull - 0.1 * ridge * tables[name]) / (bend + ridge)
            tables[name] += step
            odds += step[column]
        if words:
            p = chance(odds)
            pull = np.bincount(words.word, (weights * (labels - p))[words.line], len(lexicon))
            bend = np.bincount(words.word, (weights * p * (1 - p) * crowd)[words.line], len(lexicon))
            step = 0.3 * (pull - 0.1 * word_ridge * lexicon) / (bend + word_ridge)
            lexicon += step
            odds += np.bincount(words.line, step[words.word], len(labels))
    return bias, tables, lexicon


def predict(fitted, columns, words: Words) -> np.ndarray:
    bias, tables, lexicon = fitted
    odds = np.full(len(next(iter(columns.values()))), bias)
    for name, table in tables.items():
        odds += table[np.minimum(columns[name], len(table) - 1)]
    return odds + np.bincount(words.line, lexicon[words.word], len(odds))


def pick(columns, mask):
    return {name: column[mask] for name, column in columns.items()}


def train(data: Data, lines: np.ndarray) -> Model:
    """Train both passes on ``lines`` (a mask); the second on scores that the first gave unseen sites."""
    words = data.words(lines)
    known = lines & (data.labels >= 0)

    def first(mask):
        return fit(pick(data.columns, mask), data.labels[mask], data.weights[mask], words.only(mask))

    odds = np.zeros(len(lines))
    for k in range(FOLDS):
        rest = lines & (data.inner == k)
        fitted = first(known & (data.inner != k))
        odds[rest] = predict(fitted, pick(data.columns, rest), words.only(rest))
    chosen = [i for i in range(len(data.rows)) if lines[data.starts[i]]]
    around = stack(
        context(
            data.pages[i],
            np.rint(odds[data.starts[i] : data.starts[i + 1]] * UNIT).astype(int).tolist(),
            UNIT,
        )
        for i in chosen
    )
    columns = pick(data.columns, lines) | around
    seen = known[lines]
    bias, tables, _ = fit(pick(columns, seen), data.labels[known], data.weights[known])
    return rounded(first(known), (bias, tables), words.names)


def rounded(first, second, names: list[str]) -> Model:
    def tables(fitted):
        return tuple((name, tuple(map(int, np.rint(table * UNIT)))) for name, table in fitted[1].items())

    weights = {name: int(w) for name, w in zip(names, np.rint(first[2] * UNIT), strict=True)}
    model = Model(
        UNIT, SWITCH, round(first[0] * UNIT), round(second[0] * UNIT), tables(first), tables(second), {}
    )
    least = 1
    while True:  # the least telling words go until the file is small enough
        kept = {name: w for name, w in weights.items() if abs(w) >= least}
        if len(dump(model, kept).encode()) <= MAX_BYTES:
            return Model(UNIT, SWITCH, model.first_bias, model.second_bias, model.first, model.second, kept)
        least += 1


def dump(model: Model, words: dict[str, int]) -> str:
    groups: dict[int, list[str]] = defaultdict(list)
    for word, weight in sorted(words.items()):
        groups[weight].append(word)
    data = {
        "unit": model.unit,
        "switch": model.switch,
        "first_bias": model.first_bias,
        "second_bias": model.second_bias,
        "first": {name: list(table) for name, table in model.first},
        "second": {name: list(table) for name, table in model.second},
        "words": {str(weight): " ".join(groups[weight]) for weight in sorted(groups)},
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("],", "],\n") + "\n"


def read(folder: Path) -> list[dict]:
    rows = []
    for name in SETS:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            rows += [dict(json.loads(line), set=name) for line in file]
    return [row for row in rows if row["lines"]]


def main() -> int:
    shared = Path(os.environ.get("PROVENANCE_SHARED", ROOT.parent / "shared"))
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=shared / "data" / "boilerplate")
    parser.add_argument("--out", type=Path, default=ROOT / "src/provenance/blocks/data/model.json")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--cv", action="store_true")
    options = parser.parse_args()
    data = Data(read(options.data))
    if options.cv:
        from blocks_cv import report  # beside this file; needs the data folder's scorer rules only

        report(data, lambda mask: train(data, mask), score, FOLDS)
        return 0
    model = train(data, np.ones(len(data.labels), dtype=bool))
    text = dump(model, dict(model.words))
    if options.check:
        same = options.out.read_text("utf-8") == text
        print("same" if same else "different", file=sys.stderr)
        return 0 if same else 1
    options.out.write_text(text, "utf-8", newline="\n")
    print(f"{options.out.name}: {len(text.encode())} bytes, {len(model.words)} words", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
