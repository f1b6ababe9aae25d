"""How long the import and one whole analysis take: python benchmarks/analyze.py [FILE]...

Prints milliseconds, the median of many runs: `import` of the library in a fresh interpreter, the
first analysis (loads models and catalogue), one warm analysis, and each export of its result.
Without a file it takes the articles in examples/articles.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ARTICLES = Path(__file__).parents[1] / "examples" / "articles"
FRESH = """
import time
start = time.perf_counter()
{code}
print((time.perf_counter() - start) * 1000)
"""


def median_ms(run: Callable[[], object], times: int = 21) -> float:
    """Return the median of ``times`` runs in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def fresh_ms(code: str, times: int = 7) -> float:
    """Return the median time of ``code`` in interpreters of its own, in milliseconds."""
    command = [sys.executable, "-c", FRESH.format(code=code)]
    runs = (subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(times))
    return statistics.median(float(run.stdout.splitlines()[-1]) for run in runs)


def main(paths: list[Path]) -> None:
    """Print one table of start-up times and one line for each article."""
    import provenance
    from provenance.export.records import dump_line

    print(f"import provenance            {fresh_ms('import provenance'):8.1f} ms")
    print(f"from provenance import analyze {fresh_ms('from provenance import analyze'):6.1f} ms")
    first = "import provenance; provenance.analyze('Good morning, and welcome.')"
    print(f"import and first analysis    {fresh_ms(first):8.1f} ms")
    print(f"\n{'article':32} {'chars':>6} {'analyze':>9} {'jsonl':>9} {'html':>9}")
    for path in paths:
        text = path.read_bytes().decode("utf-8")
        found = provenance.analyze(text)
        times = (
            median_ms(lambda text=text: provenance.analyze(text)),
            median_ms(lambda found=found: dump_line(found.to_dict())),
            median_ms(found.to_html),
        )
        print(f"{path.name:32} {len(text):6}" + "".join(f" {ms:6.2f} ms" for ms in times))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", default=sorted(ARTICLES.glob("*.txt")))
    main(parser.parse_args().files)
