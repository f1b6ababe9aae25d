"""Rules about the place: closed threads, signing in, and everything."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen

from .decision import Context, Reason, Rule, Submission, an_outcome, whole


@frozen(repr=False)
class _Closed:
    severity: str = field(validator=an_outcome)

    def __call__(self, submission: Submission, context: Context) -> Iterator[Reason]:
        if context.closed:
            yield Reason("closed", whole(submission.text), self.severity, detail="the thread is closed")

    def __repr__(self) -> str:
        return f"closed_thread(severity={self.severity!r})"


def closed_thread(*, severity: str = "reject") -> Rule:
    """Return a rule that fires where the context says that the thread is closed.

    >>> [reason.severity for reason in closed_thread()(Submission("Late"), Context(closed=True))]
    ['reject']
    """
    return _Closed(severity)


@frozen(repr=False)
class _SignedIn:
    severity: str = field(validator=an_outcome)

    def __call__(self, submission: Submission, context: Context) -> Iterator[Reason]:
        if not submission.author:
            yield Reason("login_required", whole(submission.text), self.severity, detail="nobody signed in")

    def __repr__(self) -> str:
        return f"signed_in(severity={self.severity!r})"


def signed_in(*, severity: str = "reject") -> Rule:
    """Return a rule that fires on comments without an author.

    >>> [reason.rule for reason in signed_in()(Submission("Hello"), Context())]
    ['login_required']
    """
    return _SignedIn(severity)


@frozen(repr=False)
class _Everything:
    name: str
    severity: str = field(validator=an_outcome)

    def __call__(self, submission: Submission, context: Context) -> Iterator[Reason]:
        yield Reason(self.name, whole(submission.text), self.severity)

    def __repr__(self) -> str:
        return f"everything(name={self.name!r}, severity={self.severity!r})"


def everything(*, name: str = "premoderation", severity: str = "hold") -> Rule:
    """Return a rule that fires on every comment: moderation before publication.

    >>> [reason.rule for reason in everything()(Submission("Hello"), Context())]
    ['premoderation']
    """
    return _Everything(name, severity)
