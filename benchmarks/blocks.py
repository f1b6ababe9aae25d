"""Speed of the block step in pages a second, beside trafilatura where it is installed.

    python benchmarks/blocks.py [--pages 200] [--rounds 3]

Both see the same pages in turn: the block detector the text, trafilatura the HTML it came from.
Needs the open data (PROVENANCE_SHARED or ../shared).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from provenance.blocks import BlockDetector
from provenance.document import Document

SHARED = Path(os.environ.get("PROVENANCE_SHARED", Path(__file__).parents[2] / "shared"))


def read(name: str) -> Iterator[dict]:
    with gzip.open(SHARED / "data/boilerplate" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def others() -> dict[str, Callable[[str], object]]:
    """Return the extractors that are installed."""
    try:
        import trafilatura
    except ImportError:
        return {}
    return {"trafilatura": trafilatura.extract}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    html = {row["id"]: row["html"] for row in read("html")}
    rows = [row for row in read("text") if row["id"] in html][: options.pages]
    documents = [Document("\n".join(row["lines"])) for row in rows]
    detector = BlockDetector()
    detector(documents[0])  # reads the model
    spent = {"blocks": 0.0} | dict.fromkeys(others(), 0.0)
    for _ in range(options.rounds):
        for row, document in zip(rows, documents, strict=True):
            start = time.perf_counter()
            detector(document)
            spent["blocks"] += time.perf_counter() - start
            for name, extract in others().items():
                start = time.perf_counter()
                extract(html[row["id"]])
                spent[name] += time.perf_counter() - start
    for name, seconds in spent.items():
        rate = options.rounds * len(rows) / seconds
        print(f"{name:12s} {rate:7.1f} pages/s  {spent['blocks'] / seconds:.2f} x blocks")


if __name__ == "__main__":
    main()
