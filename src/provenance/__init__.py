"""Take a scraped article apart, span by span, with evidence.

>>> import provenance
>>> found = provenance.analyze("Good morning, and welcome to the news.")
>>> [(s.span.start, s.span.end, s.language) for s in found.languages]
[(0, 38, 'en')]
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .analysis import Analysis, analyze, analyze_html, default_pipeline
    from .annotation import Annotation, Evidence
    from .blocks.block import Block
    from .document import Document
    from .languages import segment_languages
    from .languages.segment import LanguageSegment
    from .many import Result, analyze_many
    from .notices.notice import Notice
    from .pipeline import Detector, Pipeline, annotate
    from .policy import CommentPolicy, PolicyClause
    from .span import Span
    from .translation.claim import TranslationClaim, TranslationCue

# Loaded when first asked for (PEP 562): a command, a worker process or a test plugin that only
# imports the library should not wait for patterns it may never run.
_HOME = {
    "Analysis": "analysis",
    "Annotation": "annotation",
    "Block": "blocks.block",
    "CommentPolicy": "policy",
    "Detector": "pipeline",
    "Document": "document",
    "Evidence": "annotation",
    "LanguageSegment": "languages.segment",
    "Notice": "notices.notice",
    "Pipeline": "pipeline",
    "PolicyClause": "policy",
    "Result": "many",
    "Span": "span",
    "TranslationClaim": "translation.claim",
    "TranslationCue": "translation.claim",
    "analyze": "analysis",
    "analyze_html": "analysis",
    "analyze_many": "many",
    "annotate": "pipeline",
    "default_pipeline": "analysis",
    "segment_languages": "languages",
}

__all__ = [
    "Analysis",
    "Annotation",
    "Block",
    "CommentPolicy",
    "Detector",
    "Document",
    "Evidence",
    "LanguageSegment",
    "Notice",
    "Pipeline",
    "PolicyClause",
    "Result",
    "Span",
    "TranslationClaim",
    "TranslationCue",
    "analyze",
    "analyze_html",
    "analyze_many",
    "annotate",
    "default_pipeline",
    "segment_languages",
]


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("text-provenance")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
