"""Rows of text, and documents of several files in one table."""

import json
from io import BytesIO

import pytest
from files import file, parts, read_bytes
from hypothesis import given
from hypothesis import strategies as st

from cleaner.formats import WRITTEN, by_name
from cleaner.formats.base import Reading, Writing
from cleaner.formats.sheet import all_quoted, cell, written


@given(st.lists(st.text(), min_size=1), st.sampled_from(["", "\n", "\r", "\r\n"]))
def test_rows_that_are_quoted_throughout(cells, end):
    assert all_quoted(written(cells, ",", end, quoted=True))
    assert not all_quoted('a,"b"' + end) and not all_quoted('"' + end)


def test_cells():
    values = [None, "a", True, 1.5, [1, "é"], {"a": None}, ["\ud800"]]
    assert list(map(cell, values)) == ["", "a", "true", "1.5", '[1, "é"]', '{"a": null}', '["\\ud800"]']


FILES = {
    "a.jsonl": b'{"text": "a", "n": 1}\n\n{"text": "b"}',
    "b.jsonl": b'\xef\xbb\xbf{"m": [1], "text": "c"}\n{"text": null, "n": "x"}\n',
    "c.csv": b"n,text\n1,d\n\n",
    "d.txt": "é".encode(),
}
TOGETHER = [
    {"text": "a", "n": 1},
    {"text": "b"},
    {"m": [1], "text": "c"},
    {"text": None, "n": "x"},
    {"n": "1", "text": "d"},
    {"id": "d.txt", "text": "é"},
]


def gathered(to, folder):
    """Files of several formats written to one, as a job does it."""
    made = []
    for name, data in FILES.items():
        with file(data, name) as source:
            own = by_name({"jsonl": "jsonl", "csv": "csv", "txt": "text"}[name.partition(".")[2]])
            for part in parts(source):
                made.append(folder / f"{name}-{part.number}")
                with made[-1].open("wb") as sink:
                    writer = by_name(to).writer(sink, Writing(same=own.name == to, head=part.head, gathers=True))
                    for _, place in own.read(source, part, Reading()):
                        writer.write(place, None, {})
                    writer.close()
    sink = BytesIO()
    by_name(to).join(made, sink, None)
    return sink.getvalue()


@pytest.mark.parametrize("to", WRITTEN)
def test_files_with_columns_of_their_own_make_one(to, tmp_path):
    data = gathered(to, tmp_path)
    found = [place.fields(None) for item, place in read_bytes(data, f"a.{to}").found if item.about]
    assert len(found) == len(TOGETHER)
    for row, expected in zip(found, TOGETHER, strict=True):
        for name, value in row.items():
            want = expected.get(name)
            assert value == want or (value or None) == (None if want is None else cell(want)), (name, value, want)
        assert set(expected) <= set(row)


def test_lines_of_several_files_do_not_run_together(tmp_path):
    lines = gathered("jsonl", tmp_path).split(b"\n")
    assert lines[-1] == b"" and [json.loads(line) for line in lines if line] == TOGETHER
