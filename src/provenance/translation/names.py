"""Spellings of names by language, and a key under which spellings of one name meet."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

import regex
from attrs import frozen

# How the languages of Europe spell the same Slavic, Greek or Arabic sounds.
_SOUNDS = (
    (regex.compile(r"dzh|dsch|dž|dj"), "j"),
    (regex.compile(r"schtsch|shch|chtch|szcz|sjtsj|šč"), "š"),
    (regex.compile(r"tsch|tch|tsj|cz|ch(?=[eiy])|č"), "č"),
    (regex.compile(r"sch|sh|sz|sj|š"), "š"),
    (regex.compile(r"zh|sch|ż|ž|rz"), "ž"),
    (regex.compile(r"kh|ch|x"), "h"),
    (regex.compile(r"ou|oe"), "u"),
    (regex.compile(r"z|ss"), "s"),
    (regex.compile(r"w|ff?"), "v"),
    (regex.compile(r"[yijï']+"), "i"),
)


@frozen
class Name:
    """One spelling of a widely reported name: whose it is, and in which languages it is written so."""

    entity: str
    languages: tuple[str, ...]


@cache
def table() -> Mapping[str, Name]:
    """Return spelling -> `Name` for every spelling of the table that ships with the library.

    >>> table()["Selenskyj"].languages
    ('de',)
    """
    source = (resources.files(__package__) / "data" / "names.toml").read_text("utf-8")
    found: dict[str, Name] = {}
    for entity, spellings in tomllib.loads(source).items():
        for language, written in spellings.items():
            for spelling in written:
                known = found.get(spelling)
                languages = (*(known.languages if known else ()), language)
                found[spelling] = Name(entity, tuple(sorted(set(languages))))
    return MappingProxyType(found)


@cache
def written(entity: str) -> frozenset[str]:
    """Return the languages for which the table knows how ``entity`` is written."""
    return frozenset(tag for name in table().values() if name.entity == entity for tag in name.languages)


def sound_key(name: str) -> str:
    """Return a key that is the same for the spellings that different languages give one name.

    >>> {sound_key(name) for name in ("Zelensky", "Selenskyj", "Zelenskiy")}
    {'selenski'}
    """
    key = name.lower()
    for sound, letter in _SOUNDS:
        key = sound.sub(letter, key)
    bare = "".join(char for char in unicodedata.normalize("NFD", key) if not unicodedata.combining(char))
    return regex.sub(r"(.)\1+", r"\1", bare)
