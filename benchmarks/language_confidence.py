"""How often language segments are right, by their confidence: the reliability table of the docs.

    python benchmarks/language_confidence.py DATA

DATA is a folder of ``*.jsonl`` files with gold language spans. A segment is right when most of its judged
letters have its language. The last line is the expected calibration error: the mean distance
between the two columns, weighed by segments.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path

from provenance.languages import UNDETERMINED, segment_languages

EDGES = (0.0, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999, 1.01)


def judged(path: Path) -> list[tuple[float, bool]]:
    """Return confidence and rightness of each segment of a file's documents."""
    out = []
    for line in filter(None, path.read_text(encoding="utf-8").split("\n")):  # no other line ends: JSON Lines
        record = json.loads(line)
        text = record["text"]
        gold = [""] * len(text)
        for start, end, code in record["spans"]:
            gold[start:end] = [code] * (end - start)
        for segment in segment_languages(text):
            letters = [
                gold[i] for i in range(segment.span.start, segment.span.end) if text[i].isalpha() and gold[i]
            ]
            if letters and segment.language != UNDETERMINED:
                right = letters.count(segment.language.split("-")[0]) / len(letters)
                out.append((segment.confidence, right > 0.5))
    return out


def main() -> None:
    """Print the table."""
    found = [item for path in sorted(Path(sys.argv[1]).glob("*.jsonl")) for item in judged(path)]
    print("| confidence | segments | mean confidence | right |\n|---|---|---|---|")
    distance = 0.0
    for low, high in pairwise(EDGES):
        part = [item for item in found if low <= item[0] < high]
        if part:
            said = sum(confidence for confidence, _ in part) / len(part)
            right = sum(is_right for _, is_right in part) / len(part)
            distance += abs(said - right) * len(part) / len(found)
            print(f"| {low:g} to {min(high, 1):g} | {len(part)} | {said:.3f} | {right:.3f} |")
    print(f"\n{len(found)} segments, expected calibration error {distance:.4f}")


if __name__ == "__main__":
    main()
