"""A toy scraper: keeps the article, drops the rest. It has a bug; see test_scraper.py."""

from __future__ import annotations

BOILERPLATE = ("Share", "Subscribe", "Read also", "We use cookies", "©")


def clean(text: str) -> str:
    """Return the lines of ``text`` that do not look like boilerplate."""
    kept = [line for line in text.split("\n") if line and not line.startswith(BOILERPLATE)]
    return "\n".join(kept)


def clean_mended(text: str) -> str:
    """Return the same for every kind of line end."""
    kept = [line for line in text.splitlines() if line and not line.startswith(BOILERPLATE)]
    return "\n".join(kept)
