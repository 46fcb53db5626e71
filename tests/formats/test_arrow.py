"""Arrow files and streams: all columns, batches and metadata stay, and damage costs no more than it touches."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pyarrow as pa
import pytest
from files import file, packed, parts, read, read_bytes, rewritten, table_bytes, table_of
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.errors import FieldError
from cleaner.formats.base import Unwritable

ENDINGS = ("arrow", "arrows", "parquet")
NOTE = {"about": "by hand"}
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TEXTS = [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())]
OTHERS = {
    pa.int8(): st.integers(-128, 127),
    pa.uint64(): st.integers(0, 2**64 - 1),
    pa.float32(): st.just(0.5),
    pa.float64(): st.floats(allow_nan=False),
    pa.bool_(): st.booleans(),
    pa.date32(): st.dates(date(1900, 1, 1)),
    pa.timestamp("us", "Europe/Berlin"): st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1)),
    pa.timestamp("ns"): st.integers(0, 2**60),
    pa.decimal128(12, 3): st.decimals(-999, 999, places=3),
    pa.list_(pa.string()): st.lists(TEXT, max_size=3),
    pa.struct([("a", pa.int64()), ("b", pa.list_(pa.float64()))]): st.fixed_dictionaries({"a": st.just(1)}),
    pa.map_(pa.string(), pa.int64()): st.just([("k", 1)]),
    pa.dictionary(pa.int8(), pa.string()): st.sampled_from(["x", "y"]),
    pa.binary(): st.binary(max_size=4),
    pa.null(): st.none(),
    pa.large_string(): TEXT,
    pa.string_view(): TEXT,
}


def column(values, kind):
    if pa.types.is_dictionary(kind):
        return pa.array(values, kind.value_type).dictionary_encode().cast(kind)
    return pa.array(values, kind)


@st.composite
def tables(draw):
    """A table with a column of texts, others of some types, metadata everywhere, and where its text is."""
    count = draw(st.integers(0, 10))
    texts = column(draw(st.lists(st.none() | TEXT, min_size=count, max_size=count)), draw(st.sampled_from(TEXTS)))
    fields = [pa.field("id", pa.int64(), nullable=False, metadata=NOTE), pa.field("text", texts.type, metadata=NOTE)]
    columns = [pa.array(range(count), pa.int64()), texts]
    for number, kind in enumerate(draw(st.lists(st.sampled_from(list(OTHERS)), max_size=3))):
        columns.append(column(draw(st.lists(st.none() | OTHERS[kind], min_size=count, max_size=count)), kind))
        fields.append(pa.field(f"n{number}", kind))
    doc = pa.StructArray.from_arrays([texts, columns[0]], fields=[fields[1], pa.field("n", pa.int64())])
    fields.append(pa.field("doc", doc.type))
    return pa.table([*columns, doc], schema=pa.schema(fields, metadata=NOTE)), draw(
        st.sampled_from(["text", "doc.text"])
    )


def same(one, other):
    assert one.schema.equals(other.schema, check_metadata=True)
    for name, found, expected in zip(one.schema.names, one.columns, other.columns, strict=True):
        if not found.equals(expected):  # dictionaries may be of another order
            assert plain(found) == plain(expected), name


def plain(column):
    kind = column.type
    return column.cast(kind.value_type).to_pylist() if pa.types.is_dictionary(kind) else column.to_pylist()


@settings(max_examples=50)
@given(tables(), st.sampled_from(ENDINGS), st.integers(1, 4), st.sampled_from([1, 500, 1 << 20]))
def test_tables_come_back_whatever_their_types(case, ending, rows, size):
    table, field = case
    with file(table_bytes(table, ending, rows=rows), f"a.{ending}") as source:
        original = table_of(source.path.read_bytes(), ending)
        same(table_of(rewritten(source, size=size, field=field), ending), original)
        same(table_of(rewritten(source, size=size, field=field, change=lambda text: text), ending), original)


@settings(max_examples=50)
@given(tables(), st.sampled_from(ENDINGS), st.integers(1, 4), TEXT)
def test_nothing_but_the_texts_changes(case, ending, rows, new):
    table, field = case
    with file(table_bytes(table, ending, rows=rows), f"a.{ending}") as source:
        original = table_of(source.path.read_bytes(), ending)
        made = rewritten(source, size=1, field=field, change=lambda text: new + text)
        before = read(source, field=field).texts
    changed = table_of(made, ending)
    changed.validate(full=True)
    name = field.split(".")[0]
    same(changed.drop_columns([name]), original.drop_columns([name]))
    assert read_bytes(made, f"a.{ending}", field=field).texts == [
        text if text is None else new + text for text in before
    ]
    same(changed.slice(0, 0), original.slice(0, 0))


@pytest.mark.parametrize("ending", ENDINGS)
def test_rows_left_out_leave_the_others(ending):
    """What is put aside is not written."""
    table = pa.table({"n": range(3000), "text": [f"Barge {n}" for n in range(3000)]})
    refused = []
    with file(table_bytes(table, ending, rows=1500), f"a.{ending}") as source:
        made = rewritten(source, change=lambda text: "\ud800" if text.endswith("7") else text + ".", refused=refused)
    kept = [n for n in range(3000) if n % 10 != 7]
    assert table_of(made, ending).to_pydict() == {"n": kept, "text": [f"Barge {n}." for n in kept]}
    assert len(refused) == 300 and refused[0] == ("8", "a lone surrogate, which Arrow and Parquet can't hold")


ODD = [pa.list_(pa.string_view()), pa.run_end_encoded(pa.int32(), pa.string())]


@pytest.mark.parametrize("kind", [*OTHERS, *ODD], ids=str)
def test_rows_left_out_of_columns_of_any_type(kind):
    table = pa.table({"text": ["a", "b", "c", "d"], "x": pa.nulls(4, kind)})
    with file(table_bytes(table, "arrows"), "a.arrows") as source:
        made = table_of(rewritten(source, change=lambda text: "\ud800" if text == "b" else None, refused=[]), "arrows")
    assert made.column("text").to_pylist() == ["a", "c", "d"] and made.schema.equals(table.schema)


@pytest.mark.parametrize("ending", ENDINGS)
def test_columns_are_added_behind_all_others(ending):
    table = pa.table({"text": ["a", "b"], "n": [1, 2]}).replace_schema_metadata(NOTE)
    with file(table_bytes(table, ending, rows=1), f"a.{ending}") as source:
        made = table_of(rewritten(source, added={"cleaner_language": "en", "cleaner_removals": None}), ending)
    assert made.schema.names == ["text", "n", "cleaner_language", "cleaner_removals"]
    assert made.schema.metadata[b"about"] == b"by hand" and made.column("cleaner_language").to_pylist() == ["en"] * 2


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("added", [{"cleaner_error": "x"}, {"cleaner_language": "\ud800"}])
def test_what_can_not_be_added_is_refused_and_nothing_is_written(ending, added):
    table = pa.table({"text": ["a", "b"], "cleaner_error": ["mine", None]})
    refused = []
    with file(table_bytes(table, ending), f"a.{ending}") as source:
        made = rewritten(source, change=lambda _: "c", added=added, refused=refused)
        assert [name for name, _ in refused] == ["1", "2"]
        assert table_of(made, ending).equals(table.slice(0, 0))
        with pytest.raises((FieldError, Unwritable)):
            rewritten(source, added=added)


@pytest.mark.parametrize("ending", ENDINGS)
def test_bytes_that_are_not_utf8_stay(ending):
    raw = pa.array([b"a\xffb", b"c"], pa.binary())
    table = pa.table({"text": raw.view(pa.string()), "other": raw.view(pa.string())})
    with file(table_bytes(table, ending), f"a.{ending}") as source:
        made = table_of(rewritten(source, change=lambda text: text[1:]), ending)
        as_json = rewritten(source, "jsonl")
        refused = []
        rewritten(source, "csv", refused=refused)
        first = read(source).found[0][1].raw()
    assert made.column("text").cast(pa.binary()).to_pylist() == [b"\xffb", b""]
    assert made.column("other").cast(pa.binary()).to_pylist() == [b"a\xffb", b"c"]
    assert as_json == b'{"text": "a\\udcffb", "other": "a\\udcffb"}\n{"text": "c", "other": "c"}\n'
    assert [name for name, _ in refused] == ["1"] and first == '{"text": "a\udcffb", "other": "a\udcffb"}'


def test_columns_of_one_name_are_all_told():
    table = pa.table([pa.array(["a"]), pa.array([1]), pa.array([2]), pa.array([3])], names=["text", "n", "n", "n_3"])
    with file(table_bytes(table, "arrows"), "a.arrows") as source:
        assert rewritten(source, "jsonl") == b'{"text": "a", "n": 1, "n_3": 2, "n_3_4": 3}\n'
        assert table_of(rewritten(source, change=lambda _: "b"), "arrows").columns[1:] == table.columns[1:]


def test_batches_with_dictionaries_of_their_own_make_a_file():
    sink = BytesIO()
    kind = pa.dictionary(pa.int8(), pa.string())
    inner = pa.struct([("d", kind)])
    schema = pa.schema([("text", kind), ("doc", inner)])
    with pa.ipc.new_stream(sink, schema) as out:
        for words in (["a", "b", "a"], ["c", "a", None]):
            column = pa.array(words).dictionary_encode().cast(kind)
            out.write_batch(pa.record_batch([column, pa.StructArray.from_arrays([column], ["d"])], schema=schema))
    for to in ENDINGS:
        with file(sink.getvalue(), "a.arrows") as source:
            made = table_of(rewritten(source, to, size=1, change=lambda text: text + "."), to)
        assert plain(made.column("text")) == ["a.", "b.", "a.", "c.", "a.", None]
        assert [row["d"] for row in made.column("doc").to_pylist()] == ["a", "b", "a", "c", "a", None]


TABLE = pa.table({"n": range(400), "text": [f"Barge {n} of {n**3}, laden with hay." for n in range(400)]})


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_rows_leave_the_schema(ending):
    table = TABLE.slice(0, 0).replace_schema_metadata(NOTE)
    for name in (f"a.{ending}", f"a.{ending}.xz"):
        data = table_bytes(table, ending)
        with file(packed(data, "xz") if name.endswith("xz") else data, name) as source:
            assert not read(source).found
            same(table_of(rewritten(source), ending), table)


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_such_column(ending):
    with file(table_bytes(TABLE, ending), f"a.{ending}") as source:
        assert read(source, field="body").why == ["no column 'body': there are n, text"]
        assert len(parts(source)) == 1


def test_a_dotted_field_in_a_struct():
    rows = [{"text": Decimal("1.5"), "in": {"text": "a", "n": 1}}, {"text": None, "in": None}]
    with file(table_bytes(pa.table({"doc": rows}), "arrows"), "a.arrows") as source:
        found = read(source, field="doc.in.text")
        made = rewritten(source, field="doc.in.text", change=lambda _: "b")
        as_json = rewritten(source, "jsonl", field="doc.in.text", change=lambda _: "b")
    assert found.texts == ["a", None]
    rows[0]["in"]["text"] = "b"
    assert table_of(made, "arrows").column("doc").to_pylist() == rows
    assert as_json.splitlines()[0] == b'{"doc": {"text": "1.5", "in": {"text": "b", "n": 1}}}'


def test_texts_inside_structs_need_not_be_utf8():
    raw = pa.array([b"a\xff", b"b"], pa.binary()).view(pa.string())
    coded = raw.dictionary_encode()
    doc = pa.StructArray.from_arrays([raw, coded], ["text", "code"])
    with file(table_bytes(pa.table({"doc": doc, "code": coded}), "arrows"), "a.arrows") as source:
        assert read(source, field="doc.text").texts == ["a\udcff", "b"]
        assert read(source, field="code").texts == ["a\udcff", "b"]
