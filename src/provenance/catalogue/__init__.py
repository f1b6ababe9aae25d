"""Languages as data: rules and tables, one TOML file per BCP 47 tag.

Adding ``data/<tag>.toml`` is the whole contribution: the folder is listed, nothing is registered.
"""

from .engine import compiled
from .load import CatalogueError, Language, chain, load, parse, tags
from .rule import FAMILIES, UNITS, Hit, Rule

__all__ = [
    "FAMILIES",
    "UNITS",
    "CatalogueError",
    "Hit",
    "Language",
    "Rule",
    "chain",
    "compiled",
    "load",
    "parse",
    "tags",
]
