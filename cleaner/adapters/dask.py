"""Dask: a data frame's texts cleaned partition by partition."""

from __future__ import annotations

from typing import Any

import dask
import pandas as pd
import pyarrow as pa
from dask.dataframe import DataFrame

from cleaner.batch import BatchCleaner
from cleaner.errors import FieldError


def clean_dataframe(df: DataFrame, field: str = "text", **options: Any) -> DataFrame:
    """The data frame with the column `field` cleaned, lazily; its index, partitions and other columns stay.

    `options` are those of BatchCleaner; what they add comes as columns of Arrow types. Raises FieldError if the column
    is not there or not one of strings, and what BatchCleaner raises.
    """
    cleaner = BatchCleaner(field, **options)
    cleaner.schema(pa.schema([(str(name), pa.null()) for name in df.columns]))
    if isinstance(df.dtypes[field], pd.CategoricalDtype):
        raise FieldError(
            f"column {field!r} is categorical, and clean texts are other categories: make it strings first"
        )
    return df.map_partitions(_clean, dask.delayed(cleaner, pure=True), meta=_clean(df._meta, cleaner))


def _clean(frame: pd.DataFrame, cleaner: BatchCleaner) -> pd.DataFrame:
    """A frame cleaned: only its texts, and where they come from, pass through Arrow."""
    before = frame[cleaner.field]
    done = cleaner(pa.table({name: pa.array(frame[name], from_pandas=True) for name in cleaner.columns}))
    cleaned = pd.Series(done[cleaner.field].to_pylist(), index=frame.index, dtype=before.dtype)
    columns = {cleaner.field: cleaned.where(before.notna(), before)}  # a null is None or NaN, as it was
    for name in done.column_names[len(cleaner.columns) :]:
        columns[name] = pd.Series(pd.arrays.ArrowExtensionArray(done[name]), index=frame.index)
    return frame.assign(**columns)
