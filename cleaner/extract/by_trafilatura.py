"""Article text through trafilatura, whole and in its fast mode: the one importer of the package."""

from __future__ import annotations


def text(page: str) -> str:
    """The article text of an HTML page, "" if none is found. Comments are left out; tables are kept."""
    return _text(page, fast=False)


def fast_text(page: str) -> str:
    """The same by trafilatura's own heuristics alone: what readability and jusText find is not compared with it."""
    return _text(page, fast=True)


def _text(page: str, *, fast: bool) -> str:
    import trafilatura  # takes a quarter of a second, which a job without HTML is spared

    # Its deduplication would make a page's text depend on the pages before.
    found = trafilatura.extract(
        page, output_format="txt", include_comments=False, include_tables=True, deduplicate=False, fast=fast
    )
    return str(found or "")
