"""The words of a decision: a comment, what is known around it, reasons, and an outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property

from attrs import Attribute, Factory, evolve, field, frozen
from attrs.validators import deep_iterable, instance_of, optional

from ..span import Span
from .reading import Reading

#: What can become of a comment, the strictest first.
OUTCOMES = ("reject", "hold", "publish")


def listed(name: str, values: Iterable[str]) -> tuple[str, ...]:
    """Return ``values`` as a tuple.

    Raises `TypeError` for one string, whose letters would count as entries, and for what is no string.

    >>> listed("words", "fool")
    Traceback (most recent call last):
    ...
    TypeError: words are several strings, as in ['fool']; this is one
    """
    if isinstance(values, str):
        raise TypeError(f"{name} are several strings, as in {[values]!r}; this is one")
    made = tuple(values)
    for value in made:
        if not isinstance(value, str):
            raise TypeError(f"{name} are strings, not {value!r}")
    return made


def an_outcome(instance: object, attribute: Attribute[str], value: str) -> None:
    """Check that a field holds one of `OUTCOMES`; raises `ValueError` where it does not.

    >>> Decision("delete")
    Traceback (most recent call last):
    ...
    ValueError: outcome is one of reject, hold, publish, not 'delete'
    """
    if value not in OUTCOMES:
        raise ValueError(f"{attribute.name} is one of {', '.join(OUTCOMES)}, not {value!r}")


def _as_long_as_the_text(submission: Submission, attribute: Attribute[int], value: int) -> None:
    if value < len(submission.text):
        raise ValueError(f"length is {value}, but the text has {len(submission.text)} characters")


@frozen
class Submission:
    """A comment that somebody handed in; ``author`` is empty where nobody signed in.

    ``length`` is that of the whole comment, where ``text`` is but its beginning (`up_to`).

    >>> Submission("Good morning", author="ana").text
    'Good morning'
    """

    text: str = field(validator=instance_of(str))
    author: str = field(default="", validator=instance_of(str), kw_only=True)
    id: str = field(default="", validator=instance_of(str), kw_only=True)
    length: int = field(
        default=Factory(lambda self: len(str(self.text)), takes_self=True),
        validator=_as_long_as_the_text,
        kw_only=True,
        repr=False,
    )

    @cached_property
    def reading(self) -> Reading:
        """The views of the text that rules share; each is made when it is first asked for."""
        return Reading(self.text)

    def up_to(self, most: int) -> Submission:
        """Return the submission with the first ``most`` code points of its text, itself if it has no more.

        >>> Submission("Good morning").up_to(4).text
        'Good'
        """
        return self if len(self.text) <= most else evolve(self, text=self.text[:most])


@frozen
class Earlier:
    """An earlier comment of the same author, and when it came in.

    >>> Earlier("First!").at is None
    True
    """

    text: str = field(validator=instance_of(str))
    at: datetime | None = field(default=None, validator=optional(instance_of(datetime)))

    @cached_property
    def reading(self) -> Reading:
        """The views of the text, made once for as long as the object is kept."""
        return Reading(self.text)

    def up_to(self, most: int) -> Earlier:
        """Return the comment with the first ``most`` code points of its text, itself if it has no more."""
        return self if len(self.text) <= most else evolve(self, text=self.text[:most])


def _earlier(comments: Iterable[str | Earlier]) -> tuple[Earlier, ...]:
    if isinstance(comments, str):
        raise TypeError("a history holds several comments; this is one string")
    return tuple(Earlier(c) if isinstance(c, str) else c for c in comments)


@frozen
class Context:
    """What a rule may know besides the comment; nothing is read from a clock or a store.

    ``at`` is when the comment came in, ``history`` the author's earlier comments (plain strings
    will do), ``published`` how many of them were published (``None``: not known), ``closed`` tells
    that the thread takes no more comments.

    >>> Context(history=["First!"]).history
    (Earlier(text='First!', at=None),)
    """

    at: datetime | None = field(default=None, validator=optional(instance_of(datetime)))
    history: tuple[Earlier, ...] = field(
        default=(), converter=_earlier, validator=deep_iterable(instance_of(Earlier))
    )
    published: int | None = field(default=None, validator=optional(instance_of(int)))
    closed: bool = field(default=False, validator=instance_of(bool))

    def up_to(self, most: int) -> Context:
        """Return the context with the first ``most`` code points of each earlier comment."""
        if all(len(earlier.text) <= most for earlier in self.history):
            return self
        return evolve(self, history=[earlier.up_to(most) for earlier in self.history])


@frozen
class Citation:
    """A clause of a publisher's notice: its type, where it stands in the notice, and its words.

    >>> Citation("conduct_rule", Span(0, 12), "Be friendly.").quote
    'Be friendly.'
    """

    type: str = field(validator=instance_of(str))
    span: Span = field(validator=instance_of(Span))
    quote: str = field(default="", validator=instance_of(str))


@frozen
class Reason:
    """Why a rule fired: its name, the span of the comment, what it asks for, and the clause it rests on.

    ``severity`` is one of `OUTCOMES`, ``detail`` a few words for the moderator.

    >>> Reason("links", Span(0, 20), "hold", detail="2 links").severity
    'hold'
    """

    rule: str = field(validator=instance_of(str))
    span: Span = field(validator=instance_of(Span))
    severity: str = field(default="hold", validator=an_outcome)
    clause: Citation | None = field(default=None, validator=optional(instance_of(Citation)))
    detail: str = field(default="", validator=instance_of(str))

    def citing(self, clause: Citation | None) -> Reason:
        """Return the reason with ``clause``, unless it rests on one already."""
        return self if clause is None or self.clause is not None else evolve(self, clause=clause)


def _as_reasons(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(reasons)


@frozen
class Decision:
    """What becomes of a comment, and all reasons that spoke, in the order of the rules.

    >>> Decision("publish").reasons
    ()
    """

    outcome: str = field(validator=an_outcome)
    reasons: tuple[Reason, ...] = field(
        default=(), converter=_as_reasons, validator=deep_iterable(instance_of(Reason))
    )

    @property
    def decisive(self) -> tuple[Reason, ...]:
        """The reasons that ask for the outcome."""
        return tuple(reason for reason in self.reasons if reason.severity == self.outcome)

    def settled(self, outcome: str, because: Iterable[Reason] = ()) -> Decision:
        """Return what a person made of it: ``outcome``, resting on those of the reasons that they share.

        >>> held = Decision("hold", [Reason("links", Span(0, 20)), Reason("caps", Span(0, 20))])
        >>> [reason.rule for reason in held.settled("reject", held.reasons[:1]).decisive]
        ['links']
        """
        return Decision(outcome, [evolve(reason, severity=outcome) for reason in because])


#: A rule looks at a comment and what is known around it, and yields its reasons, or none.
Rule = Callable[[Submission, Context], Iterable[Reason]]


def whole(text: str) -> Span:
    """Return the span of the whole of ``text``."""
    return Span(0, len(text))
