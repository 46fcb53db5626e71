"""Documents of one format written as another, and parts whose columns differ made one."""

import json
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from files import SIZES, file, packed, read, read_bytes, rewritten, table_bytes, table_of
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.formats import WRITTEN
from cleaner.formats.tables import joined, plain_values

ARROW = ("parquet", "arrow", "arrows")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
LEAF = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT
VALUE = st.recursive(LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3))
ROWS = st.lists(st.dictionaries(st.sampled_from("abc"), VALUE), max_size=8)


def lines(rows):
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def written(rows, to, size=1, **asked):
    with file(lines(rows), "a.jsonl") as source:
        return rewritten(source, to, size, **asked)


def fields(data, ending):
    return [place.fields(None) for _, place in read_bytes(data, f"a.{ending}").found]


def says(target, value):
    """Whether a column of Arrow, whatever its type came to be, says a JSON value."""
    if isinstance(target, str) and not isinstance(value, str):
        return says(json.loads(target), value)
    if isinstance(target, dict) and isinstance(value, dict):  # fields that others have are null
        return all(says(inner, value.get(name)) for name, inner in target.items()) and set(value) <= set(target)
    if isinstance(target, list) and isinstance(value, list):
        return len(target) == len(value) and all(map(says, target, value))
    return target == value


@settings(max_examples=50)
@given(ROWS, st.sampled_from(ARROW), st.sampled_from(SIZES))
def test_json_of_any_shape_keeps_its_values_as_columns(rows, to, size):
    rows = [{**row, "text": str(n)} for n, row in enumerate(rows)]
    found = table_of(written(rows, to, size), to).to_pylist()
    assert len(found) == len(rows)
    for target, row in zip(found, rows, strict=True):
        assert all(says(target[name], value) for name, value in row.items())
        assert all(target[name] is None for name in target if name not in row)


@settings(max_examples=40)
@given(ROWS, st.sampled_from(["csv", "tsv"]), st.sampled_from(SIZES))
def test_json_of_any_shape_keeps_its_values_as_text(rows, to, size):
    rows = [{**row, "text": str(n)} for n, row in enumerate(rows)]
    found = fields(written(rows, to, size), to)
    assert len(found) == len(rows)
    for target, row in zip(found, rows, strict=True):
        for name, cell in target.items():
            value = row.get(name)
            assert cell == ("" if value is None else value) or json.loads(cell) == value


COLUMNS = {
    "int": pa.array([1, None, 3], pa.int32()),
    "float": pa.array([1.5, None, -2.0]),
    "bool": pa.array([True, None, False]),
    "date": pa.array([0, None, 20000], pa.date32()),
    "time": pa.array([0, None, 10**9], pa.timestamp("us", "Europe/Berlin")),
    "nano": pa.array([1, None, 10**18 + 1], pa.timestamp("ns", "UTC")),
    "late": pa.array([1, None, 2**40], pa.timestamp("s")),
    "clock": pa.array([1, None, 2], pa.time64("ns")),
    "span": pa.array([1, None, 2], pa.duration("ns")),
    "money": pa.array([Decimal("1.50"), None, Decimal("-2.25")], pa.decimal128(9, 2)),
    "tags": pa.array([["a"], None, []], pa.list_(pa.string())),
    "nested": pa.array([{"a": {"b": [1]}}, None, {"a": None}]),
    "times": pa.array([[{"t": 1}], None, []], pa.list_(pa.struct([("t", pa.timestamp("ns"))]))),
    "map": pa.array([[("k", 1)], None, []], pa.map_(pa.string(), pa.int64())),
    "code": pa.array(["x", None, "x"]).dictionary_encode(),
    "bytes": pa.array([b"\0\xff", None, b""], pa.binary()),
    "none": pa.nulls(3),
    "large": pa.array(["a", None, "b"], pa.large_string()),
}
TABLE = pa.table({**COLUMNS, "text": ["one", None, "three"]})
AS_JSON = [
    {
        "int": 1,
        "float": 1.5,
        "bool": True,
        "date": "1970-01-01",
        "time": "1970-01-01T01:00:00+01:00",
        "nano": "1970-01-01 00:00:00.000000001Z",
        "late": "1970-01-01T00:00:01",
        "clock": "00:00:00.000000001",
        "span": "1",
        "money": "1.50",
        "tags": ["a"],
        "nested": {"a": {"b": [1]}},
        "times": [{"t": "1970-01-01 00:00:00.000000001"}],
        "map": [["k", 1]],
        "code": "x",
        "bytes": "AP8=",
        "none": None,
        "large": "a",
        "text": "one",
    },
    dict.fromkeys(TABLE.column_names),
]


@pytest.mark.parametrize("ending", ARROW)
@pytest.mark.parametrize("to", WRITTEN)
def test_columns_of_all_types_as_each_format(ending, to):
    with file(table_bytes(TABLE, ending, rows=2), f"a.{ending}") as source:
        made = rewritten(source, to, 1)
        texts = read(source, 1).texts
    assert read_bytes(made, f"a.{to}").texts == [text or ("" if to in ("csv", "tsv") else text) for text in texts]
    found = fields(made, to)
    assert [list(row) for row in found] == [TABLE.column_names] * 3
    if to in ARROW:
        again = table_of(made, to)
        for name in set(TABLE.column_names) - {"late", "span"}:  # Parquet has milliseconds and integers for them
            values = again.column(name).cast(TABLE.column(name).type).combine_chunks()
            assert plain_values(values) == plain_values(TABLE.column(name).combine_chunks()), name
    elif to == "jsonl":
        assert found[:2] == AS_JSON
    else:
        expected = {name: value if isinstance(value, str) else json.dumps(value) for name, value in AS_JSON[0].items()}
        assert found[0] == expected | {"none": ""} and set(found[1].values()) == {""}


@pytest.mark.parametrize("to", ARROW)
@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (1, 2.5, [1.0, 2.5]),
        (1, "a", ["1", "a"]),
        (True, 1, ["true", "1"]),
        (2**53 + 1, 0.5, [str(2**53 + 1), "0.5"]),
        (0.5, 2**53 + 1, ["0.5", str(2**53 + 1)]),
        (2**63, -1, [str(2**63), "-1"]),
        (2**70, 1, [str(2**70), "1"]),
        (None, "a", [None, "a"]),
        (None, 1, [None, 1]),
        ([], ["a"], [[], ["a"]]),
        ([1], ["a"], ["[1]", '["a"]']),
        ({"a": 1}, {"b": "x"}, [{"a": 1, "b": None}, {"a": None, "b": "x"}]),
        ({"a": 1}, {"a": "x"}, ['{"a": 1}', '{"a": "x"}']),
        ({}, 1, ["{}", "1"]),
        ({}, {"a": 1}, ["{}", '{"a": 1}']),
        ([{}], None, ["[{}]", None]),
        ("2024-01-01", {"a": "é"}, ["2024-01-01", '{"a": "é"}']),
    ],
)
def test_parts_of_other_types_become_one(to, first, second, expected):
    rows = [{"x": first, "text": "a"}, {"x": second, "text": "b"}]
    for size in (1, 1 << 20):
        column = table_of(written(rows, to, size), to).column("x").to_pylist()
        assert [says(each, value) for each, value in zip(column, (first, second), strict=True)] == [True, True]
        assert column == expected or (size > 1 and column[0] == {"a": None})  # within a part {} fits another struct


@pytest.mark.parametrize("to", ["csv", *ARROW])
def test_columns_that_are_missing_and_columns_that_are_added(to):
    rows = [{"text": "a"}, {"b": 1, "text": "b"}, {"c": "x", "text": "c"}]
    for size in (1, 1 << 20):
        made = fields(written(rows, to, size, added={"cleaner_language": "en"}), to)
        assert [list(row) for row in made] == [["text", "b", "c", "cleaner_language"]] * 3
        assert [row["cleaner_language"] for row in made] == ["en"] * 3
        assert [row["b"] or None for row in made] == [None, "1" if to == "csv" else 1, None]


@pytest.mark.parametrize("to", ["csv", "tsv", *ARROW])
@pytest.mark.parametrize("where", ["text", "other", "added"])
def test_lone_surrogates_are_refused_and_nothing_around_them_is_lost(to, where):
    bad = "Barge \ud800."
    rows = [{"n": n, "text": bad if n == 1 and where == "text" else "a", "other": "b"} for n in range(3)]
    if where == "other":
        rows[1]["other"] = bad
    for size in (1, 1 << 20):
        refused = []
        added = {"cleaner_error": bad} if where == "added" else {}
        found = fields(written(rows, to, size, added=added, refused=refused), to)
        if where == "added":
            assert [name for name, _ in refused] == ["1", "2", "3"] and not found
            continue
        assert [name for name, _ in refused] == ["2"] and "a lone surrogate" in refused[0][1]
        assert [int(row["n"]) for row in found] == [0, 2]


@pytest.mark.parametrize("to", ["csv", "jsonl", *ARROW])
def test_a_field_to_add_that_is_there_already_is_refused_and_nothing_around_it_is_lost(to):
    rows = [{"text": "a"}, {"text": "b", "cleaner_error": "mine"}, {"text": "c"}]
    for size in (1, 1 << 20):
        refused = []
        found = fields(written(rows, to, size, added={"cleaner_error": "x"}, refused=refused), to)
        assert refused == [("2", "there is a field 'cleaner_error' already")]
        assert [(row["text"], row["cleaner_error"]) for row in found] == [("a", "x"), ("c", "x")]


@pytest.mark.parametrize("to", ["csv", *ARROW])
def test_blank_lines_are_left_out_and_broken_ones_keep_their_place(to):
    data = b'\n{"text": "a"}\n \n{"text": "b"}\n\n'
    with file(data, "a.jsonl") as source:
        assert [row["text"] for row in fields(rewritten(source, to, 1), to)] == ["a", "b"]
    with file(b'{"text": "a"}\nbroken\n{"text": "b"}\n', "a.jsonl") as source:
        found = fields(rewritten(source, to, added={"cleaner_error": "x"}), to)
    assert [(row["text"] or None, row["cleaner_error"]) for row in found] == [("a", "x"), (None, "x"), ("b", "x")]


@pytest.mark.parametrize("to", WRITTEN)
@pytest.mark.parametrize("name", ["a.csv", "a.tsv.gz", "a.jsonl.zst"])
def test_rows_of_text_as_each_format(name, to):
    form, _, codec = name.removeprefix("a.").partition(".")
    rows = [{"id": "1", "text": 'Barge, "quoted"\tand\nbroken'}, {"id": "", "text": "x"}]
    if form == "jsonl":
        data = lines(rows)
    else:
        data = b'id,text\n1,"Barge, ""quoted""\tand\nbroken"\n,x\n'
        data = (
            data if form == "csv" else data.replace(b"id,", b"id\t").replace(b"\n1,", b"\n1\t").replace(b"\n,", b"\n\t")
        )
    with file(packed(data, codec), name) as source:
        assert fields(rewritten(source, to, 1), to) == rows


@pytest.mark.parametrize("to", ARROW)
def test_what_is_nested_too_deeply_is_refused(to):
    deep = '{"text": "b", "x": ' + "[" * 400 + "]" * 400 + "}\n"
    data = b'{"text": "a"}\n' + deep.encode() + b'{"text": "c"}\n'
    refused = []
    with file(data, "a.jsonl") as source:
        made = rewritten(source, to, refused=refused)
    texts = [row["text"] for row in fields(made, to)]
    assert texts == (["a", "c"] if refused else ["a", "b", "c"])


def stream_files(folder, tables):
    for number, table in enumerate(tables):
        path = Path(folder) / str(number)
        path.write_bytes(table_bytes(table, "arrows"))
        yield path


def together(*tables):
    with TemporaryDirectory() as folder:
        schema, found = joined(list(stream_files(folder, tables)), None)
        return pa.concat_tables(list(found)).cast(schema)


def test_a_column_that_may_not_be_null_may_be_where_a_part_lacks_it():
    first = pa.table(
        {"n": [1], "text": ["a"]}, pa.schema([pa.field("n", pa.int64(), nullable=False), ("text", "string")])
    )
    found = together(first, pa.table({"text": ["b"]}))
    found.validate(full=True)
    assert found.schema.field("n").nullable and found.column("n").to_pylist() == [1, None]


def test_integers_of_two_kinds_keep_their_values():
    found = together(pa.table({"n": pa.array([2**64 - 1], pa.uint64())}), pa.table({"n": [-1]}))
    assert found.column("n").to_pylist() == [str(2**64 - 1), "-1"]


def test_metadata_of_the_schema_stays():
    first = pa.table({"n": [1]}).replace_schema_metadata({"made": "by hand"})
    assert together(first, pa.table({"n": [1.5]})).schema.metadata == {b"made": b"by hand"}
