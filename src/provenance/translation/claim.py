"""What is said about translation: what the page declares, and what is only inferred.

The two never mix: a `TranslationClaim` is read off the page's own words or markup, a
`TranslationCue` is our inference, and no cue ever becomes a claim.
"""

from __future__ import annotations

from attrs import field, frozen
from attrs.validators import in_

from ..annotation import Annotation

METHODS = ("machine", "machine_post_edited", "human", "unknown")


@frozen
class TranslationClaim(Annotation):
    """The page declares that its content was translated.

    ``method`` is one of `METHODS`; the other facts are ``None`` where the page does not
    state them, also where a reader could guess. ``target_language`` is the language of
    the content that the claim is about.

    >>> from provenance import analyze
    >>> claim = analyze("Translated from German by DeepL.").translation
    >>> isinstance(claim, TranslationClaim), claim.method, claim.tool
    (True, 'machine', 'DeepL')
    """

    method: str = field(kw_only=True, validator=in_(METHODS))
    tool: str | None = field(kw_only=True, default=None)
    source_language: str | None = field(kw_only=True, default=None)
    target_language: str | None = field(kw_only=True, default=None)
    original_url: str | None = field(kw_only=True, default=None)


@frozen
class TranslationCue(Annotation):
    """Something from which a translation can be inferred, but that declares nothing.

    ``cue`` names what was seen (``"name_spelling"``, ``"leftover_language"``, ...),
    ``suggests`` the source language it points to, or ``None``.

    >>> from provenance import analyze
    >>> cues = analyze("President Selenskyj said on Monday that the talks would go on.").cues
    >>> [(cue.cue, cue.suggests) for cue in cues if isinstance(cue, TranslationCue)]
    [('name_spelling', 'de')]
    """

    cue: str = field(kw_only=True)
    suggests: str | None = field(kw_only=True, default=None)
