"""Annotate a corpus: python annotate.py IN OUT [--tasks 8] [--workers 2] [--executor local|ray]

IN holds JSON Lines with "id" and "text", or WARC or WET files. A first pass learns which lines repeat
on each site, a second one annotates with that in view. OUT/data gets the documents with their analysis in
the metadata, OUT/sites.json the profiles of the sites, OUT/logs what is done; run the same command again
after a crash and it goes on from there.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

from datatrove.executor import LocalPipelineExecutor, RayPipelineExecutor
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter
from steps import AnnotateSites, LearnSites, MergeSites, WarcPages


def reader(source: Path) -> PipelineStep:
    """Return the reader for what lies in the folder."""
    if any(source.glob("*.warc*")):
        return WarcPages(str(source), glob_pattern="*.warc*")
    return JsonlReader(str(source), glob_pattern="*.jsonl*")


def passes(source: Path, target: Path, tasks: int) -> dict[str, tuple[list[PipelineStep], int]]:
    """Return the steps and the number of tasks of each pass, by its name."""
    shards, merged = target / "sites", target / "sites.json"
    writer = JsonlWriter(str(target / "data"), compression=None)
    return {
        "learn": ([reader(source), LearnSites(shards)], tasks),
        "merge": ([MergeSites(shards, merged)], 1),
        "annotate": ([reader(source), AnnotateSites(merged), writer], tasks),
    }


def executor(kind: str, pipeline: list[PipelineStep], **shape: Any) -> Any:
    """Return datatrove's executor of that kind; the one for Slurm would stand here too."""
    if kind == "ray":
        return RayPipelineExecutor(pipeline, mem_per_cpu_gb=0.5, **shape)
    return LocalPipelineExecutor(pipeline, **shape)


def main() -> None:
    """Run the passes one after the other."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--tasks", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--executor", choices=("local", "ray"), default="local")
    parser.add_argument("--time", action="store_true", help="print the seconds that each pass took")
    options = parser.parse_args()
    if options.executor == "ray":
        import ray

        ray.init(num_cpus=options.workers, include_dashboard=False)
    for name, (pipeline, tasks) in passes(options.source, options.target, options.tasks).items():
        start = time.perf_counter()
        shape = {
            "tasks": tasks,
            "workers": options.workers,
            "logging_dir": str(options.target / "logs" / name),
        }
        executor(options.executor, pipeline, **shape).run()
        if options.time:
            print(f"{name}: {time.perf_counter() - start:.1f} s", flush=True)


if __name__ == "__main__":
    main()
