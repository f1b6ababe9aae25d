"""Rules made of rules.

The form is that of the validators of attrs: small frozen callables behind lower-case factories.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve, field, frozen
from attrs.validators import optional

from .decision import Citation, Context, Reason, Rule, Submission, an_outcome, whole


@frozen(repr=False)
class _AnyOf:
    rules: tuple[Rule, ...]

    def __call__(self, submission: Submission, context: Context) -> Iterator[Reason]:
        for rule in self.rules:
            yield from rule(submission, context)

    def __repr__(self) -> str:
        return f"any_of({', '.join(map(repr, self.rules))})"


def any_of(*rules: Rule) -> Rule:
    """Return a rule that yields the reasons of every one of ``rules``.

    >>> from provenance.moderation import capitals, floods
    >>> any_of(capitals(), floods())
    any_of(capitals(ratio=0.7, letters=20, severity='hold'), floods(run=6, severity='hold'))
    """
    return _AnyOf(tuple(rules))


@frozen(repr=False)
class _AllOf:
    rules: tuple[Rule, ...]

    def __call__(self, submission: Submission, context: Context) -> Iterable[Reason]:
        found: list[Reason] = []
        for rule in self.rules:
            reasons = tuple(rule(submission, context))
            if not reasons:
                return ()
            found += reasons
        return found

    def __repr__(self) -> str:
        return f"all_of({', '.join(map(repr, self.rules))})"


def all_of(*rules: Rule) -> Rule:
    """Return a rule that yields the reasons of ``rules`` when each of them has one.

    >>> from provenance.moderation import first_comment, links
    >>> new_with_link = all_of(first_comment(), links(most=0))
    >>> bool(tuple(new_with_link(Submission("see https://a.example"), Context(published=3))))
    False
    """
    return _AllOf(tuple(rules))


@frozen(repr=False)
class _Not:
    rule: Rule
    name: str
    severity: str = field(validator=an_outcome)

    def __call__(self, submission: Submission, context: Context) -> Iterable[Reason]:
        if any(True for _ in self.rule(submission, context)):
            return ()
        return (Reason(self.name, whole(submission.text), self.severity),)

    def __repr__(self) -> str:
        return f"not_({self.rule!r})"


def not_(rule: Rule, *, name: str = "not", severity: str = "hold") -> Rule:
    """Return a rule that fires, under ``name`` and on the whole comment, where ``rule`` does not.

    >>> from provenance.moderation import links
    >>> [reason.rule for reason in not_(links(most=0), name="no_source")(Submission("So it is"), Context())]
    ['no_source']
    """
    return _Not(rule, name, severity)


@frozen(repr=False)
class _Graded:
    rule: Rule
    severity: str | None = field(validator=optional(an_outcome))
    clause: Citation | None

    def __call__(self, submission: Submission, context: Context) -> Iterator[Reason]:
        for reason in self.rule(submission, context):
            graded = evolve(reason, severity=self.severity) if self.severity else reason
            yield graded.citing(self.clause)

    def __repr__(self) -> str:
        return f"graded({self.rule!r}, severity={self.severity!r})" if self.severity else repr(self.rule)


def graded(rule: Rule, *, severity: str | None = None, clause: Citation | None = None) -> Rule:
    """Return ``rule`` with another severity for its reasons, or a clause that they rest on.

    >>> from provenance.moderation import links
    >>> rule = graded(links(most=0), severity="reject")
    >>> [reason.severity for reason in rule(Submission("www.a.example"), Context())]
    ['reject']
    """
    return _Graded(rule, severity, clause)
