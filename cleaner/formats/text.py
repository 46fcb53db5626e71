"""Plain text: one file, one document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from cleaner.formats.base import Blank, Format, Item, Part, Place, Reading, Unwritable, Writer, Writing
from cleaner.formats.codec import decompressed
from cleaner.formats.encoding import decode, encode
from cleaner.formats.source import Source


class Whole(NamedTuple):
    """A document that is a file: its bytes, its text, the encoding they were in, and what names the document."""

    data: bytes
    text: str
    encoding: str
    name: str

    def fields(self, text: str | None) -> dict[str, Any]:
        """A document's two fields: where it comes from and its text."""
        return {"id": self.name, "text": self.text if text is None else text}

    def value(self, path: str) -> Any:
        """One of them."""
        return self.fields(None).get(path)

    def raw(self) -> bytes:
        """The file's bytes."""
        return self.data


class OneDocument:
    """What formats have in common in which a file is one document."""

    whole = True

    def parts(self, source: Source, size: int) -> Iterator[Part]:
        """The file as a whole."""
        yield Part(documents=1, weight=source.size)

    def join(self, parts: Sequence[Path], sink: BinaryIO, source: Source | None) -> None:
        """Never asked: a file has one part."""
        raise NotImplementedError


def contents(source: Source, part: Part) -> bytes:
    """The bytes of a file that is one document, decompressed. Raises Damaged and OSError."""
    if part.data is None:
        with source.open() as stream:
            return stream.read()
    return decompressed(BytesIO(part.data), source.codec).read()


class _Text(OneDocument, Format):
    name = "text"
    written = "text"

    def read(self, source: Source, part: Part, ask: Reading) -> Iterator[tuple[Item, Place | Blank]]:
        data = contents(source, part)
        text, encoding = decode(data)
        yield (Item(text, about={"encoding": encoding}), Whole(data, text, encoding, source.name))

    def writer(self, sink: BinaryIO, ask: Writing) -> Writer:
        return _TextWriter(sink, ask)

    def appends(self, ask: Writing) -> bool:
        return True


class _TextWriter:
    """Writes one document, in UTF-8 or in the source's encoding; what was not cut is written byte for byte."""

    def __init__(self, sink: BinaryIO, ask: Writing) -> None:
        self._sink = sink
        self._same_encoding = ask.same_encoding
        if ask.added:
            raise Unwritable("plain text has no place for added fields: name an OUT of another format")

    def write(self, place: Place | Blank, text: str | None, more: Mapping[str, Any]) -> None:
        """Write the document."""
        if not isinstance(place, Whole):
            raise Unwritable("plain text holds one document a file: name an OUT of another format")
        data = place.data
        if text is not None:
            data = encode(text, place.encoding if self._same_encoding else "utf-8")
        self._sink.write(data)

    def close(self) -> None:
        """Nothing is held back."""


TEXT = _Text()
