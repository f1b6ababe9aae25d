"""Speed of a whole analyze_html in pages a second, and its body, beside trafilatura and lingua.

    python benchmarks/html_pages.py [--pages 100] [--rounds 3]

All see the same pages in turn, in one process: the library does all its jobs (languages, notices, blocks,
translation, comment policy), trafilatura extracts the text, lingua tells the languages of that text, in
all languages it knows. Processor time, not the clock; the first
round is not timed, because it reads models and rules. Word F1 (all pages, news, German) is that of the
data's own scorer; the shipped model has seen these pages, so for accuracy on unseen sites run
``tools/train_html.py --cv``.
Needs the open data (PROVENANCE_SHARED or ../shared); trafilatura and lingua where they are installed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from _scorer import load

from provenance import analyze_html
from provenance.html import parse

SHARED = Path(os.environ.get("PROVENANCE_SHARED", Path(__file__).parents[2] / "shared"))


def read(pages: int) -> list[dict]:
    with gzip.open(SHARED / "data/boilerplate/html.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return rows[:: max(1, len(rows) // pages)][:pages]


def others() -> dict[str, Callable[[str], str]]:
    """Return what is installed of the tools to compare with."""
    found: dict[str, Callable[[str], str]] = {}
    try:
        import trafilatura
    except ImportError:
        return found
    found["trafilatura"] = lambda html: trafilatura.extract(html) or ""
    try:
        from lingua import LanguageDetectorBuilder
    except ImportError:
        return found
    detector = LanguageDetectorBuilder.from_all_languages().build()
    detector.detect_language_of("loads the models")

    def both(html: str) -> str:
        text = trafilatura.extract(html) or ""
        detector.detect_multiple_languages_of(text)
        return text

    return found | {"trafilatura + lingua": both}


def groups(row: dict) -> list[str]:
    """Return the groups a page counts in; news are the pages of all sources but wcxb."""
    return ["all"] + ["news"] * (row["src"] != "wcxb") + ["German"] * (row["lang"] == "de")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    rows = read(options.pages)
    tools: dict[str, Callable[[str], str]] = {
        "analyze_html": lambda html: analyze_html(html).body,
        "html.parse alone": lambda html: parse(html).text,
        **others(),
    }
    score = load(SHARED / "score/boilerplate.py").score_html
    spent = dict.fromkeys(tools, 0.0)
    f1: dict[str, dict[str, list[float]]] = {name: defaultdict(list) for name in tools}
    for turn in range(options.rounds + 1):
        for row in rows:
            for name, tool in tools.items():
                start = time.process_time()
                text = tool(row["html"])
                if turn:
                    spent[name] += time.process_time() - start
                else:
                    value = score(row["body"], text)["word"][2]
                    for group in groups(row):
                        f1[name][group].append(value)
    for name, seconds in spent.items():
        rate = options.rounds * len(rows) / seconds
        ratio = seconds / spent["analyze_html"]
        quality = " ".join(f"{group} {statistics.mean(f1[name][group]):.4f}" for group in f1[name])
        print(f"{name:22s} {rate:7.1f} pages/s, {ratio:5.2f} x the time of analyze_html; word F1 {quality}")


if __name__ == "__main__":
    main()
