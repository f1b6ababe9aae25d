"""The places in one sentence that its clauses speak of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

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
_REFERENCES = frozenset({"netiquette_reference", "terms_reference"})

#: In a shorter sentence two rights are quoted with all of it: its parts say little alone.
_MIN_LIST = 170

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
    if notice.kind not in _REFERENCES:
        return notice.span
    places = {_place(evidence, asides) or notice.span for evidence in notice.evidence}
    return places.pop() if len(places) == 1 else None


def _place(evidence: Evidence, asides: Sequence[Span]) -> Span | None:
    span = evidence.span
    return next((a for a in asides if span is not None and a.start <= span.start and span.end <= a.end), None)


def _without(text: str, sentence: Span, asides: Sequence[Span]) -> Span:
    """Return ``sentence`` without a parenthesis at its end that is a clause of its own."""
    for aside in asides:
        if not text[aside.end : sentence.end].strip(" .;"):
            return Span(sentence.start, aside.start).strip(text)
    return sentence


def _rights(text: str, sentence: Span, notices: Sequence[Notice]) -> dict[str, Span]:
    """Return kind -> the part of the sentence that says it; empty when it cannot be parted."""
    if len(notices) < 2 or len(sentence) < _MIN_LIST:
        return {notice.kind: sentence for notice in notices}
    covers = sorted(_covers(notices), key=lambda item: item[0])
    folded = fold(text)
    joint = compiled(_joint(notices[0].language))
    parts: dict[str, Span] = {}
    start = sentence.start
    for (cover, kind), (following, _) in zip(covers, covers[1:], strict=False):
        cuts = list(joint.finditer(folded, cover.end, max(cover.end, following.start)))
        if not cuts:
            return {notice.kind: sentence for notice in notices}
        comma = cuts[-1].start() + cuts[-1][0].startswith((",", ";"))
        parts[kind] = Span(start, comma)
        start = cuts[-1].end()
    parts[covers[-1][1]] = Span(start, sentence.end)
    return parts


def _covers(notices: Sequence[Notice]) -> Iterator[tuple[Span, str]]:
    """Yield what each notice's evidence covers, but for words that two of them share."""
    count = Counter(evidence.span for notice in notices for evidence in notice.evidence)
    for notice in notices:
        spans = [evidence.span for evidence in notice.evidence if evidence.span is not None]
        own = [span for span in spans if count[span] == 1] or spans
        yield Span(min(span.start for span in own), max(span.end for span in own)), notice.kind


def _joint(language: str) -> str:
    words = load(language).tables.get("words", {}).get("and")
    conjunction = rf"[,;]? +{pattern_of(words)} +|" if words else ""
    return rf"{conjunction}[,;] +"


def _clause(notice: Notice, span: Span) -> PolicyClause:
    return PolicyClause(span, notice.confidence, notice.evidence, type=notice.kind, language=notice.language)
