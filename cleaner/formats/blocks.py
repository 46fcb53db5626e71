"""A file of lines in blocks of whole lines, cut where reading breaks off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from cleaner.formats.codec import Damaged

_CHUNK = 1 << 16


def blocks(stream: BinaryIO, size: int) -> Iterator[tuple[bytes, str]]:
    """Blocks of about `size` bytes that end with a line's end, or with the file, each with ''.

    If the file is damaged, the last block holds the line it breaks off in, with what is wrong.
    """
    held = b""
    while True:
        # A line that goes on and on is looked through seldom.
        wanted = size - len(held) if len(held) < size else max(len(held), _CHUNK)
        data, error = readable(stream, wanted)
        held += data
        whole = held.rfind(b"\n") + 1
        if error:
            if whole:
                yield held[:whole], ""
            yield held[whole:], error
            return
        if len(data) < wanted:
            if held:
                yield held, ""
            return
        if whole:  # else a line longer than a block: go on until it ends
            yield held[:whole], ""
            held = held[whole:]


def readable(stream: BinaryIO, size: int) -> tuple[bytes, str]:
    """Up to `size` bytes of a stream, fewer only at the end, and what is wrong if reading broke off."""
    pieces: list[bytes] = []
    got = 0
    read = getattr(stream, "read1", stream.read)
    try:
        while got < size:
            piece = read(min(size - got, 1 << 20))
            if not piece:
                break
            pieces.append(piece)
            got += len(piece)
    except Damaged as error:
        return b"".join(pieces), str(error)
    return b"".join(pieces), ""
