"""How many texts a second `analyze_many` gets through: python benchmarks/many.py [TEXTS] [PROCESSES]...

Takes the articles in examples/articles over and over, each with a number in it so that no two are
alike; runs with each number of processes take turns, and the median of three is printed with its
ratio to the first. Process start-up is part of the time, as it is for a user. The processor time of
all processes is printed too: it says what sharing the work costs, also on a machine with other work.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from pathlib import Path

from provenance import analyze_many

ARTICLES = Path(__file__).parents[1] / "examples" / "articles"
ROUNDS = 3


def texts(count: int) -> list[str]:
    """Return ``count`` different articles."""
    articles = [path.read_bytes().decode("utf-8") for path in sorted(ARTICLES.glob("*.txt"))]
    return [articles[i % len(articles)].replace("\n", f" ({i})\n", 1) for i in range(count)]


def used() -> float:
    """Return the processor seconds of this process and of its children that have ended."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def seconds(items: list[str], processes: int) -> tuple[float, float]:
    """Return how long all of ``items`` take: by the clock, and of the processors."""
    start, before = time.perf_counter(), used()
    done = sum(result.failure is None for result in analyze_many(items, processes=processes))
    assert done == len(items)
    return time.perf_counter() - start, used() - before


def main(count: int, processes: list[int]) -> None:
    """Print one line for each number of processes."""
    items = texts(count)
    seconds(items[:20], 1)  # loads models and catalogue
    taken: dict[int, list[tuple[float, float]]] = {number: [] for number in processes}
    for _ in range(ROUNDS):
        for number in processes:
            taken[number].append(seconds(items, number))
    clock = {number: statistics.median(run[0] for run in taken[number]) for number in processes}
    work = {number: statistics.median(run[1] for run in taken[number]) for number in processes}
    characters = sum(map(len, items)) / 1e6
    for number in processes:
        rates = f"{count / clock[number]:7.1f} texts/s {characters / clock[number]:6.2f} M characters/s"
        print(
            f"{number} processes: {rates}, {clock[processes[0]] / clock[number]:.2f} times as fast;"
            f" {1000 * work[number] / count:.1f} ms of processor a text"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=int, nargs="?", default=600)
    parser.add_argument("processes", type=int, nargs="*", default=[1, 2])
    options = parser.parse_args()
    main(options.texts, options.processes)
