"""Features of HTML markup for the block detector: ``BlockDetector(family=HTML)``."""

from __future__ import annotations

from .family import Family
from .html_features import columns
from .html_title import title_lines

#: The features of a document that `provenance.html.parse` has made, and the model trained with them.
HTML = Family("html", columns, "html.json", title_lines)
