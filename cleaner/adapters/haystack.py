"""Haystack: a component for its pipelines."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from haystack import Document, component, default_to_dict

from cleaner.portable import DocumentCleaner


@component
class CleanerComponent:
    """Cleans documents; what `add` names is put into their meta, each with `cleaner_` before it."""

    def __init__(self, **options: Any) -> None:
        """`options` are those of DocumentCleaner: plain values, if the pipeline is to be saved."""
        self.options = options
        self.cleaner = DocumentCleaner(**options)

    @component.output_types(documents=list[Document])
    def run(self, documents: list[Document]) -> dict[str, list[Document]]:
        """New documents, cleaned, in the same order and with the same ids; one without text stays as it is."""
        return {"documents": [self._clean(document) for document in documents]}

    def to_dict(self) -> dict[str, Any]:
        """What the component is made from again."""
        data: dict[str, Any] = default_to_dict(self, **self.options)
        return data

    def _clean(self, document: Document) -> Document:
        if document.content is None:
            return document
        text, told = self.cleaner.document(document.content, self.cleaner.source(document.meta))
        return replace(document, content=text, meta=document.meta | told)
