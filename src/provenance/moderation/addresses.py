"""Links and e-mail addresses in a text, as spans."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from attrs import frozen

from ..span import Span
from .fold import INVISIBLE, fold


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
    raw: dict[str, Any] = tomllib.loads((files(__package__) / "data/addresses.toml").read_text("utf-8"))
    return MappingProxyType({name: tuple(words) for name, words in raw.items()})


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern for any of ``words``, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _links() -> re.Pattern[str]:
    words = address_words()
    label = rf"[^\W_](?:[\w{INVISIBLE}-]{{0,62}}[^\W_])?"
    dot = r"(?:\.|[ ]?[\[({]\.?(?:dot|punkt)?\.?[\])}][ ]?)"
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
_AROUND = ".,;:!?…)]}>'\"“”«»*"


def find_links(text: str) -> Iterator[Link]:
    """Yield the links of ``text`` in order: with a scheme, with "www", or a bare name of a domain.

    >>> [link.host for link in find_links("See https://www.a.example/x, b.example or ja.nein")]
    ['a.example', 'b.example']
    """
    if "." not in text and "[" not in text and "(" not in text and text.isascii():
        return
    folded = fold(text)
    for match in _links().finditer(folded):
        said = match[0].rstrip(_AROUND)
        if host := host_of(said):
            yield Link(Span(match.start(), match.start() + len(said)), host)


def host_of(link: str) -> str:
    """Return the host of a folded link, without "www".

    >>> host_of("https://ana@www.A.example:80/x?y".lower())
    'a.example'
    """
    plain = re.sub(r"[ ]?[\[({]\.?(?:dot|punkt)?\.?[\])}][ ]?", ".", link.replace(INVISIBLE, ""))
    found = _HOST.match(plain)
    return re.sub(r"^www\d?\.", "", found[1].strip(".")) if found else ""


@cache
def _emails() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = address_words()
    at, dot = alternatives(words["at"]), alternatives(words["dot"])
    endings = alternatives((*words["domains"], *words["domains_like_words"]))
    local, label = rf"[\w.+'{INVISIBLE}-]{{1,64}}", r"[^\W_](?:[\w-]{0,62}[^\W_])?"
    plain = rf"(?<![\w.+'-]){local}@(?:{label}\.){{1,6}}[^\W\d_]{{2,18}}(?![\w@])"
    opened, closed = r"[ ]{0,2}[\[({<]{1,2}[ ]?", r"[ ]?[\])}}>]{1,2}[ ]{0,2}"
    a_sign = rf"(?:{opened}(?:{at}|@){closed}|[ ]{{1,2}}(?:{at}|@)[ ]{{1,2}}|@)"
    a_dot = rf"(?:{opened}(?:{dot}|\.){closed}|[ ]{{1,2}}(?:{dot}|\.)[ ]{{1,2}}|\.)"
    hidden = rf"(?<![\w.+'-])[\w.+'-]{{1,64}}{a_sign}(?:[\w-]{{1,63}}{a_dot}){{1,4}}(?:{endings})(?![\w-])"
    return re.compile(plain), re.compile(hidden)


def find_emails(text: str) -> Iterator[Span]:
    """Yield the e-mail addresses of ``text``, also such as "ana (at) mail (dot) com".

    >>> text = "Write to ana [at] mail [dot] example, not to @ana at 5"
    >>> [span.of(text) for span in find_emails(text)]
    ['ana [at] mail [dot] example']
    """
    folded = fold(text)
    plain, hidden = _emails()
    found = [Span(*match.span()) for match in plain.finditer(folded)] if "@" in folded else []
    hints = ("@", *address_words()["at"])
    if any(hint in folded for hint in hints):
        for match in hidden.finditer(folded):
            span = Span(*match.span())
            obvious = re.search(r"[\[({<]|@", match[0])
            if obvious and not any(span.overlaps(other) for other in found):
                found.append(span)
    yield from sorted(found)
