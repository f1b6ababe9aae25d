"""Analyses as an Apache Arrow table: one row a text, lists of structs in its columns.

Needs pyarrow (the extra ``arrow``), which is imported only when a function here is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

Json = Mapping[str, Any]


def arrow_schema() -> pa.Schema:
    """Return the Arrow schema of the canonical JSON; ``id`` is a string, ``html`` JSON text."""
    import pyarrow as pa

    text, terms = pa.string(), pa.list_(pa.string())
    place = [("start", pa.int64()), ("end", pa.int64())]
    evidence = pa.list_(pa.struct([("source", text), *place, ("detail", text)]))
    why = [("confidence", pa.float64()), ("evidence", evidence)]
    clause = pa.struct([*place, ("type", text), ("language", text), *why])
    claim = [(name, text) for name in ("tool", "source_language", "target_language", "original_url", "tag")]
    policy = [("moderation", text), ("clauses", pa.list_(clause))]
    policy += [(name, terms) for name in ("grounds", "rights", "references", "channels")]
    policy += [(name, text) for name in ("forum", "operator")]
    return pa.schema(
        [
            ("schema", pa.int64()),
            ("id", text),
            ("length", pa.int64()),
            ("languages", pa.list_(pa.struct([*place, ("language", text), *why]))),
            ("blocks", pa.list_(pa.struct([*place, ("kind", text), *why]))),
            ("translation", pa.struct([("declared", pa.bool_()), ("method", text), *claim, *place, *why])),
            ("cues", pa.list_(pa.struct([*place, ("cue", text), ("suggests", text), *why]))),
            ("comment_policy", pa.struct(policy)),
            ("html", text),
        ]
    )


def to_arrow(analyses: Iterable[Json]) -> pa.Table:
    """Return a table with a row for every canonical JSON object.

    An integer ``id`` becomes a string; Arrow holds UTF-8, so a lone surrogate in a detail or an id
    becomes U+FFFD. Raises `KeyError` for an error object.
    """
    import json

    import pyarrow as pa

    rows = []
    for data in analyses:
        given, html = data["id"], data["html"]
        row = {**data, "id": None if given is None else str(given)}
        rows.append(_utf8({**row, "html": None if html is None else json.dumps(html)}))
    return pa.Table.from_pylist(rows, schema=arrow_schema())


def from_arrow(table: pa.Table) -> list[dict[str, Any]]:
    """Return the canonical JSON object of every row of a table that `to_arrow` made."""
    import json

    rows: list[dict[str, Any]] = table.to_pylist()
    return [{**row, "html": None if row["html"] is None else json.loads(row["html"])} for row in rows]


def _utf8(data: Any) -> Any:
    if isinstance(data, str):
        return data if data.isascii() else data.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(data, Mapping):
        return {key: _utf8(value) for key, value in data.items()}
    return [_utf8(value) for value in data] if isinstance(data, list) else data
