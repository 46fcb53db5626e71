"""One batch in, one batch out: what every engine that moves data in Arrow batches calls, on one machine or many."""

from __future__ import annotations

import json
import logging
import pickle
import zlib
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import Any, TypeVar

import pyarrow as pa

from cleaner.columns import added_fields, check_field, schema_with, texts, told, with_added, with_texts
from cleaner.errors import CleanerError
from cleaner.pipeline import Pipeline
from cleaner.record import Cleaned
from cleaner.ruleset.model import Rule
from cleaner.ruleset.settings import Settings

LONGEST = 20_000_000  # characters: a document beyond that is a file gone wrong
Batch = TypeVar("Batch", pa.RecordBatch, pa.Table)
_log = logging.getLogger(__name__)


class BatchCleaner:
    """Cleans one column of Arrow record batches or tables: a function, ready to be sent to other processes.

    Its rules travel with it, so that a worker on another machine needs the package but none of the rule files. Each
    process builds the pipeline at its first batch, once for all copies of the same content.
    """

    def __init__(
        self,
        field: str = "text",
        *,
        add: Sequence[str] = (),
        longest: int = LONGEST,
        pipeline: Pipeline | None = None,
        **options: Any,
    ) -> None:
        """`field` is the column of texts, or a dotted path into structs; the columns `add` (see `columns.ADDED`) come
        after all others. A text of more than `longest` characters is passed on as it came.

        Give a `pipeline`, or the `options` of `Pipeline.load`. Raises FieldError for a column there is none of to add,
        TypeError if both are given, and what `Pipeline.load` raises.
        """
        if pipeline is not None and options:
            raise TypeError(f"a pipeline is given: {', '.join(options)} would say nothing")
        self.field, self.add, self.longest = field, (add,) if isinstance(add, str) else tuple(add), longest
        added_fields(self.add)
        self._pipeline = pipeline or Pipeline.load(**options)

    def __call__(self, batch: Batch) -> Batch:
        """The batch, cleaned: the same rows in the same order, the same schema and the columns to be added.

        A document that fails is passed on as it came, with a warning in the log. Why a document was passed on as it
        came, because it failed or because a guard spared it, is told in `cleaner_error`, if that is added. A null stays
        one. Raises FieldError if the batch does not have the column, or has one of those to be added.
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

    @cached_property
    def pipeline(self) -> Pipeline:
        """The pipeline that cleans, built if need be."""
        return self._pipeline or _built(self._packed)

    def _clean(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        clean = self.pipeline.clean  # built out here: what is wrong with rules is no document's failure
        done = [self._document(text, clean) for text in texts(batch, self.field)]
        return with_added(with_texts(batch, self.field, [text for text, _ in done]), self.add, [row for _, row in done])

    def _document(self, text: str | None, clean: Callable[[str], Cleaned]) -> tuple[str | None, dict[str, Any]]:
        """A text cleaned, and what is told of it."""
        if text is None:
            return None, {}
        try:
            self._check(text)
            cleaned = clean(text)
        except CleanerError as error:
            _log.warning("a document of %d characters is passed on as it came: %s", len(text), error)
            return text, {"error": str(error)}
        spared = cleaned.spared
        why = f"spared by the guard {spared.guard!r}: {spared.why}" if spared else None
        return cleaned.text, told(cleaned, self.add) | {"error": why}

    def _check(self, text: str) -> None:
        if len(text) > self.longest:
            raise CleanerError(f"{len(text)} characters, more than {self.longest}")
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise CleanerError(f"not UTF-8 at character {error.start}") from None

    @cached_property
    def _packed(self) -> bytes:
        """The pipeline, the same bytes for the same rules and settings, so that engines that keep results by what
        made them know it again."""
        assert self._pipeline
        rules = json.dumps([rule.model_dump(mode="json") for rule in self._pipeline.rules])
        content = (self._pipeline.settings.model_dump_json(), rules, self._pipeline.detect)
        return zlib.compress(pickle.dumps(content), 1)

    def __getstate__(self) -> dict[str, Any]:
        return {"field": self.field, "add": self.add, "longest": self.longest, "_packed": self._packed}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, _pipeline=None)


@lru_cache(maxsize=4)
def _built(packed: bytes) -> Pipeline:
    settings, rules, detect = pickle.loads(zlib.decompress(packed))
    return Pipeline(
        (Rule.model_validate(rule) for rule in json.loads(rules)), Settings.model_validate_json(settings), detect
    )
