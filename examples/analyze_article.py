"""Take one article apart and print what was found, with the words that say so.

python examples/analyze_article.py [FILE]
"""

from __future__ import annotations

import sys
from pathlib import Path

import provenance

ARTICLE = Path(__file__).parent / "articles" / "avalanche.en.txt"


def main(path: Path) -> None:
    """Print the article's parts."""
    analysis = provenance.analyze(path.read_text(encoding="utf-8"))

    print("title:     ", analysis.title)
    print("languages: ", ", ".join(segment.language for segment in analysis.languages))
    for block in analysis.blocks:
        print(f"{block.kind:>20}  {block.span.of(analysis.text)[:70]}")

    claim = analysis.translation
    if claim is None:
        print("No translation is declared.")
    else:
        print(f"Declared: method {claim.method}, from {claim.source_language}, to {claim.target_language}")
        print("because: ", " ".join(claim.span.of(analysis.text).split()))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ARTICLE)
