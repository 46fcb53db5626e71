"""Decoding and encoding bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.formats.base import Unreadable
from cleaner.formats.encoding import decode, decode_as, encode

GERMAN = "Die Prüfung der Brücke dauert länger, sagte die Bürgermeisterin. Für Fußgänger bleibt sie gesperrt. " * 5


@given(st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_utf8_is_utf8_to_the_letter(text):
    assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-32", "utf-16-le-bom"])
def test_other_encodings_are_found_and_written_back(encoding):
    data = b"\xff\xfe" + GERMAN.encode("utf-16-le") if encoding == "utf-16-le-bom" else GERMAN.encode(encoding)
    text, found = decode(data)
    assert text.lstrip("\ufeff") == GERMAN and found != "utf-8"
    assert decode(encode(text, found))[0] == text
    assert decode_as(data, found) == text


def test_a_byte_order_mark_stays():
    assert decode(b"\xef\xbb\xbfabc") == ("\ufeffabc", "utf-8")


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), b"abc\0def", bytes(range(256)) * 9]
)
def test_binary_data_is_refused(data):
    with pytest.raises(Unreadable):
        decode(data)


def test_a_short_text_in_latin_1_is_not_taken_for_a_terminals_code_page():
    text = "Die Fähre legt wegen des Sturms später ab, sagte die Hafenmeisterin für den Süden. "
    assert decode((text * 6).encode("latin-1"))[0] == text * 6
