"""What takes long to work out, kept on disk from one run to the next: plain data, as JSON.

An entry is found by a digest of all that it was made from: the caller's key, this package's code, the machine's order
of bytes, the versions of Python and of what it builds on. It bears the checksum of its content; one that does not hold,
or can't be read, counts as none. Entries are put in place whole, so that readers and other writers never see half of
one. Where nothing can be written, nothing is kept. The directory is the user's cache directory, or what CLEANER_CACHE
says; empty, it turns the cache off.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from cleaner.atomic import replacing

VARIABLE = "CLEANER_CACHE"
_BUILT_ON = ("regex", "pydantic", "PyYAML")
_KEPT = 8  # entries of one name: as many pipelines as one is likely to use in turn
_PACKAGE = Path(__file__).resolve().parent


def remember(name: str, key: bytes, build: Callable[[], Any]) -> Any:
    """What `build` gives, or gave to an earlier call with the same `key`: data that JSON can hold."""
    known = recall(name, key)
    if known is not None:
        return known
    made = build()
    keep(name, key, made)
    return made


def recall(name: str, key: bytes, parse: Callable[[bytes], Any] | None = None) -> Any:
    """What was kept under that `key`; None if there is nothing.

    `parse` makes of its bytes what is wanted, and raises ValueError where it can't; by default plain data.
    """
    directory = _directory()
    return None if directory is None else _read(_file(directory, name, key), parse or parsed)


def keep(name: str, key: bytes, data: Any) -> None:
    """Keep data under a `key`, instead of what is there, if anything can be written."""
    keep_content(name, key, bytes_of(data))


def keep_content(name: str, key: bytes, content: bytes) -> None:
    """Keep what `recall` has somebody parse."""
    directory = _directory()
    if directory is None:
        return
    with suppress(OSError):
        _write(_file(directory, name, key), content)
        _prune(directory, name)


def extend(name: str, key: bytes, rows: list[Any], most: int) -> None:
    """Keep `rows` behind the list that is kept under a `key`, without reading it; not beyond `most` bytes in all."""
    directory = _directory()
    if directory is None or not rows:
        return
    file = _file(directory, name, key)
    with suppress(OSError, ValueError):
        new, before = bytes_of(rows), _whole(file)
        if before and bytes(before[:1]) == b"[" and len(before) > len(b"[]"):
            pieces: list[bytes | memoryview] = [before[:-1], b",", new[1:]]  # without a copy: it may be large
        else:
            pieces = [new]
        if sum(map(len, pieces)) <= most:
            _write(file, *pieces)
            _prune(directory, name)


def size(name: str, key: bytes) -> int:
    """The bytes of what is kept under a `key`; 0 if there is nothing."""
    directory = _directory()
    try:
        return 0 if directory is None else _file(directory, name, key).stat().st_size
    except OSError:
        return 0


def _file(directory: Path, name: str, key: bytes) -> Path:
    return directory / f"{name}-{hashlib.sha256(_ground() + key).hexdigest()}.json"


def _directory() -> Path | None:
    said = os.environ.get(VARIABLE)
    if said is not None:
        return Path(said) if said else None
    from platformdirs import user_cache_path

    return user_cache_path("cleaner", appauthor=False)


@lru_cache(maxsize=1)
def _ground() -> bytes:
    """What every entry rests on: code and versions."""
    code = sorted(_modules(str(_PACKAGE)))
    return repr((sys.version, sys.byteorder, [version(package) for package in _BUILT_ON], code)).encode()


def _modules(directory: str) -> Iterator[tuple[str, int, int]]:
    """The modules below a directory: path, size and when they were changed."""
    with os.scandir(directory) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield entry.path, entry.stat().st_size, entry.stat().st_mtime_ns
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _modules(entry.path)


def bytes_of(data: Any) -> bytes:
    """Plain data as JSON, on one line; half a character, as Python can hold it, too."""
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")


def _whole(file: Path) -> memoryview | None:
    """The content of an entry; None if it is not there or not whole."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    checksum = len(hashlib.sha256().hexdigest())
    content = memoryview(data)[checksum + 1 :]
    return content if data[: checksum + 1] == f"{hashlib.sha256(content).hexdigest()}\n".encode() else None


def _read(file: Path, parse: Callable[[bytes], Any]) -> Any:
    """What an entry holds; None if it can't be read."""
    content = _whole(file)
    try:
        return None if content is None else parse(bytes(content))
    except ValueError:
        return None


def parsed(content: bytes) -> Any:
    """What JSON says; half a character, as Python can hold it, only Python's own reader knows."""
    try:
        return from_json(content, cache_strings="all")
    except ValueError:
        return json.loads(content.decode("utf-8", "surrogatepass"))


def _write(file: Path, *pieces: bytes | memoryview) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    checksum = hashlib.sha256()
    for piece in pieces:
        checksum.update(piece)
    with replacing(file) as new:
        new.write(f"{checksum.hexdigest()}\n".encode())
        for piece in pieces:
            new.write(piece)


def _prune(directory: Path, name: str) -> None:
    """Remove all but the newest entries of that name."""
    entries = sorted(directory.glob(f"{name}-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in entries[_KEPT:]:
        old.unlink(missing_ok=True)
