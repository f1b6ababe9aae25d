"""The claim as a language tag with extension T of BCP 47."""

from __future__ import annotations

from .claim import TranslationClaim

_UNKNOWN = "und"
_MACHINE = ("machine", "machine_post_edited")


def extension_t(claim: TranslationClaim) -> str:
    """Return the language tag of the content, with what ``claim`` says about its origin (RFC 6497).

    The field ``t0`` stands for machine translation, ``und`` for an unspecified engine or
    an unknown language.

    >>> from provenance.annotation import Evidence
    >>> from provenance.span import Span
    >>> why = (Evidence("example", Span(0, 1)),)
    >>> facts = {"method": "machine", "source_language": "de", "target_language": "en"}
    >>> extension_t(TranslationClaim(Span(0, 1), 0.9, why, **facts))
    'en-t-de-t0-und'
    """
    parts = [_core(claim.target_language), "t"]
    machine = claim.method in _MACHINE
    if claim.source_language is not None:
        parts.append(_core(claim.source_language).lower())
    elif not machine:
        parts.append(_UNKNOWN)
    if machine:
        parts += ["t0", "und"]
    return "-".join(parts)


def _core(tag: str | None) -> str:
    """Return the language, script, region and variants of ``tag``: what stands before its first singleton."""
    subtags = (tag or _UNKNOWN).split("-")
    end = next((at for at, subtag in enumerate(subtags) if len(subtag) == 1), len(subtags))
    return "-".join(subtags[:end]) or _UNKNOWN
