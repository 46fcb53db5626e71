"""HTML: the article text that trafilatura finds in the page, cleaned, is written as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from cleaner.extract import extract
from cleaner.formats.base import Format, Item, decode, encode


class _Html(Format):
    name = "html"
    endings = (".html", ".htm", ".xhtml")
    output = ".txt"

    def read(self, source: BinaryIO, field: str) -> Iterator[tuple[Item, Any]]:
        page, encoding = decode(source.read())
        text = extract(page)
        yield Item(text, about={"encoding": encoding, "extracted": "trafilatura"}), text

    def write(self, sink: BinaryIO, place: Any, text: str | None, *, same_encoding: bool) -> None:
        sink.write(encode(place if text is None else text, "utf-8"))


HTML = _Html()
