"""LangChain: a document transformer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langchain_core.documents import BaseDocumentTransformer, Document

from cleaner.portable import DocumentCleaner


class CleanerTransformer(BaseDocumentTransformer):
    """Cleans documents; what `add` names is put into their metadata, each with `cleaner_` before it."""

    def __init__(self, **options: Any) -> None:
        """`options` are those of DocumentCleaner. Raises what it raises."""
        self.cleaner = DocumentCleaner(**options)

    def transform_documents(self, documents: Sequence[Document], **kwargs: Any) -> Sequence[Document]:
        """New documents, cleaned, in the same order and with the same ids."""
        return [self._clean(document) for document in documents]

    def _clean(self, document: Document) -> Document:
        text, told = self.cleaner.document(document.page_content, self.cleaner.source(document.metadata))
        return document.model_copy(update={"page_content": text, "metadata": document.metadata | told})
