"""Ray Data: a data set's texts cleaned by its workers, wherever they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ray.data import Dataset

from cleaner.batch import BatchCleaner


def clean_dataset(
    ds: Dataset, field: str = "text", *, ray_options: Mapping[str, Any] | None = None, **options: Any
) -> Dataset:
    """The data set with the column `field` cleaned, lazily.

    `options` are those of BatchCleaner, `ray_options` those of `Dataset.map_batches` (`batch_size`, `num_cpus` …). What
    is wrong with the options is raised at once; a column that is not there when data flow.
    """
    return ds.map_batches(BatchCleaner(field, **options), batch_format="pyarrow", **(ray_options or {}))
