"""HTML in, text out, by one of several extractors.

Each gives one line a paragraph, without comments, and no page's text depends on the pages before it. They differ in
what they take for the article, and in speed:

* `trafilatura`: the most careful, and the slowest;
* `trafilatura-fast`: the same without its comparison with what other algorithms find;
* `resiliparse`: many times as fast, and it leaves more in that is no article. Its package is an extra.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cleaner.errors import CleanerError
from cleaner.extract import by_resiliparse, by_trafilatura

_TEXT: Mapping[str, Callable[[str], str]] = {
    "trafilatura": by_trafilatura.text,
    "trafilatura-fast": by_trafilatura.fast_text,
    "resiliparse": by_resiliparse.text,
}
NAMES = tuple(_TEXT)


class NoText(CleanerError):
    """A page in which the extractor finds no article."""


def extract(page: str, extractor: str = "trafilatura") -> str:
    """The article text of an HTML page, one line a paragraph, as one of the extractors in NAMES finds it.

    Raises NoText if it finds none; CleanerError if there is no such extractor, or its package is not installed.
    """
    if extractor not in _TEXT:
        raise CleanerError(f"no extractor is called {extractor!r}: there are {', '.join(NAMES)}")
    text = _TEXT[extractor](page)
    if not text.strip():
        raise NoText("no article text found in the page")
    return text
