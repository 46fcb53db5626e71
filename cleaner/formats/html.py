"""HTML: the article text that an extractor finds in the page, cleaned, is written as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from cleaner.extract import extract
from cleaner.formats.base import Blank, Format, Item, Part, Place, Reading, Unwritable, Writer, Writing
from cleaner.formats.encoding import decode, encode
from cleaner.formats.source import Source
from cleaner.formats.text import OneDocument, Whole, contents


class _Html(OneDocument, Format):
    name = "html"
    written = "text"

    def read(self, source: Source, part: Part, ask: Reading) -> Iterator[tuple[Item, Place | Blank]]:
        page, encoding = decode(contents(source, part))
        text = extract(page, ask.extractor)
        place = Whole(encode(text, "utf-8"), text, "utf-8", source.name)
        yield (Item(text, about={"encoding": encoding, "extracted": ask.extractor}), place)

    def writer(self, sink: BinaryIO, ask: Writing) -> Writer:
        raise Unwritable("HTML can be read and not written: name an OUT of another format")

    def appends(self, ask: Writing) -> bool:
        return True


HTML = _Html()
