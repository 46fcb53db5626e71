"""Files of a job: written aside, measured, and with one way to say that the disk gives out."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from cleaner.atomic import replacing
from cleaner.errors import CleanerError

if TYPE_CHECKING:
    from upath import UPath


class Stopped(CleanerError):
    """A job can't go on: what was finished stays, and the job can be resumed."""


class Written(NamedTuple):
    """A file that was written: its name, its size in bytes and its digest."""

    name: str
    size: int
    digest: str

    def stands(self, folder: Path) -> bool:
        """Whether the file is still what was written; a name that is relative is one in `folder`."""
        path = folder / self.name
        try:
            return path.stat().st_size == self.size and measure(path) == self.digest
        except OSError:
            return False


def measure(path: Path) -> str:
    """The digest of a file."""
    found = blake2b(digest_size=20)
    with path.open("rb") as file:
        while data := file.read(1 << 20):
            found.update(data)
    return found.hexdigest()


class Measured:
    """A file that is written, counted and digested at once. What the disk refuses raises Stopped."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self._name = name
        self._digest = blake2b(digest_size=20)
        self._size = 0

    def write(self, data: bytes | memoryview) -> int:
        """Write bytes."""
        with refused(self._name):
            self._file.write(data)
        self._digest.update(data)
        self._size += memoryview(data).nbytes
        return memoryview(data).nbytes

    def flush(self) -> None:
        """See to it that the file is written, and not only held back."""
        with refused(self._name):
            self._file.flush()

    def tell(self) -> int:
        """How much was written, in bytes."""
        return self._size

    closed = False

    def readable(self) -> bool:
        """It is written only."""
        return False

    def writable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """What was written stays."""
        return False

    def close(self) -> None:
        """Whoever opened it closes it."""

    def written(self, name: str) -> Written:
        """What was written, under a name."""
        return Written(name, self._size, self._digest.hexdigest())


@contextmanager
def refused(name: str) -> Iterator[None]:
    """What the operating system refuses in the block stops the job, with the reason."""
    try:
        yield
    except OSError as error:
        raise Stopped(f"{name}: {error.strerror or error}") from None


@contextmanager
def measured(path: Path) -> Iterator[Measured]:
    """A file to write, which takes its name when it is whole. Raises OSError if it can't be opened."""
    with replacing(path) as file:
        sink = Measured(file, str(path))
        yield sink
        sink.flush()


@contextmanager
def delivered(target: Path | UPath, aside: Path | None) -> Iterator[BinaryIO]:
    """A file to write at a path or URL, there only when it is whole. It is made in the directory `aside`, if given."""
    if isinstance(target, Path):
        with replacing(target, aside=aside) as file:
            yield file
        return
    with NamedTemporaryFile(dir=aside) as made:
        yield cast(BinaryIO, made)
        made.flush()
        made.seek(0)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            shutil.copyfileobj(made, file, 1 << 20)


def free(path: Path) -> None:
    """Remove a file if it is there."""
    path.unlink(missing_ok=True)


def sync(file: BinaryIO) -> None:
    """See to it that what was written is on the disk."""
    file.flush()
    os.fsync(file.fileno())
