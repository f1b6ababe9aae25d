"""The letter to the author of a comment. Its words are data: one file a language."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from operator import attrgetter
from typing import Any

from attrs import frozen

from ..span import Span
from .decision import Citation, Decision, Reason, Submission, whole
from .shipped import languages_in, shipped

_QUOTE = 200


@frozen
class Letter:
    """What a letter tells: the decision, the comment, the ground it rests on, and the ways to object.

    ``terms`` are named by the operator; where they are empty, the clause that was cited is quoted.
    """

    decision: Decision
    submission: Submission
    terms: str
    legal_ground: str
    removed: bool
    automated_decision: str
    publisher: str
    redress: tuple[str, ...]
    source_type: str = ""
    territory: tuple[str, ...] = ()
    until: str = ""

    @cached_property
    def hidden(self) -> tuple[Span, ...]:
        """Where the letter does not repeat the comment."""
        return personal_spans(self.decision)


def letter_languages() -> tuple[str, ...]:
    """Return the tags of the languages that have a letter.

    >>> "de" in letter_languages()
    True
    """
    return languages_in("letters")


def template(language: str) -> Mapping[str, Any]:
    """Return the words of a language's letter; "de-AT" falls back to "de", and capitals do not count.

    Raises `ValueError` for a language without a letter.
    """
    known = {tag.lower(): tag for tag in letter_languages()}
    tag = language.lower().replace("_", "-")
    while tag and tag not in known:
        tag = tag.rpartition("-")[0]
    if not tag:
        raise ValueError(f"no letter in {language!r}, only in {', '.join(known.values())}")
    return shipped(f"letters/{known[tag]}")


def render(letter: Letter, language: str) -> str:
    """Return the letter in ``language``: what was decided, why, on which ground, and how to object."""
    words = template(language)
    return "\n\n".join(paragraph for paragraph in _paragraphs(letter, words) if paragraph) + "\n"


def _paragraphs(letter: Letter, words: Mapping[str, Any]) -> Iterator[str]:
    yield words["greeting"]
    yield " ".join(_decided(letter, words))
    yield words["comment"] + "\n" + _quoted(_shown(letter, whole(letter.submission.text)), words)
    reasons = [_reason(reason, letter, words) for reason in letter.decision.decisive]
    yield "\n".join((words["facts"], *dict.fromkeys(reasons))) if reasons else ""
    yield _ground(letter, words)
    how = (words["source"].get(letter.source_type), words["automated"].get(letter.automated_decision))
    yield " ".join(filter(None, how))
    yield "\n".join((words["redress"], *(f"- {way}" for way in (*letter.redress, words["court"]))))
    yield "\n".join(filter(None, (words["closing"], letter.publisher)))


def _decided(letter: Letter, words: Mapping[str, Any]) -> Iterator[str]:
    yield words["removed"] if letter.removed else words["not_published"]
    if letter.territory:
        yield words["territory"].replace("{territory}", ", ".join(letter.territory))
    if letter.until:
        yield words["until"].replace("{day}", letter.until)


def _ground(letter: Letter, words: Mapping[str, Any]) -> str:
    """Return the ground: the law, the terms, or the clause; without any, that rules were broken."""
    if letter.legal_ground:
        return str(words["illegal"]).replace("{ground}", letter.legal_ground)
    cited = cited_clause(letter.decision)
    terms = letter.terms or (_quoted(cited.quote, words) if cited else "")
    said = str(words["incompatible"])
    return said.replace("{ground}", terms) if terms else said.replace(" ({ground})", "")


def cited_clause(decision: Decision) -> Citation | None:
    """Return the first clause with words that a decisive reason rests on."""
    cited = (reason.clause for reason in decision.decisive)
    return next((clause for clause in cited if clause is not None and clause.quote), None)


def personal_spans(decision: Decision) -> tuple[Span, ...]:
    """Return where personal data was found in the comment, in order; what overlaps is one."""
    merged: list[Span] = []
    for span in sorted(reason.span for reason in decision.reasons if reason.rule == "personal_data"):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span.cover((merged[-1], span))
        else:
            merged.append(span)
    return tuple(merged)


def _shown(letter: Letter, part: Span) -> str:
    """Return a part of the comment, with a mark in the place of the personal data found in it."""
    text = letter.submission.text
    first = bisect_right(letter.hidden, part.start, key=attrgetter("end"))
    last = bisect_left(letter.hidden, part.end, key=attrgetter("start"))
    shown, at = [], part.start
    for span in letter.hidden[first:last]:
        shown.append(text[at : span.start])
        at = span.end
    return "[…]".join((*shown, text[at : part.end]))


def _reason(reason: Reason, letter: Letter, words: Mapping[str, Any]) -> str:
    said = words["rules"].get(reason.rule, words["rules"]["other"])
    if reason.rule != "personal_data" and 0 < len(reason.span) < len(letter.submission.text):
        said += words["colon"] + _quoted(_shown(letter, reason.span), words)
    if reason.clause and reason.clause.quote:
        said += f" ({words['clause']} {_quoted(reason.clause.quote, words)})"
    return f"- {said}"


def _quoted(text: str, words: Mapping[str, Any]) -> str:
    clean = " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
    cut = clean if len(clean) <= _QUOTE else clean[: _QUOTE - 1] + "…"
    opened, closed = words["quotes"]
    return f"{opened}{cut}{closed}"
