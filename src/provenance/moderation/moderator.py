"""From rules to a decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve, field, frozen
from attrs.validators import ge, instance_of, optional

from ..policy import CommentPolicy
from ..span import Span
from .decision import OUTCOMES, Context, Decision, Reason, Rule, Submission, an_outcome
from .links import blocked_domains, links
from .personal import personal_data
from .shape import capitals, empty, floods, too_long
from .words import blocked_words


def _each_once(instance: object, attribute: object, value: tuple[str, ...]) -> None:
    if sorted(value) != sorted(OUTCOMES):
        raise ValueError(f"precedence orders {', '.join(OUTCOMES)}, each once; it is {value!r}")


def _as_rules(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    if callable(rules):
        raise TypeError(f"rules are several, as in [{rules!r}]; this is one")
    made = tuple(rules)
    for rule in made:
        if not callable(rule):
            raise TypeError(f"a rule is a callable, not {rule!r}")
    return made


def _as_names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(names)


@frozen
class Moderator:
    """Rules, and how their reasons make a decision.

    All rules run and all reasons are kept. Of the outcomes that reasons ask for, the first in
    ``precedence`` wins; where none asks, ``default`` holds. ``policy`` is the publisher's policy that
    the rules were made from, if any. The rules see the first ``most_read`` code points of a comment and
    of each earlier one, so that no comment takes long; a longer one has the reason ``unread``, which
    asks for a hold and points at the rest.

    >>> from provenance.moderation import blocked_words, links
    >>> moderator = Moderator([links(most=0), blocked_words(["dummbeutel"], severity="reject")])
    >>> decision = moderator.decide(Submission("DUMMBEUTEL! www.a.example"))
    >>> decision.outcome, [reason.rule for reason in decision.reasons]
    ('reject', ['links', 'blocked_word'])
    """

    rules: tuple[Rule, ...] = field(converter=_as_rules)
    policy: CommentPolicy | None = field(default=None, validator=optional(instance_of(CommentPolicy)))
    precedence: tuple[str, ...] = field(default=OUTCOMES, converter=_as_names, validator=_each_once)
    default: str = field(default="publish", validator=an_outcome)
    most_read: int = field(default=20_000, validator=ge(1), kw_only=True)

    def decide(self, submission: Submission | str, context: Context = Context()) -> Decision:  # noqa: B008 - frozen
        """Return what becomes of the comment, and every reason that spoke.

        A plain string is a comment that nobody signed. Raises `TypeError` for what is no comment or
        context, and where a rule yields something else than reasons.
        """
        if isinstance(submission, str):
            submission = Submission(submission)
        _check_given(submission, context)
        read, known = submission.up_to(self.most_read), context.up_to(self.most_read)
        reasons = [reason for rule in self.rules for reason in _asked(rule, read, known)]
        reasons += _unread(read)
        asked = {reason.severity for reason in reasons}
        return Decision(next((o for o in self.precedence if o in asked), self.default), reasons)

    def with_rules(self, *rules: Rule) -> Moderator:
        """Return a moderator with ``rules`` added.

        >>> from provenance.moderation import links
        >>> len(Moderator([]).with_rules(links()).rules)
        1
        """
        return evolve(self, rules=(*self.rules, *rules))

    @classmethod
    def from_policy(cls, policy: Mapping[str, Any]) -> Moderator:
        """Return a moderator for an operator's settings, as a JSON file would hold them.

        Lists and limits (``blocked_words``, ``blocked_domains``, ``max_links``, ``min_chars``,
        ``max_chars``, ``caps_ratio``, ``caps_min_letters``, ``repeat_char``) say what rules look
        for; ``blocked_word``, ``blocked_domain``, ``links``, ``empty``, ``too_long``, ``caps``,
        ``flood`` and ``personal_data`` say what becomes of a comment, and a rule without such a
        line does not run. ``default`` is the outcome without reasons, ``most_read`` how much of a
        comment rules see. Raises `ValueError` for a setting that is not known and for an outcome
        that is none, `TypeError` for what is no mapping.

        >>> Moderator.from_policy({"max_links": 0, "links": "hold"}).rules
        (links(most=0, severity='hold'),)
        """
        _check(policy)
        rules = [make(policy, policy[name]) for name, make in _RULES.items() if name in policy]
        more = {name: policy[name] for name in ("default", "most_read") if name in policy}
        return cls(rules, **more)


def _check_given(submission: object, context: object) -> None:
    for given, kind in ((submission, Submission), (context, Context)):
        if not isinstance(given, kind):
            raise TypeError(f"expected a {kind.__name__}, got {type(given).__name__}")


def _asked(rule: Rule, submission: Submission, context: Context) -> Iterable[Reason]:
    """Return the reasons of one rule; `TypeError` for what a rule of one's own easily gives instead."""
    found: Any = rule(submission, context)
    if found is None or isinstance(found, (Reason, str)):
        raise TypeError(f"the rule {rule!r} returned {found!r}; a rule returns or yields reasons, or none")
    return found  # type: ignore[no-any-return]


def _unread(read: Submission) -> Iterator[Reason]:
    """Yield the reason for a comment of which the rules did not see all."""
    seen, length = len(read.text), read.length
    if seen < length:
        detail = f"only the first {seen} of {length} characters were looked at"
        yield Reason("unread", Span(seen, length), "hold", detail=detail)


# Setting -> the rule that it asks for, in the order in which reasons are reported.
_RULES: Mapping[str, Callable[[Mapping[str, Any], str], Rule]] = {
    "empty": lambda p, outcome: empty(fewest=p.get("min_chars", 1), severity=outcome),
    "too_long": lambda p, outcome: too_long(most=p.get("max_chars", 2000), severity=outcome),
    "blocked_word": lambda p, outcome: blocked_words(p.get("blocked_words", ()), severity=outcome),
    "blocked_domain": lambda p, outcome: blocked_domains(p.get("blocked_domains", ()), severity=outcome),
    "links": lambda p, outcome: links(most=p.get("max_links", 1), severity=outcome),
    "personal_data": lambda p, outcome: personal_data(severity=outcome),
    "caps": lambda p, outcome: capitals(
        ratio=p.get("caps_ratio", 0.7), letters=p.get("caps_min_letters", 20), severity=outcome
    ),
    "flood": lambda p, outcome: floods(run=p.get("repeat_char", 6), severity=outcome),
}

_LISTS = ("blocked_words", "blocked_domains")
_COUNTS = ("max_links", "min_chars", "max_chars", "caps_min_letters", "repeat_char", "most_read")


def _check(policy: Mapping[str, Any]) -> None:
    """Raise a `ValueError` that names the setting that is wrong."""
    if not isinstance(policy, Mapping):
        raise TypeError(f"expected a mapping of settings, got {type(policy).__name__}")
    known = (*_LISTS, *_COUNTS, "caps_ratio", *_RULES, "default")
    for name, value in policy.items():
        if name not in known:
            raise ValueError(f"{name!r} is no setting; known are {', '.join(sorted(known))}")
        if name in _LISTS and (isinstance(value, str) or not _all_text(value)):
            raise ValueError(f"{name} is a list of strings, not {value!r}")
        if name in _COUNTS and (type(value) is not int or value < 0):
            raise ValueError(f"{name} is a whole number from 0, not {value!r}")
        if name == "caps_ratio" and not (isinstance(value, (int, float)) and 0 <= value <= 1):
            raise ValueError(f"caps_ratio lies between 0 and 1, not at {value!r}")
        if (name in _RULES or name == "default") and value not in OUTCOMES:
            raise ValueError(f"{name} is one of {', '.join(OUTCOMES)}, not {value!r}")


def _all_text(value: object) -> bool:
    return isinstance(value, Iterable) and all(isinstance(item, str) for item in value)
