"""CSV and TSV: quoting, ragged rows, names of columns, and what is no CSV."""

import csv
import io
import json

import pytest
from files import SIZES, file, parts, read, read_bytes, rewritten
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.formats.base import Unwritable
from cleaner.formats.csv import restored
from cleaner.formats.sheet import written

CELL = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(',"\n\r\t \0'), max_size=12)
ENDS = st.sampled_from(["\n", "\r\n", "\r", ""])


def changed(data, change, name="a.csv", **asked):
    with file(data, name) as source:
        return rewritten(source, change=change, **asked)


def rows(data, delimiter=","):
    return list(csv.reader(io.StringIO(data.decode().removeprefix("\ufeff"), newline=""), delimiter=delimiter))


@given(st.lists(CELL, min_size=1, max_size=4), st.sampled_from(",\t;"), ENDS, st.booleans())
def test_a_row_that_is_written_is_read_as_the_same_cells(cells, delimiter, end, quoted):
    line = written(cells, delimiter, "like" + end, quoted=quoted)
    assert line.endswith(end) and rows(line.encode(), delimiter) == [cells]
    assert not end or rows(line.encode() + b"next", delimiter) == [cells, ["next"]]


@st.composite
def spelled(draw, cells):
    """A row with cells quoted or not, as may be."""
    found = []
    for value in cells:
        must = any(each in value for each in ',"\n\r') or (value == "" and len(cells) == 1)
        found.append('"' + value.replace('"', '""') + '"' if must or draw(st.booleans()) else value)
    return ",".join(found) + draw(st.sampled_from(["\n", "\r\n"]))


@settings(max_examples=80)
@given(st.lists(CELL, min_size=1, max_size=3), st.data(), st.sampled_from(["", "a", 'a,"b"\n', "a,b"]))
def test_the_original_spelling_comes_back_after_any_change(cells, data, other):
    at = data.draw(st.integers(0, len(cells) - 1))
    head = ",".join("text" if n == at else f"c{n}" for n in range(len(cells))) + "\n"
    line = data.draw(spelled(cells))
    ((item, _),) = read_bytes((head + line).encode(), "a.csv").found
    assert item.text == cells[at]
    made = changed((head + line).encode(), lambda _: other)
    assert rows(made)[1] == [*cells[:at], other, *cells[at + 1 :]]
    ((_, place),) = read_bytes(made, "a.csv").found
    assert restored(place, item.text, item.about) == line


@given(st.lists(st.tuples(CELL, CELL), max_size=6), st.sampled_from(SIZES), st.booleans(), CELL)
def test_only_the_texts_change(cells, size, is_tsv, new):
    delimiter, name = ("\t", "a.tsv") if is_tsv else (",", "a.csv")
    data = "".join(written(row, delimiter, "\n") for row in [("id", "text"), *cells]).encode()
    made = changed(data, lambda _: new, name, size=size)
    assert rows(made, delimiter) == [["id", "text"], *([first, new] for first, _ in cells)]


def test_bytes_that_are_not_utf8_spoil_one_row():
    data = b'id,text\n1,a\n2,"b\xff\nc"\n\xfe,d\n4,e\n'
    found = read_bytes(data, "a.csv")
    assert found.documents == [
        ("a", "1", ""),
        (None, "2", "not UTF-8"),
        (None, "3", "not UTF-8"),
        ("e", "4", ""),
    ]
    assert [place.raw() for _, place in found.found[1:3]] == [b'2,"b\xff\nc"\n', b"\xfe,d\n"]
    assert changed(data, None) == data
    assert changed(data, lambda _: "f", size=1) == data.replace(b"1,a", b"1,f").replace(b"4,e", b"4,f")


@pytest.mark.parametrize("data", ["id,text\n1,a\n".encode("utf-16"), b"id\xff,text\n1,a\n"])
def test_a_head_that_is_not_utf8(data):
    found = read_bytes(data, "a.csv")
    assert not found.found and found.why == ["the head is not UTF-8"]


def test_a_quote_that_is_never_closed():
    data = b'id,text\n1,a\n2,"b\n3,c\n4,d\n'
    for size in SIZES:
        found = read_bytes(data, "a.csv", size)
        assert found.texts == ["a"] and found.why == ["a quote that is never closed"]
        (left,) = found.errors
        assert (left.data, left.first) == ('2,"b\n3,c\n4,d\n', 2)


def test_a_quote_in_the_head_that_is_never_closed():
    found = read_bytes(b'id,"text\n1,a\n', "a.csv")
    assert not found.found and found.why == ["a quote that is never closed"]
    assert found.errors[0].data == 'id,"text\n1,a\n'


def test_ragged_rows():
    data = b"id,text,n\n1\n2,b\n3,c,3,more,still\n\n4,d,4\n"
    found = read_bytes(data, "a.csv")
    assert [(item.text, item.error) for item, _ in found.found] == [
        (None, "the row has 1 cells, none in column 'text'"),
        ("b", ""),
        ("c", ""),
        (None, ""),
        ("d", ""),
    ]
    assert [place.fields(None) for item, place in found.found if item.name in ("2", "3")] == [
        {"id": "2", "text": "b"},
        {"id": "3", "text": "c", "n": "3", "column_4": "more", "column_5": "still"},
    ]
    assert changed(data, None) == data


def test_columns_are_added_under_their_names_also_to_ragged_rows():
    data = b"id,text\r\n1\r\n2,b\r\n3,c,more\r\n\r\n"
    made = changed(data, None, added={"cleaner_language": "en", "cleaner_removals": [1, "é\ud800"]})
    nested = '"[1, ""\\u00e9\\ud800""]"'
    assert made.decode() == (
        "id,text,cleaner_language,cleaner_removals\r\n"
        f"1,,en,{nested}\r\n2,b,en,{nested}\r\n3,c,en,{nested},more\r\n\r\n"
    )


def test_a_column_that_is_there_already_is_refused_and_nothing_is_lost():
    data = b"text,cleaner_error\na,\nb,\n"
    for size in SIZES:
        refused = []
        made = changed(data, lambda _: "c", size=size, added={"cleaner_error": "x"}, refused=refused)
        assert made == b"text,cleaner_error\n"
        assert refused == [("1", why := "there is a column 'cleaner_error' already"), ("2", why)]


def test_names_that_columns_share():
    data = b"id,text,id,column_3,\n1,a,2,3,4,5\n"
    ((_, place),) = read_bytes(data, "a.csv").found
    assert place.fields("b") == {"id": "1", "text": "b", "column_3_": "2", "column_3": "3", "": "4", "column_6": "5"}
    assert changed(data, lambda _: "b") == data.replace(b"1,a", b"1,b")
    found = read_bytes(b"text,text\na,b\n", "a.csv")
    assert not found.found and found.why == ["there are 2 columns 'text'"]


@given(st.lists(st.sampled_from(["text", "a", "a_", "column_2", "column_2_", ""]), min_size=1), st.integers(0, 9))
def test_every_cell_has_a_name_of_its_own(names, more):
    names = ["x", *(name for name in names if name != "text"), "text"]
    cells = [str(n) for n in range(len(names) + more)]
    data = f"{','.join(names)}\n{','.join(cells)}\n".encode()
    ((_, place),) = read_bytes(data, "a.csv").found
    assert list(place.fields(None).values()) == cells and place.fields(None)["text"] == cells[len(names) - 1]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"id,body\n1,a\n", "no column 'text': there are id, body"),
        (b"id;text\n1;a\n", "no column 'text': there are id;text"),
        (b"\n\n", "no column 'text': there are none"),
    ],
)
def test_no_such_column(data, why):
    found = read_bytes(data, "a.csv")
    assert not found.found and found.why == [why]


def test_an_empty_file_has_no_parts():
    with file(b"", "a.csv") as source:
        assert parts(source) == [] and rewritten(source) == b""


@pytest.mark.parametrize("head", [b"id,text", b"id,text\r\n", b'\xef\xbb\xbf"id","text"\n', b"\n\r\nid,text\n"])
def test_a_head_alone(head):
    with file(head, "a.csv") as source:
        assert read(source) == ([], []) and rewritten(source) == head
        made = rewritten(source, added={"cleaner_error": ""})
    assert rows(made)[-1] == ["id", "text", "cleaner_error"]
    assert made[:3].lstrip(b"id") == head[:3].lstrip(b"id")  # the mark and blank lines before it stay


def test_a_head_with_a_mark_and_a_quoted_name_of_two_lines():
    data = b'\xef\xbb\xbf"two\nlines",text\n1,a\n'
    ((item, place),) = read_bytes(data, "a.csv").found
    assert item.text == "a" and place.fields(None) == {"two\nlines": "1", "text": "a"}


def test_null_characters_and_long_cells():
    long = "Barge. " * 100_000
    data = f"text\na\0b\n{long}\n".encode()
    assert read_bytes(data, "a.csv", 1).texts == ["a\0b", long]


def test_a_text_with_a_lone_surrogate_is_refused():
    refused = []
    made = changed(b"text,n\na,1\nb,2\n", lambda text: "\ud800" if text == "a" else "c", refused=refused)
    assert made == b"text,n\nc,2\n" and refused == [("1", "a lone surrogate, which CSV can't hold")]
    with file(b"text\na\n", "a.csv") as source, pytest.raises(Unwritable):
        rewritten(source, change=lambda _: "\ud800")


def test_rows_become_json_with_every_column_as_text():
    with file(b"id,text\n1,a\n\n2,\n", "a.csv") as source:
        made = rewritten(source, "jsonl")
    assert [json.loads(line) for line in made.splitlines()] == [{"id": "1", "text": "a"}, {"id": "2", "text": ""}]
