"""HTML pages: the visible text as a document, with elements and offsets in the HTML."""

from .element import Element
from .encoding import decode
from .layout import Box, Layout, Line
from .limits import DocumentTooLarge, Limits
from .metadata import Metadata, metadata
from .parse import parse
from .source_map import SourceMap

__all__ = [
    "Box",
    "DocumentTooLarge",
    "Element",
    "Layout",
    "Limits",
    "Line",
    "Metadata",
    "SourceMap",
    "decode",
    "metadata",
    "parse",
]
