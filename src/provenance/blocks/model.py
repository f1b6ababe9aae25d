"""The trained model: additive tables over binned features, in passes, read from shipped data.

The sum of a line's table entries is its log-odds of being body, times `Model.unit`. The first
pass sees the line, its words, its place, its neighbours and the notices on it; each further pass
also sees what the one before thought of the lines around, and the mean of these is the score. A small
model beside them says where the article ends. Generalised additive models: Lou, Caruana and Gehrke, KDD 2012.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from attrs import field, frozen

from .around import context
from .core import NAMES as CORE
from .core import compare
from .features import Column, Page, describe
from .tables import Pass, Sheet, look_up, readers

_MAX_WORDS = 40  # of a line, only so many words are looked up


@frozen(eq=False)  # compared and hashed by identity: there is one model per file
class Model:
    """``unit`` is one unit of log-odds, ``switch`` what a change of label costs.

    ``words`` gives for each word its part in the first pass and in ``ending``, the model of the
    article's end.
    """

    unit: int
    switch: int
    ending: Pass
    passes: tuple[Pass, ...]
    words: Mapping[str, tuple[int, int]] = field(repr=False)
    sheet: Sheet = field(init=False, repr=False)
    vocabulary: frozenset[str] = field(init=False, repr=False)

    @sheet.default
    def _sheet(self) -> Sheet:
        return Sheet.of(self.ending, self.passes)

    @vocabulary.default
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(self.words)


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
        rest = list(values)
        rest[first] = 0
        second = rest.index(best(rest))
        chosen = (first,) if second == first else (first, second)
        return tuple((self.names[k], values[k] / self.unit) for k in chosen)


@lru_cache(maxsize=4)
def load_model(name: str = "model.json") -> Model:
    """Return a shipped model; each is read once.

    >>> load_model().unit
    64
    """
    data = json.loads((resources.files(__package__) / "data" / name).read_text("utf-8"))
    return Model(
        unit=data["unit"],
        switch=data["switch"],
        ending=_pass(data["ending"]),
        passes=tuple(_pass(part) for part in data["passes"]),
        words=MappingProxyType(_words(data["words"], data["ending_words"])),
    )


def score(page: Page, model: Model, extra: Mapping[str, Column] | None = None) -> Scores:
    """Return the model's scores for the lines of ``page``; ``extra`` are columns of other features."""
    names = model.sheet.names
    columns = readers(describe(page, names) | dict(extra or {}), names)
    said = [_say(model, words) for words in page.words]
    first, end, *further = model.sheet.totals(columns, len(page.lines))
    totals = [s + word for s, (word, _) in zip(first, said, strict=True)]
    ends = [s + word for s, (_, word) in zip(end, said, strict=True)]
    said_later = []
    for sums, later in zip(further, model.sheet.later, strict=True):
        seen = context(page, totals, ends, model.unit)
        if any(name in CORE for name, _ in later):
            seen |= compare(page, totals, model.unit)
        columns |= readers(seen, names)
        totals = list(map(sum, zip(sums, *look_up(later, columns), strict=True)))
        said_later.append(totals)
    if said_later:  # the passes err in different lines: their mean errs less
        totals = [sum(values) // len(said_later) for values in zip(*said_later, strict=True)]
    rows = zip(*look_up(model.sheet.spoken, columns), strict=True)
    spoken = tuple(name for name, _ in model.sheet.spoken)
    return Scores(model.unit, tuple(totals), spoken, tuple(rows))


def _say(model: Model, words: Sequence[str]) -> tuple[int, int]:
    """Return what the words of a line say for body and for the article's end."""
    found = [model.words[word] for word in model.vocabulary.intersection(words[:_MAX_WORDS])]
    return sum([body for body, _ in found]), sum([end for _, end in found])


def _pass(data: dict[str, Any]) -> Pass:
    return Pass(data["bias"], tuple((name, tuple(weights)) for name, weights in data["tables"].items()))


def _words(body: dict[str, str], end: dict[str, str]) -> dict[str, tuple[int, int]]:
    first = {word: int(weight) for weight, group in body.items() for word in group.split()}
    second = {word: int(weight) for weight, group in end.items() for word in group.split()}
    return {word: (first.get(word, 0), second.get(word, 0)) for word in sorted(first.keys() | second.keys())}
