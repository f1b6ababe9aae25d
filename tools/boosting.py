"""Fit the tables of an additive model by boosting: small steps, each parting the bins of a feature in two.

A step says one thing of all bins below a value and another of all above. So bins that few lines fall
into take after those beside them, and what two features both tell is shared between them: tables
fitted bin by bin do worse on sites that they have not seen. Rounds of all features in turn, in an
order of their own: Lou, Caruana and Gehrke, KDD 2012; Nori, Jenkins, Koch and Caruana, 2019.

Steps are multiples of `GRID`, so that sums of them are exact, in whatever order they are added.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from provenance.blocks.model import Pass

if TYPE_CHECKING:
    from train_blocks import Words

ROUNDS, RATE = 40, 0.15
RIDGE, WORD_RIDGE = 5.0, 30.0
LEAST = 3.0  # of sum(p * (1 - p)) on each side of a step
GRID = 2.0**-16


class Steps:
    """The tables of one pass, and a lexicon where there are words; log-odds of being body.

    ``columns`` are bins by feature, one for each line, ``labels`` 0 or 1, ``weights`` above 0.
    """

    def __init__(
        self, columns: Mapping[str, np.ndarray], labels: np.ndarray, weights: np.ndarray, words: Words | None
    ) -> None:
        self.bias = float(np.log((weights * labels).sum() / (weights * (1 - labels)).sum()))
        self.tables = {name: np.zeros(int(column.max()) + 1) for name, column in columns.items()}
        self.lexicon = np.zeros(len(words.names)) if words else None
        self._weights, self._hits = weights, weights * labels
        self._against = np.full(len(labels), np.exp(-self.bias))  # the odds against body so far
        order = np.random.RandomState(0)
        wide = [(table, columns[name].astype(np.intp)) for name, table in self.tables.items()]
        for _ in range(ROUNDS):
            for number in order.permutation(len(wide)):
                self._learn(*wide[number])
            if words:
                self._listen(words)

    def _learn(self, table: np.ndarray, column: np.ndarray) -> None:
        pull, bend = self._slopes()
        size = len(table)
        step = even(parted(np.bincount(column, pull, size), np.bincount(column, bend, size)))
        table += step
        self._against *= np.exp(-step)[column]

    def _listen(self, words: Words) -> None:
        """Let all words take a step, the shorter the more of them stand in a line."""
        pull, bend = self._slopes()
        size = len(words.names)
        crowd = np.maximum(1, np.bincount(words.line, minlength=len(pull)))
        pulls = np.bincount(words.word, pull[words.line], size) - 0.1 * WORD_RIDGE * self.lexicon
        step = even(pulls / (np.bincount(words.word, (bend * crowd)[words.line], size) + WORD_RIDGE))
        self.lexicon += step
        self._against *= np.exp(-np.bincount(words.line, step[words.word], len(pull)))

    def _slopes(self) -> tuple[np.ndarray, np.ndarray]:
        """Return first and second derivative of the likelihood at each line."""
        likely = self._weights / (1 + self._against)
        return self._hits - likely, likely - likely * likely / self._weights

    def predict(self, columns: Mapping[str, np.ndarray], words: Words | None) -> np.ndarray:
        """Return the log-odds of being body of the lines of ``columns``."""
        odds = np.full(len(next(iter(columns.values()))), self.bias)
        for name, table in self.tables.items():
            odds += table[np.minimum(columns[name], len(table) - 1)]
        return odds + np.bincount(words.line, self.lexicon[words.word], len(odds)) if words else odds

    def rounded(self, unit: int) -> Pass:
        """Return the tables in integers, times ``unit``."""
        tables = ((name, tuple(map(int, np.rint(table * unit)))) for name, table in self.tables.items())
        return Pass(round(self.bias * unit), tuple(tables))


def parted(pull: np.ndarray, bend: np.ndarray) -> np.ndarray:
    """Return for each bin the Newton step of its side, the bins parted where that gains most; else zeros."""
    left, weight = np.cumsum(pull)[:-1], np.cumsum(bend)[:-1]
    right, rest = pull.sum() - left, bend.sum() - weight
    gain = left**2 / (weight + RIDGE) + right**2 / (rest + RIDGE)
    gain[(weight < LEAST) | (rest < LEAST)] = -1.0
    step = np.zeros(len(pull))
    if len(gain) and gain.max() >= 0:
        at = int(gain.argmax())
        step[: at + 1] = left[at] / (weight[at] + RIDGE)
        step[at + 1 :] = right[at] / (rest[at] + RIDGE)
    return step


def even(step: np.ndarray) -> np.ndarray:
    """Return the part of a step that is taken, in multiples of `GRID`."""
    return np.rint(RATE * step / GRID) * GRID
