"""Rules about links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import field, frozen
from attrs.validators import ge

from ..span import Span
from .addresses import overlaps_any
from .decision import Context, Reason, Rule, Submission, an_outcome, listed
from .fold import fold


@frozen(repr=False)
class _Links:
    most: int = field(validator=ge(0))
    severity: str = field(validator=an_outcome)

    def __call__(self, submission: Submission, context: Context) -> Iterator[Reason]:
        found = submission.reading.links
        if len(found) > self.most:
            span = Span(found[0].span.start, found[-1].span.end)
            yield Reason("links", span, self.severity, detail=f"{len(found)} links")

    def __repr__(self) -> str:
        return f"links(most={self.most}, severity={self.severity!r})"


def links(*, most: int = 1, severity: str = "hold") -> Rule:
    """Return a rule that fires on more than ``most`` links; the span holds them all.

    >>> comment = Submission("See https://a.example and www.b.example")
    >>> [reason.detail for reason in links(most=1)(comment, Context())]
    ['2 links']
    """
    return _Links(most, severity)


@frozen(repr=False)
class _BlockedDomains:
    domains: frozenset[str]
    severity: str = field(validator=an_outcome)

    def __call__(self, submission: Submission, context: Context) -> Iterator[Reason]:
        reading = submission.reading
        found = reading.links
        for link in found:
            if domain := self._blocked(link.host):
                yield Reason("blocked_domain", link.span, self.severity, detail=domain)
        if "@" in submission.text:
            places = [link.span for link in found]
            for span in reading.emails:
                if overlaps_any(span, places):
                    continue
                if domain := self._blocked(span.of(reading.folded).rpartition("@")[2]):
                    yield Reason("blocked_domain", span, self.severity, detail=domain)

    def _blocked(self, host: str) -> str:
        """Return the blocked domain that the host is or lies under, else nothing."""
        parts = host.split(".")
        names = (".".join(parts[n:]) for n in range(len(parts)))
        return next((name for name in names if name in self.domains), "")

    def __repr__(self) -> str:
        return f"blocked_domains({sorted(self.domains)!r}, severity={self.severity!r})"


def blocked_domains(domains: Iterable[str], *, severity: str = "reject") -> Rule:
    """Return a rule that finds links (and e-mail addresses) to ``domains`` or hosts under them.

    A domain may be given as an address, ``"https://spam.example/offers"``: its host counts.

    >>> rule = blocked_domains(["spam.example"])
    >>> comment = Submission("win: shop.spam.example/now, not notspam.example")
    >>> [reason.span.of(comment.text) for reason in rule(comment, Context())]
    ['shop.spam.example/now']
    """
    return _BlockedDomains(frozenset(map(_host, listed("domains", domains))), severity)


def _host(domain: str) -> str:
    """Return the host that an entry names, in the form in which links have theirs."""
    host = fold(domain).strip().rpartition("://")[2].partition("/")[0].partition(":")[0]
    return host.removeprefix("*.").removeprefix("www.").strip(". ")
