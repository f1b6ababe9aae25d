"""Hugging Face datasets: a function for ``Dataset.map(annotate_batch, batched=True, num_proc=2)``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ._result import lines


def annotate_batch(
    batch: Mapping[str, Sequence[Any]], *, text_column: str = "text", id_column: str = "id"
) -> dict[str, list[str]]:
    """Return a batch with one new column ``provenance`` of canonical JSON.

    A missing id column gives ``null``.
    """
    texts = batch[text_column]
    return {"provenance": lines(texts, batch.get(id_column) or [None] * len(texts))}
