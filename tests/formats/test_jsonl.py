"""JSON Lines: the field's value is replaced, nothing else on the line changes."""

import json
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.formats.jsonl import JSONL, find_field

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), VALUES), st.text(), st.integers(0, 3), st.booleans())
def test_the_field_is_found(data, text, indent, ascii_only):
    data["text"] = text
    line = json.dumps(data, ensure_ascii=ascii_only, separators=(" , ", " : ") if indent else (",", ":"))
    found, start, end = find_field(line, "text")
    assert found == text and json.loads(line[start:end]) == text


@given(st.dictionaries(st.text(min_size=1), VALUES), st.text(), st.text())
def test_only_the_value_changes(data, text, other):
    data["text"] = text
    line = json.dumps(data) + "\n"
    ((item, place),) = JSONL.read(BytesIO(line.encode()), "text")
    sink = BytesIO()
    JSONL.write(sink, place, other, same_encoding=False)
    assert json.loads(sink.getvalue()) == data | {"text": other} and item.text == text
    sink = BytesIO()
    JSONL.write(sink, place, None, same_encoding=False)
    assert sink.getvalue() == line.encode()


def test_numbers_keep_their_form():
    line = b'{ "n": 1.50e+03, "big": 123456789012345678901234567890, "text": "a", "n": 2 }\r\n'
    ((_, place),) = JSONL.read(BytesIO(line), "text")
    sink = BytesIO()
    JSONL.write(sink, place, "b", same_encoding=False)
    assert sink.getvalue() == line.replace(b'"a"', b'"b"')


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("nonsense", "not a JSON object"),
        ("[1]", "not a JSON object"),
        ('{"a": 1}', "no field 'text'"),
        ('{"text": 1}', "is not text"),
        ('{"text": "a"', "not JSON"),
        ('{"text" "a"}', "not JSON"),
        ('{"text": "a"} x', "more behind"),
        ('{text: "a"}', "a name was expected"),
        ('{"text": "a\\q"}', "not JSON"),
        ('{"a": ' + "[" * 100_000, "not JSON"),
    ],
)
def test_bad_lines_say_why(line, why):
    with pytest.raises(ValueError, match=why):
        find_field(line, "text")


def test_blank_and_broken_lines_are_passed_on():
    data = b'\n{"text": "a"}\n\xff\n'
    items = list(JSONL.read(BytesIO(data), "text"))
    assert [(item.text, item.error[:8]) for item, _ in items] == [("", ""), ("a", ""), ("", "not UTF-")]
    sink = BytesIO()
    for _, place in items:
        JSONL.write(sink, place, None, same_encoding=False)
    assert sink.getvalue() == data
