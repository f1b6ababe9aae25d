"""A rule that finds advertising by cues that add up. What the cues are is data, a file a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from attrs import field, frozen
from attrs.validators import gt

from ..span import Span
from .decision import Context, Reason, Rule, Submission, an_outcome, listed
from .fold import fold
from .reading import Reading
from .shipped import languages_in, shipped

#: What a link to another site adds, a second one, and next to no words beside it.
_LINK, _MORE_LINKS, _HARDLY_WORDS = 0.7, 0.3, 0.5
_FEW_LETTERS = 40

_LETTER = re.compile(r"[^\W\d_]")
_BLANKS = re.compile(r"[^\S ]|\u00ad")  # but the plain ones


@frozen
class Cue:
    """One sign of advertising: what it is called, how much it adds, and how it is found."""

    name: str
    weight: float
    triggers: tuple[str, ...]
    pattern: re.Pattern[str]


@cache
def spam_cues(language: str) -> tuple[Cue, ...]:
    """Return the cues of a language; `ValueError` where there is no file for it.

    >>> spam_cues("de")[0].weight
    1.0
    """
    known = spam_languages()
    if language not in known:
        raise ValueError(f"no spam cues for {language!r}, only for {', '.join(known)}")
    cues = shipped(f"spam/{language}")["cue"]
    return tuple(Cue(c["name"], c["weight"], tuple(c["triggers"]), re.compile(c["pattern"])) for c in cues)


def spam_languages() -> tuple[str, ...]:
    """Return the tags of the languages that have cues.

    >>> "de" in spam_languages()
    True
    """
    return languages_in("spam")


@frozen(repr=False)
class _Spam:
    languages: tuple[str, ...]
    threshold: float = field(validator=gt(0.0))
    own: frozenset[str]
    severity: str = field(validator=an_outcome)

    def __call__(self, submission: Submission, context: Context) -> Iterator[Reason]:
        reading = submission.reading
        found = sorted((*self._said(reading.folded), *self._linked(reading)))
        if sum(weight for _, weight, _ in found) >= self.threshold - 1e-9:
            cues = ", ".join(dict.fromkeys(name for _, _, name in found))
            yield Reason("spam", Span.cover(span for span, _, _ in found), self.severity, detail=cues)

    def _said(self, folded: str) -> Iterator[tuple[Span, float, str]]:
        folded = _BLANKS.sub(" ", folded)
        for language in self.languages:
            for cue in spam_cues(language):
                if not any(map(folded.__contains__, cue.triggers)):
                    continue
                if match := cue.pattern.search(folded):
                    yield Span(*match.span()), cue.weight, cue.name

    def _linked(self, reading: Reading) -> Iterator[tuple[Span, float, str]]:
        text = reading.text
        links = [link for link in reading.links if not self._is_own(link.host)]
        if not links:
            return
        yield links[0].span, _LINK, "a link"
        if len(links) > 1:
            yield links[-1].span, _MORE_LINKS, "several links"
        linked = sum(len(_LETTER.findall(link.span.of(text))) for link in links)
        if len(_LETTER.findall(text)) - linked < _FEW_LETTERS:
            yield links[0].span, _HARDLY_WORDS, "hardly anything but a link"

    def _is_own(self, host: str) -> bool:
        return any(host == own or host.endswith(f".{own}") for own in self.own)

    def __repr__(self) -> str:
        return f"spam({list(self.languages)!r}, threshold={self.threshold}, severity={self.severity!r})"


def spam(
    languages: Sequence[str] | None = None,
    *,
    threshold: float = 1.0,
    own: Iterable[str] = (),
    severity: str = "hold",
) -> Rule:
    """Return a rule that finds advertising: requests to subscribe, visit, follow or pay, and links.

    ``languages`` are those whose cues are read (all that have some); links to the sites in ``own``
    do not count. The span covers all cues, the detail names them.

    >>> comment = Submission("Nice song. Please subscribe to my channel!")
    >>> [reason.detail for reason in spam(["en"])(comment, Context())]
    ['please, asks for subscribers, own channel or page']
    """
    chosen = spam_languages() if languages is None else listed("languages", languages)
    for language in chosen:
        spam_cues(language)
    sites = frozenset(fold(host).removeprefix("www.") for host in listed("own", own))
    return _Spam(chosen, threshold, sites, severity)
