"""Hugging Face `datasets`: a data set's texts cleaned batch by batch, on disk or as a stream."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, TypeVar

import pyarrow as pa
from datasets import DatasetDict, Features, IterableDatasetDict

from cleaner.batch import BatchCleaner
from cleaner.columns import added_fields

Data = TypeVar("Data")  # Dataset, IterableDataset, or splits of either


def clean_dataset(
    ds: Data, field: str = "text", *, map_options: Mapping[str, Any] | None = None, **options: Any
) -> Data:
    """The data set, or each split of it, with the column `field` (a name, or a dotted path into structs) cleaned.

    `options` are those of BatchCleaner, `map_options` those of the data set's `map` (`num_proc`, `batch_size` …). It
    comes without a format (`with_format`). Raises FieldError if the column is not there, and what BatchCleaner does; a
    stream that does not know its features raises it when data flow, and takes no paths.
    """
    cleaner = BatchCleaner(field, **options)
    if isinstance(ds, DatasetDict | IterableDatasetDict):
        cleaned: Data = type(ds)({name: _clean(split, cleaner, map_options or {}) for name, split in ds.items()})
    else:
        cleaned = _clean(ds, cleaner, map_options or {})
    return cleaned


def _clean(ds: Any, cleaner: BatchCleaner, map_options: Mapping[str, Any]) -> Any:
    if ds.features is None:  # a stream that does not know them: its examples have no common schema
        return ds.with_format(None).map(partial(_examples, cleaner=cleaner), batched=True, **map_options)
    cleaner.schema(ds.features.arrow_schema)
    features = Features({**ds.features, **Features.from_arrow_schema(pa.schema(added_fields(cleaner.add)))})
    cleaned = ds.with_format("arrow").map(cleaner, batched=True, features=features, **map_options)
    return cleaned.with_format(None)


def _examples(examples: Mapping[str, list[Any]], cleaner: BatchCleaner) -> dict[str, list[Any]]:
    """The columns that cleaning changes or adds."""
    cleaner.schema(pa.schema([(name, pa.null()) for name in examples]))
    columns: dict[str, list[Any]] = cleaner(pa.table({name: examples[name] for name in cleaner.columns})).to_pydict()
    return columns
