"""Say which language each stretch of a text is in."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby

from attrs import field, frozen

from ..annotation import Evidence
from ..document import Document, require_text
from ..span import Span
from .decode import decode
from .model import UNIT, Model
from .segment import UNDETERMINED, LanguageSegment
from .tokens import Tokens, blank, cut

_OPENERS = "\"'“„«‹‘¿¡([{「『（<`*#@"
_NEWLINES = re.compile(r"[\n\r\u2028\u2029\x0b\x0c\x85]")


@cache
def _model() -> Model:
    return Model()


def _codes(given: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if given is None else tuple(given)


@frozen
class LanguageSegmenter:
    """The detector of languages: the stretches of a document that are in one language each.

    ``candidates`` restricts the languages; ``priors`` gives nats in favour of a language.

    >>> [s.language for s in LanguageSegmenter()(Document("The house is very old and nobody lives there."))]
    ['en']
    """

    candidates: tuple[str, ...] | None = field(default=None, kw_only=True, converter=_codes)
    priors: Mapping[str, float] | None = field(default=None, kw_only=True, eq=False)

    def __call__(self, document: Document) -> tuple[LanguageSegment, ...]:
        """Return the segments of ``document``: in order, not overlapping, every letter in one."""
        text = document.text
        model = _model()
        tokens = cut(blank(text))
        if not tokens.words:
            return _nothing(text)
        allowed = [
            lane
            for lane, code in enumerate(model.languages)
            if self.candidates is None or code in self.candidates
        ]
        path = decode(model, tokens, allowed)
        runs = []
        at = 0
        for lane, group in groupby(path):
            size = sum(1 for _ in group)
            runs.append((lane, at, at + size))
            at += size
        spans = _spans(text, tokens, runs)
        return tuple(
            _segment(model, tokens, run, span, allowed) for run, span in zip(runs, spans, strict=True)
        )


def segment_languages(text: str, *, candidates: Iterable[str] | None = None) -> tuple[LanguageSegment, ...]:
    """Return the stretches of ``text`` that are in one language each.

    Offsets are code points, end exclusive. Raises `TypeError` for anything but a `str`.

    >>> [(s.language, s.span) for s in segment_languages("The house is old.\\nDas Haus ist nicht sehr alt.")]
    [('en', Span(start=0, end=17)), ('de', Span(start=18, end=46))]
    """
    return LanguageSegmenter(candidates=candidates)(Document(require_text(text)))


def _nothing(text: str) -> tuple[LanguageSegment, ...]:
    span = Span(0, len(text)).strip(text)
    if not len(span):
        return ()
    return (
        LanguageSegment(span, 0.0, (Evidence("languages.words", span, "no words"),), language=UNDETERMINED),
    )


def _spans(text: str, tokens: Tokens, runs: list[tuple[int, int, int]]) -> list[Span]:
    """Return the spans of runs of words, with the marks around them."""
    starts, ends = [0], []
    for (_, _, before), (_, after, _) in zip(runs, runs[1:], strict=False):
        left = tokens.starts[before - 1] + len(tokens.words[before - 1])
        right = tokens.starts[after]
        at = _border(text[left:right])
        ends.append(left + at)
        starts.append(left + at)
    ends.append(len(text))
    return [Span(a, b).strip(text) for a, b in zip(starts, ends, strict=True)]


def _border(gap: str) -> int:
    """Return where in the marks between two words the first one's stretch ends."""
    if line := _NEWLINES.search(gap):
        return line.start()
    body = gap.rstrip(_OPENERS)
    return len(body)


def _segment(
    model: Model, tokens: Tokens, run: tuple[int, int, int], span: Span, allowed: list[int]
) -> LanguageSegment:
    lane, first, end = run
    rows = [model.row(word)[1] for word in tokens.words[first:end]]
    totals = {other: sum(row[other] for row in rows) for other in allowed}
    others = [total for other, total in totals.items() if other != lane]
    margin = (min(others) - totals[lane]) / UNIT if others else 9.0
    confidence = 1 / (1 + math.exp(-max(-30.0, min(30.0, margin / 2))))
    weights = sorted(
        range(first, end),
        key=lambda i: (model.row(tokens.words[i])[1][lane] - max(model.row(tokens.words[i])[1]), i),
    )
    telling = list(dict.fromkeys(tokens.words[i] for i in weights[:6]))[:4]
    detail = "most telling words: " + ", ".join(telling)
    sure = model.languages[lane] if margin >= 0.5 or len(rows) > 2 else UNDETERMINED
    return LanguageSegment(span, confidence, (Evidence("languages.words", span, detail),), language=sure)
