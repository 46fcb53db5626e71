"""Plain text: one file is one document, and what was not cut is written byte for byte."""

from io import BytesIO

import pytest
from files import CODECS, file, read, read_bytes
from hypothesis import given
from hypothesis import strategies as st

from cleaner.formats.base import Part, Reading, Unreadable, Unwritable, Writing
from cleaner.formats.jsonl import JSONL
from cleaner.formats.source import Source
from cleaner.formats.text import TEXT

GERMAN = "Die Fähre legt wegen des Sturms später ab, sagte die Hafenmeisterin für den Süden. " * 6


def only(data):
    ((item, place),) = TEXT.read(Source("barge.txt", name="barge.txt"), Part(data=data), Reading())
    return item, place


def written(place, text, same_encoding=False):
    sink = BytesIO()
    writer = TEXT.writer(sink, Writing(same_encoding=same_encoding))
    writer.write(place, text, {})
    writer.close()
    return sink.getvalue()


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), st.sampled_from(["", *CODECS]))
def test_a_text_file_is_one_item_without_a_name(text, codec):
    data = CODECS[codec](text.encode()) if codec else text.encode()
    ((item, place),) = read_bytes(data, "a.txt." + codec if codec else "a.txt").found
    assert (item.text, item.name, item.error, item.about) == (text, "", "", {"encoding": "utf-8"})
    assert written(place, None) == written(place, item.text) == text.encode()


def test_an_empty_file_is_an_empty_text():
    item, place = only(b"")
    assert item.text == "" and written(place, None) == b""


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-8-sig"])
def test_an_unchanged_text_is_written_as_its_own_bytes(encoding):
    data = GERMAN.encode(encoding)
    _, place = only(data)
    assert written(place, None) == written(place, None, same_encoding=True) == data


def test_a_changed_text_is_written_in_utf8():
    _, place = only(GERMAN.encode("latin-1"))
    assert written(place, "Süden") == "Süden".encode()


def test_a_changed_text_is_written_in_the_encoding_of_its_source_if_asked():
    item, place = only(GERMAN.encode("latin-1"))
    assert item.about["encoding"] != "utf-8"
    assert written(place, item.text[4:], same_encoding=True) == GERMAN[4:].encode("latin-1")


def test_utf16_keeps_one_byte_order_mark():
    item, place = only(GERMAN.encode("utf-16"))
    assert item.text == "\ufeff" + GERMAN
    assert written(place, "\ufeffSüden", same_encoding=True) == "Süden".encode("utf-16")


def test_line_ends_are_not_touched():
    data = b"One barge.\r\nTwo barges.\rThree.\n"
    item, place = only(data)
    assert item.text == data.decode() and written(place, item.text) == data


def test_binary_data_is_no_document():
    with pytest.raises(Unreadable, match="binary data"):
        only(b"a barge\0\1\2")


def test_another_format_gets_its_name_and_its_text():
    _, place = only("Süden".encode())
    assert place.fields(None) == {"id": "barge.txt", "text": "Süden"}
    assert place.fields("West") == {"id": "barge.txt", "text": "West"}
    assert place.raw() == "Süden".encode()


def test_a_damaged_file_is_told():
    with file(CODECS["gz"](GERMAN.encode())[:-20], "a.txt.gz") as source:
        found = read(source)
    assert not found.found and found.why == ["the gzip data is cut short"]


def test_what_plain_text_cannot_hold():
    with pytest.raises(Unwritable, match="no place for added fields"):
        TEXT.writer(BytesIO(), Writing(added=("cleaner_error",)))
    with file(b'{"text": "a"}', "a.jsonl") as source:
        ((_, place),) = JSONL.read(source, next(JSONL.parts(source, 1)), Reading())
    with pytest.raises(Unwritable, match="one document a file"):
        written(place, None)
