"""From a publisher's own notice to a starting set of rules, each citing the clause it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..policy import CommentPolicy, PolicyClause, grounds_of
from .combine import graded
from .decision import Citation, Rule
from .links import blocked_domains, links
from .moderator import Moderator
from .personal import personal_data
from .repeats import near_duplicates
from .shape import capitals, empty, floods, too_long
from .spam import spam
from .thread import closed_thread, everything, signed_in
from .words import blocked_words

#: The ground that says nothing but that rules stand elsewhere.
_NETIQUETTE = "against the netiquette"
# What a clause is about when it names one of these grounds (terms of `CommentPolicy.grounds`).
_ADVERTISING = ("advertising",)
_INSULT = (
    "insulting",
    "against public decency",
    "racist",
    "discriminatory",
    "hateful",
    _NETIQUETTE,
)
_UNLAWFUL = ("unlawful", "defamatory")

#: What a rule may rest on, the best first. Where no clause names its ground, that is the first of these
#: that names no ground at all: who is told of insults has not been told of length.
_GENERAL = ("removal_right", "conduct_rule", "netiquette_reference", "terms_reference", "premoderation")


def moderator_from(
    policy: CommentPolicy | None,
    text: str = "",
    *,
    words: Iterable[str] = (),
    domains: Iterable[str] = (),
    most_links: int = 1,
    longest: int = 2000,
) -> Moderator:
    """Return a moderator that starts from a publisher's notice; each rule cites its clause.

    ``text`` is the text that the policy was read from: it lets reasons quote the notice, and rules
    cite the clause that names their ground; a rule whose ground the notice does not name rests on a
    general clause, or on none. Pre-moderation holds every comment, a login clause rejects comments
    without author. A clause on closed comments is cited where the context says that the thread is
    closed, and rejects nothing by itself: it may speak of later. ``words`` and ``domains`` are the
    publisher's own lists, which no notice states. A notice does not say how to find insult or
    hate: `classified` does. Raises `ValueError` where ``policy`` is `None`, as for a page without
    a notice, and `TypeError` for what is no policy.

    >>> from provenance import analyze
    >>> page = analyze("Kommentare werden vor der Veröffentlichung von der Redaktion geprüft.")
    >>> moderator = moderator_from(page.comment_policy, page.text)
    >>> moderator.rules[-1]
    everything(name='premoderation', severity='hold')
    """
    if policy is None:
        raise ValueError("there is no notice to start from; Moderator takes rules of your own")
    if not isinstance(policy, CommentPolicy):
        raise TypeError(f"expected the comment_policy of an analysis, got {type(policy).__name__}")
    notice = _Notice(policy, text)
    content = (
        (empty(), ()),
        (too_long(most=longest), ()),
        (blocked_words(words), _INSULT),
        (blocked_domains(domains), _ADVERTISING),
        (links(most=most_links), _ADVERTISING),
        (spam(), _ADVERTISING),
        (personal_data(), _UNLAWFUL),
        (capitals(), ()),
        (floods(), ()),
        (near_duplicates(), ()),
    )
    rules = [graded(rule, clause=notice.clause_for(grounds)) for rule, grounds in content]
    return Moderator([*rules, *_stated(notice)], policy=policy)


def _stated(notice: _Notice) -> Iterator[Rule]:
    """Yield the rules that a clause states by itself."""
    stated = {
        "login_required": signed_in(),
        "premoderation": everything(),
    }
    yield graded(closed_thread(), clause=notice.first(("comments_closed",)))
    for kind, rule in stated.items():
        clause = notice.first((kind,))
        if clause is not None:
            yield graded(rule, clause=clause)


class _Notice:
    """The clauses of a policy as citations, and the grounds that each of them names."""

    def __init__(self, policy: CommentPolicy, text: str) -> None:
        self._clauses = policy.clauses
        self._text = text
        self._grounds = [_grounds_of(clause, text) for clause in policy.clauses]

    def clause_for(self, grounds: Sequence[str]) -> Citation | None:
        """Return the clause that names one of ``grounds``, else a general one that names none."""
        clauses = tuple(zip(self._clauses, self._grounds, strict=True))
        named = [clause for clause, said in clauses if not said.isdisjoint(grounds)]
        general = [clause for clause, said in clauses if said <= {_NETIQUETTE}]
        kinds = dict.fromkeys((*_GENERAL, *(clause.type for clause in named)))
        return self._first(named, kinds) or self._first(general, _GENERAL)

    def first(self, kinds: Iterable[str]) -> Citation | None:
        """Return the first clause of the first of ``kinds`` that the notice has."""
        return self._first(self._clauses, kinds)

    def _first(self, clauses: Sequence[PolicyClause], kinds: Iterable[str]) -> Citation | None:
        found = (clause for kind in kinds for clause in clauses if clause.type == kind)
        return next(map(self._cite, found), None)

    def _cite(self, clause: PolicyClause) -> Citation:
        return Citation(clause.type, clause.span, clause.span.of(self._text))


def _grounds_of(clause: PolicyClause, text: str) -> frozenset[str]:
    """Return the grounds that one clause names: none where its text was not given."""
    return frozenset(grounds_of(clause, text) if clause.span.end <= len(text) else ())
