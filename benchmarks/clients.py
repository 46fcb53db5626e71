"""Many clients of an HTTP service at once, each with a connection of its own; light: the service is measured."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import perf_counter


@dataclass
class Told:
    """What came of the requests: seconds of those that were done, answers by status, and what got none."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    lost: int = 0  # sent, and the connection broke before an answer came
    unheard: int = 0  # nobody took the connection: nothing was sent

    def percentile(self, share: float) -> float:
        """Seconds within which that share of the requests was done."""
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(share * len(self.seconds)))]


def request(body: bytes, path: str = "/clean") -> bytes:
    """A request as it goes over the wire."""
    head = (
        f"POST {path} HTTP/1.1",
        "host: 127.0.0.1",
        "content-type: application/json",
        f"content-length: {len(body)}",
    )
    return "\r\n".join((*head, "", "")).encode() + body


async def load(port: int, clients: int, requests: Iterator[bytes], told: Told, done: Callable[[], None]) -> None:
    """Have `clients` send `requests` (shared among them) until there are none, or nobody is there any more.

    `done` is called after each answer.
    """

    async def client() -> None:
        connection: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        for each in requests:
            if connection is None:
                try:
                    connection = await asyncio.open_connection("127.0.0.1", port)
                except OSError:
                    told.unheard += 1
                    return
            begun = perf_counter()
            try:
                connection[1].write(each)
                status, goes_on = await _answer(connection[0])
            except (OSError, asyncio.IncompleteReadError):
                told.lost += 1
                connection = None
                continue
            told.statuses[status] += 1
            if status == 200:
                told.seconds.append(perf_counter() - begun)
            if not goes_on:
                connection[1].close()
                connection = None
            done()
        if connection:
            connection[1].close()

    await asyncio.gather(*(client() for _ in range(clients)))


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bool]:
    """An answer's status, and whether the connection goes on."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
    await reader.readexactly(length)
    return int(head.split(b" ", 2)[1]), b"connection: close" not in head
