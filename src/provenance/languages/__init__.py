"""Which language each stretch of a text is in."""

from .segment import UNDETERMINED, LanguageSegment
from .segmenter import LanguageSegmenter, segment_languages

__all__ = ["UNDETERMINED", "LanguageSegment", "LanguageSegmenter", "segment_languages"]
