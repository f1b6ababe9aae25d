"""From a publisher's own notice to a starting set of rules, each citing the clause it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..document import Document
from ..policy import CommentPolicy, PolicyClause, comment_policy
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

# What a clause is about when it names one of these grounds (terms of `CommentPolicy.grounds`).
_ADVERTISING = ("advertising",)
_INSULT = (
    "insulting",
    "against public decency",
    "racist",
    "discriminatory",
    "hateful",
    "against the netiquette",
)
_UNLAWFUL = ("unlawful", "defamatory")

#: Where no clause names the ground, a rule rests on the first of these that the notice has.
_GENERAL = ("removal_right", "conduct_rule", "netiquette_reference", "terms_reference", "premoderation")


def moderator_from(
    policy: CommentPolicy,
    text: str = "",
    *,
    words: Iterable[str] = (),
    domains: Iterable[str] = (),
    most_links: int = 1,
    longest: int = 2000,
) -> Moderator:
    """Return a moderator that starts from a publisher's notice; each rule cites its clause.

    ``text`` is the text that the policy was read from: it lets reasons quote the notice, and rules
    cite the clause that names their ground. Pre-moderation holds every comment, a login clause
    rejects comments without author, closed comments reject all. ``words`` and ``domains`` are the
    publisher's own lists, which no notice states. A notice does not say how to find insult or
    hate: `classified` does.

    >>> from provenance import analyze
    >>> page = analyze("Kommentare werden vor der Veröffentlichung von der Redaktion geprüft.")
    >>> moderator = moderator_from(page.comment_policy, page.text)
    >>> moderator.rules[-1]
    everything(name='premoderation', severity='hold')
    """
    notice = _Notice(policy, text)
    content = (
        (empty(), ()),
        (too_long(most=longest), ()),
        (blocked_words(words), _INSULT),
        (blocked_domains(domains), _ADVERTISING),
        (links(most=most_links), _ADVERTISING),
        (spam(), _ADVERTISING),
        (personal_data(), _UNLAWFUL),
        (capitals(), _INSULT),
        (floods(), _INSULT),
        (near_duplicates(), _ADVERTISING),
        (closed_thread(), ()),
    )
    rules = [graded(rule, clause=notice.clause_for(grounds)) for rule, grounds in content]
    return Moderator([*rules, *_stated(notice)], policy=policy)


def _stated(notice: _Notice) -> Iterator[Rule]:
    """Yield the rules that a clause states by itself."""
    stated = {
        "login_required": signed_in(),
        "comments_closed": everything(name="closed", severity="reject"),
        "premoderation": everything(),
    }
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
        """Return the clause that names one of ``grounds``, else the most general one."""
        for clause, named in zip(self._clauses, self._grounds, strict=True):
            if not named.isdisjoint(grounds):
                return self._cite(clause)
        return self.first(_GENERAL)

    def first(self, kinds: Sequence[str]) -> Citation | None:
        """Return the first clause of the first of ``kinds`` that the notice has."""
        found = (clause for kind in kinds for clause in self._clauses if clause.type == kind)
        return next(map(self._cite, found), None)

    def _cite(self, clause: PolicyClause) -> Citation:
        return Citation(clause.type, clause.span, clause.span.of(self._text))


def _grounds_of(clause: PolicyClause, text: str) -> frozenset[str]:
    """Return the grounds that one clause names, as the policy reader has them."""
    if clause.span.end > len(text):
        return frozenset()
    alone = comment_policy(Document(text, (clause,)))
    return frozenset(alone.grounds if alone else ())
