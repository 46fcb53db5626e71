"""Ray Data with two local workers."""

import pyarrow as pa
import pytest

ray = pytest.importorskip("ray")
from cleaner.adapters.ray import clean_dataset  # noqa: E402

pytestmark = pytest.mark.engines
SCHEMA = pa.schema([("id", pa.int64()), ("text", pa.string()), ("tags", pa.list_(pa.string()))])


@pytest.fixture(scope="module", autouse=True)
def cluster():
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    yield
    ray.shutdown()


def tables(ds):
    return sorted((row for block in ds.iter_batches(batch_format="pyarrow") for row in block.to_pylist()), key=by_id)


def by_id(row):
    return row["id"]


def test_the_same_as_the_plain_pipeline(rows, expected, own):
    ds = ray.data.from_arrow([pa.Table.from_pylist(part, schema=SCHEMA) for part in (rows[:3], [], rows[3:])])
    ds = ds.repartition(4)
    assert tables(clean_dataset(ds, rules=[own])) == expected


def test_batches_of_any_size_blocks_left_empty_and_columns_added(rows, expected, own):
    ds = ray.data.from_arrow(pa.Table.from_pylist(rows, schema=SCHEMA)).repartition(3)
    ds = ds.filter(lambda row: row["id"] < 5)
    done = tables(clean_dataset(ds, add=["error", "removals"], rules=[own], ray_options={"batch_size": 2}))
    assert [{name: row[name] for name in SCHEMA.names} for row in done] == expected[:5]
    assert all(row["cleaner_error"] is None for row in done)
    assert any(row["cleaner_removals"] for row in done)
