"""Count how many sentences of one's own, never shown to the rules before, are read as they should be.

Usage: python tools/measure_wordings.py FILE [FILE ...]
A file is plain text. A line ``## de`` begins a language, ``+ Übersetzt von Ute Lang. => human, -, -``
is a declaration with its method, tool and source language (``-``: not stated), ``- Sie übersetzt
Romane.`` declares nothing. Prints every sentence that is read otherwise, then the counts.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from provenance.document import Document
from provenance.languages import LanguageSegmenter
from provenance.notices import NoticeDetector
from provenance.pipeline import Pipeline, annotate
from provenance.translation import ClaimReader, page_claim


def sentences(path: str) -> Iterator[tuple[str, bool, str, str]]:
    """Yield language, whether it declares a translation, the sentence and its facts."""
    language = "und"
    for line in Path(path).read_text("utf-8").splitlines():
        if line.startswith("## "):
            language = line[3:].strip()
        elif line[:2] in ("+ ", "- "):
            text, _, stated = line[2:].partition(" => ")
            yield language, line[0] == "+", text, stated


def reading(text: str) -> str | None:
    """Return the facts read in ``text``, written as in a file, or ``None`` where none is declared."""
    pipeline = Pipeline(LanguageSegmenter(), NoticeDetector(), ClaimReader())
    claim = page_claim(annotate(Document(text), pipeline))
    if claim is None:
        return None
    return ", ".join(str(one or "-") for one in (claim.method, claim.tool, claim.source_language))


def main(paths: list[str]) -> None:
    """Print what is read otherwise than the files say, and recall, precision and facts."""
    counts: Counter[str] = Counter()
    for language, declared, text, stated in (one for path in paths for one in sentences(path)):
        found = reading(text)
        counts[("hit" if found else "miss") if declared else ("false" if found else "quiet")] += 1
        counts["facts"] += found is not None and found == stated
        if bool(found) != declared or (found and found != stated):
            print(f"{language}\t{'+' if declared else '-'} {text}\t{found}")
    recall = counts["hit"] / max(1, counts["hit"] + counts["miss"])
    precision = counts["hit"] / max(1, counts["hit"] + counts["false"])
    facts = counts["facts"] / max(1, counts["hit"])
    print(f"{sum(counts[name] for name in ('hit', 'miss', 'false', 'quiet'))} sentences: ", end="")
    print(f"recall {recall:.3f}, precision {precision:.3f}, all facts right {facts:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
