"""Hugging Face data sets, on disk and as streams."""

import pytest

datasets = pytest.importorskip("datasets")
from cleaner import FieldError  # noqa: E402
from cleaner.adapters.huggingface import clean_dataset  # noqa: E402

pytestmark = pytest.mark.engines
FEATURES = {
    "id": datasets.Value("int64"),
    "text": datasets.Value("string"),
    "tags": datasets.List(datasets.ClassLabel(names=["a", "b"])),
}


@pytest.fixture(scope="module")
def ds(rows):
    numbered = [row | {"tags": [0 for _ in row["tags"]]} for row in rows]
    return datasets.Dataset.from_list(numbered, features=datasets.Features(FEATURES))


@pytest.fixture(scope="module")
def wanted(expected):
    return [row | {"tags": [0 for _ in row["tags"]]} for row in expected]


@pytest.mark.parametrize("options", [{}, {"batch_size": 2}, {"num_proc": 2}])
def test_the_same_as_the_plain_pipeline(ds, wanted, own, options):
    done = clean_dataset(ds, rules=[own], map_options=options)
    assert done.features == ds.features
    assert done.to_list() == wanted


def test_a_stream(ds, wanted, own):
    stream = clean_dataset(
        ds.to_iterable_dataset(num_shards=2), add="error", rules=[own], map_options={"batch_size": 3}
    )
    done = list(stream)
    assert stream.features == datasets.Features({**FEATURES, "cleaner_error": datasets.Value("string")})
    assert [{name: row[name] for name in FEATURES} for row in done] == wanted
    assert sum(row["cleaner_error"] is not None for row in done) == 1


def test_a_stream_that_does_not_know_its_features(rows, expected, own):
    stream = datasets.IterableDataset.from_generator(lambda: iter(rows))
    assert stream.features is None
    assert list(clean_dataset(stream, rules=[own])) == expected


def test_each_split_and_columns_added(ds, wanted, own):
    splits = datasets.DatasetDict({"train": ds, "test": ds.select([0, 1])})
    done = clean_dataset(splits, add=["removals"], rules=[own])
    assert done["test"]["text"][:] == [row["text"] for row in wanted[:2]]
    assert done["train"][0]["cleaner_removals"][0]["text"]


def test_what_was_cleaned_before_is_found_again(ds, own):
    assert clean_dataset(ds, rules=[own])._fingerprint == clean_dataset(ds, rules=[own])._fingerprint
    assert clean_dataset(ds, rules=[own])._fingerprint != clean_dataset(ds)._fingerprint


def test_a_field_that_is_not_there(ds):
    with pytest.raises(FieldError, match="did you mean 'text'"):
        clean_dataset(ds, "txt")
