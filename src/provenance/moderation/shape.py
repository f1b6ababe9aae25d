"""Rules about the shape of a comment: empty, too long, in capitals, flooded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from attrs import field, frozen
from attrs.validators import and_, ge, le

from ..span import Span
from .decision import Context, Reason, Rule, Submission, an_outcome, whole
from .fold import INVISIBLE

_SEEN = re.compile(rf"[^\s{INVISIBLE}]")
# Left out when capitals are counted: names of accounts, links, entities.
_NO_WORDS = re.compile(r"@\w+|\b\w{1,10}://\S+|\bwww\.\S+|&#?\w{1,10};")
_WORD = re.compile(r"@?[^\W_]+")
_CAPITALS = bytes(range(ord("A"), ord("Z") + 1))

#: So often in a row, a word or a phrase is no emphasis any more.
_WORD_REPEATS, _PHRASE_REPEATS, _LONGEST_PHRASE = 5, 4, 8


@frozen(repr=False)
class _Empty:
    fewest: int = field(validator=ge(1))
    severity: str = field(validator=an_outcome)

    def __call__(self, submission: Submission, context: Context) -> Iterator[Reason]:
        text = submission.text
        if len(text) < submission.length:  # the rest was not read
            return
        if len(text) > 40 * self.fewest and not text.isspace() and text.isprintable():
            return
        seen = sum(
            1 for _ in zip(_SEEN.finditer(submission.reading.folded), range(self.fewest), strict=False)
        )
        if seen < self.fewest:
            yield Reason("empty", whole(text), self.severity, detail=f"{seen} characters")

    def __repr__(self) -> str:
        return f"empty(fewest={self.fewest}, severity={self.severity!r})"


def empty(*, fewest: int = 1, severity: str = "reject") -> Rule:
    r"""Return a rule that fires on comments of fewer than ``fewest`` visible characters.

    >>> len(tuple(empty()(Submission(" \u200b "), Context())))
    1
    """
    return _Empty(fewest, severity)


@frozen(repr=False)
class _TooLong:
    most: int = field(validator=ge(0))
    severity: str = field(validator=an_outcome)

    def __call__(self, submission: Submission, context: Context) -> Iterator[Reason]:
        length = submission.length
        if length > self.most:
            detail = f"{length} characters of {self.most}"
            yield Reason("too_long", Span(self.most, length), self.severity, detail=detail)

    def __repr__(self) -> str:
        return f"too_long(most={self.most}, severity={self.severity!r})"


def too_long(*, most: int = 2000, severity: str = "reject") -> Rule:
    """Return a rule that fires on more than ``most`` code points; the span is what is too much.

    >>> [reason.span for reason in too_long(most=3)(Submission("12345"), Context())]
    [Span(start=3, end=5)]
    """
    return _TooLong(most, severity)


@frozen(repr=False)
class _Capitals:
    ratio: float = field(validator=and_(ge(0.0), le(1.0)))
    letters: int = field(validator=ge(1))
    severity: str = field(validator=an_outcome)

    def __call__(self, submission: Submission, context: Context) -> Iterator[Reason]:
        text = submission.text
        if _capitals_at_most(text) < self.ratio * self.letters:
            return
        words = _NO_WORDS.sub(" ", text)
        upper, lower = sum(map(str.isupper, words)), sum(map(str.islower, words))
        if upper + lower >= self.letters and upper >= self.ratio * (upper + lower):
            percent = 100 * upper // (upper + lower)
            yield Reason("caps", whole(text).strip(text), self.severity, detail=f"{percent} % capitals")

    def __repr__(self) -> str:
        return f"capitals(ratio={self.ratio}, letters={self.letters}, severity={self.severity!r})"


def _capitals_at_most(text: str) -> int:
    """Return the number of ASCII's capitals and of bytes beyond ASCII: no fewer than the capitals."""
    raw = text.encode("utf-8", "surrogatepass")
    return 2 * len(raw) - len(raw.translate(None, _CAPITALS)) - len(text)


def capitals(*, ratio: float = 0.7, letters: int = 20, severity: str = "hold") -> Rule:
    """Return a rule that fires where of at least ``letters`` letters a share of ``ratio`` are capitals.

    Names of accounts ("@USER") and links do not count; letters without case do not either.

    >>> len(tuple(capitals()(Submission("WHY DOES NOBODY LISTEN TO ME?"), Context())))
    1
    """
    return _Capitals(ratio, letters, severity)


@frozen(repr=False)
class _Floods:
    run: int = field(validator=ge(2))
    severity: str = field(validator=an_outcome)

    def __call__(self, submission: Submission, context: Context) -> Iterator[Reason]:
        for span, detail in sorted((*_runs(submission.text, self.run), *_repeats(submission.text))):
            yield Reason("flood", span, self.severity, detail=detail)

    def __repr__(self) -> str:
        return f"floods(run={self.run}, severity={self.severity!r})"


def floods(*, run: int = 6, severity: str = "hold") -> Rule:
    """Return a rule that finds ``run`` or more of one character, and words or phrases over and over.

    Digits, dots and rules drawn with dashes need twice as many. The span of a stretched word is
    the word.

    >>> comment = Submission("Noooooooo, no, no, not again")
    >>> [reason.span.of(comment.text) for reason in floods()(comment, Context())]
    ['Noooooooo']
    """
    return _Floods(run, severity)


@lru_cache(maxsize=16)
def _flood(run: int) -> re.Pattern[str]:
    once, twice = run - 1, 2 * run - 1
    return re.compile(
        rf"""
        (?P<letter>[^\W\d_])(?P=letter){{{once},}}          # a stretched word
      | (?P<dull>[\d.…_=~*#+\s-])(?P=dull){{{twice},}}
      | (?:[^\S\n]*\n){{{run},}}                            # blank lines
      | (?P<sign>[^\w\s.…_=~*#+-]{{1,4}}?)(?P=sign){{{once},}}  # signs, and emoji of several code points
        """,
        re.VERBOSE | re.IGNORECASE,
    )


@lru_cache(maxsize=16)
def _may_flood(run: int) -> re.Pattern[str]:
    """Return a quick pattern for texts that may have a run: of one character, or of signs only."""
    return re.compile(rf"(.)\1{{{run - 1}}}|[^\w\s.…_=~*#+-]{{{2 * run}}}", re.IGNORECASE | re.DOTALL)


def _runs(text: str, run: int) -> Iterator[tuple[Span, str]]:
    if text.count("\n") < run and not _may_flood(run).search(text):
        return
    for match in _flood(run).finditer(text):
        start, end = match.span()
        if match["letter"]:
            while start > 0 and text[start - 1].isalpha() and match.start() - start < 30:
                start -= 1
            while end < len(text) and text[end].isalpha() and end - match.end() < 30:
                end += 1
        yield Span(start, end), f"{match.end() - match.start()} × {match[0][:1]!r}"


def _repeats(text: str) -> Iterator[tuple[Span, str]]:
    """Yield words and phrases that are said over and over."""
    said = _WORD.findall(text.casefold())
    if len(said) - len(set(said)) < _PHRASE_REPEATS - 1:
        return
    found = [match for match in _WORD.finditer(text) if not match[0].startswith("@")]
    words = [match[0].casefold() for match in found]
    last = 0
    for first, end, length in _cycles(words):
        if first >= last:
            last = end
            yield Span(found[first].start(), found[end - 1].end()), f"{(end - first) // length} × one phrase"


def _cycles(words: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return first and end word of each repetition, and how many words are repeated."""
    cycles = []
    for length in range(1, _LONGEST_PHRASE + 1):
        needed = length * ((_WORD_REPEATS if length == 1 else _PHRASE_REPEATS) - 1)
        same = 0
        for n in range(length, len(words) + 1):
            if n < len(words) and words[n] == words[n - length]:
                same += 1
                continue
            if same >= needed:
                cycles.append((n - same - length, n, length))
            same = 0
    return sorted(cycles, key=lambda cycle: (cycle[0], cycle[2]))
