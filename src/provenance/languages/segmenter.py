"""Say which language each stretch of a text is in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise

from attrs import field, frozen

from ..annotation import Evidence
from ..document import Document, require_text
from ..span import Span
from ..text import LINE_END
from .codes import LANGUAGES, lane, lanes
from .decode import Run, decode, second_lowest
from .han import han_script
from .model import UNIT, Lanes, Model
from .segment import UNDETERMINED, LanguageSegment
from .tokens import Tokens, blank, tokenise

_OPENERS = "\"'“„«‹‘¿¡([{「『（<`*#@"
_SOURCE = "languages.words"
_FEW = 2  # words that are too few to say anything when they say nothing clearly
_SHOWN = 30  # words of a segment that are looked through for evidence
_TOLD = 4  # ... and that it names at most
_MOST = 1000
_CLEAR = 3 * UNIT // 2  # nats and a half


@cache
def _model() -> Model:
    return Model()


def _codes(given: Iterable[str] | None) -> tuple[str, ...] | None:
    if isinstance(given, str):
        raise TypeError(f"candidates are several language codes, not one str: ({given!r},)")
    codes = None if given is None else tuple(given)
    if codes == ():
        raise ValueError("no candidates: name at least one language, or give None for all")
    lanes(codes)  # raises for a language that is not known
    return codes


def _pairs(given: Mapping[str, float] | Iterable[tuple[str, float]] | None) -> tuple[tuple[str, float], ...]:
    pairs = given.items() if isinstance(given, Mapping) else given or ()
    priors = tuple(sorted((code, float(nats)) for code, nats in pairs))
    for code, nats in priors:
        lane(code)  # raises for a language that is not known
        if not abs(nats) <= _MOST:
            raise ValueError(f"a prior lies between -{_MOST} and {_MOST} nats, not {code!r} at {nats}")
    return priors


@frozen
class LanguageSegmenter:
    """The detector of languages: the stretches of a document that are in one language each.

    Languages are ISO 639-1 codes; Chinese is ``zh-Hans`` or ``zh-Hant`` where its characters tell, else
    ``zh``. ``candidates`` restricts the languages; ``priors`` gives how many nats a language is
    favoured by where a run begins. Raises `ValueError` for a language that is not known, for no
    candidates, and for a prior beyond 1000 nats.

    >>> english = Document("The house is very old and nobody lives there.")
    >>> [segment.language for segment in LanguageSegmenter()(english)]
    ['en']
    """

    candidates: tuple[str, ...] | None = field(default=None, kw_only=True, converter=_codes)
    priors: tuple[tuple[str, float], ...] = field(default=None, kw_only=True, converter=_pairs)

    def __call__(self, document: Document) -> tuple[LanguageSegment, ...]:
        """Return the segments of ``document``: in order, not overlapping, every letter in one."""
        text = document.text
        tokens = tokenise(blank(text))
        allowed = lanes(self.candidates)
        enter = {lane(code): round(-UNIT * nats) for code, nats in self.priors}
        if not len(tokens):
            return _nothing(text)
        model = _model()
        runs = decode(model, tokens, allowed, enter)
        spans = _spans(text, tokens, runs)
        return tuple(
            _segment(text, model, tokens, run, span, allowed) for run, span in zip(runs, spans, strict=True)
        )


def segment_languages(text: str, *, candidates: Iterable[str] | None = None) -> tuple[LanguageSegment, ...]:
    r"""Return the stretches of ``text`` that are in one language each.

    Offsets are code points, end exclusive. Raises `TypeError` for anything but a `str`.

    >>> found = segment_languages("The house is old.\nDas Haus ist nicht sehr alt.")
    >>> [(segment.language, segment.span.start, segment.span.end) for segment in found]
    [('en', 0, 17), ('de', 18, 46)]
    """
    return LanguageSegmenter(candidates=candidates)(Document(require_text(text)))


def _nothing(text: str) -> tuple[LanguageSegment, ...]:
    """Return what can be said of a text without a word."""
    span = Span(0, len(text)).strip(text)
    if not len(span):
        return ()
    return (LanguageSegment(span, 0.0, (Evidence(_SOURCE, span, "no words"),), language=UNDETERMINED),)


def _spans(text: str, tokens: Tokens, runs: list[Run]) -> list[Span]:
    """Return the spans of runs of words, with the marks around them."""
    borders = [0]
    for run in runs[1:]:
        (last,) = tokens.words(run.first - 1, run.first)
        left = tokens.starts[run.first - 1] + len(last)
        borders.append(left + _border(text[left : tokens.starts[run.first]]))
    borders.append(len(text))
    return [Span(a, b).strip(text) for a, b in pairwise(borders)]


def _border(gap: str) -> int:
    """Return where in the marks between two words the first one's stretch ends."""
    if line := LINE_END.search(gap):
        return line.start()
    return len(gap.rstrip(_OPENERS))


def _segment(
    text: str, model: Model, tokens: Tokens, run: Run, span: Span, allowed: Lanes
) -> LanguageSegment:
    words = tokens.words(run.first, min(run.first + _SHOWN, run.end))
    margin = max(0, second_lowest(run.costs, run.lane, allowed) - run.costs[run.lane])
    # Beside other segments the search has weighed the context; alone, a word or two must speak clearly.
    is_clear = margin >= _CLEAR or len(words) > _FEW or run.end - run.first < len(tokens)
    telling = _telling(model, words, run.lane)
    detail = f"most telling words: {', '.join(telling)}" if telling else "no telling word"
    evidence: tuple[Evidence, ...] = (Evidence(_SOURCE, span, detail),)
    if not is_clear:
        return LanguageSegment(span, 0.0, evidence, language=UNDETERMINED)
    language = LANGUAGES[run.lane]
    if language == "zh" and (found := han_script(span.of(text)))[0]:
        language = f"zh-{found[0]}"
        evidence += (Evidence("languages.han", span, f"{found[1]} characters more of this script"),)
    return LanguageSegment(span, confidence(margin / UNIT), evidence, language=language)


def confidence(margin: float) -> float:
    """Return how often a segment is right whose language leads the next by so many nats.

    The curve was fitted to the open half of the evaluation set; docs/explanation/languages.md has the
    table it came from.

    >>> round(confidence(0.0), 2), round(confidence(10.0), 2)
    (0.6, 0.95)
    """
    return 1 - 1 / (2.5 + 0.3 * margin + 0.15 * margin * margin)


def _telling(model: Model, words: list[str], lane: int) -> list[str]:
    """Return the few words that speak for a language and for the fewest others."""
    spoken: dict[str, int] = {}
    left = _TOLD
    for word in words:
        if lane in (lanes := model.telling[word]) and word not in spoken:
            spoken[word] = len(lanes)
            left -= len(lanes) == 1
            if not left:  # none that follows can say more
                break
    return [word[:40] for word in sorted(spoken, key=spoken.__getitem__)[:_TOLD]]
