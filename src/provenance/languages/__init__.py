"""Which language each stretch of a text is in."""

from .identify import Guess, Identifier, PerSentence
from .langdetect_backend import Langdetect
from .segment import UNDETERMINED, LanguageSegment
from .segmenter import LanguageSegmenter, segment_languages

__all__ = [
    "UNDETERMINED",
    "Guess",
    "Identifier",
    "Langdetect",
    "LanguageSegment",
    "LanguageSegmenter",
    "PerSentence",
    "segment_languages",
]
