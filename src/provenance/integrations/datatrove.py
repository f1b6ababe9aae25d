"""datatrove: a step that annotates, and a filter by what was found.

Steps hold no state, so the same pipeline runs on the local, the Slurm and the Ray executor.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from datatrove.data import Document, DocumentsPipeline
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.filters.base_filter import BaseFilter

from ._result import body_share, languages, method, result

KEY = "provenance"


def found_in(doc: Document) -> dict[str, Any]:
    """Return ``doc.metadata["provenance"]``, the canonical JSON object, made on first need."""
    if KEY not in doc.metadata:
        doc.metadata[KEY] = result(doc.text, doc.id)
    found: dict[str, Any] = doc.metadata[KEY]
    return found


class ProvenanceAnnotator(PipelineStep):
    """Writes the canonical JSON object of every document into its metadata."""

    name = "Provenance"
    type = "ANNOTATOR"

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Yield every document, annotated."""
        for doc in data:
            with self.track_time():
                found = found_in(doc)
            self.stat_update("errors" if "error" in found else f"declared_{method(found)}")
            yield doc


class ProvenanceFilter(BaseFilter):
    """Keeps documents by what was found in them; each reason to drop is counted apart.

    Drops what declares a translation by one of ``methods``, what is not at least by half in one
    of ``languages`` (``None``: any), and what has less than ``body`` of its text in the body.
    """

    name = "Provenance"

    def __init__(
        self,
        methods: Collection[str] = ("machine", "machine_post_edited"),
        languages: Collection[str] | None = None,
        body: float = 0.0,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.methods = frozenset(methods)
        self.languages = None if languages is None else frozenset(languages)
        self.body = body

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Tell whether to keep the document, or why not."""
        found = found_in(doc)
        if method(found) in self.methods:
            return False, f"translation_{method(found)}"
        sizes = languages(found)
        wanted = sum(sizes.get(language, 0) for language in self.languages or ())
        if self.languages is not None and 2 * wanted < max(1, sum(sizes.values())):
            return False, "language"
        return True if body_share(found) >= self.body else (False, "little_body")
