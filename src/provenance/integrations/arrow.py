"""Arrow tables, and with them Ray Data: ``dataset.map_batches(Annotate, batch_format="pyarrow")``."""

from __future__ import annotations

from typing import TypeVar

import pyarrow as pa

from ._result import lines

T = TypeVar("T", pa.Table, pa.RecordBatch)


class Annotate:
    """Appends a column ``provenance`` of canonical JSON to a table or record batch.

    A missing id column gives ``null``.
    """

    def __init__(self, *, text_column: str = "text", id_column: str = "id") -> None:
        self.text_column = text_column
        self.id_column = id_column

    def __call__(self, table: T) -> T:
        """Return the table with the new column at its end."""
        texts = table.column(self.text_column).to_pylist()
        has_ids = self.id_column in table.schema.names
        ids = table.column(self.id_column).to_pylist() if has_ids else [None] * len(texts)
        return table.append_column("provenance", pa.array(lines(texts, ids), pa.string()))
