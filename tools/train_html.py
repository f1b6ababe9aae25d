"""Train the block model for HTML pages on the open pages, or measure it by cross-validation over sites.

    python tools/train_html.py                   # writes src/provenance/blocks/data/html.json
    python tools/train_html.py --check           # trains and compares with the shipped file
    python tools/train_html.py --cv              # five folds over sites, prints word P/R/F1

Needs numpy, turbohtml and the data folder (option --data or PROVENANCE_SHARED). The lines of a page
are those that `provenance.html.parse` shows; which of them are the article is found by aligning them
with the page's gold text. Trains as `train_blocks.py` does, with the columns of the markup added, in
two passes and with half of the text's columns: on sites not trained on, less does better here.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import sys
from collections import Counter, defaultdict
from functools import partial
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]

import train_blocks  # noqa: E402 - after the path is set
from boosting import Steps  # noqa: E402
from html_labels import align, tokens  # noqa: E402

from provenance.blocks.balance import lowered  # noqa: E402
from provenance.blocks.decode import decode, together  # noqa: E402
from provenance.blocks.html_features import columns  # noqa: E402
from provenance.blocks.model import Model, score  # noqa: E402
from provenance.html import parse  # noqa: E402
from provenance.span import Span  # noqa: E402
from provenance.text import lines  # noqa: E402

BYTES = 62_000  # of the shipped file
LINE = (
    "tokens", "last", "mark", "run_start", "run_size", "run_end", "part_of_page", "lower_share", "mark-2",
    "central", "repeats", "tokens_w_8_0", "tokens_w_0_8",
)  # fmt: skip
AROUND = (
    "own", "own-3", "own-2", "own-1", "own+1", "own+2", "own+3", "mass_before", "ended", "ended_lines",
    "ended_tokens", "end_coming", "run2_start", "run2_end", "near_5_5", "near_10_0", "near_30_0", "near_0_30",
    "near_2_0", "near_0_10", "head", "cohesion", "previous_next", *LINE,
)  # fmt: skip
END = (
    "tokens", "last", "lower_share", "mark", "tokens_w_0_8", "tokens_w_8_0", "run_end", "central", "repeats",
    "part_of_page",
)  # fmt: skip
SWITCH = 8  # a change of label costs less than in plain text: the markup shows where things end


def read(folder: Path) -> list[dict]:
    """Return the pages as rows of lines with labels, and the columns of their markup."""
    rows = []
    with gzip.open(folder / "html.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            given = json.loads(line)
            document = parse(given.pop("html"), given["url"])
            text = document.text
            spans = [Span(s.start, s.strip(text).end) for s in lines(text) if s.of(text).strip()]
            shown = [span.of(text).strip() for span in spans]
            gold = align(shown, given["body"])
            rows.append(
                given | {"set": "html", "lines": shown, "gold": gold, "extra": columns(document, spans)}
            )
    return [row for row in rows if row["lines"]]


def train(data: train_blocks.Data, lines: np.ndarray) -> Model:
    """Train both passes and the article's end on ``lines`` (a mask)."""
    folded, flat = partial(train_blocks.folded, learner=Steps), np.ones(len(lines))
    first, odds = folded(data, lines, data.columns, LINE + data.more, data.labels, data.weights, data.words)
    ending, ends = folded(data, lines, data.columns, END + data.more, data.ends, flat, data.words)
    columns = train_blocks.around(data, lines, odds, ends)
    known = lines & (data.labels >= 0)
    chosen = train_blocks.pick(columns, known, AROUND + data.more)
    second = Steps(chosen, data.labels[known], data.weights[known], None)
    ended, *passes = (fit.rounded(train_blocks.UNIT) for fit in (ending, first, second))
    return train_blocks.shrunk(ended, tuple(passes), data.words.names, first.lexicon, ending.lexicon)


def cross_validate(data: train_blocks.Data) -> None:
    """Print word precision, recall and F1 of the body lines on sites not trained on."""
    found: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for fold in range(train_blocks.FOLDS):
        model = train(data, data.fold != fold)
        for i, row in enumerate(data.rows):
            if data.fold[data.starts[i]] == fold:
                page = data.pages[i]
                scores = score(page, model, row["extra"]).totals
                level = lowered(scores, page.tokens, model.unit)
                totals = together(page.lines, [value + level for value in scores])
                labels = decode(totals, model.switch)
                value = page_score(row, labels)
                for name in groups(row):
                    found[name].append(value)
        print("fold", fold, "done", flush=True)
    for name, values in sorted(found.items()):
        p, r, f = (statistics.mean(value[k] for value in values) for k in range(3))
        print(f"{name:12s} n={len(values):4d} P={p:.4f} R={r:.4f} F1={f:.4f}")


def page_score(row: dict, labels: list[bool]) -> tuple[float, float, float]:
    """Return word precision, recall and F1 of the lines labelled body, as multisets."""
    gold = Counter(tokens(row["body"]))
    said = Counter(
        word for line, label in zip(row["lines"], labels, strict=True) if label for word in tokens(line)
    )
    hit = sum((gold & said).values())
    if not hit:
        return (0.0, 0.0, 0.0)
    precision, recall = hit / sum(said.values()), hit / sum(gold.values())
    return precision, recall, 2 * precision * recall / (precision + recall)


def groups(row: dict) -> list[str]:
    """Return the groups a page counts in; news are the pages of all sources but wcxb."""
    named = ["all", f"src {row['src']}"]
    return named + ["news"] * (row["src"] != "wcxb") + ["German"] * (row["lang"] == "de")


def main() -> int:
    shared = Path(os.environ.get("PROVENANCE_SHARED", ROOT.parent / "shared"))
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=shared / "data" / "boilerplate")
    parser.add_argument("--out", type=Path, default=ROOT / "src/provenance/blocks/data/html.json")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--cv", action="store_true")
    options = parser.parse_args()
    train_blocks.MAX_BYTES, train_blocks.SWITCH = BYTES, SWITCH
    rows = read(options.data)
    data = train_blocks.Data(rows, [row["extra"] for row in rows])
    if options.cv:
        cross_validate(data)
        return 0
    text = train_blocks.dump(train(data, np.ones(len(data.labels), dtype=bool)))
    return train_blocks.deliver(text, options.out, check=options.check)


if __name__ == "__main__":
    raise SystemExit(main())
