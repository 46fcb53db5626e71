"""Texts in Arrow columns: taken out and put back, all else the same."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.columns import ADDED, added_fields, schema_with, texts, with_added, with_texts
from cleaner.errors import FieldError
from cleaner.told import TOLD

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TYPES = [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())]
TYPES += [pa.dictionary(pa.int8(), pa.large_string(), ordered=True), pa.dictionary(pa.uint16(), pa.string())]


def column(values, data_type):
    if not pa.types.is_dictionary(data_type):
        return pa.array(values, data_type)
    coded = pa.array(values, data_type.value_type).dictionary_encode()
    indices = coded.indices.cast(data_type.index_type)
    return pa.DictionaryArray.from_arrays(indices, coded.dictionary, ordered=data_type.ordered)


@st.composite
def batches(draw):
    """A batch with texts in a plain column and in a struct inside a struct, sliced; and where the texts are."""
    values = draw(st.lists(st.none() | TEXT, max_size=8))
    count = len(values)
    data_type = draw(st.sampled_from(TYPES))
    masks = [pa.array(draw(st.lists(st.booleans(), min_size=count, max_size=count)), pa.bool_()) for _ in range(2)]
    inner = pa.StructArray.from_arrays(
        [pa.array(range(count), pa.int64()), column(values, data_type)],
        fields=[pa.field("n", pa.int64()), pa.field("body", data_type, metadata={"about": "the text"})],
        mask=masks[0],
    )
    outer = pa.StructArray.from_arrays([inner], fields=[pa.field("in", inner.type)], mask=masks[1])
    schema = pa.schema(
        [
            pa.field("id", pa.int32(), nullable=False, metadata={"key": "yes"}),
            pa.field("text", data_type),
            pa.field("doc", outer.type),
            pa.field("doc.title", data_type),
        ],
        metadata={"made": "by hand"},
    )
    ids = pa.array(range(count), pa.int32())
    arrays = [ids, column(values, data_type), outer, column(values[::-1], data_type)]
    start = draw(st.integers(0, count))
    batch = pa.RecordBatch.from_arrays(arrays, schema=schema).slice(start, draw(st.integers(0, count - start)))
    return batch, draw(st.sampled_from(["text", "doc.in.body", "doc.title"]))


@given(batches())
def test_texts_put_back_give_the_same_batch(case):
    batch, field = case
    again = with_texts(batch, field, texts(batch, field))
    again.validate(full=True)
    assert again.schema.equals(batch.schema, check_metadata=True)
    assert again.to_pylist() == batch.to_pylist()


@given(batches(), st.data())
def test_only_the_texts_change(case, data):
    batch, field = case
    new = [text if text is None else data.draw(TEXT) for text in texts(batch, field)]
    changed = with_texts(batch, field, new)
    changed.validate(full=True)
    assert texts(changed, field) == new
    assert changed.schema.equals(batch.schema, check_metadata=True)
    assert with_texts(changed, field, texts(batch, field)).to_pylist() == batch.to_pylist()
    name = field.split(".")[0] if field == "doc.in.body" else field
    assert changed.drop_columns([name]).equals(batch.drop_columns([name]))
    numbers = [row and row["in"] and row["in"]["n"] for row in batch.column("doc").to_pylist()]
    assert [row and row["in"] and row["in"]["n"] for row in changed.column("doc").to_pylist()] == numbers


def test_a_text_that_may_not_be_null_inside_a_struct_that_is():
    inner = pa.field("body", pa.string(), nullable=False)
    array = pa.StructArray.from_arrays([pa.array(["a", "b"])], fields=[inner], mask=pa.array([True, False]))
    batch = pa.record_batch([array], names=["doc"])
    assert texts(batch, "doc.body") == [None, "b"]
    changed = with_texts(batch, "doc.body", [None, "c"])
    changed.validate(full=True)
    assert changed.to_pylist() == [{"doc": None}, {"doc": {"body": "c"}}]
    assert changed.schema.equals(batch.schema)


@pytest.mark.parametrize("data_type", TYPES, ids=str)
def test_bytes_that_are_not_utf8_come_back(data_type):
    whole = pa.array([b"a\xffb", None, "ö".encode()], pa.binary())
    if pa.types.is_dictionary(data_type):
        coded = whole.dictionary_encode()
        words = coded.dictionary.view(pa.string()).cast(data_type.value_type)
        array = pa.DictionaryArray.from_arrays(
            coded.indices.cast(data_type.index_type), words, ordered=data_type.ordered
        )
    else:
        array = whole.view(pa.string()).cast(data_type)
    batch = pa.record_batch([array], names=["text"])
    found = texts(batch, "text")
    assert found == ["a\udcffb", None, "ö"]
    again = with_texts(batch, "text", found).column(0)
    assert again.type == data_type
    if pa.types.is_dictionary(data_type):
        again = again.dictionary_decode()
    assert again.cast(pa.binary()).equals(whole)


def test_a_column_of_nothing_but_nulls():
    batch = pa.record_batch([pa.nulls(2), pa.array([1, 2])], names=["text", "id"])
    assert texts(batch, "text") == [None, None]
    assert with_texts(batch, "text", [None, None]).equals(batch)


def test_as_many_texts_as_rows():
    with pytest.raises(ValueError, match="1 texts for 2 rows"):
        with_texts(pa.record_batch([pa.array(["a", "b"])], names=["text"]), "text", ["a"])


NEST = pa.struct([("title", pa.string()), ("body", pa.string())])


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("txt", "no column 'txt': there are id, text, doc, doc.title, doc.body; did you mean 'text'"),
        ("doc.bdy", "no column 'doc.bdy': there are .*; did you mean 'doc.body'"),
        ("text.body", "no column 'text.body'"),
        ("id", "column 'id' holds int64, not text"),
        ("doc", "column 'doc' holds struct<.*>, not text"),
    ],
)
def test_a_field_that_is_not_there(field, message):
    schema = pa.schema([("id", pa.int64()), ("text", pa.string()), ("doc", NEST)])
    with pytest.raises(FieldError, match=message):
        texts(pa.RecordBatch.from_pylist([], schema=schema), field)


def test_a_name_that_two_columns_have():
    batch = pa.RecordBatch.from_arrays([pa.array(["a"])] * 2, names=["text", "text"])
    with pytest.raises(FieldError, match="there are 2 columns 'text'"):
        texts(batch, "text")


def test_other_columns_of_one_name_stay():
    batch = pa.RecordBatch.from_arrays([pa.array([1]), pa.array(["a"]), pa.array([2])], names=["x", "text", "x"])
    assert with_texts(batch, "text", ["b"]).columns == [pa.array([1]), pa.array(["b"]), pa.array([2])]


def test_every_name_has_a_type():
    assert tuple(ADDED) == TOLD


def test_columns_are_added_in_the_order_asked_for():
    batch = pa.record_batch([pa.array(["a", "b"])], names=["text"], metadata={"made": "by hand"})
    wider = with_added(batch, ["error", "language"], [{"cleaner_language": "en"}, {}])
    assert wider.to_pylist() == [
        {"text": "a", "cleaner_error": None, "cleaner_language": "en"},
        {"text": "b", "cleaner_error": None, "cleaner_language": None},
    ]
    assert wider.schema.equals(schema_with(batch.schema, ["error", "language"]), check_metadata=True)
    assert with_added(batch, [], [{}, {}]).equals(batch)


def test_what_cannot_be_added():
    schema = pa.schema([("cleaner_error", pa.string())])
    with pytest.raises(FieldError, match="there is a column 'cleaner_error' already"):
        schema_with(schema, ["language", "error"])
    with pytest.raises(FieldError, match=r"no 'removal' to add: .*; did you mean 'removals'"):
        added_fields(["removal"])
    with pytest.raises(FieldError, match="twice"):
        added_fields(["error", "error"])
