"""The server's life: listening, and a stop that loses no request."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from cleaner.service.listener import deafen

_LISTEN = 2048  # connections that may wait to be accepted
_SETTLE = 0.2  # seconds for the last connections to be accepted, and to send their request
_LONGEST = 120.0  # seconds after which clients that do not take their answers are left


def serve(app: ASGIApp, sock: socket.socket, *, grace: float, stopping: Callable[[], None],
          ready: Callable[[], None]) -> None:  # fmt: skip
    """Serve until SIGTERM or SIGINT, then finish what was accepted and return.

    `stopping` is called at the signal. For `grace` seconds more new requests are still taken, so that whoever sends
    them has the time to notice; each answer then closes its connection. A second SIGINT ends it at once. `ready` is
    called when requests are taken.
    """
    config = uvicorn.Config(
        app, lifespan="on", log_level="warning", access_log=False, server_header=False, backlog=_LISTEN,
        timeout_graceful_shutdown=round(_LONGEST),
    )  # fmt: skip
    _Server(config, sock, grace, stopping, ready).run(sockets=[sock])


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, sock: socket.socket, grace: float, stopping: Callable[[], None],
                 ready: Callable[[], None]) -> None:  # fmt: skip
        super().__init__(config)
        self._sock, self._grace, self._stopping, self._ready = sock, grace, stopping, ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._stopping()
        await self._wait(self._grace)
        deafen(self._sock)
        await self._wait(_SETTLE)  # those who have come are let in
        for server in self.servers:
            server.close()
        self._sock.close()
        await self._wait(_SETTLE)
        await super().shutdown(sockets)

    async def _wait(self, seconds: float) -> None:
        """Wait, unless it is to end at once."""
        end = asyncio.get_running_loop().time() + seconds
        while not self.force_exit and (left := end - asyncio.get_running_loop().time()) > 0:
            await asyncio.sleep(min(left, 0.1))

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """As uvicorn does it, but a stop that was asked for is no failure: the signal is not raised again."""
        before = {number: signal.signal(number, self._signalled) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _signalled(self, number: int, frame: FrameType | None) -> None:
        self.force_exit = self.should_exit and number == signal.SIGINT
        self.should_exit = True
