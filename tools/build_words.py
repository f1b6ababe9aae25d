"""Build the lists of common words that `provenance.languages` ships, from Tesseract's trained data.

    python tools/build_words.py FOLDER        # writes src/provenance/languages/data/words.bin

FOLDER holds one ``<iso 639-3>.bigrams.txt`` a language: the word pairs of Tesseract's 4.0.0 models
(Apache-2.0). To make them, with the packages ``@tesseract.js-data/<iso 639-3>`` 1.0.0 and the tools of
tesseract-ocr 5.3:

    gunzip 4.0.0/deu.traineddata.gz
    combine_tessdata -u deu.traineddata deu.
    dawg2wordlist deu.unicharset deu.bigram-dawg deu.bigrams.txt

A word that stands in more different pairs is a commoner word: that number ranks the list.
File: a JSON header line, then one zlib stream a language of its words, commonest first.
"""

from __future__ import annotations

import json
import re
import sys
import zlib
from collections import Counter
from pathlib import Path

from provenance.languages.model import tables
from provenance.languages.tokens import SCRIPTS

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/provenance/languages/data/words.bin"
SIZE = 6000
CODES = {
    "af": "afr", "ca": "cat", "cs": "ces", "cy": "cym", "da": "dan", "de": "deu", "en": "eng",
    "es": "spa", "et": "est", "fi": "fin", "fr": "fra", "hr": "hrv", "hu": "hun", "id": "ind",
    "it": "ita", "lt": "lit", "lv": "lav", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por",
    "ro": "ron", "sk": "slk", "sl": "slv", "sq": "sqi", "sv": "swe", "sw": "swa", "tl": "tgl",
    "tr": "tur", "vi": "vie", "bg": "bul", "mk": "mkd", "uk": "ukr",
}  # fmt: skip


def ranked(path: Path, script: str, size: int) -> list[str]:
    """Return the words of one script that stand in most pairs, commonest first."""
    word = re.compile(f"[{SCRIPTS[script]}]+")
    count: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        for token in line.split():
            # 'l’homme' is two words to the reader of texts, so it is two here.
            count.update(w.lower() for w in word.findall(token) if not (len(w) > 1 and w.isupper()))
    best = sorted(count.items(), key=lambda item: (-item[1], item[0]))
    return [w for w, _ in best[:size]]


def listed(path: Path, script: str, size: int) -> list[str]:
    """Return the words of one script from a list of one word a line, commonest first."""
    word = re.compile(f"[{SCRIPTS[script]}]+")
    found = (w.lower() for w in word.findall(path.read_text(encoding="utf-8")))
    return list(dict.fromkeys(found))[:size]


def main() -> None:
    """Write the file."""
    folder, size = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else SIZE
    header: list[dict[str, object]] = []
    parts: list[bytes] = []
    for script, table in tables().items():
        for language in table.languages:
            pairs, stops = folder / f"{CODES.get(language)}.bigrams.txt", folder / f"{language}.stop.txt"
            if pairs.exists():
                words = ranked(pairs, script, size)
            elif stops.exists():
                words = listed(stops, script, size)
            else:
                print("no list for", language)
                continue
            packed = zlib.compress("\n".join(words).encode(), 9)
            header.append({"script": script, "language": language, "size": len(packed)})
            parts.append(packed)
    TARGET.write_bytes(json.dumps(header).encode() + b"\n" + b"".join(parts))
    print(TARGET, TARGET.stat().st_size)


if __name__ == "__main__":
    main()
