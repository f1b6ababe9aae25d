"""Tables of the translation readers, as TOML files beside this one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return the table ``name``.toml of this folder; loaded once.

    >>> table("markup")["elements"]["ya-tr-span"]
    'Yandex Translate'
    """
    return MappingProxyType(tomllib.loads((resources.files(__package__) / f"{name}.toml").read_text("utf-8")))


def codes() -> Mapping[str, str]:
    """Return legacy language codes, each with the one that is in use."""
    found: Mapping[str, str] = table("markup")["codes"]
    return found
