"""Every host gives the bytes that the library gives without it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hosts import Documents, needs, write_wet
from provenance.export.records import dump_line

MISSING = "the host left it out"


def as_line(found: dict[str, Any]) -> str:
    return dump_line(found).rstrip("\n")


def through_datatrove(documents: Documents, executor: Callable[..., Any], folder: Path) -> list[str]:
    """Run the annotator over the documents as JSON Lines, in two tasks; return the lines in order."""
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from provenance.integrations.datatrove import ProvenanceAnnotator

    source = folder / "in"
    source.mkdir()
    for part in (0, 1):
        rows = documents[part::2]
        (source / f"{part}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    pipeline = [
        JsonlReader(str(source)),
        ProvenanceAnnotator(),
        JsonlWriter(str(folder / "out"), compression=None),
    ]
    executor(pipeline=pipeline, tasks=2, logging_dir=str(folder / "log")).run()
    parts = [path.read_text("utf-8") for path in (folder / "out").iterdir()]
    written = [json.loads(line) for part in parts for line in part.splitlines()]
    by_id = {row["id"]: as_line(row["metadata"]["provenance"]) for row in written}
    assert len(by_id) == len(written), "no document twice"
    # The reader of datatrove leaves documents without text out.
    return [by_id.get(row["id"], MISSING) for row in documents]


@needs("datatrove")
def test_datatrove_local(documents: Documents, expected: list[str], tmp_path: Path) -> None:
    from datatrove.executor import LocalPipelineExecutor

    lines = through_datatrove(documents, LocalPipelineExecutor, tmp_path)
    assert [line for line in lines if line != MISSING] == expected[1:]


@needs("ray", "datatrove")
def test_datatrove_on_ray(documents: Documents, expected: list[str], tmp_path: Path, ray: None) -> None:
    from datatrove.executor import RayPipelineExecutor

    lines = through_datatrove(documents, RayPipelineExecutor, tmp_path)
    assert [line for line in lines if line != MISSING] == expected[1:]


@needs("ray", "pyarrow")
def test_ray_data(documents: Documents, expected: list[str], ray: None) -> None:
    import ray.data

    from provenance.integrations.arrow import Annotate

    data = ray.data.from_items(documents)
    rows = data.map_batches(Annotate, batch_format="pyarrow", concurrency=1).take_all()
    found = {row["id"]: row["provenance"] for row in rows}
    assert [found[row["id"]] for row in documents] == expected


@needs("datasets")
def test_datasets(documents: Documents, expected: list[str]) -> None:
    import datasets

    from provenance.integrations.datasets import annotate_batch

    rows = datasets.Dataset.from_list(documents).map(annotate_batch, batched=True, batch_size=64, num_proc=2)
    assert rows["provenance"][:] == expected


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    yield session
    session.stop()


@needs("pyspark", "pyarrow")
@pytest.mark.parametrize("method", ["mapInArrow", "mapInPandas"])
def test_pyspark(documents: Documents, expected: list[str], spark: Any, method: str) -> None:
    from provenance.integrations import pyspark

    function = {"mapInArrow": pyspark.map_in_arrow, "mapInPandas": pyspark.map_in_pandas}[method]
    rows = [(row["id"], row["text"]) for row in documents]
    frame = spark.createDataFrame(rows, "id string, text string").repartition(3)
    found = {row.id: row.provenance for row in getattr(frame, method)(function, pyspark.SCHEMA).collect()}
    assert [found[row["id"]] for row in documents] == expected


@needs("polars")
def test_polars(documents: Documents, expected: list[str]) -> None:
    import polars as pl

    from provenance.integrations.frames import annotated

    column = annotated(pl.struct("id", "text")).alias("provenance")
    assert pl.DataFrame(documents).with_columns(column)["provenance"].to_list() == expected
    assert pl.LazyFrame(documents).with_columns(column).collect()["provenance"].to_list() == expected


@needs("pandas")
def test_pandas(documents: Documents, expected: list[str]) -> None:
    import pandas as pd

    from provenance.integrations.frames import annotate_series

    frame = pd.DataFrame(documents)
    frame = frame.assign(provenance=annotate_series(frame["text"], frame["id"]))
    assert frame["provenance"].tolist() == expected


@needs("dask")
def test_dask_bag(documents: Documents, expected: list[str]) -> None:
    import dask.bag

    from provenance.integrations.frames import annotate_records

    bag = dask.bag.from_sequence(documents, npartitions=4).map_partitions(annotate_records)
    found = bag.compute(scheduler="processes", num_workers=2)
    assert [as_line(row["provenance"]) for row in found] == expected


@needs("spacy")
def test_spacy(documents: Documents, expected: list[str]) -> None:
    import spacy

    import provenance.integrations.spacy  # noqa: F401  registers the component

    nlp = spacy.blank("xx")
    nlp.add_pipe("provenance")
    docs = nlp.pipe([row["text"] for row in documents])
    found = [doc._.provenance.to_dict(id=row["id"]) for doc, row in zip(docs, documents, strict=True)]
    assert list(map(as_line, found)) == expected


@needs("langchain_core")
def test_langchain(documents: Documents, expected: list[str]) -> None:
    from langchain_core.documents import Document

    import provenance
    from provenance.integrations.langchain import ProvenanceTransformer

    given = [Document(page_content=row["text"], id=row["id"], metadata={"kept": 1}) for row in documents]
    found = ProvenanceTransformer().transform_documents(given)
    assert [as_line(document.metadata["provenance"]) for document in found] == expected
    assert all(document.metadata["kept"] == 1 for document in found)
    assert given[0].metadata == {"kept": 1}
    bodies = [d.page_content for d in ProvenanceTransformer(body_only=True).transform_documents(given[:20])]
    assert bodies == [provenance.analyze(document.page_content).body for document in given[:20]]
    assert any(bodies)


@needs("fastwarc")
def test_wet_file(documents: Documents, expected: list[str], tmp_path: Path) -> None:
    import provenance
    from provenance.integrations.warc import iter_records

    path = tmp_path / "pages.warc.wet.gz"
    write_wet(path, documents)
    with path.open("rb") as stream:
        pages = list(iter_records(stream, kinds={"conversion"}))
    names = [page.url.removeprefix("https://example.org/") for page in pages if page.url]
    assert names == [row["id"] for row in documents]
    found = [as_line(provenance.analyze(p.text).to_dict(id=n)) for p, n in zip(pages, names, strict=True)]
    assert found == expected
