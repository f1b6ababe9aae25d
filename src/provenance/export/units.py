"""Offsets in the units that other programs count in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, Literal, TypeAlias, get_args

Unit: TypeAlias = Literal["code_points", "utf16", "utf8"]

_CODECS = {"utf16": ("utf-16-le", 2), "utf8": ("utf-8", 1)}


def positions(text: str, offsets: Iterable[int], unit: Unit) -> dict[int, int]:
    """Return for each code point offset of ``text`` where it lies in ``unit``.

    ``"utf16"`` counts as JavaScript, Java and C# do, ``"utf8"`` counts bytes; a lone surrogate
    counts as one and as three. Takes time in proportion to the text.
    Raises `ValueError` for another unit.

    >>> positions("a😀b", [0, 1, 2, 3], "utf16")
    {0: 0, 1: 1, 2: 3, 3: 4}
    """
    _check(unit)
    wanted = sorted({*offsets})
    if unit == "code_points" or text.isascii():
        return {offset: offset for offset in wanted}
    codec, size = _CODECS[unit]
    found, at = {0: 0}, 0
    for before, after in pairwise([0, *wanted]):
        at += len(text[before:after].encode(codec, "surrogatepass")) // size
        found[after] = at
    return {offset: found[offset] for offset in wanted}


def in_unit(data: Mapping[str, Any], text: str, unit: Unit) -> dict[str, Any]:
    """Return canonical JSON with every offset, and the length, counted in ``unit``.

    Where that is another unit than code points, the key ``unit`` says so.
    """
    where = positions(text, (*_offsets(data), len(text)), unit)
    moved: dict[str, Any] = _moved(data, where)
    moved["length"] = where[len(text)]
    return moved if unit == "code_points" else {**moved, "unit": unit}


def in_code_points(data: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return canonical JSON with its offsets back in code points, without the key ``unit``.

    Raises `ValueError` when an offset lies inside a character of ``text``.
    """
    rest = {key: value for key, value in data.items() if key != "unit"}
    unit = data.get("unit", "code_points")
    _check(unit)
    if unit == "code_points":
        return rest
    back = {there: here for here, there in positions(text, range(len(text) + 1), unit).items()}
    try:
        return {**_moved(rest, back), "length": back[data["length"]]}
    except KeyError as error:
        raise ValueError(f"offset {error} of {unit} is no border of a character of this text") from None


def _check(unit: str) -> None:
    if unit not in get_args(Unit):
        raise ValueError(f"expected a unit of {', '.join(get_args(Unit))}, got {unit!r}")


def _offsets(data: Any) -> Iterator[int]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            if key in ("start", "end"):
                yield value
            else:
                yield from _offsets(value)
    elif isinstance(data, list):
        for value in data:
            yield from _offsets(value)


def _moved(data: Any, where: Mapping[int, int]) -> Any:
    if isinstance(data, Mapping):
        return {k: where[v] if k in ("start", "end") else _moved(v, where) for k, v in data.items()}
    return [_moved(value, where) for value in data] if isinstance(data, list) else data
