"""Arrow files and streams that are damaged, cut short, or none."""

import pyarrow as pa
import pytest
from files import packed, read_bytes, table_bytes
from hypothesis import given, settings
from hypothesis import strategies as st

TABLE = pa.table({"n": range(400), "text": [f"Barge {n} of {n**3}, laden with hay." for n in range(400)]})
TEXT_OF = TABLE.column("text").to_pylist()


@pytest.mark.parametrize("ending", ["arrow", "arrows"])
@pytest.mark.parametrize("codec", ["", "gz"])
@pytest.mark.parametrize("keep", [0.98, 0.5, 0.2])
def test_a_file_that_is_cut_short_gives_what_stands_before(ending, codec, keep):
    data = table_bytes(TABLE, ending, rows=20)
    if codec:
        data = packed(data, codec)
    found = read_bytes(data[: int(len(data) * keep)], f"a.{ending}.{codec}".rstrip("."), 1)
    assert len(found.why) == 1 and found.errors[0].first == len(found.found) + 1
    assert len(found.found) >= 400 * (keep - 0.15)
    assert found.texts == TEXT_OF[: len(found.found)]


@pytest.mark.parametrize("at", [0.2, 0.5, 0.8])
def test_a_damaged_batch_of_a_file_costs_no_other(at):
    data = bytearray(table_bytes(TABLE, "arrow", rows=40, compression="zstd"))
    place = int(len(data) * at)
    data[place : place + 60] = b"\xff" * 60
    found = read_bytes(bytes(data), "a.arrow", 1)
    assert len(found.errors) == 1 and found.why[0].startswith("a damaged batch")
    assert len(found.texts) == 360 and set(found.texts) < set(TEXT_OF)
    assert [item.name for item, _ in found.found] == [str(n) for n in range(1, 361)]


@pytest.mark.parametrize("ending", ["arrow", "arrows"])
@pytest.mark.parametrize("data", [b"", b"The barge left at noon.", b"ARROW1\0\0", b"ARROW1\0\0" + bytes(100)])
def test_what_is_no_arrow_is_told(ending, data):
    found = read_bytes(data, f"a.{ending}")
    assert not found.found and len(found.why) == 1 and found.why[0].startswith("no Arrow from here on")


@pytest.mark.parametrize("ending", ["arrow", "arrows"])
def test_a_stream_and_a_file_are_told_by_what_they_hold(ending):
    other = "arrows" if ending == "arrow" else "arrow"
    assert read_bytes(table_bytes(TABLE, other), f"a.{ending}").texts == TEXT_OF


@pytest.mark.parametrize("ending", ["arrow", "arrows"])
@given(st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=4))
@settings(max_examples=60)
def test_damaged_bytes_lose_nothing_in_silence_and_end_nothing(ending, damage):
    table = pa.table({"n": range(60), "text": TEXT_OF[:60], "tags": [[str(n)] * 3 for n in range(60)]})
    data = bytearray(table_bytes(table, ending, rows=20))
    for place, byte in damage:
        data[int(len(data) * place)] = byte
    found = read_bytes(bytes(data), f"a.{ending}")
    assert len(found.found) == 60 or found.errors


def test_streams_one_behind_the_other_are_told():
    data = table_bytes(TABLE, "arrows")
    found = read_bytes(data + data, "a.arrows")
    assert found.texts == TEXT_OF and found.why == ["no Arrow from here on: there is more behind the end of the stream"]
