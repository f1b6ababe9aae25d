"""What sibling pages add: leave-one-out over the open sites with several pages.

    python tools/measure_sites.py [--data FOLDER] [--pages 10]

For every page (at most --pages of a site) a profile is learnt from k other pages of its site. The block
model itself was trained on these pages, so only the differences tell something.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from blocks_cv import page_score, tokens  # noqa: E402 - beside this file
from train_blocks import read  # noqa: E402

from provenance.blocks import BlockDetector, RepeatedBlocks, SiteProfile  # noqa: E402
from provenance.document import Document  # noqa: E402

BODY = ("body", "title", "lead")


def labels(row: dict, document: Document) -> list[bool]:
    ends = {block.span.end for block in BlockDetector()(document) if block.kind in BODY}
    at, found = 0, []
    for line in row["lines"]:
        found.append(at + len(line.rstrip()) in ends)
        at += len(line) + 1
    return found


def main() -> None:
    shared = Path(os.environ.get("PROVENANCE_SHARED", ROOT.parent / "shared"))
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=shared / "data" / "boilerplate")
    parser.add_argument("--pages", type=int, default=10)
    options = parser.parse_args()
    sites = defaultdict(list)
    for row in read(options.data, crop=False):
        if row["set"] == "text":
            sites[row["site"]].append(row)
    print(" k pages   F1 without    with   boilerplate covered   body hit")
    for k in (1, 2, 4):
        plain, helped, counts = [], [], [0, 0, 0, 0]
        for rows in (rows for rows in sites.values() if len(rows) > k):
            for i, row in enumerate(rows[: options.pages]):
                profile = SiteProfile()
                for other in (rows[i + 1 :] + rows[:i])[:k]:
                    profile.update(Document("\n".join(other["lines"])))
                document = Document("\n".join(row["lines"]))
                repeated = RepeatedBlocks(profile)(document)
                known = document.with_annotations(repeated)
                plain.append(page_score(row["lines"], row["gold"], labels(row, document))[2])
                helped.append(page_score(row["lines"], row["gold"], labels(row, known))[2])
                hit = {line.span.of(document.text) for line in repeated}
                for line, truth in zip(row["lines"], row["gold"], strict=True):
                    if truth is not None:
                        counts[2 * truth] += tokens(line)
                        counts[2 * truth + 1] += tokens(line) * (line.strip() in hit)
        mean = [sum(values) / len(values) for values in (plain, helped)]
        covered, body_hit = counts[1] / counts[0], counts[3] / counts[2]
        print(f"{k:2d} {len(plain):5d} {mean[0]:12.4f} {mean[1]:7.4f} {covered:20.1%} {body_hit:11.2%}")


if __name__ == "__main__":
    main()
