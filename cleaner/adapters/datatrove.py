"""datatrove: a step that cleans documents, between any reader and any writer."""

from __future__ import annotations

from typing import Any

from datatrove.data import DocumentsPipeline
from datatrove.pipeline.base import PipelineStep

from cleaner.portable import DocumentCleaner


class CleanerStep(PipelineStep):
    """Cleans each document's text; what `add` names is put into its metadata, each with `cleaner_` before it."""

    name = "Cleaner"
    type = "BOILERPLATE"

    def __init__(self, **options: Any) -> None:
        """`options` are those of DocumentCleaner. Raises what it raises."""
        super().__init__()
        self.cleaner = DocumentCleaner(**options)

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """The documents, cleaned, in their order; those that changed and what went of them are counted."""
        for doc in data:
            with self.track_time():
                text, told = self.cleaner.document(doc.text, self.cleaner.source(doc.metadata))
            self.stat_update("documents")
            if text != doc.text:
                self.stat_update("changed")
                self.stat_update("cut", value=len(doc.text) - len(text), unit="characters")
            doc.text = text
            doc.metadata.update(told)
            yield doc
