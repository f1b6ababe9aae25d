"""What a page declares about its own translation, and what can only be inferred."""

from .claim import METHODS, TranslationClaim, TranslationCue
from .cues import CueFinder
from .reader import ClaimReader, page_claim
from .tag import extension_t

__all__ = [
    "METHODS",
    "ClaimReader",
    "CueFinder",
    "TranslationClaim",
    "TranslationCue",
    "extension_t",
    "page_claim",
]
