"""The places in one sentence that its clauses speak of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from ..annotation import Evidence
from ..catalogue import compiled, load
from ..catalogue.concepts import pattern_of
from ..notices import Notice
from ..span import Span
from ..text import fold
from .clause import PolicyClause

#: What a publisher lists as its rights in one sentence.
RIGHTS = frozenset(
    {"removal_right", "ban_right", "damages_claim", "data_use_for_prosecution", "criminal_report"}
)
REFERENCES = frozenset({"netiquette_reference", "terms_reference"})

#: A part of a list of rights has a verb and what it is done to: "deleted and banned" are no parts.
_OWN_WORDS = 2

_PARENTHESIS = regex.compile(r"\([^()]*+\)")


def split(text: str, notices: Sequence[Notice]) -> tuple[PolicyClause, ...]:
    """Return the clauses of one sentence, of which ``notices`` are all there is to say."""
    if not notices:
        return ()
    sentence = notices[0].span
    asides = _asides(text, sentence) if any(notice.kind in RIGHTS for notice in notices) else []
    placed: dict[str, Span] = {}
    for notice in notices:
        aside = _aside(notice, asides)
        if aside != sentence:
            placed[notice.kind] = aside or sentence
    kept = [n for n in notices if n.kind not in placed or _aside(n, asides) is not None]
    main = _without(text, sentence, [span for span in placed.values() if span in asides])
    placed.update(_rights(text, main, [notice for notice in kept if notice.kind in RIGHTS]))
    return tuple(_clause(notice, placed.get(notice.kind, sentence)) for notice in kept)


def _asides(text: str, sentence: Span) -> list[Span]:
    return [Span(*found.span()) for found in _PARENTHESIS.finditer(text, sentence.start, sentence.end)]


def _aside(notice: Notice, asides: Sequence[Span]) -> Span | None:
    """Return where a reference stands: a parenthesis, the sentence, or nowhere.

    A reference made of words on both sides of a bracket is none: "remove posts that break
    the netiquette (see also our terms)".
    """
    if notice.kind not in REFERENCES:
        return notice.span
    places = {_place(evidence, asides) or notice.span for evidence in notice.evidence}
    return places.pop() if len(places) == 1 else None


def _place(evidence: Evidence, asides: Sequence[Span]) -> Span | None:
    span = evidence.span
    return next((a for a in asides if a.start <= span.start and span.end <= a.end), None)


def _without(text: str, sentence: Span, asides: Sequence[Span]) -> Span:
    """Return ``sentence`` without a parenthesis at its end that is a clause of its own."""
    for aside in asides:
        if not text[aside.end : sentence.end].strip(" .;"):
            return Span(sentence.start, aside.start).strip(text)
    return sentence


def _rights(text: str, sentence: Span, notices: Sequence[Notice]) -> dict[str, Span]:
    """Return kind -> the part of the sentence that says it, or all of it where it cannot be parted."""
    whole = {notice.kind: sentence for notice in notices}
    if len(notices) < 2:
        return whole
    parts: dict[str, Span] = {}
    start = sentence.start
    said = sorted(_own_words(notices), key=lambda item: item[0][-1].end)
    for (words, kind), (following, _) in pairwise(said):
        cut = _cut(text, words[-1].end, following, notices[0].language)
        if cut is None or sum(span.start >= cut.end for span in following) < _OWN_WORDS:
            return whole
        parts[kind] = Span(start, cut.start)
        start = cut.end
    parts[said[-1][1]] = Span(start, sentence.end)
    return parts


def _own_words(notices: Sequence[Notice]) -> Iterator[tuple[list[Span], str]]:
    """Yield the places that each notice rests on, last to end last, but for those that two share."""
    count = Counter(evidence.span for notice in notices for evidence in notice.evidence)
    for notice in notices:
        spans = sorted((evidence.span for evidence in notice.evidence), key=lambda span: span.end)
        yield [span for span in spans if count[span] == 1] or spans, notice.kind


def _cut(text: str, end: int, following: Sequence[Span], language: str) -> Span | None:
    """Return the white space or conjunction between what ends at ``end`` and the next words.

    The comma before it belongs to what ends.
    """
    start = min((span.start for span in following if span.start >= end), default=end)
    between = fold(text[end:start])
    joints = list(compiled(_joint(language)).finditer(between))
    if not joints:
        return None
    comma = joints[-1][0].startswith((",", ";"))
    return Span(end + joints[-1].start() + comma, end + joints[-1].end())


def _joint(language: str) -> str:
    words = load(language).tables.get("words", {}).get("and")
    conjunction = rf"[,;]? +{pattern_of(words)} +|" if words else ""
    return rf"{conjunction}[,;] +"


def _clause(notice: Notice, span: Span) -> PolicyClause:
    return PolicyClause(span, notice.confidence, notice.evidence, type=notice.kind, language=notice.language)
