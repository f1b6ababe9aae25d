"""The block step beside others: speed on the same pages in turn, accuracy of simple rules on the same lines.

    python benchmarks/blocks.py [--pages 200] [--rounds 3]     # pages a second, with what is installed
    python benchmarks/blocks.py --rules                        # token F1 of rules that need no training

Speed covers the block step alone: notices and languages are given. The figures of the model itself come from
``tools/train_blocks.py --cv``. Needs the open data (PROVENANCE_SHARED or ../shared).
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from provenance.blocks import BlockDetector
from provenance.blocks.features import length, longest_run
from provenance.document import Document
from provenance.notices import NoticeDetector

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PROVENANCE_SHARED", ROOT.parent / "shared"))
EXTRACTORS = {  # distribution: module, attribute that takes HTML
    "trafilatura": ("trafilatura", "extract"),
    "resiliparse": ("resiliparse.extract.html2text", "extract_plain_text"),
    "readability-lxml": ("readability", "Document"),
}


def read(name: str) -> Iterator[dict]:
    with gzip.open(SHARED / "data/boilerplate" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def others() -> dict[str, Callable[[str], object]]:
    """Return the extractors that are installed."""
    found: dict[str, Callable[[str], object]] = {}
    for name, (module, attribute) in EXTRACTORS.items():
        try:
            found[name] = getattr(importlib.import_module(module), attribute)
        except ImportError:
            continue
    if "readability-lxml" in found:
        make = found["readability-lxml"]
        found["readability-lxml"] = lambda html: make(html).summary()  # type: ignore[attr-defined]
    return found


def prepared(row: dict) -> Document:
    document = Document("\n".join(row["lines"]))
    return document.with_annotations(NoticeDetector(languages=[row["lang"]])(document))


def speed(pages: int, rounds: int) -> None:
    html = {row["id"]: row["html"] for row in read("html")}
    rows = [row for row in read("text") if row["id"] in html][:pages]
    documents = [prepared(row) for row in rows]
    detector, rivals = BlockDetector(), others()
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


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rules", action="store_true")
    options = parser.parse_args()
    if options.rules:
        rules()
    else:
        speed(options.pages, options.rounds)


if __name__ == "__main__":
    main()
