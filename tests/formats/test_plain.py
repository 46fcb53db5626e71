"""Documents as plain data."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cleaner.formats.plain import added_last, json_line, json_text, json_utf8, put

NAMES = st.sampled_from(["a", "b", "a.b", "b.c", "a.b.c", ""])
FIELDS = st.recursive(st.integers(), lambda inner: st.dictionaries(NAMES, inner, max_size=3), max_leaves=9)


@given(st.dictionaries(NAMES, FIELDS), NAMES)
def test_a_text_is_put_in_one_place_and_the_fields_stay_as_they_were(fields, path):
    before = json.dumps(fields)
    found = put(fields, path, "text")
    assert json.dumps(fields) == before
    assert json.dumps(found).count('"text"') == 1
    assert put(found, path, "other") == json.loads(json.dumps(found).replace('"text"', '"other"'))


@given(st.dictionaries(st.text(st.characters()), st.text(st.characters())))
def test_a_line_of_json_is_utf8_whatever_it_says(data):
    line = json_line(data)
    assert line.endswith(b"\n") and line.count(b"\n") == 1
    assert json.dumps(json.loads(line.decode("utf-8"))) == json.dumps(json.loads(json.dumps(data)))
    assert json_utf8(data).encode() + b"\n" == line


def test_what_json_has_no_form_for():
    data = [b"\xff", date(2024, 5, 1), datetime(2024, 5, 1, 12, tzinfo=UTC), Decimal("1.50"), bytearray(b"a")]
    assert json.loads(json_text(data)) == ["/w==", "2024-05-01", "2024-05-01T12:00:00+00:00", "1.50", "YQ=="]


def test_fields_that_are_added_stand_behind():
    assert added_last(["cleaner_error", "b", "cleaner_mine", "cleaner_language", "a"]) == [
        "b",
        "cleaner_mine",
        "a",
        "cleaner_error",
        "cleaner_language",
    ]
