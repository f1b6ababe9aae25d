"""Rules about an author's earlier comments: said before, too much at once, never seen before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from attrs import field, frozen
from attrs.validators import and_, ge, gt, instance_of, le

from .decision import Context, Reason, Rule, Submission, an_outcome, whole
from .reading import Reading

_SHINGLE = 4
#: In a longer text, looking for one stretch after the other takes longer than the set of all.
_SHORT = 2000
#: Repeated stretches count once, so a text may have fewer shingles than its length says.
_SLACK = 1.3


def shingles(text: str) -> frozenset[str]:
    """Return the stretches of four letters of ``text``, read through disguises, without blanks.

    >>> shingles("Ja, so ist es!") == shingles("jа  SO  ist es")
    True
    """
    return _shingles(Reading(text).letters)


def _shingles(said: str) -> frozenset[str]:
    if len(said) <= _SHINGLE:
        return frozenset({said} if said else ())
    return frozenset([said[n : n + _SHINGLE] for n in range(len(said) - _SHINGLE + 1)])


@frozen(repr=False)
class _NearDuplicates:
    likeness: float = field(validator=and_(gt(0.0), le(1.0)))
    fewest: int = field(validator=ge(1))
    severity: str = field(validator=an_outcome)

    def __call__(self, submission: Submission, context: Context) -> Iterator[Reason]:
        if not context.history:
            return
        said = submission.reading.letters
        new = _shingles(said)
        if len(new) < self.fewest:
            return
        best, place = 0.0, 0
        for n, earlier in enumerate(context.history):
            if len(earlier.text) * _SLACK < self.likeness * len(said):
                continue
            old = earlier.reading.letters
            if self._comparable(len(said), len(old)) and self._may_be_like(new, old):
                best, place = max((best, place), (_likeness(new, _shingles(old)), -n))
        if best >= self.likeness:
            detail = f"{round(100 * best)} % like comment {1 - place} of the history"
            yield Reason("near_duplicate", whole(submission.text), self.severity, detail=detail)

    def _comparable(self, one: int, other: int) -> bool:
        """Tell whether texts of so many letters can be alike; what saves most of the work."""
        return min(one, other) * _SLACK >= self.likeness * max(one, other)

    def _may_be_like(self, new: frozenset[str], old: str) -> bool:
        """Tell whether few enough shingles are missing in the letters of another text.

        Of two sets with a share of what they have in common, neither has more than the rest by itself.
        """
        if len(old) > _SHORT:
            return True
        most = int(len(new) * (1 - self.likeness)) + 1
        some = tuple(islice(new, 3 * most // 2))
        return len(some) - sum(map(old.__contains__, some)) <= most

    def __repr__(self) -> str:
        return f"near_duplicates(likeness={self.likeness}, severity={self.severity!r})"


def near_duplicates(*, likeness: float = 0.6, fewest: int = 8, severity: str = "hold") -> Rule:
    """Return a rule that fires where the author's history holds nearly the same comment.

    Two comments are compared by the share of four-letter stretches (shingles, Broder 1997) they
    have in common, after disguises are undone. Comments of fewer than ``fewest`` shingles, such as
    "Thank you!", may be said again.

    >>> again = Context(history=["This paper tells nothing but lies."])
    >>> len(tuple(near_duplicates()(Submission("THIS PAPER tells nothing but  lies!!"), again)))
    1
    """
    return _NearDuplicates(likeness, fewest, severity)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))


@frozen(repr=False)
class _Rate:
    most: int = field(validator=ge(1))
    per: timedelta = field(validator=instance_of(timedelta))
    severity: str = field(validator=an_outcome)

    def __call__(self, submission: Submission, context: Context) -> Iterator[Reason]:
        if context.at is None:
            return
        since = context.at - self.per
        recent = sum(1 for e in context.history if e.at is not None and since < e.at <= context.at)
        if recent >= self.most:
            detail = f"{recent + 1} comments in {self.per}"
            yield Reason("rate", whole(submission.text), self.severity, detail=detail)

    def __repr__(self) -> str:
        return f"rate(most={self.most}, per={self.per!r}, severity={self.severity!r})"


def rate(*, most: int = 5, per: timedelta = timedelta(minutes=10), severity: str = "hold") -> Rule:
    """Return a rule that fires when the author wrote ``most`` comments within ``per`` already.

    It needs ``at`` in the context and in its history, and says nothing without.

    >>> from datetime import datetime
    >>> from provenance.moderation import Earlier
    >>> noon = datetime(2030, 1, 1, 12)
    >>> context = Context(at=noon, history=[Earlier("First!", noon - timedelta(seconds=5))])
    >>> [reason.detail for reason in rate(most=1)(Submission("Second!"), context)]
    ['2 comments in 0:10:00']
    """
    return _Rate(most, per, severity)


@frozen(repr=False)
class _FirstComment:
    trusted_after: int = field(validator=ge(1))
    severity: str = field(validator=an_outcome)

    def __call__(self, submission: Submission, context: Context) -> Iterator[Reason]:
        published = context.published if context.published is not None else len(context.history)
        if published < self.trusted_after:
            detail = f"{published} comments published before"
            yield Reason("first_comment", whole(submission.text), self.severity, detail=detail)

    def __repr__(self) -> str:
        return f"first_comment(trusted_after={self.trusted_after}, severity={self.severity!r})"


def first_comment(*, trusted_after: int = 1, severity: str = "hold") -> Rule:
    """Return a rule that fires until ``trusted_after`` comments of the author were published.

    Where the context does not say how many were published, the history is counted.

    >>> len(tuple(first_comment()(Submission("Hello"), Context(published=0))))
    1
    """
    return _FirstComment(trusted_after, severity)
