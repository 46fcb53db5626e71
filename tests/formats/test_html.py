"""Pages: read in their encoding, extracted, written as text."""

from io import BytesIO

import pytest

from cleaner.extract import NoText
from cleaner.formats.base import Part, Reading, Unreadable, Unwritable, Writing
from cleaner.formats.html import HTML
from cleaner.formats.source import Source
from cleaner.formats.text import TEXT

PAGE = """\
<html><head><title>Die Mühle</title>{meta}</head><body><article><h1>Die Mühle</h1>
<p>Der Müller über dem Fluss möchte die alte Mühle im nächsten Frühjahr öffnen, sagte er am Dienstag in Grünau.</p>
<p>Für die Räder fehlen noch zwölf Bretter; die Gemeinde würde dafür sechstausend Euro übernehmen müssen.</p>
</article></body></html>
"""


def only(data, extractor="trafilatura"):
    source = Source("mill.html", name="mill.html")
    ((item, place),) = HTML.read(source, Part(data=data), Reading(extractor=extractor))
    return item, place


def written(place, text, same_encoding=False):
    sink = BytesIO()
    TEXT.writer(sink, Writing(same=False, same_encoding=same_encoding)).write(place, text, {})
    return sink.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_page_is_read_in_its_encoding(encoding):
    item, place = only(PAGE.format(meta="").encode(encoding))
    assert "Der Müller über dem Fluss möchte die alte Mühle" in item.text and "<p>" not in item.text
    assert item.about["extracted"] == "trafilatura" and item.name == ""
    assert (item.about["encoding"] == "utf-8") is (encoding == "utf-8")
    assert place.fields(None) == {"id": "mill.html", "text": item.text}


def test_the_extractor_asked_for_is_the_one_that_is_told():
    item, _ = only(PAGE.format(meta="").encode(), "resiliparse")
    assert item.about["extracted"] == "resiliparse" and "zwölf Bretter" in item.text


def test_the_bytes_are_believed_and_not_the_meta_element():
    item, _ = only(PAGE.format(meta='<meta charset="iso-8859-5">').encode())
    assert item.about["encoding"] == "utf-8" and "zwölf Bretter" in item.text


def test_xhtml_with_an_xml_declaration_is_read():
    head = '<?xml version="1.0" encoding="utf-8"?>\n'
    page = PAGE.format(meta="").replace("<html>", '<html xmlns="http://www.w3.org/1999/xhtml">')
    item, _ = only((head + page).encode())
    assert "Für die Räder fehlen noch zwölf Bretter" in item.text and "xml" not in item.text


def test_a_page_is_written_as_utf8_text_whatever_it_came_in():
    item, place = only(PAGE.format(meta="").encode("cp1252"))
    assert written(place, None) == written(place, None, same_encoding=True) == item.text.encode()
    assert written(place, "Grünau", same_encoding=True) == "Grünau".encode()


@pytest.mark.parametrize("page", [b"", b"<html><body></body></html>", b"<html><head><title>Quay</title></head></html>"])
def test_a_page_without_an_article_is_refused(page):
    with pytest.raises(NoText, match="no article text found"):
        only(page)


def test_binary_data_is_no_page():
    with pytest.raises(Unreadable, match="binary data"):
        only(b"<html>\0\1\2</html>")


def test_pages_become_text_and_are_never_written():
    assert (HTML.written, TEXT.written) == ("text", "text")
    with pytest.raises(Unwritable, match="read and not written"):
        HTML.writer(BytesIO(), Writing())
