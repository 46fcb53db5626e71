"""The gate that every request passes: room for it, its body, what is counted, and the headers of every answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from time import perf_counter

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cleaner.service.intake import Gone, body_of
from cleaner.service.limits import Limits
from cleaner.service.metrics import Metrics
from cleaner.service.refusals import Refused, busy, refusal
from cleaner.web import HEADERS

POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self' data:",
        "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    )
)  # fmt: skip
_ALWAYS = HEADERS | {"content-security-policy": POLICY}


@dataclass
class House:
    """How full it is, and whether it is closing."""

    limits: Limits
    requests: int = 0
    held: int = 0
    stopping: bool = False

    def enter(self) -> None:
        """One request more. Raises Refused if there is no room."""
        if self.requests >= self.limits.waiting or self.held > self.limits.held:
            raise busy()
        self.requests += 1

    def leave(self, held: int) -> None:
        """One request less, and what it held."""
        self.requests -= 1
        self.held -= held


class Gate:
    """Middleware. A body is read here, whole, before the application sees the request."""

    def __init__(self, app: ASGIApp, house: House, metrics: Metrics) -> None:
        self._app = app
        self._house = house
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = perf_counter()
        seen: list[int] = []

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen.append(message["status"])
                self._sign(MutableHeaders(scope=message))
            await send(message)

        try:
            if scope["method"] in ("GET", "HEAD"):
                await self._app(scope, receive, answer)
            else:
                await self._with_body(scope, receive, answer)
        except Gone:
            seen.append(499)  # nobody is there to be answered
        finally:
            self._metrics.request(scope, seen[0] if seen else 500, perf_counter() - begun)

    async def _with_body(self, scope: Scope, receive: Receive, answer: Send) -> None:
        house, held, entered = self._house, 0, False

        def hold(size: int) -> None:
            nonlocal held
            held += size
            house.held += size

        try:
            house.enter()
            entered = True
            headers = Headers(scope=scope)
            body = await body_of(headers, receive, house.limits, hold)
            if body and not _is_json(headers.get("content-type", "")):
                raise Refused(415, "not-json", "say what the body is: content-type: application/json")
        except Refused as no:
            self._metrics.refused(no.code)
            await refusal(no.status, no.code, no.message, headers=no.headers)(scope, receive, answer)
            return
        else:
            await _while_there(self._app(scope, _again(body, receive), answer), receive)
        finally:
            if entered:
                house.leave(held)

    def _sign(self, headers: MutableHeaders) -> None:
        headers.update(_ALWAYS)
        if self._house.stopping:
            headers["connection"] = "close"  # the next request must find another server


async def _while_there(work: Awaitable[None], receive: Receive) -> None:
    """Have work done unless the client hangs up first: what it asked for then is taken back. Raises Gone."""
    task, gone = asyncio.ensure_future(work), asyncio.ensure_future(_hung_up(receive))
    try:
        await asyncio.wait((task, gone), return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise Gone
        await task
    finally:
        for each in (task, gone):
            each.cancel()
        await asyncio.gather(task, gone, return_exceptions=True)


async def _hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _is_json(media: str) -> bool:
    name = media.partition(";")[0].strip().lower()
    return name == "application/json" or (name.startswith("application/") and name.endswith("+json"))


def _again(body: bytes, receive: Receive) -> Receive:
    """A body that was read, as if it came now; what comes behind it is that the client hangs up."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
