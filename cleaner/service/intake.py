"""Reading a request's body: no larger than it may be, within its time, unpacked if it comes compressed."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator, Callable

from starlette.datastructures import Headers
from starlette.types import Receive

from cleaner.service.limits import Limits
from cleaner.service.refusals import Refused, too_large

_GZIP = 16 + zlib.MAX_WBITS
_PATIENCE = 4  # bodies' worth that is read and thrown away, so that a client that sends hears why it is refused
_WASTE = 5.0  # seconds that this may take


class Gone(Exception):
    """The client hung up before it had sent its body."""


async def body_of(headers: Headers, receive: Receive, limits: Limits, hold: Callable[[int], None]) -> bytes:
    """The body of a request; `hold` is told of each piece's bytes as they come.

    Raises Refused for a body that is too large, too slow or packed in a way there is none of, and Gone.
    """
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip"):
        raise Refused(415, "unknown-encoding", f"there is no content encoding {encoding!r} here: gzip, or none")
    said = headers.get("content-length", "")
    if said.isdecimal() and int(said) > limits.max_bytes:
        if headers.get("expect", "").lower() != "100-continue":
            await _waste(receive, limits)
        raise too_large(limits.max_bytes)
    try:
        async with asyncio.timeout(limits.upload):
            return await _read(receive, limits, hold, packed=encoding == "gzip")
    except TimeoutError:
        raise Refused(
            408, "too-slow", f"the body took over {limits.upload:g} seconds to come", connection="close"
        ) from None


async def _read(receive: Receive, limits: Limits, hold: Callable[[int], None], *, packed: bool) -> bytes:
    parts: list[bytes] = []
    unpack = zlib.decompressobj(_GZIP) if packed else None
    size = 0
    async for piece in _pieces(receive):
        try:
            part = unpack.decompress(piece, limits.max_bytes + 1 - size) if unpack else piece
        except zlib.error:
            raise Refused(400, "bad-encoding", "the body is not gzip", connection="close") from None
        size += len(part)
        if size > limits.max_bytes:
            await _waste(receive, limits)
            raise too_large(limits.max_bytes)
        hold(len(part))
        parts.append(part)
    if unpack and not unpack.eof:
        raise Refused(400, "bad-encoding", "the body is not gzip, or not all of it")
    return b"".join(parts)


async def _pieces(receive: Receive) -> AsyncIterator[bytes]:
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        if piece := message.get("body", b""):
            yield piece
        if not message.get("more_body", False):
            return


async def _waste(receive: Receive, limits: Limits) -> None:
    """Read on for a while: a client that is cut off in the middle of sending would not see the answer."""
    size = 0
    try:
        async with asyncio.timeout(_WASTE):
            async for piece in _pieces(receive):
                size += len(piece)
                if size > _PATIENCE * limits.max_bytes:
                    return
    except (TimeoutError, Gone):
        return
