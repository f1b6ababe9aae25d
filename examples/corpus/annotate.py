"""Annotate a corpus: python annotate.py IN OUT [--tasks 8] [--workers 2] [--executor local|ray]

IN holds JSON Lines with "id" and "text". OUT/data gets the documents with their analysis in the metadata,
OUT/logs what is done; run the same command again after a crash and it goes on from there.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from datatrove.executor import LocalPipelineExecutor, RayPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from provenance.integrations.datatrove import ProvenanceAnnotator


def main() -> None:
    """Build the pipeline and run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--tasks", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--executor", choices=("local", "ray"), default="local")
    parser.add_argument("--time", action="store_true", help="print the seconds it took")
    options = parser.parse_args()
    pipeline = [
        JsonlReader(str(options.source)),
        ProvenanceAnnotator(),
        JsonlWriter(str(options.target / "data"), compression=None),
    ]
    shape = {"tasks": options.tasks, "workers": options.workers, "logging_dir": str(options.target / "logs")}
    if options.executor == "ray":
        import ray

        ray.init(num_cpus=options.workers, include_dashboard=False)
        executor = RayPipelineExecutor(pipeline, mem_per_cpu_gb=0.5, **shape)
    else:
        executor = LocalPipelineExecutor(pipeline, **shape)
    start = time.perf_counter()
    executor.run()
    if options.time:
        print(f"{time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
