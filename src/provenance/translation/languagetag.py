"""What a language tag says about translation: extension T, and the private use of one translator."""

from __future__ import annotations

import re

from attrs import frozen

from .data import codes

_MTFROM = re.compile(r"([a-z]{2,3}(?:-[a-z0-9]{2,8})*)-x-mtfrom-([a-z]{2,3}(?:-[a-z0-9]{2,8})*)", re.I)
_EXTENSION = re.compile(r"([a-z]{2,3}(?:-[a-z0-9]{2,8})*?)-t((?:-[a-z0-9]{2,8})+)(?:-[a-z]-.*)?", re.I)
_FIELD = re.compile(r"[a-z]\d", re.I)


@frozen
class Origin:
    """Where the text under a language tag comes from; languages are ``None`` where not stated."""

    target: str | None
    source: str | None
    is_machine: bool


def origin(tag: str) -> Origin | None:
    """Return the origin that ``tag`` declares, or ``None`` where it speaks of no translation.

    Read are ``en-x-mtfrom-de`` (a page translator's private use) and extension T of BCP 47
    (RFC 6497), where field ``t0`` stands for machine translation; transliterations are left out.

    >>> origin("en-t-de-t0-und")
    Origin(target='en', source='de', is_machine=True)
    >>> origin("ja-Latn-t-ja")
    """
    found = _MTFROM.fullmatch(tag.strip())
    if found:
        return Origin(language(found[1]), language(found[2]), True)
    found = _EXTENSION.fullmatch(tag.strip())
    if not found:
        return None
    subtags = found[2].strip("-").split("-")
    first = next((at for at, subtag in enumerate(subtags) if _FIELD.fullmatch(subtag)), len(subtags))
    fields = {subtag.lower() for subtag in subtags[first:] if _FIELD.fullmatch(subtag)}
    target, source = language(found[1]), language("-".join(subtags[:first])) if first else None
    same = (source or "").split("-")[0] == (target or "").split("-")[0]
    if "m0" in fields or (same and "t0" not in fields):
        return None
    return Origin(target, source, "t0" in fields)


def language(tag: str) -> str | None:
    """Return the language of ``tag``, legacy codes put right, or ``None`` where it is undetermined.

    >>> language("jp"), language("pt-BR"), language("und")
    ('ja', 'pt-BR', None)
    """
    first, *rest = tag.strip().replace("_", "-").split("-")
    known = codes().get(first.lower(), first.lower())
    return None if known in ("und", "") else "-".join((known, *rest))
