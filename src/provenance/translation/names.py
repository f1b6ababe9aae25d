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

# How the languages of Europe write the same sounds of Slavic, Greek or Arabic names; every
# hissing sound and what is written like one ("ch" is three sounds) falls together.
_SOUNDS = {
    "š": "schtsch shch chtch szcz sjtsj tsch dsch zsch tch tsj dzh sch zh kh ch cz sz sh sj zj zs rz č š ž",
    "u": "ou oe",
    "s": "z ss",
    "v": "w ff f",
    "i": "y j ï ij yj iy yy ii '",
    "l": "ł",
}
_LETTER = {sound: letter for letter, sounds in _SOUNDS.items() for sound in sounds.split()}
_SOUND = regex.compile("|".join(sorted(_LETTER, key=lambda sound: (-len(sound), sound))))


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
    key = _SOUND.sub(lambda sound: _LETTER[sound.group()], name.lower())
    bare = "".join(char for char in unicodedata.normalize("NFD", key) if not unicodedata.combining(char))
    return regex.sub(r"(.)\1+", r"\1", bare)
