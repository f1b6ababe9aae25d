"""Reports for people: a self-contained HTML page and lines for a terminal."""

from .html import fragment, page
from .terminal import lines

__all__ = ["fragment", "lines", "page"]
