"""Plain text and pages: what is read, what is told of it, what is written back."""

from io import BytesIO

import pytest

from cleaner.extract import NoText
from cleaner.formats.base import Unreadable
from cleaner.formats.html import HTML
from cleaner.formats.text import TEXT

GERMAN = "Die Fähre legt wegen des Sturms später ab, sagte die Hafenmeisterin für den Süden. " * 6
PAGE = """\
<html><head><title>Die Mühle</title>{meta}</head><body><article><h1>Die Mühle</h1>
<p>Der Müller über dem Fluss möchte die alte Mühle im nächsten Frühjahr öffnen, sagte er am Dienstag in Grünau.</p>
<p>Für die Räder fehlen noch zwölf Bretter; die Gemeinde würde dafür sechstausend Euro übernehmen müssen.</p>
</article></body></html>
"""


def written(form, place, text, same_encoding=False):
    sink = BytesIO()
    form.write(sink, place, text, same_encoding=same_encoding)
    return sink.getvalue()


def only(form, data):
    ((item, place),) = form.read(BytesIO(data), "text")
    return item, place


def test_a_text_file_is_one_item_without_a_name():
    item, _ = only(TEXT, "Ein Kahn läuft aus.\n".encode())
    assert (item.text, item.name, item.error) == ("Ein Kahn läuft aus.\n", "", "")
    assert item.about == {"encoding": "utf-8"}


def test_an_empty_file_is_an_empty_text():
    item, place = only(TEXT, b"")
    assert item.text == "" and written(TEXT, place, None) == b""


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-8-sig"])
def test_an_unchanged_text_is_written_as_its_own_bytes(encoding):
    data = GERMAN.encode(encoding)
    _, place = only(TEXT, data)
    assert written(TEXT, place, None) == written(TEXT, place, None, same_encoding=True) == data


def test_a_changed_text_is_written_in_utf8():
    _, place = only(TEXT, GERMAN.encode("latin-1"))
    assert written(TEXT, place, "Süden") == "Süden".encode()


def test_a_changed_text_is_written_in_the_encoding_of_its_source_if_asked():
    item, place = only(TEXT, GERMAN.encode("latin-1"))
    assert item.about["encoding"] != "utf-8"
    assert written(TEXT, place, item.text[4:], same_encoding=True) == GERMAN[4:].encode("latin-1")


def test_utf16_keeps_one_byte_order_mark():
    item, place = only(TEXT, GERMAN.encode("utf-16"))
    assert item.text == "\ufeff" + GERMAN
    assert written(TEXT, place, "\ufeffSüden", same_encoding=True) == "Süden".encode("utf-16")


def test_line_ends_are_not_touched():
    data = b"One barge.\r\nTwo barges.\rThree.\n"
    item, place = only(TEXT, data)
    assert item.text == data.decode() and written(TEXT, place, item.text) == data


@pytest.mark.parametrize("form", [TEXT, HTML])
def test_binary_data_is_no_document(form):
    with pytest.raises(Unreadable, match="binary data"):
        only(form, b"<html>\0\1\2</html>")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_page_is_read_in_its_encoding(encoding):
    item, _ = only(HTML, PAGE.format(meta="").encode(encoding))
    assert "Der Müller über dem Fluss möchte die alte Mühle" in item.text and "<p>" not in item.text
    assert item.about["extracted"] == "trafilatura" and item.name == ""
    assert (item.about["encoding"] == "utf-8") is (encoding == "utf-8")


def test_the_bytes_are_believed_and_not_the_meta_element():
    item, _ = only(HTML, PAGE.format(meta='<meta charset="iso-8859-5">').encode())
    assert item.about["encoding"] == "utf-8" and "zwölf Bretter" in item.text


def test_xhtml_with_an_xml_declaration_is_read():
    head = '<?xml version="1.0" encoding="utf-8"?>\n'
    page = PAGE.format(meta="").replace("<html>", '<html xmlns="http://www.w3.org/1999/xhtml">')
    item, _ = only(HTML, (head + page).encode())
    assert "Für die Räder fehlen noch zwölf Bretter" in item.text and "xml" not in item.text


def test_a_page_is_written_as_utf8_text_whatever_it_came_in():
    item, place = only(HTML, PAGE.format(meta="").encode("cp1252"))
    assert written(HTML, place, None) == written(HTML, place, None, same_encoding=True) == item.text.encode()
    assert written(HTML, place, "Grünau", same_encoding=True) == "Grünau".encode()


@pytest.mark.parametrize("page", [b"", b"<html><body></body></html>", b"<html><head><title>Quay</title></head></html>"])
def test_a_page_without_an_article_is_refused(page):
    with pytest.raises(NoText, match="no article text found"):
        only(HTML, page)


def test_only_pages_change_their_ending():
    assert (TEXT.output, HTML.output) == (None, ".txt")
