"""The model's tables, set side by side so that a column of features is looked up once for all passes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter

from attrs import frozen

from .features import Column

Table = tuple[int, ...]
Tables = tuple[tuple[str, Table], ...]

_LANES = 3  # so many sums run in one number, which then has less than the 63 bits that add up fastest
_LANE = 20  # bits of a sum
_HALF = 1 << _LANE - 1
_TOLD = 32  # of the tables, those with the largest entries are looked up again to tell why
_OWN = "own"  # the line's own score in the pass before: told by that pass's parts instead


@frozen
class Pass:
    """One table of integers per feature, and what every line starts with."""

    bias: int
    tables: Tables


@frozen
class Sheet:
    """The tables of several passes over the same columns, those of three passes in one.

    ``joint`` are tables whose entries hold what each of up to three passes says, in bits of its
    own. ``later`` are, for each further pass, the tables over what the pass before thought.
    ``spoken`` are the tables of first and last pass, added up, those with the largest entries.
    ``names`` are those of all columns that are read.
    """

    biases: tuple[int, ...]
    joint: tuple[Tables, ...]
    later: tuple[Tables, ...]
    spoken: Tables
    names: frozenset[str]

    @classmethod
    def of(cls, ending: Pass, passes: Sequence[Pass]) -> Sheet:
        """Return the sheet of the first pass, the article's end, and the further passes, in that order.

        Raises `ValueError` for tables whose sums do not fit.
        """
        first, *further = passes
        steps = [first, ending, *further]
        early = dict(chain(first.tables, ending.tables)).keys()
        known = [{name: table for name, table in step.tables if name in early} for step in steps]
        for tables in known:
            if sum(max(map(abs, table)) for table in tables.values()) >= _HALF:
                raise ValueError(f"the numbers of a pass add up to {_HALF} or more")
        return cls(
            biases=tuple(step.bias for step in steps),
            joint=tuple(tuple(_joined(known[k : k + _LANES])) for k in range(0, len(known), _LANES)),
            later=tuple(tuple(t for t in step.tables if t[0] not in early) for step in further),
            spoken=_loudest(tuple(_added(first.tables, further[-1].tables if further else ()))),
            names=frozenset(name for step in steps for name, _ in step.tables),
        )

    def totals(self, readers: Mapping[str, Reader], count: int) -> list[list[int]]:
        """Return what each pass says of the ``count`` lines, first pass and article's end first."""
        found: list[list[int]] = []
        for tables in self.joint:
            sums = list(map(sum, zip([0] * count, *look_up(tables, readers), strict=True)))
            for bias in self.biases[len(found) : len(found) + _LANES]:
                low = [(total + _HALF) % (2 * _HALF) - _HALF for total in sums]
                sums = [(total - part) >> _LANE for total, part in zip(sums, low, strict=True)]
                found.append([bias + part for part in low])
        return found


class Reader:
    """Reads tables at the bins of one column; a table's last entry stands for all above."""

    __slots__ = ("_column", "_pick")

    def __init__(self, column: Column) -> None:
        self._column = column
        # One call in C for all lines; of a single item it would return no tuple.
        self._pick: Callable[[Sequence[int]], Table] | None = itemgetter(*column) if len(column) > 1 else None

    def __call__(self, table: Sequence[int]) -> Table:
        if self._pick is not None:
            try:
                return self._pick(table)
            except IndexError:
                pass
        top = len(table) - 1
        return tuple([table[min(value, top)] for value in self._column])


def readers(columns: Mapping[str, Column], names: Collection[str]) -> dict[str, Reader]:
    """Return the readers of those ``columns`` that are in ``names``."""
    return {name: Reader(column) for name, column in columns.items() if name in names}


def look_up(tables: Tables, readers: Mapping[str, Reader]) -> list[Table]:
    """Return for each table its entries for the column of its name, one per line."""
    return [readers[name](table) for name, table in tables]


def _joined(passes: Sequence[Mapping[str, Table]]) -> Iterator[tuple[str, Table]]:
    """Yield tables that hold in each entry those of all ``passes``, the first in the lowest bits."""
    for name in dict.fromkeys(chain(*passes)):
        rows = zip(*_evened([tables.get(name, (0,)) for tables in passes]), strict=True)
        yield name, tuple(sum(value << _LANE * place for place, value in enumerate(row)) for row in rows)


def _added(first: Tables, last: Tables) -> Iterator[tuple[str, Table]]:
    """Yield the tables of both, those of one name added up."""
    left, right = dict(first), dict(last)
    for name in dict.fromkeys(chain(left, right)):
        if name != _OWN:
            both = _evened([left.get(name, (0,)), right.get(name, (0,))])
            yield name, tuple(map(sum, zip(*both, strict=True)))


def _loudest(tables: Tables) -> Tables:
    """Return the tables with the largest entries, in their order."""
    loud = sorted(tables, key=lambda pair: -max(map(abs, pair[1])))[:_TOLD]
    return tuple(pair for pair in tables if pair in loud)


def _evened(tables: Sequence[Table]) -> list[Table]:
    """Return the tables at the length of the longest, their last entries repeated."""
    size = max(map(len, tables))
    return [table + table[-1:] * (size - len(table)) for table in tables]
