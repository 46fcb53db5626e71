"""WARC and WET: the pages of a crawl, each record a document; pages are extracted first.

Responses with a status of success and resources count, if they are HTML or plain text, and conversions, which are
plain text already (WET). All other records are no documents.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from cleaner.errors import CleanerError
from cleaner.extract import extract
from cleaner.formats.base import Blank, Format, Item, Part, Place, Reading, Unreadable, Unwritable, Writer, Writing
from cleaner.formats.base import digest as digest_of
from cleaner.formats.codec import Damaged
from cleaner.formats.encoding import decode
from cleaner.formats.records import Record, records
from cleaner.formats.source import Source

_META = re.compile(rb"""<meta[^>]{1,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4096  # bytes of a page in which it says its character set
_PAGES = {"text/html", "application/xhtml+xml", ""}


class Page(NamedTuple):
    """A record's payload and what its headers say; `text` once it was found."""

    record: Record
    text: str

    def fields(self, text: str | None) -> dict[str, Any]:
        """What a crawl tells of a page, and its text."""
        record = self.record
        head = {"id": record.id, "url": record.url, "date": record.date, "content_type": record.content_type}
        return head | {"text": self.text if text is None else text}

    def value(self, path: str) -> Any:
        """One of them."""
        return self.fields(None).get(path)

    def raw(self) -> bytes:
        """The payload."""
        return self.record.payload


class _Warc(Format):
    name = "warc"
    whole = False
    written = "jsonl"

    def parts(self, source: Source, size: int) -> Iterator[Part]:
        held: list[Record] = []
        number = seen = length = done = 0
        with source.measured() as (stream, raw):
            error = ""
            try:
                for record in records(stream):
                    held.append(record)
                    length += len(record.payload)
                    if length >= size:
                        done, before = raw.tell(), done
                        yield _part(number, seen, held, done - before)
                        number, seen = number + 1, seen + len(held)
                        held, length = [], 0
            except (Damaged, Unreadable) as broken:
                error = str(broken)
            if held:
                yield _part(number, seen, held, raw.tell() - done)
                done, number, seen = raw.tell(), number + 1, seen + len(held)
            if error:
                yield Part(number, seen + 1, data=b"", weight=raw.tell() - done, error=error)

    def read(self, source: Source, part: Part, ask: Reading) -> Iterator[tuple[Item, Place | Blank]]:
        for number, record in enumerate(part.data):
            yield _item(record, str(part.first + number), ask, (ask.deadly or {}).get(number, ""))

    def writer(self, sink: BinaryIO, ask: Writing) -> Writer:
        raise Unwritable("WARC can be read and not written: name an OUT of another format")

    def join(self, parts: Sequence[Path], sink: BinaryIO, source: Source | None) -> None:
        raise NotImplementedError  # never written

    def appends(self, ask: Writing) -> bool:
        return True


def _part(number: int, seen: int, held: Sequence[Record], weight: int) -> Part:
    found = digest_of(repr([record._replace(payload=b"") for record in held]).encode("utf-8", "replace"))
    found = digest_of(b"\0".join([found.encode(), *(digest_of(record.payload).encode() for record in held)]))
    return Part(number, seen + 1, len(held), data=tuple(held), digest=found, weight=weight)


def _item(record: Record, name: str, ask: Reading, deadly: str) -> tuple[Item, Place]:
    if deadly or record.problem:
        return Item(None, name, error=deadly or record.problem), Page(record, "")
    about: dict[str, Any] = {"row": int(name), "field": "text", "url": record.url}
    try:
        text, encoding = _text_of(record)
        if record.content_type in _PAGES:
            text = extract(text, ask.extractor)
            about |= {"encoding": encoding, "extracted": ask.extractor}
    except (CleanerError, RecursionError) as error:
        return Item(None, name, error=str(error) or "nested too deeply to be read"), Page(record, "")
    return Item(text, name, about), Page(record, text)


def _text_of(record: Record) -> tuple[str, str]:
    """The payload as text: in the character set of the response, else of the page itself, else what fits."""
    meta = _META.search(record.payload, 0, _HEAD)
    for label in (record.charset, meta.group(1).decode("ascii", "replace") if meta else ""):
        try:
            encoding = codecs.lookup(label).name if label else ""
            if encoding:
                # As browsers have it: who says Latin-1 means Windows-1252.
                encoding = "cp1252" if encoding in ("iso8859-1", "ascii") else encoding
                return record.payload.decode(encoding), encoding
        except (LookupError, UnicodeError, ValueError):
            continue
    return decode(record.payload)


WARC = _Warc()
