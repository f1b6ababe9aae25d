"""Write what the library says about the open records of translation provenance, for their scorer.

Usage: python tools/measure_translation.py ../shared/data/translation predictions.jsonl
Then:  python ../shared/score/translation.py GOLD.jsonl ... --pred predictions.jsonl --by kind
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from provenance.document import Document
from provenance.languages import LanguageSegmenter
from provenance.notices import NoticeDetector
from provenance.pipeline import Pipeline, annotate
from provenance.translation import ClaimReader, page_claim

FILES = ("positives.jsonl", "negatives.jsonl")


def prediction(record: dict[str, Any]) -> dict[str, Any]:
    """Return the record that the scorer expects for one gold record with a text."""
    pipeline = Pipeline(LanguageSegmenter(), NoticeDetector(), ClaimReader())
    found = page_claim(annotate(Document(record["text"]), pipeline))
    if found is None:
        return {"id": record["id"], "declared": False}
    return {
        "id": record["id"],
        "declared": True,
        "method": found.method,
        "tool": found.tool,
        "source_language": found.source_language,
        "original_url": found.original_url,
        "span": [found.span.start, found.span.end],
    }


def main(folder: str, target: str) -> None:
    """Write one prediction a line for all records of the folder's text files."""
    with Path(target).open("w", encoding="utf-8") as out:
        for name in FILES:
            for line in filter(None, (Path(folder) / name).read_text("utf-8").split("\n")):
                out.write(json.dumps(prediction(json.loads(line)), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
