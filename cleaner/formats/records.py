"""The records of a WARC that hold documents, also behind one that is damaged. The one importer of fastwarc."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO, NamedTuple, cast

from cleaner.errors import CleanerError
from cleaner.formats.base import Unreadable
from cleaner.formats.codec import Damaged

WRONG_LENGTH = "the length that its header gives is wrong"
NO_HEAD = "its HTTP head can't be read"
_NEXT = re.compile(rb"\r\n\r\n(?=WARC/[01]\.\d+\r\n)")
_SIZE = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,100}\r\n")  # the line before a chunk
_TYPES = {"text/html", "application/xhtml+xml", "text/plain", ""}
_CHUNK = 1 << 16


class Record(NamedTuple):
    """A record with a document: its payload without the HTTP head, and what the heads say; what is wrong with it."""

    id: str
    url: str
    date: str
    content_type: str
    charset: str
    payload: bytes
    problem: str = ""


class _Tape:
    """A stream that remembers what was read of it since a place, to be read again if that went wrong."""

    def __init__(self, stream: BinaryIO, held: bytes = b"", error: str = "") -> None:
        self.error = error  # why there is no more to be read, if it is not the end
        self._stream = stream
        self._ahead = held
        self._held = bytearray()
        self._start = 0

    def read(self, size: int = _CHUNK) -> bytes:
        """The next bytes."""
        if self._ahead:
            data, self._ahead = self._ahead[:size], self._ahead[size:]
        else:
            data = self._more(size)
        self._held += data
        return data

    def _more(self, size: int = _CHUNK) -> bytes:
        try:
            found: bytes = getattr(self._stream, "read1", self._stream.read)(size)
            return found
        except Damaged as error:  # what was read before is gone through first
            self.error = str(error)
            return b""

    def tell(self) -> int:
        """How much was read, in bytes."""
        return self._start + len(self._held)

    def behind(self, place: int | None, length: int) -> bytes | None:
        """What stands behind the record at a place, whose body has that length; None if it reaches past the end."""
        if place is None:
            return bytes(self._held)
        held = bytes(self._held[place - self._start :])
        end = held.find(b"\r\n\r\n") + 4 + length
        return None if end > len(held) else held[end:]

    def forget(self, before: int) -> None:
        """Forget what stands before a place."""
        del self._held[: before - self._start]
        self._start = before

    def again(self, behind: int) -> _Tape | None:
        """A tape that begins at the first record behind a place; None if there is none. What is between is lost."""
        held = bytes(self._held[behind - self._start :]) + self._ahead
        while True:
            found = _NEXT.search(held)
            if found:
                return _Tape(self._stream, held[found.end() :], self.error)
            more = self._more()
            if not more:
                return None
            held = held[-64:] + more


def records(stream: BinaryIO) -> Iterator[Record]:
    """The records with documents. Where a length is wrong, reading goes on with the next record that can be found.

    Raises Unreadable if it is no WARC at all or is cut short, Damaged, and what reading the stream raises.
    """
    tape: _Tape | None = _Tape(stream)
    seen = False
    while tape:
        run = _Run(tape)
        yield from run
        seen = seen or run.at is not None
        again = None if run.whole else tape.again(run.at or 0)
        if not again and tape.error:
            raise Damaged(tape.error)
        if not again and not (run.whole or run.told):
            raise Unreadable("the last record is cut short" if seen else f"not WARC that can be read{run.why}")
        tape = again


class _Run:
    """The records of a tape, up to its end or to where they are no more what they say.

    Then `whole` says whether it was the end, `told` whether the last record was given out as broken, and `why` what
    the reader says; `at` is where the last record begins that was found.
    """

    def __init__(self, tape: _Tape) -> None:
        self.at: int | None = None
        self.whole = self.told = False
        self.why = ""
        self._tape = tape
        self._length = 0

    def __iter__(self) -> Iterator[Record]:
        last: Record | None = None  # not told before what follows is a record too
        try:
            for each in _iterate(self._tape):
                if last:
                    yield last
                last = self._take(each)
                if last and last.problem == WRONG_LENGTH:
                    break
            else:
                left = self._tape.behind(self.at, self._length)
                self.whole = left is not None and not left.strip()
                if last and left is None:
                    last = last._replace(problem=WRONG_LENGTH)
        except OSError as error:
            if error.errno is not None:
                raise
            self.why = f": {error}"
            if last and not self._ends_well():
                last = last._replace(problem=WRONG_LENGTH)
        if last:
            self.told = bool(last.problem)
            yield last

    def _ends_well(self) -> bool:
        """Whether behind the last record another begins: then it is that one that is broken."""
        left = (self._tape.behind(self.at, self._length) or b"").lstrip()
        return bool(left) and b"WARC/".startswith(left[:5])

    def _take(self, each: Any) -> Record | None:
        self._tape.forget(each.stream_pos)
        self.at = each.stream_pos
        length = each.headers.get("Content-Length") or ""
        self._length = int(length) if length.isascii() and length.isdigit() else 0
        return _record(each)


def _iterate(tape: _Tape) -> Any:
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise CleanerError("WARC files need a package more: pip install 'cleaner[formats]'") from None
    # Every record is looked at, for the place of the last one that was sound.
    return ArchiveIterator(
        cast(BinaryIO, tape), record_types=WarcRecordType.any_type, auto_decode="none", stream_detect=False
    )


def _record(found: Any) -> Record | None:
    """The document of a record, if it has one."""
    kind = (found.headers.get("WARC-Type") or "").lower()
    if kind not in ("response", "resource", "conversion"):
        return None
    head = found.http_headers if found.is_http_parsed else None
    status = head.status_code if head is not None else None
    if kind == "response" and status is None and _says_http(found):
        return _read(found, None, "", "", NO_HEAD)
    if kind == "response" and not 200 <= (status or 0) < 300:
        return None
    content_type = found.http_content_type if head is not None else found.headers.get("Content-Type", "")
    content_type, _, _ = (content_type or "").partition(";")
    content_type = content_type.strip().lower()
    if kind == "conversion":
        content_type = "text/plain"
    if content_type not in _TYPES:
        return None
    return _read(found, head, content_type, found.http_charset or "")


def _says_http(found: Any) -> bool:
    return (found.headers.get("Content-Type") or "").lower().startswith("application/http")


def _read(found: Any, head: Any, content_type: str, charset: str, problem: str = "") -> Record:
    payload = found.reader.read()
    broken = _NEXT.search(payload) or _NEXT.search(payload[-4:])
    if broken:
        payload = payload[: broken.start()]
    elif head is not None:
        payload = decoded(payload, head)
    fields = (found.headers.get(name) or "" for name in ("WARC-Record-ID", "WARC-Target-URI", "WARC-Date"))
    name, url, date = fields
    return Record(name.strip("<>"), url, date, content_type, charset, payload, WRONG_LENGTH if broken else problem)


def decoded(payload: bytes, head: Any) -> bytes:
    """A payload without its HTTP encodings. What is not encoded as its head says is taken as it is: crawlers that
    store decoded payloads seldom mend the heads."""
    if "chunked" in (head.get("Transfer-Encoding") or "").lower():
        payload = _without_chunks(payload)
    for coding in reversed((head.get("Content-Encoding") or "").lower().replace(" ", "").split(",")):
        with suppress(zlib.error, EOFError):
            if coding in ("gzip", "x-gzip"):
                payload = zlib.decompress(payload, zlib.MAX_WBITS | 16)
            elif coding == "deflate":
                payload = zlib.decompress(payload, zlib.MAX_WBITS if payload[:1] == b"\x78" else -zlib.MAX_WBITS)
    return payload


def _without_chunks(payload: bytes) -> bytes:
    pieces, at = [], 0
    while size := _SIZE.match(payload, at):
        length = int(size.group(1), 16)
        pieces.append(payload[size.end() : size.end() + length])
        at = size.end() + length + 2
        if not length or at >= len(payload):  # the crawler may have broken off
            return b"".join(pieces)
    return payload
