"""LangChain: a document transformer that puts the analysis into the metadata, or keeps the body alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langchain_core.documents import BaseDocumentTransformer, Document

from ..analysis import Analysis
from ._result import result


class ProvenanceTransformer(BaseDocumentTransformer):
    """Writes the canonical JSON object of every document into ``metadata["provenance"]``.

    With ``body_only`` the content becomes the body; the offsets still are those of the whole text.
    """

    def __init__(self, *, body_only: bool = False) -> None:
        self.body_only = body_only

    def transform_documents(self, documents: Sequence[Document], **kwargs: Any) -> Sequence[Document]:
        """Return new documents, annotated; those given stay as they were."""
        return [self._transform(document) for document in documents]

    def _transform(self, document: Document) -> Document:
        text = document.page_content
        found = result(text, document.id)
        is_cut = self.body_only and "error" not in found
        content = Analysis.from_dict(found, text).body if is_cut else text
        metadata = {**document.metadata, "provenance": found}
        return Document(page_content=content, metadata=metadata, id=document.id)
