"""The trained model: additive tables over binned features, in two passes, read from shipped data.

The sum of a line's table entries is its log-odds of being body, times `Model.unit`. The first
pass sees the line, its words, its place and its neighbours; the second sees what the first
thought of the lines around. Generalised additive models: Lou, Caruana and Gehrke, KDD 2012.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from attrs import frozen

from .features import Column, Page, context, describe

Tables = tuple[tuple[str, tuple[int, ...]], ...]
_FIRST_PASS = "own"  # the line's own first score: told by the first pass's parts instead
_MAX_WORDS = 40  # of a line, only so many words are looked up


@frozen
class Model:
    """Tables of integers: ``unit`` is one unit of log-odds, ``switch`` what a change of label costs."""

    unit: int
    switch: int
    first_bias: int
    second_bias: int
    first: Tables
    second: Tables
    words: Mapping[str, int]


@frozen
class Scores:
    """What the model says of a page: log-odds per line, and each table's part in them."""

    unit: int
    totals: tuple[int, ...]
    parts: tuple[tuple[str, tuple[int, ...]], ...]

    def loudest(self, line: int, sign: int, count: int = 2) -> tuple[tuple[str, float], ...]:
        """Return the ``count`` features that spoke loudest for ``sign`` (1 body, -1 not) in a line."""
        said: dict[str, int] = {}
        for name, values in self.parts:
            said[name] = said.get(name, 0) + sign * values[line]
        spoken = sorted(said, key=lambda name: (-said[name], name))[:count]
        return tuple((name, sign * said[name] / self.unit) for name in spoken)


@lru_cache(maxsize=1)
def load_model() -> Model:
    """Return the shipped model; read once.

    >>> load_model().unit
    64
    """
    data = json.loads((resources.files(__package__) / "data" / "model.json").read_text("utf-8"))
    words = {word: int(weight) for weight, group in data["words"].items() for word in group.split()}
    return Model(
        unit=data["unit"],
        switch=data["switch"],
        first_bias=data["first_bias"],
        second_bias=data["second_bias"],
        first=_tables(data["first"]),
        second=_tables(data["second"]),
        words=MappingProxyType(words),
    )


def score(page: Page, model: Model) -> Scores:
    """Return the model's scores for the lines of ``page``."""
    columns = describe(page)
    get = model.words.get
    totals = [
        model.first_bias + sum(get(word, 0) for word in set(words[:_MAX_WORDS])) for words in page.words
    ]
    first = _parts(model.first, columns)
    totals = _add(totals, first)
    columns |= context(page, totals, model.unit)
    second = _parts(model.second, columns)
    parts = tuple(part for part in (*first, *second) if part[0] != _FIRST_PASS)
    return Scores(model.unit, tuple(_add([model.second_bias] * len(totals), second)), parts)


def _tables(data: dict[str, list[int]]) -> Tables:
    return tuple((name, tuple(weights)) for name, weights in data.items())


def _parts(tables: Tables, columns: Mapping[str, Column]) -> Tables:
    return tuple((name, _look_up(weights, columns[name])) for name, weights in tables)


def _look_up(weights: Sequence[int], column: Column) -> tuple[int, ...]:
    top = len(weights) - 1
    return tuple([weights[b] if b < top else weights[top] for b in column])


def _add(totals: list[int], parts: Tables) -> list[int]:
    return list(map(sum, zip(totals, *(values for _, values in parts), strict=True)))
