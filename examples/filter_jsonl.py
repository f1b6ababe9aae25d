"""Build a small corpus: the bodies of all articles that do not declare a machine translation.

    python examples/filter_jsonl.py [FILE.jsonl] > corpus.jsonl

Reads one object with "id" and "text" a line, writes one with "id", "language" and "text".
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import provenance

PAGES = Path(__file__).parent / "articles" / "pages.jsonl"
MACHINE = {"machine", "machine_post_edited"}


def main(path: Path) -> None:
    """Print what is kept, and on standard error what is left out and why."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            analysis = provenance.analyze(page["text"])
            claim = analysis.translation
            if claim is not None and claim.method in MACHINE:
                print(f"{page['id']}: {claim.span.of(analysis.text)!r}", file=sys.stderr)
                continue
            longest = max(analysis.languages, key=lambda segment: len(segment.span), default=None)
            language = longest.language if longest else "und"
            kept = {"id": page["id"], "language": language, "text": analysis.body}
            print(json.dumps(kept, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
