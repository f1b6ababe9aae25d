"""The block step beside others: speed on the same pages in turn, accuracy of simple rules on the same lines.

    python benchmarks/blocks.py [--pages 200] [--rounds 3]     # pages a second, with what is installed
    python benchmarks/blocks.py --rules                        # token F1 of rules that need no training
    python benchmarks/blocks.py --anchors [--labels FILE]      # word F1 of others that see the HTML

Speed covers the block step alone, in processor time: notices and languages are given. The figures of the
model itself come from ``tools/train_blocks.py --cv``; the labels that it writes with ``--labels`` are set
beside the others by ``--anchors``: lines called body by models that had not seen the page's site, without
its HTML. Words are counted as multisets, as the scorer of the data does. Needs the open data
(PROVENANCE_SHARED or ../shared).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from extractors import installed  # beside this file

from provenance.blocks import BlockDetector
from provenance.blocks.features import length, longest_run
from provenance.document import Document
from provenance.notices import NoticeDetector

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PROVENANCE_SHARED", ROOT.parent / "shared"))


def read(name: str) -> Iterator[dict]:
    with gzip.open(SHARED / "data/boilerplate" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def prepared(row: dict) -> Document:
    document = Document("\n".join(row["lines"]))
    return document.with_annotations(NoticeDetector(languages=[row["lang"]])(document))


def speed(pages: int, rounds: int) -> None:
    html = {row["id"]: row["html"] for row in read("html")}
    rows = [row for row in read("text") if row["id"] in html][:pages]
    documents = [prepared(row) for row in rows]
    detector, rivals = BlockDetector(), installed()
    detector(documents[0])  # reads the model
    spent = {"blocks": 0.0} | dict.fromkeys(rivals, 0.0)
    for _ in range(rounds):
        for row, document in zip(rows, documents, strict=True):
            start = time.process_time()
            detector(document)
            spent["blocks"] += time.process_time() - start
            for name, extract in rivals.items():
                start = time.process_time()
                extract(html[row["id"]])
                spent[name] += time.process_time() - start
    for name, seconds in spent.items():
        rate = rounds * len(rows) / seconds
        print(f"{name:18s} {rate:7.1f} pages/s  the block step is {seconds / spent['blocks']:.2f} x as fast")


def run_of(lines: list[str]) -> list[bool]:
    start, end = longest_run([length(line) - 10 for line in lines])
    return [start <= i < end for i in range(len(lines))]


def c4(lines: list[str]) -> list[bool]:
    return [len(line.split()) >= 5 and line.rstrip()[-1:] in '.!?"' for line in lines]


def long_lines(lines: list[str]) -> list[bool]:
    return [len(line) >= 80 for line in lines]


RULES: dict[str, Callable[[list[str]], list[bool]]] = {
    "keep all": lambda lines: [True] * len(lines),
    "lines that end as sentences (C4)": c4,
    "lines of 80 code points": long_lines,
    "longest run (tokens - 10)": run_of,
}


def rules() -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    from blocks_cv import groups, page_score

    for name in ("text", "text_alt"):
        rows = list(read(name))
        for title, rule in RULES.items():
            found: dict[str, list[tuple[float, float, float]]] = {}
            for row in rows:
                value = page_score(row["lines"], row["gold"], rule(row["lines"]))
                for group in groups(row):
                    found.setdefault(group, []).append(value)
            for group in ("all", "src fundus", "German"):
                p, r, f = (statistics.mean(v[k] for v in found[group]) for k in range(3))
                print(f"{name:9s} {title:33s} {group:11s} P={p:.3f} R={r:.3f} F1={f:.3f}")


def anchors(labels: Path | None, every: int) -> None:
    """Print word precision, recall and F1 of the installed extractors on the pages that have HTML."""
    sys.path.insert(0, str(ROOT / "tools"))
    from blocks_cv import groups

    pages = list(read("html"))[::every]
    given = _unseen(labels) if labels else {}
    tools = installed()
    found: dict[tuple[str, str], list[tuple[float, float, float]]] = defaultdict(list)
    for row in pages:
        said = {name: extract(row["html"]) for name, extract in tools.items()}
        if row["id"] in given:
            said |= {"blocks, from plain text": given[row["id"]]}
        for name, text in said.items():
            for group in groups(row):
                found[name, group].append(_words(row["body"], text))
    for (name, group), values in sorted(found.items()):
        if group in ("all", "not wcxb", "German"):
            p, r, f = (statistics.mean(v[k] for v in values) for k in range(3))
            print(f"{name:30s} {group:9s} n={len(values):4d} P={p:.3f} R={r:.3f} F1={f:.3f}")


def _words(gold: str, text: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the words of ``text``."""
    from blocks_cv import prf
    from html_labels import tokens

    wanted, said = Counter(tokens(gold)), Counter(tokens(text))
    hit = (wanted & said).total()
    return prf(hit, said.total() - hit, wanted.total() - hit)


def _unseen(path: Path) -> dict[str, str]:
    """Return for each page the lines that models which had not seen its site called body."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    labels = {row["id"]: row["labels"] for row in rows if row["set"] == "text"}
    return {
        row["id"]: "\n".join(
            line for line, label in zip(row["lines"], labels[row["id"]], strict=True) if label
        )
        for row in read("text")
        if row["id"] in labels
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--anchors", action="store_true")
    parser.add_argument(
        "--labels", type=Path, help="with --anchors: written by tools/train_blocks.py --cv --labels"
    )
    parser.add_argument("--every", type=int, default=1, help="with --anchors: take each so-manieth page")
    options = parser.parse_args()
    if options.rules:
        rules()
    elif options.anchors:
        anchors(options.labels, options.every)
    else:
        speed(options.pages, options.rounds)


if __name__ == "__main__":
    main()
