"""Dask data frames."""

import pytest

dask = pytest.importorskip("dask")
pd = pytest.importorskip("pandas")
dd = pytest.importorskip("dask.dataframe")
from cleaner import FieldError  # noqa: E402
from cleaner.adapters.dask import clean_dataframe  # noqa: E402

pytestmark = pytest.mark.engines


@pytest.fixture(scope="module")
def frame(rows):
    return pd.DataFrame(rows).astype({"text": "string"}).set_index("id")


@pytest.mark.parametrize("data_type", ["string", "object", "string[pyarrow]"])
@pytest.mark.parametrize("scheduler", ["synchronous", "processes"])
def test_the_same_as_the_plain_pipeline(frame, expected, own, data_type, scheduler):
    frame = frame.astype({"text": data_type})
    with dask.config.set({"dataframe.convert-string": False}):
        done = clean_dataframe(dd.from_pandas(frame, npartitions=3), rules=[own])
        assert done.dtypes.to_dict() == frame.dtypes.to_dict() and done.npartitions == 3
        done = done.compute(scheduler=scheduler, num_workers=2)
    pd.testing.assert_frame_equal(done.drop(columns="text"), frame.drop(columns="text"))
    assert done["text"].dtype == frame["text"].dtype
    assert [None if pd.isna(text) else text for text in done["text"]] == [row["text"] for row in expected]


def test_columns_added(frame, expected, own):
    ddf = dd.from_pandas(frame, npartitions=3)
    lazy = clean_dataframe(ddf, add=["removals", "error"], rules=[own])
    done = lazy.compute(scheduler="threads")
    assert list(done.columns) == list(lazy.columns) == ["text", "tags", "cleaner_removals", "cleaner_error"]
    assert done.dtypes.to_dict() == lazy.dtypes.to_dict()
    changed = [row["id"] for row, before in zip(expected, frame["text"], strict=True) if row["text"] != before]
    cut = done[done["cleaner_removals"].map(lambda found: found is not pd.NA and found is not None and len(found) > 0)]
    assert [number for number in changed if expected[number]["text"] is not None] == list(cut.index)
    assert done["cleaner_error"].notna().sum() == 1


def test_a_field_that_is_not_there_or_no_text(frame):
    ddf = dd.from_pandas(frame, npartitions=1)
    with pytest.raises(FieldError, match="did you mean 'text'"):
        clean_dataframe(ddf, "txt")
    with pytest.raises(FieldError, match="categorical"):
        clean_dataframe(ddf.astype({"text": "category"}))
    with pytest.raises(FieldError, match="holds int64, not text"):
        clean_dataframe(ddf.reset_index(), "id")
