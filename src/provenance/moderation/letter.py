"""The letter to the author of a comment. Its words are data: one file a language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from attrs import frozen

from .decision import Decision, Reason, Submission

_QUOTE = 200


@frozen
class Letter:
    """What a letter tells: the decision, the comment, the ground it rests on, and the ways to object."""

    decision: Decision
    submission: Submission
    terms: str
    legal_ground: str
    removed: bool
    automated_decision: str
    publisher: str
    redress: tuple[str, ...]


def letter_languages() -> tuple[str, ...]:
    """Return the tags of the languages that have a letter.

    >>> "de" in letter_languages()
    True
    """
    found = (files(__package__) / "data/letters").iterdir()
    return tuple(sorted(f.name.removesuffix(".toml") for f in found if f.name.endswith(".toml")))


@cache
def template(language: str) -> Mapping[str, Any]:
    """Return the words of a language's letter; "de-AT" falls back to "de".

    Raises `ValueError` for a language without a letter.
    """
    known = letter_languages()
    tag = language
    while tag not in known:
        tag, _, shorter = tag.rpartition("-")
        if not shorter or not tag:
            raise ValueError(f"no letter in {language!r}, only in {', '.join(known)}")
    return MappingProxyType(
        tomllib.loads((files(__package__) / f"data/letters/{tag}.toml").read_text("utf-8"))
    )


def render(letter: Letter, language: str) -> str:
    """Return the letter in ``language``: what was decided, why, on which ground, and how to object."""
    words = template(language)
    return "\n\n".join(paragraph for paragraph in _paragraphs(letter, words) if paragraph) + "\n"


def _paragraphs(letter: Letter, words: Mapping[str, Any]) -> Iterator[str]:
    yield words["greeting"]
    yield words["removed"] if letter.removed else words["not_published"]
    yield words["comment"] + "\n" + _quoted(letter.submission.text, words)
    reasons = [_reason(reason, letter, words) for reason in letter.decision.decisive]
    yield "\n".join((words["facts"], *dict.fromkeys(reasons))) if reasons else ""
    if letter.legal_ground:
        yield words["illegal"].replace("{ground}", letter.legal_ground)
    else:
        yield words["incompatible"].replace("{ground}", letter.terms)
    yield words["automated"].get(letter.automated_decision, "")
    yield "\n".join((words["redress"], *(f"- {way}" for way in (*letter.redress, words["court"]))))
    yield "\n".join(filter(None, (words["closing"], letter.publisher)))


def _reason(reason: Reason, letter: Letter, words: Mapping[str, Any]) -> str:
    said = words["rules"].get(reason.rule, words["rules"]["other"])
    if reason.rule != "personal_data" and 0 < len(reason.span) < len(letter.submission.text):
        said += ": " + _quoted(reason.span.of(letter.submission.text), words)
    if reason.clause and reason.clause.quote:
        said += f" ({words['clause']} {_quoted(reason.clause.quote, words)})"
    return f"- {said}"


def _quoted(text: str, words: Mapping[str, Any]) -> str:
    clean = " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
    cut = clean if len(clean) <= _QUOTE else clean[: _QUOTE - 1] + "…"
    opened, closed = words["quotes"]
    return f"{opened}{cut}{closed}"
