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
from operator import add
from types import MappingProxyType

from attrs import frozen

from .features import Column, Page, context, describe

Tables = tuple[tuple[str, tuple[int, ...]], ...]
_FIRST_PASS = "own"  # the line's own first score: told by the first pass's parts instead
_MAX_WORDS = 40  # of a line, only so many words are looked up


@frozen(eq=False)  # compared and hashed by identity: there is one shipped model
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
    """What the model says of a page: log-odds per line, and each feature's part in them.

    ``parts`` holds for every line one number per feature of ``names``.
    """

    unit: int
    totals: tuple[int, ...]
    names: tuple[str, ...]
    parts: tuple[tuple[int, ...], ...]

    def loudest(self, line: int, sign: int) -> tuple[tuple[str, float], ...]:
        """Return the two features that spoke loudest for ``sign`` (1 body, -1 not) in a line."""
        values = self.parts[line]
        best = max if sign > 0 else min
        first = values.index(best(values))
        rest = (*values[:first], 0, *values[first + 1 :])
        second = rest.index(best(rest))
        chosen = (first,) if second == first else (first, second)
        return tuple((self.names[k], values[k] / self.unit) for k in chosen)


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
    names, parts = _merged(first, second)
    return Scores(model.unit, tuple(_add([model.second_bias] * len(totals), second)), names, parts)


def _tables(data: dict[str, list[int]]) -> Tables:
    return tuple((name, tuple(weights)) for name, weights in data.items())


def _parts(tables: Tables, columns: Mapping[str, Column]) -> Tables:
    return tuple((name, _look_up(weights, columns[name])) for name, weights in tables)


def _merged(first: Tables, second: Tables) -> tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]:
    """Add up what both passes say of each feature; return the names and the numbers by line."""
    said = dict(first)
    for name, values in second:
        said[name] = tuple(map(add, said[name], values)) if name in said else values
    del said[_FIRST_PASS]
    return tuple(said), tuple(zip(*said.values(), strict=True))


def _look_up(weights: Sequence[int], column: Column) -> tuple[int, ...]:
    top = len(weights) - 1
    return tuple([weights[b] if b < top else weights[top] for b in column])


def _add(totals: list[int], parts: Tables) -> list[int]:
    return list(map(sum, zip(totals, *(values for _, values in parts), strict=True)))
