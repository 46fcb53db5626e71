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
        """`field` is the column of texts, or a dotted path into structs. What `add` names comes as columns after all
        others, of the types in `columns.ADDED`. For the other `options`, and what is raised, see DocumentCleaner.
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

    def schema(self, schema: pa.Schema) -> pa.Schema:
        """The schema that batches of this schema come out with. Raises FieldError as a call does."""
        check_field(schema, self.field)
        return schema_with(schema, self.add)

    def _clean(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        done = [(None, {}) if text is None else self.document(text) for text in texts(batch, self.field)]
        return with_added(with_texts(batch, self.field, [text for text, _ in done]), self.add, [row for _, row in done])
