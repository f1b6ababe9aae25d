"""Write pages to try the other scripts on: python make_pages.py FOLDER [--parts 8] [--pages 200]

Three invented sites, each with a menu, a footer and habits of its own; the same pages in every run.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

SUBJECTS = ("The harbour master", "A retired pilot", "The town council", "The ferry company", "A beekeeper")
DEEDS = ("has asked for a new bridge", "will not sell the old mill", "found a chest full of letters")
ENDS = ("Nobody was surprised.", "A decision is expected in June.", "The mayor declined to comment.")
SITES = {
    "harbour-gazette.example": (["Home", "News", "Sport"], ["© 2025 Harbour Gazette. All rights reserved."]),
    "alpenpost.example": (["Startseite"], ["This article was machine translated from German."]),
    "le-grau.example": (["Accueil", "Société"], ["Subscribe to our newsletter.", "Share on Facebook"]),
}


def page(number: int) -> dict[str, object]:
    """Return page ``number``, the same in every run."""
    chance = random.Random(number)
    site = chance.choice(sorted(SITES))
    menu, footer = SITES[site]
    sentences = [
        f"{chance.choice(SUBJECTS)} {chance.choice(DEEDS)}, for the {chance.randrange(4, 20)}th time, "
        f"as this newspaper learned on Monday. {chance.choice(ENDS)}"
        for _ in range(chance.randrange(3, 9))
    ]
    title = f"{chance.choice(SUBJECTS)} speaks"
    text = "\n".join([*menu, title, *sentences, *footer])
    return {"id": f"page-{number}", "text": text, "url": f"https://{site}/{number}", "site": site}


def main() -> None:
    """Write the parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--parts", type=int, default=8)
    parser.add_argument("--pages", type=int, default=200, help="pages in each part")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for part in range(options.parts):
        numbers = range(part * options.pages, (part + 1) * options.pages)
        lines = [json.dumps(page(number), ensure_ascii=False) + "\n" for number in numbers]
        (options.folder / f"{part:03}.jsonl").write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
