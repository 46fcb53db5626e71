"""HTML through trafilatura."""

import pytest

from cleaner.extract import NoText, extract


def test_a_page_gives_its_article(fixtures):
    page = (fixtures / "raw" / "token.html").read_text("utf-8")
    text = extract(page)
    assert text.count("\n") >= 4 and "The missing sum is about four per cent" in text
    assert extract(page) == text


def test_a_page_without_an_article():
    with pytest.raises(NoText):
        extract("<html><body></body></html>")
