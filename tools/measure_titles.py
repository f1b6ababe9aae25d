"""Measure how often the title of an HTML page is found, on the open pages.

    python tools/measure_titles.py               # all pages; --step 7 for every seventh

Right is a title that reads like a line which the data call the page's title: one equal to the ``h1``, to
``og:title`` or to a part of ``<title>``. The data derive that from the same markup, so this tells whether
the right line is chosen, not whether pages tell the truth. Needs the data folder (PROVENANCE_SHARED).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from provenance import analyze_html  # noqa: E402 - after the path is set
from provenance.html.metadata import plain  # noqa: E402

DATA = Path(os.environ.get("PROVENANCE_SHARED", ROOT.parent / "shared")) / "data" / "boilerplate"


def rows(name: str) -> Iterator[dict]:
    with gzip.open(DATA / name, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def known_titles() -> dict[str, set[str]]:
    """Return for each page the lines that the data call its title."""
    found = {}
    for row in rows("text.jsonl.gz"):
        roles = row.get("role", {})
        found[row["id"]] = {plain(row["lines"][int(n)]) for n, role in roles.items() if role == "title"}
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--step", type=int, default=1)
    options = parser.parse_args()
    known, count = known_titles(), Counter()
    for row in list(rows("html.jsonl.gz"))[:: options.step]:
        if titles := known.get(row["id"]):
            found = analyze_html(row["html"], url=row["url"])
            count["pages"] += 1
            count["block of kind title"] += plain(found.title or "") in titles
            count["declared title"] += plain(found.html.title or "") in titles
            for name in ("published", "authors", "site", "declared_language", "canonical_url"):
                count[f"{name} given"] += bool(getattr(found.html, name))
    for name, value in count.items():
        print(f"{name:24s} {value:5d} {value / count['pages']:.3f}")


if __name__ == "__main__":
    main()
