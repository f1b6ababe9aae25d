"""Links and e-mail addresses in a text, as spans."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from types import MappingProxyType

from attrs import frozen

from ..span import Span
from .fold import INVISIBLE
from .shipped import shipped


@frozen
class Link:
    """A link in a comment: where it stands, and the host it leads to, in lower case.

    >>> Link(Span(0, 9), "a.example").host
    'a.example'
    """

    span: Span
    host: str


@cache
def address_words() -> Mapping[str, tuple[str, ...]]:
    """Return the lists of the addresses file: domains, and words that hide signs."""
    return MappingProxyType({name: tuple(words) for name, words in shipped("addresses").items()})


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern for any of ``words``, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _links() -> re.Pattern[str]:
    words = address_words()
    label = rf"[^\W_](?:[\w{INVISIBLE}-]{{0,62}}[^\W_])?"
    dot = rf"(?:\.|[ ]?{_HIDDEN_DOT.pattern}[ ]?)"
    sure, doubtful = alternatives(words["domains"]), alternatives(words["domains_like_words"])
    tail = r"(?::\d{1,5})?(?:[/?#][^\s<>\"'»”]*)?"
    return re.compile(
        rf"""
        \b(?:https?|ftp|hxxps?)://[^\s<>"'»”]++                             # with a scheme
      | (?<![\w@.-])www\d?{dot}(?:{label}{dot}){{1,6}}[^\W\d_]{{2,18}}\b{tail}  # or www
      | (?<![\w@.-])(?:{label}{dot}){{1,6}}(?:(?:{sure})(?![\w-])(?!\.\w){tail}  # or a name
      | (?:{sure}|{doubtful})(?::\d{{1,5}})?/[^\s<>"'»”]*)                         # or a name with a path
        """,
        re.VERBOSE,
    )


_HOST = re.compile(r"^(?:[a-z]+://)?(?:[^/@]*@)?([^/?#:]+)")
_DOT = re.compile(r"\.[^\W_]")
_HIDDEN_DOT = re.compile(r"[\[({]\.?(?:dot|punkt)?\.?[\])}]")
_AROUND = ".,;:!?…)]}>'\"“”«»*"


def find_links(folded: str) -> Iterator[Link]:
    """Yield the links of folded text in order: with a scheme, with "www", or a bare name of a domain.

    >>> [link.host for link in find_links("see https://www.a.example/x, b.example or ja.nein")]
    ['a.example', 'b.example']
    """
    if not _may_hold_links(folded):
        return
    for match in _links().finditer(folded):
        said = match[0].rstrip(_AROUND)
        if host := host_of(said):
            yield Link(Span(match.start(), match.start() + len(said)), host)


def _may_hold_links(folded: str) -> bool:
    """Tell, cheaply, whether there is a scheme, or a dot in front of a letter."""
    if "://" in folded or ("." in folded and _DOT.search(folded)):
        return True
    return any(map(folded.__contains__, "[({")) and _HIDDEN_DOT.search(folded) is not None


def host_of(link: str) -> str:
    """Return the host of a folded link, without "www".

    >>> host_of("https://ana@www.A.example:80/x?y".lower())
    'a.example'
    """
    plain = re.sub(rf"[ ]?{_HIDDEN_DOT.pattern}[ ]?", ".", link.replace(INVISIBLE, ""))
    found = _HOST.match(plain)
    return re.sub(r"^www\d?\.", "", found[1].strip(".")) if found else ""


@cache
def _emails() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = address_words()
    at, dot = alternatives((*words["at"], *words["at_like_words"])), alternatives(words["dot"])
    endings = alternatives((*words["domains"], *words["domains_like_words"]))
    local, label = rf"[\w.+'{INVISIBLE}-]{{1,64}}", r"[^\W_](?:[\w-]{0,62}[^\W_])?"
    plain = rf"(?<![\w.+'-]){local}@(?:{label}\.){{1,6}}[^\W\d_]{{2,18}}(?![\w@])"
    opened, closed = r"[ ]{0,2}[\[({<]{1,2}[ ]?", r"[ ]?[\])}}>]{1,2}[ ]{0,2}"
    a_sign = rf"(?:{opened}(?:{at}|@){closed}|[ ]{{1,2}}(?:{at}|@)[ ]{{1,2}}|@)"
    a_dot = rf"(?:{opened}(?:{dot}|\.){closed}|[ ]{{1,2}}(?:{dot}|\.)[ ]{{1,2}}|\.)"
    hidden = rf"(?<![\w.+'-])[\w.+'-]{{1,64}}{a_sign}(?:[\w-]{{1,63}}{a_dot}){{1,4}}(?:{endings})(?![\w-])"
    obvious = rf"[\[({{<@]|[ ](?:{alternatives(words['at'])})[ ]"
    return re.compile(plain), re.compile(hidden), re.compile(obvious)


def find_emails(folded: str) -> Iterator[Span]:
    """Yield the e-mail addresses of folded text, also such as "ana (at) mail (dot) com".

    >>> text = "write to ana [at] mail [dot] example, not to @ana at 5"
    >>> [span.of(text) for span in find_emails(text)]
    ['ana [at] mail [dot] example']
    """
    plain, hidden, obvious = _emails()
    sure = [Span(*match.span()) for match in plain.finditer(folded)] if "@" in folded else []
    found = list(sure)
    if any(map(folded.__contains__, ("@", "[", "(", "{", "<", *address_words()["at"]))):
        for match in hidden.finditer(folded):
            span = Span(*match.span())
            if obvious.search(match[0]) and not overlaps_any(span, sure):
                found.append(span)
    yield from sorted(found)


def overlaps_any(span: Span, others: Sequence[Span]) -> bool:
    """Tell whether ``span`` overlaps one of ``others``, which are in order and do not overlap each other.

    >>> overlaps_any(Span(3, 5), [Span(0, 3), Span(4, 9)])
    True
    """
    at = bisect_left(others, span.end, key=attrgetter("start"))
    return at > 0 and others[at - 1].end > span.start
