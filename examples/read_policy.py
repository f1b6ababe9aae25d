"""Read what a publisher says about its comments, clause by clause.

python examples/read_policy.py [FILE]
"""

from __future__ import annotations

import sys
from pathlib import Path

import provenance

ARTICLE = Path(__file__).parent / "articles" / "avalanche.en.txt"


def main(path: Path) -> None:
    """Print the policy with a quote for each clause."""
    analysis = provenance.analyze(path.read_text(encoding="utf-8"))
    policy = analysis.comment_policy
    if policy is None:
        print("This page says nothing about comments.")
        return
    print("moderation:", policy.moderation)
    for clause in policy.clauses:
        print(f"{clause.type:>28}  {clause.span.of(analysis.text)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ARTICLE)
