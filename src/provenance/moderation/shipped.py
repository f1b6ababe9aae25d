"""The files in ``moderation/data``: look-alikes, addresses, cues of advertising, letters, the EU's form."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@cache
def shipped(name: str) -> Mapping[str, Any]:
    """Return a file by its path in the folder, without the ending; it is read once.

    Raises `FileNotFoundError` where there is none.

    >>> shipped("letters/de")["greeting"]
    'Guten Tag,'
    """
    return MappingProxyType(tomllib.loads((files(__package__) / f"data/{name}.toml").read_text("utf-8")))


@cache
def languages_in(folder: str) -> tuple[str, ...]:
    """Return the tags of the languages that have a file in ``folder``, in order.

    >>> languages_in("spam")
    ('de', 'en')
    """
    names = (entry.name for entry in (files(__package__) / "data" / folder).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))
