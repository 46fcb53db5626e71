"""HTML in, text out, through the one importer of trafilatura."""

from __future__ import annotations

from cleaner.errors import CleanerError


class NoText(CleanerError):
    """A page in which trafilatura finds no article."""


def extract(page: str) -> str:
    """The article text of an HTML page, one line a paragraph. Raises NoText if none is found.

    Comments are left out; tables are kept. No page's text depends on the pages before it: deduplication is off.
    """
    import trafilatura

    text = trafilatura.extract(
        page, output_format="txt", include_comments=False, include_tables=True, deduplicate=False
    )
    if not text:
        raise NoText("no article text found in the page")
    return str(text)
