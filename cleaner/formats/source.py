"""Where a file's bytes come from: a disk, a URL or a stream, plain or compressed."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, cast

from cleaner.formats.codec import decompressed

if TYPE_CHECKING:
    from upath import UPath


class Position(Protocol):
    """What tells how far reading is."""

    def tell(self) -> int:
        """How many bytes of the file were read."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file, how it is compressed ('' if it is not), and what it is called in records and reports."""

    path: Path | UPath
    codec: str = ""
    name: str = ""

    @property
    def seekable(self) -> bool:
        """Whether parts of the file can be read without all that stands before them, and cheaply."""
        return not self.codec and isinstance(self.path, Path)

    @property
    def size(self) -> int:
        """The file's size in bytes; 0 if nobody can tell."""
        try:
            return int(self.path.stat().st_size)
        except OSError:
            return 0

    def keep(self) -> None:
        """See to it that the bytes can be read more than once, as those of a file can."""

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The file's bytes, decompressed. Reading raises Damaged and OSError."""
        with self.measured() as (stream, _):
            yield stream

    @contextmanager
    def measured(self) -> Iterator[tuple[BinaryIO, Position]]:
        """The file's bytes, decompressed, and how much of the file itself was read for them."""
        with self.path.open("rb") as raw:
            yield decompressed(raw, self.codec), raw


class Stream(Source):
    """Bytes of a stream that is open already, such as standard input: they can be read once, if they are not kept."""

    def __init__(self, stream: BinaryIO, name: str = "-", codec: str = "") -> None:
        super().__init__(Path(name), codec, name)
        object.__setattr__(self, "_stream", stream)  # a Source is frozen
        object.__setattr__(self, "_kept", None)

    _stream: BinaryIO
    _kept: BinaryIO | None

    @property
    def seekable(self) -> bool:
        """A stream can't be read from the middle."""
        return False

    @property
    def size(self) -> int:
        """Nobody can tell."""
        return 0

    def keep(self) -> None:
        """Copy what is left of the stream to a file without a name."""
        if self._kept is None:
            kept = TemporaryFile()  # noqa: SIM115  # lives as long as the source
            shutil.copyfileobj(self._stream, kept, 1 << 20)
            object.__setattr__(self, "_kept", kept)

    @contextmanager
    def measured(self) -> Iterator[tuple[BinaryIO, Position]]:
        """The stream's bytes, decompressed, and how much of it was read for them."""
        if self._kept:
            self._kept.seek(0)
        counted = _Counted(self._kept or self._stream)
        yield decompressed(cast(BinaryIO, io.BufferedReader(counted)), self.codec), counted


class _Counted(io.RawIOBase):
    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._count += len(data)
        return len(data)

    def tell(self) -> int:
        return self._count
