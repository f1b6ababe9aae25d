"""HTML pages: the visible text as a document, with elements and offsets in the HTML."""

from .element import Element
from .limits import DocumentTooLarge, Limits
from .parse import parse
from .source_map import SourceMap

__all__ = ["DocumentTooLarge", "Element", "Limits", "SourceMap", "parse"]
