"""PySpark: functions for ``DataFrame.mapInArrow`` and ``DataFrame.mapInPandas``.

    frame.select("id", "text").mapInArrow(map_in_arrow, SCHEMA)

Spark starts Python on its workers: set PYSPARK_PYTHON to an interpreter that has this library.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ._result import lines

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

#: What both functions yield, for frames with the columns ``id`` and ``text``.
SCHEMA = "id string, text string, provenance string"


def map_in_arrow(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield every batch with a column ``provenance`` of canonical JSON."""
    from .arrow import Annotate

    return map(Annotate(), batches)


def map_in_pandas(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Yield every frame with a column ``provenance`` of canonical JSON."""
    for frame in frames:
        yield frame.assign(provenance=lines(frame["text"], frame["id"]))
