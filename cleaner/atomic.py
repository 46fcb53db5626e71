"""Files that appear under their name only when they are whole."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

_NEW_FILE = 0o666
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@contextmanager
def replacing(target: Path, *, durable: bool = False, aside: Path | None = None) -> Iterator[BinaryIO]:
    """Open a temporary file for writing; it becomes `target` when the block ends well, else it goes.

    It stands beside the target, or in the directory `aside`, to be found and cleared up if this process is killed.
    An existing file's permissions are kept. With `durable` the bytes are on disk before the name is.
    """
    temporary = (aside or target.parent) / f".cleaner-{uuid4().hex}.tmp"
    handle = _open(temporary)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            with suppress(FileNotFoundError):
                temporary.chmod(target.stat().st_mode & 0o7777)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        _move(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _move(temporary: Path, target: Path) -> None:
    try:
        temporary.replace(target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        with temporary.open("rb") as made, replacing(target) as file:  # from another file system
            shutil.copyfileobj(made, file, 1 << 20)
        temporary.unlink()


def _open(path: Path) -> int:
    """A new file, open for writing, with the permissions new files have; its directory is made if it is not there."""
    try:
        return os.open(path, _FLAGS, _NEW_FILE)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, _FLAGS, _NEW_FILE)
