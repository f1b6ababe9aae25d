"""Build the n-gram table that `provenance.languages` ships, from langdetect's profiles.

    python tools/build_language_data.py            # writes src/provenance/languages/data/ngrams.bin

The profiles (Apache-2.0, Nakatani Shuyo / Michal Danilak) list how often each n-gram was seen in a
Wikipedia per language. Each n-gram becomes one row of costs, a byte a language: how many sixteenths of
a nat it is less likely there than in the language where it is likeliest.

File: a JSON header line, then a zlib stream of the keys (joined by newlines) and of the rows.
"""

from __future__ import annotations

import json
import math
import zlib
from collections import defaultdict
from pathlib import Path

import langdetect
from langdetect.utils.ngram import NGram

from provenance.languages.codes import SHARED

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/provenance/languages/data/ngrams.bin"
UNIT = 16  # steps per nat
CAP = 7.0  # nats one n-gram can say at most
PROFILES = {"zh": ("zh-cn", "zh-tw")}


def profile(language: str) -> tuple[dict[str, int], list[int]]:
    """Return n-gram counts and totals by length, summed over the language's profiles."""
    folder = Path(langdetect.__file__).parent / "profiles"
    counts: dict[str, int] = defaultdict(int)
    totals = [0, 0, 0]
    for name in PROFILES.get(language, (language,)):
        raw = json.loads((folder / name).read_text(encoding="utf-8"))
        for gram, count in raw["freq"].items():
            counts[gram] += count
        totals = [a + b for a, b in zip(totals, raw["n_words"], strict=True)]
    return counts, totals


def folded(counts: dict[str, int], length: int, alphabet: str) -> dict[str, int]:
    """Return the counts of the n-grams of one length in one script, in lower case."""
    out: dict[str, int] = defaultdict(int)
    for gram, count in counts.items():
        low = gram.lower()
        letters = low.strip(" ")
        if (
            len(low) == length
            and letters
            and " " not in letters
            and all(in_script(c, alphabet) for c in letters)
        ):
            out[low] += count
    return out


def in_script(char: str, script: str) -> bool:
    """Tell whether a letter belongs to a script, by blocks."""
    code = ord(char)
    return {
        "Latn": char.isalpha() and (code < 0x250 or 0x1E00 <= code < 0x1F00),
        "Cyrl": 0x400 <= code < 0x530,
        "Arab": 0x620 <= code < 0x6F0,
        "Deva": 0x900 <= code < 0x964,
        "Hani": 0x3400 <= code < 0xA000,
    }[script]


def rows(script: str, languages: tuple[str, ...]) -> dict[str, bytes]:
    """Return the cost row of each n-gram of a script."""
    lengths = (1,) if script == "Hani" else (2, 3)
    logs: dict[str, list[float]] = {}
    for length in lengths:
        tables = []
        for language in languages:
            counts, totals = profile(language)
            table = folded(counts, length, script)
            total = totals[length - 1]
            floor = math.log(min(table.values()) / total / 2)
            tables.append(({g: math.log(c / total) for g, c in table.items()}, floor))
        for gram in sorted(set().union(*(t for t, _ in tables))):
            logs[gram] = [t.get(gram, floor) for t, floor in tables]
    if script == "Hani":
        logs = {
            c: logs[NGram.CJK_MAP.get(c, c)]
            for c in sorted({*NGram.CJK_MAP, *logs})
            if NGram.CJK_MAP.get(c, c) in logs
        }
    return {g: bytes(min(round((max(v) - x) * UNIT), round(CAP * UNIT)) for x in v) for g, v in logs.items()}


def main() -> None:
    """Write the file."""
    header: list[dict[str, object]] = []
    parts: list[bytes] = []
    for script, languages in SHARED.items():
        table = rows(script, languages)
        keys, body = "\n".join(table).encode(), b"".join(table.values())
        packed = zlib.compress(keys, 9), zlib.compress(body, 9)
        header.append({"script": script, "sizes": [len(p) for p in packed]})
        parts += packed
        print(script, len(table), len(keys), len(body), [len(p) for p in packed])
    TARGET.write_bytes(json.dumps(header).encode() + b"\n" + b"".join(parts))


if __name__ == "__main__":
    main()
