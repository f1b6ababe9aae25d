"""Spellings of names by language, and a key under which spellings of one name meet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

import regex
from attrs import frozen

from .data import table as load

_DOUBLED = re.compile(r"(.)\1+")


@frozen
class Name:
    """One spelling of a widely reported name: whose it is, and in which languages it is written so.

    ``is_rare`` tells that the spelling says something alone; the name of a city or country may
    be an ordinary word, or a club, in another language.
    """

    entity: str
    languages: tuple[str, ...]
    is_rare: bool


@cache
def table() -> Mapping[str, Name]:
    """Return spelling -> `Name` for every spelling of the table that ships with the library.

    >>> table()["Selenskyj"].languages
    ('de',)
    """
    found: dict[str, Name] = {}
    for file, is_rare in (("names", False), ("persons", True)):
        for entity, spellings in load(file).items():
            for language, written in spellings.items():
                for spelling in written:
                    known = found.get(spelling)
                    languages = {language, *(known.languages if known and known.entity == entity else ())}
                    found[spelling] = Name(entity, tuple(sorted(languages)), is_rare)
    return MappingProxyType(found)


@cache
def written(entity: str) -> frozenset[str]:
    """Return the languages for which the table knows how ``entity`` is written."""
    return frozenset(tag for name in table().values() if name.entity == entity for tag in name.languages)


@lru_cache(maxsize=1 << 15)
def sound_key(name: str) -> str:
    """Return a key that is the same for the spellings that different languages give one name.

    >>> {sound_key(name) for name in ("Zelensky", "Selenskyj", "Zelenskiy")}
    {'selenski'}
    """
    letters = _letters()
    key = _sounds().sub(lambda sound: letters[sound.group()], name.lower())
    if not key.isascii():
        key = "".join(char for char in unicodedata.normalize("NFD", key) if not unicodedata.combining(char))
    return _DOUBLED.sub(r"\1", key)


def is_transcribed(key: str) -> bool:
    """Tell whether the name under a sound key ends as names do that each language spells its own way.

    >>> is_transcribed(sound_key("Kowalenko")), is_transcribed(sound_key("Witness"))
    (True, False)
    """
    return key.endswith(tuple(load("sounds")["endings"]))


@cache
def _letters() -> Mapping[str, str]:
    return MappingProxyType(
        {sound: letter for letter, sounds in load("sounds")["letters"].items() for sound in sounds}
    )


@cache
def _sounds() -> regex.Pattern[str]:
    """Return the pattern of all sounds, the longest spelling first."""
    return regex.compile("|".join(sorted(_letters(), key=lambda sound: (-len(sound), sound))))
