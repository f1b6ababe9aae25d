"""Build the lists of common words that `provenance.languages` ships, from Tesseract's trained data.

    python tools/build_words.py FOLDER        # writes src/provenance/languages/data/words.bin

FOLDER holds one ``<iso 639-3>.bigrams.txt`` and one ``<iso 639-3>.words.txt`` a language: the word pairs and
words of Tesseract's 4.0.0 models (Apache-2.0). To make them, with the packages
``@tesseract.js-data/<iso 639-3>`` 1.0.0 from the npm registry and the tools of tesseract-ocr 5.3:

    gunzip 4.0.0/deu.traineddata.gz
    combine_tessdata -u deu.traineddata deu.
    dawg2wordlist deu.unicharset deu.bigram-dawg deu.bigrams.txt
    dawg2wordlist deu.unicharset deu.word-dawg deu.words.txt

For the languages without such data it holds ``ru.stop.txt`` (also ar, fa, hi, mr, ne, ur): the stop lists
Russian.txt, Arabic.txt, Persian.txt, Hindi.txt, Marathi.txt, Nepali.txt and Urdu.txt of the package
jusText (BSD-2-Clause).

A word that stands in more different pairs is a commoner word: that number ranks the list.
File: a JSON header line, then for each script a zlib stream of its words and one of their codes. A code
is two bytes for each language that has the word: 33 + the language's place in the script, and 33 + its
rank as eight times the natural logarithm of (rank + 3).
"""

from __future__ import annotations

import json
import math
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from provenance.languages.codes import SHARED
from provenance.languages.model import LEVELS
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


def words_of(path: Path, script: str) -> Iterator[str]:
    """Yield the words of one script in a file, in lower case, without acronyms."""
    word = re.compile(f"[{SCRIPTS[script]}]+")
    for token in path.read_text(encoding="utf-8").split():
        # 'l’homme' is two words to the reader of texts, so it is two here.
        yield from (w.lower() for w in word.findall(token) if not (len(w) > 1 and w.isupper()))


def counted(path: Path, script: str) -> Counter[str]:
    """Return in how many pairs each word of one script stands."""
    return Counter(words_of(path, script))


def ranked(path: Path, script: str, size: int) -> list[str]:
    """Return the words of one script that stand in most pairs, commonest first."""
    best = sorted(counted(path, script).items(), key=lambda item: (-item[1], item[0]))
    return [word for word, _ in best[:size]]


def listed(path: Path, script: str, size: int) -> list[str]:
    """Return the words of one script from a list of one word a line, commonest first."""
    word = re.compile(f"[{SCRIPTS[script]}]+")
    found = (w.lower() for w in word.findall(path.read_text(encoding="utf-8")))
    return list(dict.fromkeys(found))[:size]


def lists(folder: Path, script: str, languages: tuple[str, ...], size: int) -> dict[str, bytes]:
    """Return the words of a script with their codes."""
    codes: dict[str, bytes] = {}
    for place, language in enumerate(languages):
        pairs, stops = folder / f"{CODES.get(language)}.bigrams.txt", folder / f"{language}.stop.txt"
        if pairs.exists():
            words = ranked(pairs, script, size)
        elif stops.exists():
            words = listed(stops, script, size)
        else:
            print("no list for", language)
            continue
        for rank, word in enumerate(words):
            level = round(LEVELS * math.log(rank + 3))
            codes[word] = codes.get(word, b"") + bytes([33 + place, 33 + level])
    return dict(sorted(codes.items()))


def main() -> None:
    """Write the file."""
    folder, size = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else SIZE
    header: list[dict[str, object]] = []
    parts: list[bytes] = []
    for script, languages in SHARED.items():
        codes = lists(folder, script, languages, size)
        if codes:
            packed = [
                zlib.compress("\n".join(codes).encode(), 9),
                zlib.compress(b"\n".join(codes.values()), 9),
            ]
            header.append({"script": script, "sizes": [len(part) for part in packed]})
            parts += packed
    TARGET.write_bytes(json.dumps(header).encode() + b"\n" + b"".join(parts))
    print(TARGET, TARGET.stat().st_size)


if __name__ == "__main__":
    main()
