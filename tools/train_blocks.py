"""Train the block model on the open pages, or measure it by cross-validation over sites.

    python tools/train_blocks.py                 # writes src/provenance/blocks/data/model.json
    python tools/train_blocks.py --check         # trains and compares with the shipped file
    python tools/train_blocks.py --cv            # five folds over sites, prints the figures

Needs numpy, and the data folder (option --data or PROVENANCE_SHARED). Every table entry is a sum by
`numpy.bincount` in the order of the lines, every pass goes over the features in the order named here,
no linear algebra library takes part, and tables are rounded to integers (half to even) only at the
end: so the file comes out the same bit for bit.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from provenance.blocks.around import context  # noqa: E402 - after the path is set
from provenance.blocks.core import NAMES as CORE  # noqa: E402
from provenance.blocks.core import compare  # noqa: E402
from provenance.blocks.features import Page, describe  # noqa: E402
from provenance.blocks.kinds import Verdict, by_line, from_notices, mark  # noqa: E402
from provenance.blocks.model import _MAX_WORDS, Model, Pass, score  # noqa: E402
from provenance.blocks.prior import handicaps  # noqa: E402
from provenance.document import Document  # noqa: E402
from provenance.notices import Notice, NoticeDetector  # noqa: E402
from provenance.span import Span  # noqa: E402

SETS = {"text": 1.0, "text_alt": 0.6, "text_sparse": 0.3}  # weight of a page of each layout
CROPPED = 0.8  # weight of a page cut down to its article and a few lines around, as many scrapers keep it
UNIT = 64
SWITCH = 16
FOLDS = 5
INNER = 3  # folds for the scores that a further pass learns from
MIN_SITES = 12  # a word is looked at when so many sites have it
MAX_BYTES = 48_000  # of the shipped file; kinds.json takes the rest of 64 KB
TOKEN_POWER = 0.3  # a line weighs as the so-manieth power of its tokens
ROUNDS, RATE, RIDGE, WORD_RIDGE = 18, 0.6, 4.0, 30.0
END_LINES = 2  # so many lines behind the last of the body are its end
LINE = (
    "tokens", "part_of_page", "last", "mark", "shared", "run_start", "repeats", "run_size", "lower_share",
    "first", "tokens_w_8_0", "tokens_w_1_0", "tokens_w_0_8", "tokens_w_4_4", "tokens_w_0_1", "tokens_w_3_0",
    "tokens_w_0_3", "lines_left", "line_number", "run_end", "mark-2", "mark-1", "mark+1", "word_length",
    "last_any-2", "last_any-1", "last_any+1", "last_any+2", "lower_share-1", "lower_share+1", "first-1",
    "first+1", "tokens-2", "tokens+2", "commas", "central", "letters", "sentences", "quotes",
)  # fmt: skip
AROUND = (
    "own", "own-3", "own-2", "own-1", "own+1", "own+2", "own+3", "mass_before", "ended", "ended_lines",
    "ended_tokens", "end_coming", "run2_start", "run2_end", "near_5_5", "near_10_0", "near_30_0", "near_0_30",
    "near_2_0", "near_0_10", "head", "cohesion", "previous_next",
    "tokens", "last", "mark", "repeats", "run_start", "run_end", "shared", "lower_share", "run_size",
    "part_of_page", "first", "last_any-1", "last_any+1", "tokens_w_4_4", "mark-2", "mark-1", "mark+1",
    "word_length", "central", "commas", "lines_left", "tokens_w_1_0", "tokens_w_0_8", "lower_share+1",
    "first+1", "tokens-2", "tokens+2", "sentences",
)  # fmt: skip
END = (
    "tokens", "last", "first", "lower_share", "mark", "mark-1", "mark+1", "tokens-1", "tokens+1", "tokens+2",
    "last_any-1", "tokens_w_0_8", "tokens_w_8_0", "tokens_w_0_3", "run_end", "central", "repeats",
    "lines_left", "part_of_page",
)  # fmt: skip


class Data:
    """Pages with their first-pass columns, labels, weights and folds, line by line.

    ``against`` are, page by page, the log-odds that notices set against body in each line.
    ``extra`` are columns of other features by name, one dict per page.
    """

    def __init__(self, rows: list[dict], extra: list[dict[str, list[int]]] | None = None) -> None:
        self.rows = rows
        noticed = [noted(row) for row in rows]
        self.pages, self.against = [page for page, _ in noticed], [against for _, against in noticed]
        self.extra = extra or [{} for _ in rows]
        self.columns = stack(describe(page) | more for page, more in zip(self.pages, self.extra, strict=True))
        self.more = tuple(sorted(self.extra[0]))
        sizes = [len(row["lines"]) for row in rows]
        self.starts = np.concatenate([[0], np.cumsum(sizes)]).astype(int)
        self.page = np.repeat(np.arange(len(rows)), sizes)
        self.labels = np.array([-1 if g is None else g for row in rows for g in row["gold"]])
        self.ends = np.concatenate([ends(row) for row in rows])
        self.weights = self._weights()
        self.fold = np.array([fold(row["site"], "outer", FOLDS) for row in rows])[self.page]
        self.inner = np.array([fold(row["site"], "inner", INNER) for row in rows])[self.page]
        self.words = self._words()

    def _weights(self) -> np.ndarray:
        known = self.labels >= 0
        tokens = np.array([t for page in self.pages for t in page.tokens], dtype=float)
        mass = np.where(known, tokens**TOKEN_POWER, 0.0)
        total = np.bincount(self.page, mass, len(self.rows))
        share = mass / np.where(total == 0, 1, total)[self.page]
        share *= np.array([({**SETS, "cropped": CROPPED}).get(row["set"], 1.0) for row in self.rows])[
            self.page
        ]
        return share / share[known].mean()

    def _words(self) -> Words:
        """Return the words that enough sites have, with where they stand."""
        sites: dict[str, set[str]] = defaultdict(set)
        for number, found in self._each():
            for word in found:
                sites[word].add(self.rows[self.page[number]]["site"])
        names = sorted(word for word, where in sites.items() if len(where) >= MIN_SITES)
        index = {word: k for k, word in enumerate(names)}
        pairs = [(n, index[w]) for n, found in self._each() for w in sorted(found) if w in index]
        array = np.array(pairs, dtype=int).reshape(-1, 2)
        return Words(names, array[:, 0], array[:, 1])

    def _each(self) -> Iterator[tuple[int, set[str]]]:
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


def found_notices(row: dict) -> list[tuple[Span, list[Notice]]]:
    """Return for every line its span and the notices on it."""
    at, spans = 0, []
    for line in row["lines"]:
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    notices = NoticeDetector(languages=[row["lang"]])(Document("\n".join(row["lines"])))
    return list(zip(spans, by_line(notices, spans), strict=True))


def noted(row: dict) -> tuple[Page, list[float]]:
    """Return the page with the marks of its notices, and what speaks against body in each line."""
    found = found_notices(row)
    hints = [from_notices(span, 0, notices) for span, notices in found]
    page = Page([line.strip()[:4000] for line in row["lines"]], [mark(hint) for hint in hints])
    document = Document("\n".join(row["lines"]))
    return page, handicaps(document, [span for span, _ in found], page, [n for _, n in found], hints)


def row_verdicts(row: dict, page: Page, labels: list[bool]) -> list[Verdict | None]:
    """Return what notices say of the lines, stricter for those of the body, as the detector does."""
    return [
        from_notices(span, tokens if label else 0, found)
        for (span, found), tokens, label in zip(found_notices(row), page.tokens, labels, strict=True)
    ]


def ends(row: dict) -> np.ndarray:
    """Label the first lines behind the body 1, the others below its beginning 0, all else -1."""
    found = np.full(len(row["lines"]), -1)
    body = [i for i, gold in enumerate(row["gold"]) if gold == 1]
    if body and row["set"] != "text_sparse":  # there only snippets are labelled
        found[body[0] + 1 :] = 0
        found[body[-1] + 1 : body[-1] + 1 + END_LINES] = 1
    return found


def fold(site: str, salt: str, count: int) -> int:
    return hashlib.sha256(f"{salt}:{site}".encode()).digest()[0] % count


def stack(pages: Iterable[dict[str, list[int]]]) -> dict[str, np.ndarray]:
    """Join the columns of all pages."""
    gathered: dict[str, list[np.ndarray]] = defaultdict(list)
    for columns in pages:
        for name, column in columns.items():
            gathered[name].append(np.array(column, dtype=np.int32))
    return {name: np.concatenate(parts) for name, parts in gathered.items()}


def chance(odds: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-odds))


class Fit:
    """Tables fitted one after the other by damped Newton steps."""

    def __init__(self, columns, labels, weights, words: Words | None = None) -> None:
        self.bias = float(np.log((weights * labels).sum() / (weights * (1 - labels)).sum()))
        self.tables = {name: np.zeros(int(column.max()) + 1) for name, column in columns.items()}
        self.lexicon = np.zeros(len(words.names)) if words else None
        odds = np.full(len(labels), self.bias)
        crowd = np.maximum(1, np.bincount(words.line, minlength=len(labels))) if words else None
        for _ in range(ROUNDS):
            for name, column in columns.items():
                p = chance(odds)
                step = newton(column, weights * (labels - p), weights * p * (1 - p), self.tables[name], RIDGE)
                self.tables[name] += RATE * step
                odds += RATE * step[column]
            if words:
                p = chance(odds)
                pull, bend = (weights * (labels - p))[words.line], (weights * p * (1 - p) * crowd)[words.line]
                step = newton(words.word, pull, bend, self.lexicon, WORD_RIDGE)
                self.lexicon += 0.5 * RATE * step
                odds += np.bincount(words.line, 0.5 * RATE * step[words.word], len(labels))

    def predict(self, columns, words: Words | None = None) -> np.ndarray:
        odds = np.full(len(next(iter(columns.values()))), self.bias)
        for name, table in self.tables.items():
            odds += table[np.minimum(columns[name], len(table) - 1)]
        return odds + np.bincount(words.line, self.lexicon[words.word], len(odds)) if words else odds

    def rounded(self) -> Pass:
        tables = ((name, tuple(map(int, np.rint(table * UNIT)))) for name, table in self.tables.items())
        return Pass(round(self.bias * UNIT), tuple(tables))


def newton(bins, pull, bend, table, ridge: float) -> np.ndarray:
    size = len(table)
    return (np.bincount(bins, pull, size) - 0.1 * ridge * table) / (np.bincount(bins, bend, size) + ridge)


def pick(columns, mask, names=None):
    return {name: columns[name][mask] for name in (names or columns)}


def folded(data: Data, lines, columns, names, labels, weights, words: Words | None, learner=Fit):
    """Return the fit on all ``lines`` (a mask), and scores that fits gave to sites they had not seen."""
    known = lines & (labels >= 0)

    def fit(mask):
        found = words.only(mask) if words else None
        return learner(pick(columns, mask, names), labels[mask], weights[mask], found)

    odds = np.zeros(len(lines))
    for k in range(INNER):
        rest = lines & (data.inner == k)
        part = fit(known & (data.inner != k))
        odds[rest] = part.predict(pick(columns, rest, names), words.only(rest) if words else None)
    return fit(known), odds


def around(data: Data, lines, odds, ending) -> dict[str, np.ndarray]:
    """Return the columns of a further pass for all lines; zeros where ``lines`` (a mask) is not set."""
    found = stack(
        context(data.pages[i], scaled(odds, data, i), scaled(ending, data, i), UNIT)
        | compare(data.pages[i], scaled(odds, data, i), UNIT)
        for i in range(len(data.rows))
        if lines[data.starts[i]]
    )
    result = {}
    for name, column in found.items():
        result[name] = np.zeros(len(lines), dtype=np.int32)
        result[name][lines] = column
    return data.columns | result


def scaled(odds: np.ndarray, data: Data, i: int) -> list[int]:
    return [int(x) for x in np.rint(odds[data.starts[i] : data.starts[i + 1]] * UNIT)]


def train(data: Data, lines: np.ndarray) -> Model:
    """Train all passes on ``lines`` (a mask)."""
    flat = np.ones(len(lines))
    first, odds = folded(data, lines, data.columns, LINE + data.more, data.labels, data.weights, data.words)
    ending, end_odds = folded(data, lines, data.columns, END + data.more, data.ends, flat, data.words)
    columns = around(data, lines, odds, end_odds)
    second, odds = folded(data, lines, columns, AROUND + data.more, data.labels, data.weights, None)
    columns = around(data, lines, odds, end_odds)
    known = lines & (data.labels >= 0)
    third = Fit(pick(columns, known, AROUND + CORE + data.more), data.labels[known], data.weights[known])
    passes = (first.rounded(), second.rounded(), third.rounded())
    return shrunk(ending.rounded(), passes, data.words.names, first.lexicon, ending.lexicon)


def shrunk(ending: Pass, passes: tuple[Pass, ...], names: list[str], body, end) -> Model:
    """Return the model with as many words as fit into the file, the most telling ones."""
    pairs = {
        n: (int(b), int(e)) for n, b, e in zip(names, np.rint(body * UNIT), np.rint(end * UNIT), strict=True)
    }
    least = 2
    while True:
        kept = {n: (b * (abs(b) >= least), e * (abs(e) >= 2 * least)) for n, (b, e) in pairs.items()}
        model = Model(UNIT, SWITCH, ending, passes, {n: pair for n, pair in kept.items() if any(pair)})
        if len(dump(model).encode()) <= MAX_BYTES:
            return model
        least += 1


def dump(model: Model) -> str:
    data = {
        "catalogue": catalogue(),
        "unit": model.unit,
        "switch": model.switch,
        "ending": as_data(model.ending),
        "passes": [as_data(step) for step in model.passes],
        "words": grouped({word: pair[0] for word, pair in model.words.items()}),
        "ending_words": grouped({word: pair[1] for word, pair in model.words.items()}),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("],", "],\n") + "\n"


def catalogue() -> str:
    """Return a digest of the language files: notices are features, so other rules give another model."""
    files = sorted((ROOT / "src/provenance/catalogue/data").glob("*.toml"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def as_data(step: Pass) -> dict:
    return {"bias": step.bias, "tables": {name: list(table) for name, table in step.tables}}


def grouped(weights: dict[str, int]) -> dict[str, str]:
    groups: dict[int, list[str]] = defaultdict(list)
    for word, weight in sorted(weights.items()):
        if weight:
            groups[weight].append(word)
    return {str(weight): " ".join(groups[weight]) for weight in sorted(groups)}


def read(folder: Path, *, crop: bool = True) -> list[dict]:
    rows = []
    for name in SETS:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            rows += [dict(json.loads(line), set=name) for line in file]
    rows = [row for row in rows if row["lines"]]
    return rows + [cropped(row) for row in rows if crop and row["set"] != "text_sparse"]


def cropped(row: dict) -> dict:
    """Return the row cut down to the body and up to three lines above it and six below."""
    digest = hashlib.sha256(row["id"].encode()).digest()
    body = [i for i, gold in enumerate(row["gold"]) if gold == 1]
    start = max(0, body[0] - digest[1] % 4)
    end = body[-1] + 1 + digest[2] % 7
    return row | {"lines": row["lines"][start:end], "gold": row["gold"][start:end], "set": "cropped"}


def deliver(text: str, out: Path, *, check: bool) -> int:
    """Write a model's file, or with ``check`` say whether it is the shipped one; return the exit status."""
    if not check:
        out.write_text(text, "utf-8", newline="\n")
        print(f"{out.name}: {len(text.encode())} bytes", file=sys.stderr)
        return 0
    shipped = out.read_text("utf-8")
    changed = json.loads(shipped).get("catalogue") not in (None, catalogue())
    print(
        "same" if shipped == text else "different", "(the catalogue has changed)" * changed, file=sys.stderr
    )
    return 0 if shipped == text else 1


def main() -> int:
    shared = Path(os.environ.get("PROVENANCE_SHARED", ROOT.parent / "shared"))
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=shared / "data" / "boilerplate")
    parser.add_argument("--out", type=Path, default=ROOT / "src/provenance/blocks/data/model.json")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--cv", action="store_true")
    parser.add_argument("--labels", type=Path, help="with --cv: write the labels given to unseen sites here")
    options = parser.parse_args()
    data = Data(read(options.data))
    if options.cv:
        from blocks_cv import report  # beside this file

        report(data, lambda mask: train(data, mask), score, FOLDS, options.labels)
        return 0
    text = dump(train(data, np.ones(len(data.labels), dtype=bool)))
    return deliver(text, options.out, check=options.check)


if __name__ == "__main__":
    raise SystemExit(main())
