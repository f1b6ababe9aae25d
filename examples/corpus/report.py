"""Say what a corpus is made of: python report.py OUT

OUT is what annotate.py wrote. Prints the share of pages that declare a translation, by pair of languages,
and how much of the text of each site is not body.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def documents(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the annotated documents, file by file."""
    for path in sorted((folder / "data").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def main(folder: Path) -> None:
    """Count and print."""
    pairs: Counter[str] = Counter()
    all_text: Counter[str] = Counter()
    body: Counter[str] = Counter()
    total = 0
    for document in documents(folder):
        found, site = document["metadata"]["provenance"], document["metadata"]["site"]
        total += 1
        claim = found.get("translation")
        if claim:
            pairs[f"{claim['source_language'] or '?'} -> {claim['target_language']}, {claim['method']}"] += 1
        for block in found.get("blocks", ()):
            size = block["end"] - block["start"]
            all_text[site] += size
            body[site] += size if block["kind"] in ("body", "lead") else 0
    print(f"{total} documents")
    for pair, count in pairs.most_common():
        print(f"  {count / total:6.1%}  {pair}")
    for site in sorted(all_text):
        print(f"  {1 - body[site] / all_text[site]:6.1%}  boilerplate on {site}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
