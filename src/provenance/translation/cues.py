"""Find cues from which a translation can be inferred; a cue declares nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

import regex
from attrs import frozen

from ..annotation import Evidence
from ..blocks.block import Block
from ..document import Document
from ..languages.segment import UNDETERMINED, LanguageSegment
from ..span import Span, shared_lengths
from .claim import TranslationClaim, TranslationCue
from .names import is_transcribed, sound_key, table, written
from .traces import foreign_signs, traces

_FACTS = ("method", "tool", "source_language", "original_url")
_MAX_CLAIMS = 20
_ARTICLE = ("title", "lead", "body")

_CAPITALISED = regex.compile(r"(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}\p{N}]+(?:['’·-][\p{L}\p{N}]+)*+")

# A rest in another language is worth a cue from this length on, in code points.
_MIN_REST = 60
# Shorter names meet under one sound key by chance; what is longer is no name.
_MIN_KEY, _MAX_NAME = 6, 80
# So many names are looked at for several spellings, and so many spellings of each; each is
# searched in the whole text, and a text full of them needs no longer list.
_MOST, _MOST_SPELLINGS = 100, 12
_OPENING, _CLOSING = "\"'«»“”„‘‚「『‹›—–-", "\"'«»“”‘’」』‹›"


@frozen
class CueFinder:
    """A detector that yields a `TranslationCue` for what points to a translation.

    >>> from provenance.span import Span
    >>> text = "Selenskyj spoke in Brussels."
    >>> why = (Evidence("example", Span(0, len(text))),)
    >>> english = LanguageSegment(Span(0, len(text)), 0.9, why, language="en")
    >>> [(cue.cue, cue.suggests) for cue in CueFinder()(Document(text, (english,)))]
    [('name_spelling', 'de')]
    """

    def __call__(self, document: Document) -> tuple[TranslationCue, ...]:
        language = main_language(document)
        always = (*_conflicts(document.select(TranslationClaim)), *traces(document.text))
        if language is None:
            return tuple(sorted(always, key=_place))
        own = _own(document, language)
        names = _names(document.text, own)
        found = (
            *_name_spellings(document.text, own, names, language),
            *_inconsistent_names(document.text, own, names, language),
            *_leftovers(document, language),
            *foreign_signs(document.text, own, language),
            *always,
        )
        return tuple(sorted(found, key=_place))


def _place(cue: TranslationCue) -> tuple[int, int, str]:
    return (cue.span.start, cue.span.end, cue.cue)


def main_language(document: Document) -> str | None:
    """Return the language of most of the article, or of the whole text where no block is one."""
    segments = [found for found in document.select(LanguageSegment) if found.language != UNDETERMINED]
    spans = [segment.span for segment in segments]
    article = [block.span for block in document.select(Block) if block.kind in _ARTICLE] or spans
    amount: Counter[str] = Counter()
    for segment, shared in zip(segments, shared_lengths(spans, article), strict=True):
        amount[segment.language] += shared
    return min(amount, key=lambda tag: (-amount[tag], tag), default=None)


def _own(document: Document, language: str) -> list[Span]:
    """Return the stretches of the article in ``language``; of the whole text where no block is one."""
    segments = [s.span for s in document.select(LanguageSegment) if s.language == language]
    article = [block.span for block in document.select(Block) if block.kind in _ARTICLE]
    if not article:
        return segments
    return [span for span, shared in zip(article, shared_lengths(article, segments), strict=True) if shared]


def _foreign(spelling: str, language: str) -> str | None:
    """Return the one language that writes a name so, if the text's language writes it otherwise."""
    name = table().get(spelling)
    if name is None or language in name.languages or language not in written(name.entity):
        return None
    return name.languages[0] if len(name.languages) == 1 else ""


def _names(text: str, own: Sequence[Span]) -> tuple[str, ...]:
    """Return the different capitalised words of the stretches ``own``, in the order they come."""
    found: dict[str, None] = {}
    for span in own:
        found.update(dict.fromkeys(_CAPITALISED.findall(text, span.start, span.end)))
    return tuple(found)


def _places(text: str, own: Sequence[Span], names: Collection[str]) -> dict[str, list[Span]]:
    """Return where each of the few ``names`` that say something stands, in order."""
    found: dict[str, list[Span]] = defaultdict(list)
    for span in own if names else ():
        for word in _CAPITALISED.finditer(text, span.start, span.end):
            if word.group() in names:
                found[word.group()].append(Span(*word.span()))
    return found


def _name_spellings(
    text: str, own: Sequence[Span], names: Sequence[str], language: str
) -> Iterator[TranslationCue]:
    """Yield a cue for each foreign spelling; those of cities only where two agree on a language."""
    foreign = {shown: found for shown in names if (found := _foreign(shown, language)) is not None}
    support: dict[str, set[str]] = defaultdict(set)
    for shown in foreign:
        for tag in table()[shown].languages:
            support[tag].add(table()[shown].entity)
    for shown, places in _places(text, own, foreign).items():
        name = table()[shown]
        if name.is_rare or any(len(support[tag]) > 1 for tag in name.languages):
            for place in places:
                evidence = Evidence(f"names.{name.entity}", place, shown)
                suggested = foreign[shown] or None
                yield TranslationCue(place, 0.7, (evidence,), cue="name_spelling", suggests=suggested)


def _inconsistent_names(
    text: str, own: Sequence[Span], names: Sequence[str], language: str
) -> Iterator[TranslationCue]:
    """Yield a cue for each name that the text spells in several ways."""
    groups: dict[str, list[str]] = defaultdict(list)
    for shown in names:
        if _MIN_KEY <= len(shown) <= _MAX_NAME and not shown.isupper():
            groups[sound_key(shown)].append(shown)
    several = (group for group in sorted(groups.items()) if _may_be_one(*group))
    told = []
    for key, group in islice(several, _MOST):
        kept = [shown for shown in group[:_MOST_SPELLINGS] if not _is_common(shown, text)]
        if _may_be_one(key, kept):
            told.append(kept)
    places = _places(text, own, {shown for group in told for shown in group})
    for group in told:
        yield _inconsistent({shown: places[shown][0] for shown in group}, language)


def _may_be_one(key: str, spellings: Sequence[str]) -> bool:
    """Tell whether words of one sound are spellings of one name, not words that happen to sound alike."""
    if len({shown.casefold() for shown in spellings}) < 2 or len(key) < _MIN_KEY:
        return False
    return is_transcribed(key) or any(shown in table() for shown in spellings)


def _is_common(shown: str, text: str) -> bool:
    """Tell whether the word also stands in lower case, as no name does."""
    word = shown.lower()
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (text[at - 1 : at].isalpha() or text[end : end + 1].isalpha()):
            return True
        at = text.find(word, end)
    return False


def _inconsistent(spellings: dict[str, Span], language: str) -> TranslationCue:
    places = sorted(spellings.items(), key=lambda item: item[1])
    evidence = tuple(Evidence("names.spellings", span, shown) for shown, span in places)
    suggested = sorted({found for shown, _ in places if (found := _foreign(shown, language))})
    return TranslationCue(
        places[0][1],
        0.6,
        evidence,
        cue="inconsistent_name",
        suggests=suggested[0] if len(suggested) == 1 else None,
    )


def _is_quotation(shown: str) -> bool:
    """Tell whether a stretch is a quotation, which the article gives in the words of the speaker."""
    return shown[:1] in _OPENING and bool(shown) and shown.rstrip(" .,;")[-1:] in _CLOSING


def _leftovers(document: Document, language: str) -> Iterator[TranslationCue]:
    """Yield a cue for each stretch in another language that the article left around it."""
    for segment in document.select(LanguageSegment):
        shown = segment.span.of(document.text).strip()
        if segment.language in (language, UNDETERMINED) or _is_quotation(shown):
            continue
        if len(shown) >= _MIN_REST:
            detail = shown[:80]
            evidence = Evidence("languages.segment", segment.span, detail)
            yield TranslationCue(
                segment.span,
                round(0.6 * segment.confidence, 4),
                (evidence,),
                cue="leftover_language",
                suggests=segment.language,
            )


def _conflicts(claims: Sequence[TranslationClaim]) -> Iterator[TranslationCue]:
    """Yield a cue for what text and markup of the page declare differently."""
    markup = [claim for claim in claims if claim.evidence[0].source == "markup"]
    notices = [claim for claim in claims if claim.evidence[0].source != "markup"]
    for one in markup[:_MAX_CLAIMS]:
        for other in notices[:_MAX_CLAIMS]:
            apart = [fact for fact in _FACTS if _differ(getattr(one, fact), getattr(other, fact))]
            if apart:
                said = (f"{fact}: {getattr(one, fact)} or {getattr(other, fact)}" for fact in apart)
                evidence = (Evidence("markup", one.span, "; ".join(said)), other.evidence[0])
                yield TranslationCue(other.span, 0.9, evidence, cue="conflicting_claims")


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and "unknown" not in (one, other) and one != other
