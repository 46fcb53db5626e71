"""Plain text: one file, one document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from cleaner.formats.base import Format, Item, decode, encode


class _Text(Format):
    name = "text"
    endings = (".txt", ".text", ".md")
    output = None

    def read(self, source: BinaryIO, field: str) -> Iterator[tuple[Item, Any]]:
        data = source.read()
        text, encoding = decode(data)
        yield Item(text, about={"encoding": encoding}), (data, encoding)

    def write(self, sink: BinaryIO, place: Any, text: str | None, *, same_encoding: bool) -> None:
        data, encoding = place
        if text is not None:
            data = encode(text, encoding if same_encoding else "utf-8")
        sink.write(data)


TEXT = _Text()
