"""The file of decisions: JSON Lines, only ever added to, so that nothing decided is lost to a crash.

A line that a crash left half-written is told of and passed over; the next append writes over it, for nobody was told
that it was saved.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cleaner.errors import CleanerError
from cleaner.formats.plain import json_line
from cleaner.review.decisions import BadDecision, Decision, decision

_STEP = 1 << 16  # bytes looked back at a time for the last whole line


class BadDecisions(CleanerError):
    """A file of decisions that can't be read; the message names the file and, where it can, the line."""


@dataclass(frozen=True, slots=True)
class Journal:
    """The decisions of a file, in their order, and what is to be told of its last line ("" if that is whole)."""

    decisions: tuple[Decision, ...] = ()
    torn: str = ""


def read(file: Path) -> Journal:
    """The decisions in a file. Raises BadDecisions."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise BadDecisions(f"{file}: {error.strerror}") from None
    *lines, rest = data.split(b"\n")
    found = [_decision(line, f"{file}:{number}") for number, line in enumerate(lines, 1) if line.strip()]
    if not rest.strip():
        return Journal(tuple(found))
    if _is_torn(rest):
        return Journal(tuple(found), f"{file}:{len(lines) + 1}: the last line is half-written and left out")
    return Journal((*found, _decision(rest, f"{file}:{len(lines) + 1}")))


def append(file: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions to a file, which is made if it is not there; they are on disk when this returns.

    Raises OSError.
    """
    added = b"".join(json_line(each.data()) for each in decisions)
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666), "r+b") as store:
        end, rest = _tail(store.fileno(), store.seek(0, os.SEEK_END))
        if rest.strip() and not _is_torn(rest):
            end += len(rest)
            added = b"\n" + added
        store.seek(end)
        store.truncate()
        store.write(added)
        store.flush()
        os.fsync(store.fileno())


def _tail(handle: int, size: int) -> tuple[int, bytes]:
    """Where the last whole line of an open file ends, and what stands behind it."""
    start, rest = size, b""
    while start and b"\n" not in rest:
        step = min(_STEP, start)
        start -= step
        os.lseek(handle, start, os.SEEK_SET)
        rest = os.read(handle, step) + rest
    whole = rest.rfind(b"\n") + 1
    return start + whole, rest[whole:]


def _is_torn(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return True
    return False


def _decision(line: bytes, place: str) -> Decision:
    try:
        return decision(json.loads(line))
    except UnicodeDecodeError:
        raise BadDecisions(f"{place}: not UTF-8") from None
    except RecursionError:
        raise BadDecisions(f"{place}: nested too deeply to be a decision") from None
    except ValueError as error:
        raise BadDecisions(f"{place}: not JSON: {error}") from None
    except BadDecision as error:
        raise BadDecisions(f"{place}: {error}") from None
