"""Blocked words, seen through their disguises.

Three ways of writing are read: a word in one piece, a word spelled out ("i d i o t"), and a long
word cut by marks ("dumm-beutel"). Each piece is reduced to a key that many spellings share and
looked up, so the time does not grow with the number of words; a hit is then judged letter by
letter (`spelling.same`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from attrs import field, frozen

from ..span import Span
from .decision import Context, Reason, Rule, Submission, an_outcome, listed
from .fold import INVISIBLE, bare, fold, signs, spellings
from .keys import CUT, key, once, patterns
from .reading import Reading
from .spelling import Word, same

#: A word this long may be cut by marks and still be nothing else.
_LONG = 6
#: ... and by this many of them at most.
_CUTS = 4
#: How much of one unbroken chain of letters or parts is read; what goes on longer is a flood.
_CHAIN = 10_000

_PART = re.compile(f"[^{CUT[1:]}+")
_SINGLE = re.compile(f"[^\\s{CUT[1:-1]}]{INVISIBLE}*")


@frozen(eq=False)
class _Lexicon:
    """Blocked words by key; those that may begin or end within a longer word apart."""

    exact: Mapping[str, Sequence[Word]]
    heads: Mapping[str, Sequence[Word]]
    inner: Mapping[str, Sequence[Word]]
    phrases: Mapping[str, Sequence[Word]]
    lengths: tuple[int, ...]
    head_lengths: tuple[int, ...]

    def may_be_in(self, reading: Reading) -> bool:
        """Tell, cheaply and rather too often, whether a piece of the text has a key of a word."""
        if self.inner or self.phrases or not reading.keys.isdisjoint(self.exact):
            return True
        return any(at[:length] in self.heads for length in self.head_lengths for at in reading.keys)


def _lexicon(words: tuple[str, ...]) -> _Lexicon:
    groups: tuple[dict[str, list[Word]], ...] = ({}, {}, {}, {})
    for entry in words:
        for shape in dict.fromkeys(map(fold, spellings(entry.strip("*").strip()))):
            word = Word(entry, shape)
            kind = 3 if " " in shape else 2 if entry.startswith("*") else 1 if entry.endswith("*") else 0
            at = key(shape.split()[0]) if kind == 3 else key(shape)
            groups[kind].setdefault(at, []).append(word)
    exact, heads, inner, phrases = groups
    return _Lexicon(
        exact, heads, inner, phrases, tuple(sorted(set(map(len, exact)))), tuple(sorted(set(map(len, heads))))
    )


@frozen(repr=False)
class _BlockedWords:
    words: tuple[str, ...]
    allowed: frozenset[str]
    severity: str = field(validator=an_outcome)

    @cached_property
    def lexicon(self) -> _Lexicon:
        """The words by key; made for the first comment, and gone with the rule."""
        return _lexicon(self.words)

    def __call__(self, submission: Submission, context: Context) -> Iterator[Reason]:
        text = submission.text
        found = {
            span: word for span, word in _hits(submission.reading, self.lexicon) if self._counts(text, span)
        }
        last = 0
        for span in sorted(found, key=lambda span: (span.start, -span.end)):
            if span.end > last:
                last = span.end
                yield Reason("blocked_word", span, self.severity, detail=found[span].entry)

    def _counts(self, text: str, span: Span) -> bool:
        return not self.allowed or fold(span.of(text)).replace(INVISIBLE, "") not in self.allowed

    def __repr__(self) -> str:
        shown = ", ".join(map(repr, self.words[:3])) + (", ..." if len(self.words) > 3 else "")
        return f"blocked_words([{shown}], severity={self.severity!r})"


def blocked_words(words: Iterable[str], *, severity: str = "hold", allowed: Iterable[str] = ()) -> Rule:
    """Return a rule that finds ``words`` as whole words, whatever they are dressed up as.

    It reads capitals, digits and signs for letters, dots or blanks between them, invisible
    characters, look-alike letters of other scripts, stretched letters, full width, combining marks
    and soft hyphens. A star at an end lets the word go on there (``"idiot*"``); an entry of several
    words is a phrase. What stands in ``allowed`` is never a hit. The span is that of the disguised
    word in the comment. Raises `ValueError` for an entry without a letter, `TypeError`
    for one string in the place of a list.

    >>> rule = blocked_words(["dummbeutel"])
    >>> comment = Submission("So ein D.u.m.m.b.e.u.t.e.l!")
    >>> [reason.span.of(comment.text) for reason in rule(comment, Context())]
    ['D.u.m.m.b.e.u.t.e.l']
    """
    entries = tuple(dict.fromkeys(listed("words", words)))
    for entry in entries:
        if not any(c.isalpha() for c in entry):
            raise ValueError(f"a blocked word needs a letter, {entry!r} has none")
    return _BlockedWords(entries, frozenset(map(fold, listed("allowed", allowed))), severity)


def _hits(reading: Reading, lexicon: _Lexicon) -> Iterator[tuple[Span, Word]]:
    text, folded = reading.text, reading.folded
    cut_into = patterns()
    if lexicon.may_be_in(reading):
        pieces = [match.span() for match in cut_into.piece.finditer(folded)]
        for start, end in pieces:
            yield from _in_piece(text, folded, start, end, lexicon)
        if lexicon.phrases:
            yield from _in_phrases(text, folded, pieces, lexicon)
    for match in cut_into.spelled.finditer(folded):
        yield from _in_letters(text, folded, match, lexicon)
    for match in cut_into.cut.finditer(folded):
        yield from _in_cuts(text, folded, match, lexicon)


def _in_piece(text: str, folded: str, start: int, end: int, lexicon: _Lexicon) -> Iterator[tuple[Span, Word]]:
    """Yield the hits in the first reading of the piece that has one."""
    for begin, stop in _readings(folded, start, end):
        found = tuple(_words_in(text, folded, begin, stop, lexicon))
        if found:
            yield from ((Span(begin, stop), word) for word in found)
            return


def _words_in(text: str, folded: str, start: int, end: int, lexicon: _Lexicon) -> Iterator[Word]:
    shape = folded[start:end]
    at = key(shape)
    yield from (word for word in lexicon.exact.get(at, ()) if same(word, text, folded, start, end))
    for length in lexicon.head_lengths:
        for word in lexicon.heads.get(at[:length], ()):
            if same(word, text, folded, start, end, open_end=True):
                yield word
    for inner, words in lexicon.inner.items():
        if inner in at:
            yield from (word for word in words if word.shape in shape)


def _readings(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the piece without the signs at its ends, with them, and its parts between signs."""
    shape = folded[start:end]
    marks = signs() + INVISIBLE
    left = start + len(shape) - len(shape.lstrip(marks))
    right = end - len(shape) + len(shape.rstrip(signs()))
    yield from dict.fromkeys(((left, right), (start, right), (left, end), (start, end)))
    if shape.isalpha():
        return
    at = start
    for part in re.split(f"[{re.escape(signs())}]", shape):
        if part and (at, at + len(part)) != (left, right):
            yield at, at + len(part)
        at += len(part) + 1
    word = shape.strip("0123456789" + marks)
    if word and len(word) < len(shape):
        begin = start + shape.index(word)
        yield begin, begin + len(word)


def _in_phrases(
    text: str, folded: str, pieces: Sequence[tuple[int, int]], lexicon: _Lexicon
) -> Iterator[tuple[Span, Word]]:
    for n, (start, end) in enumerate(pieces):
        for word in lexicon.phrases.get(key(folded[start:end].strip(signs())), ()):
            parts = word.shape.split()
            run = pieces[n : n + len(parts)]
            if [key(folded[a:b].strip(signs())) for a, b in run] == [key(part) for part in parts]:
                yield Span(start, run[-1][1]), word


def _in_letters(
    text: str, folded: str, match: re.Match[str], lexicon: _Lexicon
) -> Iterator[tuple[Span, Word]]:
    """Yield the words spelled out in a run of single letters.

    A short one must be the whole run, since "w a r s c h ö n" holds others; blanks that are wider
    than those between the letters part words.
    """
    singles = [m.span() for m in _SINGLE.finditer(match[0][:_CHAIN])]
    base = match.start()
    runs = _runs(bare(folded[base + a : base + b]) for a, b in singles)
    letters = "".join(letter for letter, _, _ in runs)
    for length in lexicon.lengths:
        for n in range(len(runs) - length + 1):
            for word in lexicon.exact.get(letters[n : n + length], ()):
                first, last = runs[n][1], runs[n + length - 1][2]
                begin, stop = base + singles[first][0], base + singles[last][1]
                alone = first == 0 and last == len(singles) - 1
                if (alone or len(word) >= _LONG) and same(word, text, folded, begin, stop):
                    yield Span(begin, stop), word


def _runs(letters: Iterable[str]) -> list[tuple[str, int, int]]:
    """Return each letter once, with the places of the first and last of its run."""
    runs: list[tuple[str, int, int]] = []
    for n, letter in enumerate(letters):
        if runs and runs[-1][0] == letter:
            runs[-1] = (letter, runs[-1][1], n)
        else:
            runs.append((letter[:1] or " ", n, n))
    return runs


def _in_cuts(text: str, folded: str, match: re.Match[str], lexicon: _Lexicon) -> Iterator[tuple[Span, Word]]:
    """Yield the long words among the parts of a chain such as "dumm-beu.tel"."""
    base = match.start()
    parts = [(base + m.start(), base + m.end()) for m in _PART.finditer(match[0][:_CHAIN])]
    longest = max(lexicon.lengths, default=0)
    for n, (begin, end) in enumerate(parts):
        joined = bare(folded[begin:end])
        for _, stop in parts[n + 1 : n + 1 + _CUTS]:
            joined = once(joined + bare(folded[end:stop].lstrip(CUT)))
            if len(joined) > longest:
                break
            for word in lexicon.exact.get(joined, ()):
                if len(word) >= _LONG and same(word, text, folded, begin, stop):
                    yield Span(begin, stop), word
            end = stop
