"""Who is let in: this machine's own browser, with the token, on a page of this very server.

A page of another site in the same browser can send requests here, too, and a name that another site resolves to
127.0.0.1 makes it look like the same origin (DNS rebinding). So the host and the origin that a request names must be
this server's, and whoever asks must know the token, which is new for each run.
"""

from __future__ import annotations

from collections.abc import Mapping
from secrets import compare_digest

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cleaner.web import HEADERS

HOST = "127.0.0.1"
TOKEN = "X-Cleaner-Token"
_SIGNED = HEADERS | {
    # What a page may load it says itself; this forbids what a page can't forbid in its own text.
    "content-security-policy": "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
}


def same(token: str, given: str) -> bool:
    """Whether a token is the one, found out in a time that does not tell how much of it is right."""
    return compare_digest(token.encode("utf-8"), given.encode("utf-8", "surrogatepass"))


def stranger(headers: Mapping[str, str], port: int) -> str:
    """Why a request is not from a page of the server at `port`, by its headers; "" if it may be."""
    hosts = {f"{name}:{port}" for name in (HOST, "localhost")} | ({HOST, "localhost"} if port == 80 else set())
    host = headers.get("host", "").lower()
    if host not in hosts:
        return "this server is for this machine alone: it has no such name"
    origin = headers.get("origin")
    if origin is not None and origin.lower() != f"http://{host}":
        return "a page of another origin asks: it is not let in"
    if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        return "a page of another site asks: it is not let in"
    return ""


class Locked:
    """Middleware: strangers are refused, and each answer says what a browser must not do with it."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._port = port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def signed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_SIGNED)
            await send(message)

        why = stranger(MutableHeaders(scope=scope), self._port)
        await (PlainTextResponse(why, 403) if why else self._app)(scope, receive, signed)
