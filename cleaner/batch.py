"""One batch in, one batch out: what every engine that moves data in Arrow batches calls, on one machine or many."""

from __future__ import annotations

from typing import Any, TypeVar

import pyarrow as pa

from cleaner.columns import check_field, schema_with, texts, with_added, with_texts
from cleaner.portable import DocumentCleaner

Batch = TypeVar("Batch", pa.RecordBatch, pa.Table)


class BatchCleaner(DocumentCleaner):
    """Cleans one column of Arrow record batches or tables: a function, ready to be sent to other processes."""

    def __init__(self, field: str = "text", **options: Any) -> None:
        """`field` is the column of texts, or a dotted path into structs; so is `source_field`, if it is given. What
        `add` names comes as columns after all others, of the types in `columns.ADDED`. For the other `options`, and
        what is raised, see DocumentCleaner.
        """
        super().__init__(**options)
        self.field = field

    def __call__(self, batch: Batch) -> Batch:
        """The batch, cleaned: the same rows in the same order, the same schema and the columns to be added.

        A null stays one. Raises FieldError if the batch does not have the column, or has one of those to be added.
        """
        if not batch.num_columns and not batch.num_rows:
            return batch  # how some engines write "nothing"
        if isinstance(batch, pa.RecordBatch):
            return self._clean(batch)
        return pa.Table.from_batches(map(self._clean, batch.to_batches()), schema=self.schema(batch.schema))

    @property
    def columns(self) -> list[str]:
        """The columns that are looked at."""
        return list(dict.fromkeys(filter(None, [self.field, self.source_field])))

    def schema(self, schema: pa.Schema) -> pa.Schema:
        """The schema that batches of this schema come out with. Raises FieldError as a call does."""
        for field in self.columns:
            check_field(schema, field)
        return schema_with(schema, self.add)

    def _clean(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        told = bool(self.source_field) and self.pipeline.bound
        sources = texts(batch, self.source_field) if told else [None] * batch.num_rows
        done = [
            (None, {}) if text is None else self.document(text, source)
            for text, source in zip(texts(batch, self.field), sources, strict=True)
        ]
        return with_added(with_texts(batch, self.field, [text for text, _ in done]), self.add, [row for _, row in done])
