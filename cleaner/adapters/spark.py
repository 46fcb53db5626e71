"""Spark: a data frame's texts cleaned by its executors, through `mapInArrow`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema
from pyspark.sql.types import StructType

from cleaner.batch import BatchCleaner
from cleaner.columns import added_fields


def clean_dataframe(df: DataFrame, field: str = "text", **options: Any) -> DataFrame:
    """The data frame with the column `field` (a name, or a dotted path into structs) cleaned, lazily.

    `options` are those of BatchCleaner. Raises FieldError if the column is not there, and what BatchCleaner raises.
    """
    cleaner = BatchCleaner(field, **options)
    cleaner.schema(to_arrow_schema(df.schema))  # what is wrong with the column is said here, not by an executor
    added = from_arrow_schema(pa.schema(added_fields(cleaner.add)))

    def clean(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return map(cleaner, batches)

    return df.mapInArrow(clean, StructType([*df.schema.fields, *added.fields]))
