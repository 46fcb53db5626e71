"""Reading a request's body: no larger than it may be, within its time, unpacked if it comes compressed."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.types import Receive

from cleaner.service.limits import Limits
from cleaner.service.refusals import Refused, too_large

_GZIP = 16 + zlib.MAX_WBITS
_PATIENCE = 4  # bodies' worth that is read and thrown away, so that a client that sends hears why it is refused
_WASTE = 5.0  # seconds that this may take

Hold = Callable[[int], None]


class Gone(Exception):
    """The client hung up before it had sent its body."""


async def body_of(headers: Headers, receive: Receive, limits: Limits, hold: Hold) -> bytes:
    """The body of a request; `hold` is told of each piece's bytes as they come.

    Raises Refused for a body that is too large, too slow or packed in a way there is none of, and Gone.
    """
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip"):
        raise Refused(415, "unknown-encoding", f"there is no content encoding {encoding!r} here: gzip, or none")
    pieces = _Pieces(receive)
    said = headers.get("content-length", "")
    if said.isdecimal() and int(said) > limits.max_bytes:
        if headers.get("expect", "").lower() != "100-continue":
            await _waste(pieces, limits)
        raise too_large(limits.max_bytes)
    try:
        async with asyncio.timeout(limits.upload):
            return await _read(pieces, limits, hold, packed=encoding == "gzip")
    except TimeoutError:
        why = f"the body took over {limits.upload:g} seconds to come"
        raise Refused(408, "too-slow", why, connection="close") from None


class _Pieces:
    """A body's pieces, as they come."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._ended = False

    def __aiter__(self) -> _Pieces:
        return self

    async def __anext__(self) -> bytes:
        if self._ended:  # what came next would be that the client hangs up
            raise StopAsyncIteration
        message = await self._receive()
        if message["type"] == "http.disconnect":
            raise Gone
        self._ended = not message.get("more_body", False)
        piece: bytes = message.get("body", b"")
        return piece


async def _read(pieces: _Pieces, limits: Limits, hold: Hold, *, packed: bool) -> bytes:
    parts: list[bytes] = []
    unpack = zlib.decompressobj(_GZIP) if packed else None
    size = 0
    async for piece in pieces:
        try:
            part = unpack.decompress(piece, limits.max_bytes + 1 - size) if unpack else piece
        except zlib.error:
            await _waste(pieces, limits)
            raise Refused(400, "bad-encoding", "the body is not gzip") from None
        size += len(part)
        if size > limits.max_bytes:
            await _waste(pieces, limits)
            raise too_large(limits.max_bytes)
        hold(len(part))
        parts.append(part)
    if unpack and not unpack.eof:
        raise Refused(400, "bad-encoding", "the body is not gzip, or not all of it")
    return b"".join(parts)


async def _waste(pieces: _Pieces, limits: Limits) -> None:
    """Read on for a while: a client that is cut off in the middle of sending would not see the answer."""
    size = 0
    try:
        async with asyncio.timeout(_WASTE):
            async for piece in pieces:
                size += len(piece)
                if size > _PATIENCE * limits.max_bytes:
                    return
    except (TimeoutError, Gone):
        return
