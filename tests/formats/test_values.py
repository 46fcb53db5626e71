"""One field of a document, found without the others."""

import json
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.formats import documents
from cleaner.formats.base import Reading
from cleaner.formats.jsonl import Line, find_field
from cleaner.formats.plain import value_at
from cleaner.formats.records import Record
from cleaner.formats.source import Stream
from cleaner.formats.text import Whole
from cleaner.formats.warc import Page

PATHS = st.sampled_from(["a", "b", "a.b", "a.b.a", "text"])
KEYS = st.sampled_from(["a", "b"])
PLAIN = st.none() | st.integers() | st.text("xy{", max_size=3)
VALUES = st.recursive(PLAIN, lambda inner: st.dictionaries(KEYS, inner))


def only(form, data):
    """The place of the one document in some bytes."""
    ((_, place),) = documents(Stream(BytesIO(data)), form, Reading("text"))
    return place


@given(st.dictionaries(KEYS | st.just("a.b"), VALUES), PATHS)
def test_a_value_is_found_in_a_line_as_in_its_object(data, path):
    data["text"] = "x"
    line = json.dumps(data)
    if "a.b" in data and path == "a.b.a":
        path = "a.b"  # else two fields may be meant
    assert Line(line, "text", *find_field(line, "text")[1:]).value(path) == value_at(data, path)


def test_values_of_json_lines():
    place = only("jsonl", b'\xef\xbb\xbf {"meta": {"host": "a.example", "n": 3}, "text": "x", "a.b": "y"}\n')
    assert place.value("meta.host") == "a.example" and place.value("meta.n") == 3 and place.value("a.b") == "y"
    assert place.value("meta.none") is place.value("none") is place.value("text.x") is None


def test_values_of_rows_of_text():
    place = only("csv", b"host,text,more\na.example,x\n")
    assert place.value("host") == "a.example" and place.value("more") is place.value("none") is None


def test_values_of_columns():
    pa = pytest.importorskip("pyarrow")
    sink = BytesIO()
    rows = [{"meta": {"host": "a.example"}, "text": "x", "n": 3}]
    table = pa.Table.from_pylist(rows).append_column("raw", pa.array([b"\xff"]).view(pa.string()))
    with pa.ipc.new_stream(sink, table.schema) as out:
        out.write_table(table)
    place = only("arrows", sink.getvalue())
    assert place.value("meta.host") == "a.example" and place.value("n") == 3
    assert place.value("meta.none") is place.value("none") is place.value("raw") is None


def test_values_of_documents_that_have_none_but_their_own():
    assert Whole(b"x", "x", "utf-8", "a.txt").value("id") == "a.txt"
    page = Page(Record("1", "https://a.example/1", "2024", "text/html", "", b"", False), "x")
    assert page.value("url") == "https://a.example/1" and page.value("none") is None
