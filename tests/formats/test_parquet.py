"""Parquet: row groups, compression and metadata stay, and a damaged group costs no other."""

from io import BytesIO

import pyarrow as pa
import pytest
from files import file, packed, parts, read, read_bytes, rewritten, table_bytes, table_of
from pyarrow import parquet

from cleaner.formats.base import Unreadable
from cleaner.formats.parquet import _checked, opened

TABLE = pa.table(
    {
        "n": range(400),
        "text": [f"Barge {n} of {n**3}, laden with hay." for n in range(400)],
        "tags": [[{"a": n}] for n in range(400)],
    }
).replace_schema_metadata({"made": "by hand"})
TEXTS = TABLE.column("text").to_pylist()


def groups(data):
    """Row groups: their rows, and how each column of theirs is compressed."""
    found = parquet.ParquetFile(BytesIO(data)).metadata
    return [
        (group.num_rows, [group.column(n).compression for n in range(group.num_columns)])
        for group in map(found.row_group, range(found.num_row_groups))
    ]


@pytest.mark.parametrize(
    "compression",
    ["none", "snappy", "gzip", "zstd", "lz4", "brotli", {"n": "gzip", "text": "zstd", "tags.list.element.a": "none"}],
)
def test_groups_and_compression_stay(compression):
    data = table_bytes(TABLE, "parquet", rows=150, compression=compression)
    with file(data, "a.parquet") as source:
        made = rewritten(source, change=lambda text: text[6:])
        assert [part.documents for part in parts(source)] == [150, 150, 100]
    assert groups(made) == groups(data)
    changed = table_of(made, "parquet")
    assert changed.schema.equals(table_of(data, "parquet").schema, check_metadata=True)
    assert changed.column("text").to_pylist() == [text[6:] for text in TEXTS]


def test_other_formats_become_large_groups():
    with file(table_bytes(TABLE, "arrows", rows=10), "a.arrows") as source:
        made = rewritten(source, "parquet", 1)
    assert groups(made) == [(400, ["ZSTD"] * 3)]


def test_a_group_that_grows_stays_one():
    table = pa.table({"text": ["a"] * 5000})
    with file(table_bytes(table, "parquet", rows=2500), "a.parquet") as source:
        made = rewritten(source, change=lambda _: "Barge." * 9)
    assert [rows for rows, _ in groups(made)] == [2500, 2500]


@pytest.mark.parametrize("damaged", [0, 1, 2, 3])
def test_a_damaged_group_costs_no_other(damaged):
    data = bytearray(table_bytes(TABLE, "parquet", rows=100, compression="zstd", write_page_checksum=True))
    with file(bytes(data), "a.parquet") as source:
        part = parts(source)[damaged]
    middle = (part.start + part.end) // 2
    data[middle : middle + 8] = bytes(255 - each for each in data[middle : middle + 8])
    found = read_bytes(bytes(data), "a.parquet")
    assert len(found.why) == 1 and found.why[0].startswith("a damaged row group")
    assert found.texts == TEXTS[: 100 * damaged] + TEXTS[100 * damaged + 100 :]
    names = [int(item.name) for item, _ in found.found]
    assert [TEXTS[name - 1] for name in names] == found.texts


@pytest.mark.parametrize("keep", [0.99, 0.5, 0])
def test_without_its_end_nothing_can_be_read_and_that_is_told(keep):
    data = table_bytes(TABLE, "parquet")
    data = data[: int(len(data) * keep)]
    for name in ("a.parquet", "a.parquet.gz"):
        with file(packed(data, "gz") if name.endswith("gz") else data, name) as source:
            with pytest.raises(Unreadable, match="not Parquet that can be read"):
                parts(source)
            with pytest.raises(Unreadable), opened(source):
                pass


def test_a_compressed_file_is_one_part_and_its_digest_tells_what_it_holds():
    other = TABLE.set_column(1, "text", pa.array([text + "." for text in TEXTS]))
    found = []
    for table in (TABLE, other, TABLE):
        data = table_bytes(table, "parquet", rows=100)
        with file(packed(data, "zst"), "a.parquet.zst") as source:
            (part,) = parts(source)
            found.append(part.digest)
            assert (part.documents, part.weight) == (400, source.size)
            assert read(source).texts == table.column("text").to_pylist()
            assert table_of(rewritten(source), "parquet").equals(table_of(data, "parquet"))
    assert found[0] == found[2] != found[1] and all(found)


def test_a_group_with_other_rows_than_it_says_is_told():
    batch = TABLE.slice(0, 10).to_batches()[0]
    assert list(_checked(iter([batch, batch]), 20)) == [batch, batch]
    with pytest.raises(Unreadable, match="a damaged row group: it has 20 rows and not 30"):
        list(_checked(iter([batch, batch]), 30))


def test_groups_without_rows():
    sink = BytesIO()
    with parquet.ParquetWriter(sink, TABLE.schema) as out:
        for rows in (0, 5, 0):
            out.write_table(TABLE.slice(0, rows))
    with file(sink.getvalue(), "a.parquet") as source:
        assert read(source).texts == TEXTS[:5]
        assert table_of(rewritten(source), "parquet").equals(TABLE.slice(0, 5))


@pytest.mark.parametrize("kind", ["month_day_nano_interval", "run_end_encoded", "hollow"])
def test_columns_that_parquet_has_no_form_for_are_written_as_text(kind):
    column = {
        "month_day_nano_interval": pa.array([(1, 2, 3), None], pa.month_day_nano_interval()),
        "run_end_encoded": pa.RunEndEncodedArray.from_arrays(pa.array([2], pa.int32()), pa.array(["x"])),
        "hollow": pa.array([{}, None], pa.struct([])),
    }[kind]
    with file(table_bytes(pa.table({"text": ["a", "b"], "x": column}), "arrows"), "a.arrows") as source:
        made = table_of(rewritten(source, "parquet"), "parquet")
    expected = {"month_day_nano_interval": ["[1, 2, 3]", None], "run_end_encoded": ["x", "x"], "hollow": ["{}", None]}
    assert made.to_pydict() == {"text": ["a", "b"], "x": expected[kind]}
