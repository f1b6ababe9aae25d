"""Polars, pandas and Dask: functions over columns and partitions.

frame.with_columns(annotated(pl.struct("id", "text")).alias("provenance"))      # Polars
frame.assign(provenance=annotate_series(frame["text"], frame["id"]))            # pandas
bag.map_partitions(annotate_records)                                            # Dask bag

Polars and pandas get a column of canonical JSON, a bag gets objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ._result import lines, result

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


def annotated(struct: pl.Expr) -> pl.Expr:
    """Return the expression of canonical JSON for a struct of the fields ``id`` and ``text``."""
    import polars as pl

    def column(values: pl.Series) -> pl.Series:
        return pl.Series(lines(values.struct.field("text"), values.struct.field("id")), dtype=pl.String)

    return struct.map_batches(column, return_dtype=pl.String, is_elementwise=True)


def annotate_series(texts: pd.Series[str], ids: Iterable[Any]) -> list[str]:
    """Return the canonical JSON of every text of a column."""
    return lines(texts, ids)


def annotate_records(records: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return every record with an entry ``provenance``, the canonical JSON object of its ``text``."""
    return [{**record, "provenance": result(record["text"], record.get("id"))} for record in records]
