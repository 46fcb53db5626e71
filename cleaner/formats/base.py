"""What a format is: how the documents of a file are found, and how they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, Protocol, runtime_checkable

from cleaner.errors import CleanerError
from cleaner.formats.source import Source


class Unreadable(CleanerError):
    """Bytes that are no text, or no document of their format."""


@dataclass(frozen=True, slots=True)
class Item:
    """One document of a file.

    `name` tells it from the others of its file (a line number; empty if the file is one document); `about` goes into
    its record. `error` says why it can't be cleaned. A `text` of None is a null: there is nothing to clean.
    """

    text: str | None
    name: str = ""
    about: Mapping[str, Any] | None = None
    error: str = ""


class Place(Protocol):
    """A document as its file holds it: what a writer needs to write it, in the same format or in another."""

    def fields(self, text: str | None) -> dict[str, Any]:
        """All fields of the document, by name and in order, with `text` in place of its own; None: as it came."""

    def value(self, path: str) -> Any:
        """One field of the document, by its name or a path of names with dots between; None if there is none."""

    def raw(self) -> str | bytes:
        """The document as it came, for those who look after what failed."""


@dataclass(frozen=True, slots=True)
class Blank:
    """What stands between documents: written as it came by its own format, left out by others."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a file that is read by itself, by whoever has time.

    It is a range of the file's bytes (`start` to `end`), or the `data` itself where a file can't be read from the
    middle. `first` is the number of its first document, from 1; `documents` how many it holds, if that is known
    beforehand; `digest` of what it holds, if that was read; `weight` the bytes of the file that go with it. With an
    `error` it can't be read: the documents lost with it are named, and its data is what is left of them.
    """

    number: int = 0
    first: int = 1
    documents: int | None = None
    start: int = 0
    end: int = 0
    data: Any = None
    head: bytes = b""
    digest: str = ""
    weight: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What readers are asked: the field that holds the text, what extracts it from a page, and which documents of the
    part (by number, from 0) are not to be extracted, with the reason. With `looked_at` documents are read and
    nothing else: what writing or restoring them needs is not worked out, where that takes time."""

    field: str = "text"
    extractor: str = "trafilatura"
    deadly: Mapping[int, str] | None = None
    looked_at: bool = False


class Writer(Protocol):
    """Writes documents to a file, one after the other."""

    def write(self, place: Place | Blank, text: str | None, more: Mapping[str, Any]) -> None:
        """Write a document with another text, or with its own if None, and with the fields in `more` added.

        Raises Unwritable if the format can't hold it; then nothing was written.
        """

    def close(self) -> None:
        """Write what is still held back. The file stays open."""


class Unwritable(CleanerError):
    """A document that the format asked for can't hold."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What writers are asked.

    `same` says that the documents come from a file of the same format, `same_encoding` that the source's encoding is
    to be kept, `head` is the head of the part they come from and `first` that it is the first part that is written;
    `gathers` that documents of several files go to one. `added` are the names of fields that each document gets.
    """

    field: str = "text"
    same: bool = True
    same_encoding: bool = False
    added: tuple[str, ...] = ()
    head: bytes = b""
    first: bool = True
    gathers: bool = False


@runtime_checkable
class Format(Protocol):
    """One format. `whole`: a file is one document. `written`: the format written if none is asked for, if not this."""

    name: str
    whole: bool
    written: str

    def parts(self, source: Source, size: int) -> Iterator[Part]:
        """The parts of a file, of about `size` bytes, in order; the same for the same file. Raises Unreadable."""

    def read(self, source: Source, part: Part, ask: Reading) -> Iterator[tuple[Item, Place | Blank]]:
        """The documents of a part, each with its place. Raises Unreadable."""

    def writer(self, sink: BinaryIO, ask: Writing) -> Writer:
        """A writer of part of a file."""

    def join(self, parts: Sequence[Path], sink: BinaryIO, source: Source | None) -> None:
        """Make one file of the parts that writers wrote; `source` is the file they came from, if of this format."""

    def appends(self, ask: Writing) -> bool:
        """Whether a file is its parts one behind the other, so that joining them is copying."""


def digest(*pieces: bytes | memoryview) -> str:
    """A digest of bytes one behind the other, in hexadecimal: BLAKE2b, fast, and nobody can make it collide."""
    found = blake2b(digest_size=20)
    for piece in pieces:
        found.update(piece)
    return found.hexdigest()
