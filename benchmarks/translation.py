"""Measure the translation step: megabytes a second, and the share of time that each part takes.

Usage: python benchmarks/translation.py [FILE ...]
Files are plain text or JSON Lines (``text`` or ``lines``, may be gzipped); without one, a text of
the benchmark's own is read: plain news prose with a notice at its end, twenty thousand times over.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from provenance.annotation import Evidence
from provenance.document import Document
from provenance.languages.segment import LanguageSegment
from provenance.notices.composer import compose
from provenance.pipeline import annotate
from provenance.span import Span
from provenance.text import fold, sentences
from provenance.translation import ClaimReader, CueFinder
from provenance.translation.markup import MarkupReader
from provenance.translation.traces import traces

PROSE = (
    "The council met on Tuesday evening to talk about the bridge that has been closed since March. "
    "Engineers had found cracks in two of the piers, and the repair will cost more than anyone thought. "
    "“We cannot wait another winter,” said the mayor. Shops on the far bank lost a third of their trade.\n"
)
NOTICE = "This article was translated from German by DeepL.\n"


def texts(paths: list[str]) -> Iterator[str]:
    """Yield the texts of the files, or the benchmark's own."""
    for path in paths:
        raw = gzip.decompress(Path(path).read_bytes()) if path.endswith(".gz") else Path(path).read_bytes()
        shown = raw.decode("utf-8")
        if not path.removesuffix(".gz").endswith(".jsonl"):
            yield shown
            continue
        for record in map(json.loads, shown.splitlines()):
            yield record["text"] if "text" in record else "\n".join(record["lines"])
    if not paths:
        yield from ([PROSE * 40 + NOTICE] * 500)


def in_english(text: str) -> Document:
    """Return a document in one language: finding it is not part of this step."""
    span = Span(0, len(text))
    return Document(text, (LanguageSegment(span, 1.0, (Evidence("benchmark", span),), language="en"),))


PARTS: dict[str, Callable[[Document], object]] = {
    "fold": lambda document: fold(document.text),
    "sentences": lambda document: list(sentences(document.text)),
    "composer (with sentences)": lambda document: list(compose(document.text, fold(document.text))),
    "markup": lambda document: list(MarkupReader()(document)),
    "claims": lambda document: list(ClaimReader()(document)),
    "cues": lambda document: CueFinder()(document),
    "of these, traces": lambda document: list(traces(document.text)),
}
RUNS = 3
WHOLE = ("composer (with sentences)", "claims", "cues")


def main(paths: list[str]) -> None:
    """Print the table; processor time and the best of some runs, so that a busy machine hardly shows."""
    documents = [in_english(text) for text in texts(paths)]
    size = sum(len(document.text.encode("utf-8", "replace")) for document in documents) / 1e6
    annotate(documents[0], CueFinder())  # tables are loaded and patterns compiled once
    for document in documents[:20]:
        list(compose(document.text, fold(document.text)))
    taken = dict.fromkeys(PARTS, float("inf"))
    for _ in range(RUNS):
        for name, part in PARTS.items():
            start = time.process_time()
            for document in documents:
                part(document)
            taken[name] = min(taken[name], time.process_time() - start)
    whole = sum(taken[name] for name in WHOLE)
    print(f"{len(documents)} texts, {size:.1f} MB: the whole step {size / whole:.1f} MB/s")
    for name, seconds in taken.items():
        print(f"  {name:<28}{size / max(seconds, 1e-9):>8.1f} MB/s{100 * seconds / whole:>7.1f} %")


if __name__ == "__main__":
    main(sys.argv[1:])
