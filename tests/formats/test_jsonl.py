"""JSON Lines: the field's value is replaced, nothing else on the line changes."""

import json

import pytest
from files import file, read, read_bytes, rewritten
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.formats.base import Blank, Part, Reading, Unwritable
from cleaner.formats.jsonl import JSONL, find_field, restored

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
ANY_TEXT = st.text(st.characters())  # lone surrogates too
SOUND = st.text(st.characters(exclude_categories=["Cs"]))


def changed(data, change, **asked):
    with file(data, "a.jsonl") as source:
        return rewritten(source, change=change, **asked)


@given(st.dictionaries(st.text(), VALUES, max_size=4), st.text(), st.integers(0, 3), st.booleans())
def test_the_field_is_found(data, text, indent, ascii_only):
    data["text"] = text
    line = json.dumps(data, ensure_ascii=ascii_only, separators=(" , ", " : ") if indent else (",", ":"))
    found, start, end = find_field(line, "text")
    assert found == text and json.loads(line[start:end]) == text


@settings(max_examples=60)
@given(st.dictionaries(st.text(min_size=1), VALUES, max_size=4), ANY_TEXT, ANY_TEXT)
def test_only_the_value_changes(data, text, other):
    data["text"] = text
    line = (json.dumps(data) + "\n").encode()
    assert json.loads(changed(line, lambda _: other)) == data | {"text": other}
    assert changed(line, None) == line


def literals(text):
    """The spellings of a text in JSON: whatever may be escaped is, or not."""
    spelled = st.tuples(*(st.sampled_from(spellings(each)) for each in text)).map("".join)
    return spelled.map(lambda inner: f'"{inner}"')


def spellings(character):
    code = ord(character)
    escaped = json.dumps(character)[1:-1] if code > 0xFFFF else f"\\u{code:04x}"
    plain = [] if code < 32 or character in '"\\' or 0xD800 <= code < 0xE000 else [character]
    return [*plain, escaped, escaped.replace("d", "D"), *(["\\/"] if character == "/" else [])]


@given(ANY_TEXT, st.data(), st.sampled_from(["a", "ä", "\ud800ä", ""]))
def test_the_original_spelling_comes_back_after_any_change(text, data, other):
    line = f' {{"text" : {data.draw(literals(text))} , "n": 1e3}}\r\n'.encode()
    ((item, _),) = read_bytes(line, "a.jsonl").found
    assert item.text == json.loads(line)["text"]
    ((_, place),) = read_bytes(changed(line, lambda _: other), "a.jsonl").found
    assert restored(place, item.text, item.about).encode() == line


@given(ANY_TEXT, ANY_TEXT)
def test_what_is_written_can_be_read_again(text, other):
    line = f'{{"text": "ä{json.dumps(text)[1:-1]}"}}'.encode()
    ((item, _),) = read_bytes(changed(line, lambda _: other), "a.jsonl").found
    assert json.dumps(item.text) == json.dumps(json.loads(json.dumps(other))) and not item.error


def test_numbers_keep_their_form():
    line = b'{ "n": 1.50e+03, "big": 123456789012345678901234567890, "text": "a", "n": 2 }\r\n'
    assert changed(line, lambda _: "b") == line.replace(b'"a"', b'"b"')


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("nonsense", "not a JSON object"),
        ("[1]", "not a JSON object"),
        ("{}", "no field 'text'"),
        ('{"a": 1}', "no field 'text'"),
        ('{"text": 1}', "is not text"),
        ('{"text": "a"', "not JSON"),
        ('{"text": "a",}', "a name was expected"),
        ('{"text": "a", "b": {"c": 1,}}', "not JSON"),
        ('{"text" "a"}', "not JSON"),
        ('{"text": "a" "b": 1}', "not JSON"),
        ('{"text": "a"} x', "more behind"),
        ('{text: "a"}', "a name was expected"),
        ('{"text": "a\\q"}', "not JSON"),
        ('{"text": "a\0b"}', "not JSON"),
        ('{"a": ' + "[" * 100_000, "not JSON"),
        ('{"text": "a", "n": ' + "9" * 5000 + "}", "digits"),
    ],
)
def test_bad_lines_say_why(line, why):
    with pytest.raises(ValueError, match=why):
        find_field(line, "text")


@given(st.text('{}[]:,"\\ \ttex01.eu-null', max_size=30))
@settings(max_examples=300)
def test_what_is_found_is_json(line):
    try:
        found, _, _ = find_field('{"text": "a",' + line, "text")
    except ValueError:
        return
    assert json.loads('{"text": "a",' + line)["text"] == found


NAMES = st.sampled_from(["a", "b", "a.b", "b.c", "a.b.c", "c"])
NESTED = st.recursive(
    st.none() | st.just("text") | st.just(1), lambda inner: st.dictionaries(NAMES, inner), max_leaves=9
)


@given(st.dictionaries(NAMES, NESTED, max_size=3), NAMES)
@settings(max_examples=150)
def test_dots_lead_to_the_same_place_for_reading_and_for_writing(data, field):
    ((item, place),) = read_bytes(json.dumps(data).encode(), "a.jsonl", field=field).found
    if item.text is None:
        return
    line = changed(json.dumps(data).encode(), lambda _: "other", field=field)
    assert json.loads(line) == place.fields("other") != data
    assert read_bytes(line, "a.jsonl", field=field).texts == ["other"]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ('{"doc": {"text": "a", "n": 1}}', "a"),
        ('{"doc.text": "b", "doc": {"text": "a"}}', "b"),
        ('{"doc": {"text": "a"}, "doc.text": null}', None),
        ('{"doc": "text"}', None),
        ('{"doc": [{"text": "a"}]}', None),
    ],
)
def test_a_dotted_field(line, text):
    ((item, _),) = read_bytes(line.encode(), "a.jsonl", field="doc.text").found
    assert item.text == text


def test_a_field_that_is_there_twice_does_not_break_other_formats():
    line = b'{"a": {"text": "x"}, "a": 5}'
    ((item, place),) = read_bytes(line, "a.jsonl", field="a.text").found
    assert item.text == "x" and place.fields("y") == {"a": 5, "a.text": "y"}


def test_blank_and_broken_lines_are_passed_on():
    data = b'\n{"text": "a"}\n\xff\n \t\r\n{"text": null}'
    found = read_bytes(data, "a.jsonl").found
    assert [(item.text, item.name, item.error[:8]) for item, _ in found] == [
        (None, "1", ""),
        ("a", "2", ""),
        (None, "3", "not UTF-"),
        (None, "4", ""),
        (None, "5", ""),
    ]
    assert [isinstance(place, Blank) for _, place in found] == [True, False, False, True, False]
    assert found[2][1].raw() == b"\xff\n" and found[4][0].about == {"line": 5, "field": "text"}
    assert changed(data, lambda text: text) == data


def test_a_byte_order_mark_stays():
    data = b'\xef\xbb\xbf{"text": "a"}\n{"text": "b"}\n'
    assert read_bytes(data, "a.jsonl").texts == ["a", "b"]
    assert changed(data, lambda _: "c") == b'\xef\xbb\xbf{"text": "c"}\n{"text": "c"}\n'
    assert changed(b"\xef\xbb\xbf\n", None) == b"\xef\xbb\xbf\n"


@pytest.mark.parametrize("size", [1, 1000, 4 << 20])
def test_a_line_of_ten_megabytes(size):
    long = "Barge. " * 1_500_000
    data = b'{"text": "a"}\n' + json.dumps({"text": long}).encode() + b'\n{"text": "b"}'
    with file(data, "a.jsonl") as source:
        found = read(source, size)
    assert found.texts == ["a", long, "b"] and not found.errors
    assert [item.name for item, _ in found.found] == ["1", "2", "3"]


def test_deep_nesting_is_told_and_the_rest_is_read():
    deep = b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b', "text": "a"}\n'
    found = read_bytes(deep + b'{"text": "b"}\n', "a.jsonl")
    assert [(item.text, item.error) for item, _ in found.found] == [
        (None, "not JSON that can be read: nested too deeply"),
        ("b", ""),
    ]
    assert changed(deep, None) == deep


def test_null_characters_are_text():
    data = b'{"text": "a\\u0000b", "\\u0000": 1}\n'
    assert read_bytes(data, "a.jsonl").texts == ["a\0b"]
    assert changed(data, lambda text: text[1:]) == b'{"text": "\\u0000b", "\\u0000": 1}\n'


def test_only_a_line_feed_ends_a_line():
    data = '{"text": "a\u2028b\x85c"}\r{"text": "d"}\r\n{"text": "e"}\n'.encode()
    assert [item.error[:8] for item, _ in read_bytes(data, "a.jsonl").found] == ["not JSON", ""]
    data = '{"text":\r"a\u2028b\x85c"}\r\n{"text": "e"}\n'.encode()
    assert read_bytes(data, "a.jsonl").texts == ["a\u2028b\x85c", "e"]


@given(SOUND, st.sampled_from(["}", " }", "\t } \r\n", "}\n"]), ANY_TEXT, st.booleans())
def test_fields_are_added_behind_all_others(text, end, value, changes):
    line = f'{{"b": {{}}, "text": {json.dumps(text)}{end}'.encode()
    made = changed(
        line, (lambda _: "new") if changes else None, added={"cleaner_error": value, "cleaner_removals": None}
    )
    expected = {"b": {}, "text": "new" if changes else text, "cleaner_error": value, "cleaner_removals": None}
    data = json.loads(made)
    assert json.dumps(data) == json.dumps(json.loads(json.dumps(expected)))
    assert made.endswith(end.lstrip(" \t").encode())


def test_a_field_that_is_there_already_is_refused_and_nothing_is_written():
    data = b'{"text": "a", "cleaner_error": 1}\n{"text": "b"}\n'
    refused = []
    made = changed(data, lambda _: "c", added={"cleaner_error": "x"}, refused=refused)
    assert made == b'{"text": "c", "cleaner_error": "x"}\n'
    assert refused == [("1", "there is a field 'cleaner_error' already")]
    with pytest.raises(Unwritable):
        changed(data, None, added={"cleaner_error": "x"})


@given(
    st.one_of(
        st.dictionaries(st.sampled_from(["text", "a", "a.b", "b"]), VALUES | st.text()).map(json.dumps),
        st.sampled_from(
            ['{"text": "a", "text": "b"}', '\ufeff{"text": "a"}', '{"text": "a"} x', '{"text": 1}', "[]", "  "]
        ),
    ),
    st.sampled_from(["text", "a.b"]),
)
def test_a_line_that_is_only_looked_at_tells_the_same(line, field):
    part = Part(data=(line + "\n").encode())
    ((careful, there),) = JSONL.read(None, part, Reading(field))
    ((quick, same),) = JSONL.read(None, part, Reading(field, looked_at=True))
    assert (quick.text, quick.name, quick.error) == (careful.text, careful.name, careful.error)
    if careful.text is not None:
        assert all(same.value(path) == there.value(path) for path in ("text", "a", "a.b", "none"))
        assert same.raw() == there.raw()
