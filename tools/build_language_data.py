"""Build the n-gram table that `provenance.languages` ships.

    python tools/build_language_data.py FOLDER     # writes src/provenance/languages/data/ngrams.bin

FOLDER is the one of build_words.py, which says how to fill it. Each row of the table holds a byte for each
language of a script: how many sixteenths of a nat an n-gram is less likely there than in the language
where it is likeliest. Two sources are added up:

- langdetect's profiles (Apache-2.0): how often a trigram was seen in a Wikipedia;
- in Latin script, the words of Tesseract's models (Apache-2.0): how likely a letter is after the two before
  it, smoothed after Witten and Bell (1991). A word counts by the square root of its pairs, a word of
  the plain list by a half.

File: a JSON header line, then for each script a zlib stream of the keys (joined by newlines) and of the rows.
"""

from __future__ import annotations

import json
import math
import sys
import zlib
from collections import defaultdict
from pathlib import Path

import langdetect
from build_words import CODES, counted, words_of
from langdetect.utils.ngram import NGram

from provenance.languages.codes import SHARED

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/provenance/languages/data/ngrams.bin"
UNIT = 16  # steps a nat
CAP = 7.0  # nats one n-gram can say at most
PROFILE_WEIGHT = 0.5  # neighbouring trigrams overlap, so half is counted
SHARED_WEIGHT = (0.25, 0.5)  # of profiles and of words, where there are both
KEPT = 20_000  # trigrams in Latin script
LONGEST = 25  # letters of a word
PROFILES = {"zh": ("zh-cn", "zh-tw")}
Counts = dict[str, float]


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


def folded(counts: dict[str, int], length: int, script: str) -> dict[str, int]:
    """Return the counts of the n-grams of one length in one script, in lower case."""
    out: dict[str, int] = defaultdict(int)
    for gram, count in counts.items():
        low = gram.lower()
        letters = low.strip(" ")
        if len(low) == length and letters and all(in_script(c, script) for c in letters):
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


def profile_costs(script: str, languages: tuple[str, ...]) -> dict[str, list[float]]:
    """Return, in nats, how much less likely each n-gram of the profiles is in each language."""
    length = 1 if script == "Hani" else 3
    tables = []
    for language in languages:
        counts, totals = profile(language)
        table = folded(counts, length, script)
        total = totals[length - 1]
        floor = math.log(min(table.values()) / total / 2)
        tables.append(({gram: math.log(count / total) for gram, count in table.items()}, floor))
    logs = {
        gram: [table.get(gram, floor) for table, floor in tables]
        for gram in sorted(set().union(*(table for table, _ in tables)))
    }
    if script == "Hani":  # the profiles fold rare characters onto common ones of their kind
        folds = {char: NGram.CJK_MAP.get(char, char) for char in sorted({*NGram.CJK_MAP, *logs})}
        logs = {char: logs[fold] for char, fold in folds.items() if fold in logs}
    return {gram: relative([-x for x in row]) for gram, row in logs.items()}


def relative(row: list[float]) -> list[float]:
    """Return the costs above the lowest, up to the cap."""
    low = min(row)
    return [min(cost - low, CAP) for cost in row]


class Letters:
    """How likely a letter is after those before it, in the words of one language."""

    def __init__(self, counts: list[Counts]) -> None:
        """Take the counts of n-grams by length, 1 first."""
        self.counts = counts
        self.after: list[dict[str, tuple[float, int]]] = []
        for table in counts:
            after: dict[str, tuple[float, int]] = {}
            for gram, count in table.items():
                total, kinds = after.get(gram[:-1], (0.0, 0))
                after[gram[:-1]] = total + count, kinds + 1
            self.after.append(after)

    def cost(self, gram: str) -> float:
        """Return minus the logarithm of the probability of the last letter (Witten-Bell)."""
        share = 1 / 80
        for length in range(1, len(gram) + 1):
            part = gram[-length:]
            total, kinds = self.after[length - 1].get(part[:-1], (0.0, 0))
            if not kinds:
                break
            share = (self.counts[length - 1].get(part, 0.0) + kinds * share) / (total + kinds)
        return -math.log(share)


def letter_counts(folder: Path, language: str, script: str) -> list[Counts]:
    """Return counts of the n-grams of a language's words by length, 1 to 3."""
    iso = CODES.get(language, language)
    if not (folder / f"{iso}.bigrams.txt").exists():
        tables = [folded(profile(language)[0], length, script) for length in (1, 2, 3)]
        return [{g: 300_000 * n / sum(table.values()) for g, n in table.items()} for table in tables]
    weights = {
        word: math.sqrt(n)
        for word, n in sorted(counted(folder / f"{iso}.bigrams.txt", script).items())
        if n > 1 and len(word) <= LONGEST
    }
    for word in sorted(set(words_of(folder / f"{iso}.words.txt", script))):
        if len(word) <= LONGEST:
            weights[word] = weights.get(word, 0.0) + 0.5
    counts: list[Counts] = [defaultdict(float) for _ in range(3)]
    for word, weight in weights.items():
        padded = f" {word} "
        for length in (1, 2, 3):
            for at in range(1 if length == 1 else 0, len(padded) - length + 1):
                counts[length - 1][padded[at : at + length]] += weight
    return counts


def word_costs(folder: Path, script: str, languages: tuple[str, ...]) -> dict[str, list[float]]:
    """Return, in nats, how much less likely each letter is after the ones before it."""
    models = [Letters(letter_counts(folder, language, script)) for language in languages]
    grams = {g for model in models for g in model.counts[1] if g.startswith(" ")}
    shares: dict[str, float] = {}
    for model in models:
        total = sum(model.counts[2].values())
        for gram, count in model.counts[2].items():
            shares[gram] = max(shares.get(gram, 0.0), count / total)
    grams.update(sorted(shares, key=lambda gram: (-shares[gram], gram))[:KEPT])
    return {gram: relative([model.cost(gram) for model in models]) for gram in sorted(grams)}


def rows(folder: Path, script: str, languages: tuple[str, ...]) -> dict[str, bytes]:
    """Return the cost row of each n-gram of a script."""
    parts = [(PROFILE_WEIGHT, profile_costs(script, languages))]
    if script == "Hani":
        parts = [(1.0, parts[0][1])]
    if script == "Latn":
        words = word_costs(folder, script, languages)
        parts = [(SHARED_WEIGHT[0], parts[0][1]), (SHARED_WEIGHT[1], words)]
    out = {}
    for gram in sorted(set().union(*(part for _, part in parts))):
        row = [0.0] * len(languages)
        for weight, part in parts:
            if gram in part:
                row = [a + weight * b for a, b in zip(row, part[gram], strict=True)]
        low = min(row)
        out[gram] = bytes(round((cost - low) * UNIT) for cost in row)
    return out


def main() -> None:
    """Write the file."""
    folder = Path(sys.argv[1])
    header: list[dict[str, object]] = []
    parts: list[bytes] = []
    for script, languages in SHARED.items():
        table = rows(folder, script, languages)
        packed = zlib.compress("\n".join(table).encode(), 9), zlib.compress(b"".join(table.values()), 9)
        header.append({"script": script, "sizes": [len(part) for part in packed]})
        parts += packed
        print(script, len(table), [len(part) for part in packed])
    TARGET.write_bytes(json.dumps(header).encode() + b"\n" + b"".join(parts))


if __name__ == "__main__":
    main()
