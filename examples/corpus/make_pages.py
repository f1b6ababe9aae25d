"""Write pages to try the other scripts on: python make_pages.py FOLDER [--parts 8] [--pages 200] [--warc]

Three invented sites, each with a menu, a footer and habits of its own; the same pages in every run, as
JSON Lines of texts, or as WARC files of HTML.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import random
from pathlib import Path

SUBJECTS = ("The harbour master", "A retired pilot", "The town council", "The ferry company", "A beekeeper")
DEEDS = ("has asked for a new bridge", "will not sell the old mill", "found a chest full of letters")
ENDS = ("Nobody was surprised.", "A decision is expected in June.", "The mayor declined to comment.")
# What stands above and below each article. The editors' line could be part of an article.
SITES = {
    "harbour-gazette.example": (
        ("Home", "News", "Sport"),
        (
            "The editors read every letter that reaches them, and answer most of them within a week.",
            "© 2025 Harbour Gazette. All rights reserved.",
        ),
    ),
    "alpenpost.example": (("Startseite",), ("This article was machine translated from German.",)),
    "le-grau.example": (("Accueil", "Société"), ("Subscribe to our newsletter.", "Share on Facebook")),
}


def article(number: int) -> tuple[str, str, list[str]]:
    """Return site, title and sentences of page ``number``; no two pages have a sentence in common."""
    chance = random.Random(number)
    site = chance.choice(sorted(SITES))
    sentences = [
        f"{chance.choice(SUBJECTS)} {chance.choice(DEEDS)} at a price of "
        f"{number},{count}{chance.randrange(10, 99)} euros, as we learned on Monday. {chance.choice(ENDS)}"
        for count in range(chance.randrange(3, 9))
    ]
    return site, f"{chance.choice(SUBJECTS)} speaks of {number} letters", sentences


def line(number: int) -> bytes:
    """Return page ``number`` as a line of JSON: the text that a scraper would have taken."""
    site, title, sentences = article(number)
    menu, footer = SITES[site]
    text = "\n".join((*menu, title, *sentences, *footer))
    page = {"id": f"page-{number}", "text": text, "url": f"https://{site}/{number}", "site": site}
    return json.dumps(page, ensure_ascii=False).encode() + b"\n"


def response(number: int) -> bytes:
    """Return page ``number`` as a record of a WARC file: the HTML that a server would have sent."""
    site, title, sentences = article(number)
    menu, footer = (tuple(f"<p>{html.escape(line)}</p>\n" for line in lines) for lines in SITES[site])
    paragraphs = "".join(f"<p>{sentence}</p>\n" for sentence in sentences)
    body = (
        f"<!DOCTYPE html>\n<html lang=en><body>\n<nav>{''.join(menu)}</nav>\n"
        f"<article><h1>{title}</h1>\n{paragraphs}</article>\n{''.join(footer)}</body></html>"
    ).encode()
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:example:page-{number}>\r\n"
        f"WARC-Target-URI: https://{site}/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0)


def main() -> None:
    """Write the parts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--parts", type=int, default=8)
    parser.add_argument("--pages", type=int, default=200, help="pages in each part")
    parser.add_argument("--warc", action="store_true", help="WARC files of HTML instead of JSON Lines")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    ending, form = (".warc.gz", response) if options.warc else (".jsonl", line)
    for part in range(options.parts):
        numbers = range(part * options.pages, (part + 1) * options.pages)
        (options.folder / f"{part:03}{ending}").write_bytes(b"".join(map(form, numbers)))


if __name__ == "__main__":
    main()
