"""Who publishes: the names in what a notice says of its own side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

import regex

from ..catalogue import load
from ..kinds import UNDETERMINED
from .clause import PolicyClause

#: Clauses in which the publisher speaks of itself.
_VOICE = ("opinion_disclaimer", "liability_disclaimer", "removal_right", "damages_claim", "criminal_report")

#: Candidates that are looked at; a notice names its publisher early.
_MOST = 50

# A run of up to five words that hold a capital letter: "Beispiel Verlag", "eExample Media".
_RUN = r"(?<![\w.&-])(?:(?=[\w.&-]{0,40}\p{Lu})[\w.&-]++ ){1,5}"
# "Beispiel Verlag (BV)": a run of such words and its abbreviation.
_ABBREVIATED = regex.compile(rf"{_RUN}\((\p{{Lu}}[\p{{Lu}}\d]{{1,7}})\)")
# "example.com", "ABC" or "ABC1" at the head of a sentence, but no headline: "NOTE: ...".
_NAME = regex.compile(r"^(\p{L}[\w-]*+\.\p{Ll}{2,4}|\p{Lu}{3,}\d*)(?![\w:]) (?!\p{Lu}{2})")


def operators(text: str, clauses: Sequence[PolicyClause]) -> Iterator[str]:
    """Yield the names of the publisher as they stand there, surest first."""
    said = [(clause.span.of(text), clause.language) for clause in clauses if clause.type in _VOICE]
    everything = "\n".join(dict.fromkeys(sentence for sentence, _ in said))
    for found, language in _first(_ABBREVIATED, said):
        if everything.count(found[1]) > 1:
            yield _without_article(found[0], language)
    for sentence, language in said:
        for found in _company().finditer(sentence):
            yield _without_article(found[0], language)
    yield from (found[1] for found, _ in _first(_NAME, said) if everything.count(found[1]) > 1)


def _first(
    pattern: regex.Pattern[str], said: Sequence[tuple[str, str]]
) -> Iterator[tuple[regex.Match[str], str]]:
    """Yield the first matches, each with its sentence's language: each is then counted in the whole text."""
    found = ((match, language) for sentence, language in said for match in pattern.finditer(sentence))
    return islice(found, _MOST)


@lru_cache(maxsize=1)
def _company() -> regex.Pattern[str]:
    """Return the pattern of a run that ends in a legal form: "Beispiel Medien GmbH"."""
    forms = load(UNDETERMINED).tables.get("policy", {}).get("legal_forms", ())
    return regex.compile(rf"{_RUN}(?:{'|'.join(map(regex.escape, forms)) or '(?!)'})(?!\w)")


def _without_article(name: str, language: str) -> str:
    articles = load(language).tables.get("words", {}).get("article", ())
    first, blank, rest = name.partition(" ")
    return rest if blank and first.lower() in articles else name
