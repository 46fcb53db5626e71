"""The page served to this machine's browser, and decisions straight to disk.

| request | answer |
|---|---|
| `GET /?token=T` | the page; without the token, if this browser has been here with it |
| `GET /decisions` | what stands decided in the file, a JSON array |
| `POST /decisions` | a JSON array of decisions is added to the file; 200: all of it is on disk, else nothing of it |

The latter two want the token in the header `X-Cleaner-Token`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from cleaner.formats.plain import json_utf8
from cleaner.review.decisions import BadDecision, Decision, decision, merged
from cleaner.review.journal import BadDecisions, append, read
from cleaner.review.locks import TOKEN, Locked, same

LARGEST = 64 << 20  # bytes of one request: each decision holds the whole text of its document


def app(
    page: Path, decisions: Path, token: str, port: int, saved: Callable[[int], None] = lambda count: None
) -> Starlette:
    """The server at `port` that shows a page and adds to a file of decisions, for whoever knows the token.

    `saved` is told how many decisions were added, each time.
    """
    desk = _Desk(page, decisions, token, saved, f"cleaner-review-{port}")
    routes = [
        Route("/", desk.page, methods=["GET"]),
        Route("/decisions", desk.decided, methods=["GET"]),
        Route("/decisions", desk.decide, methods=["POST"]),
        Route("/favicon.ico", _nothing, methods=["GET"]),
    ]
    handlers: Any = {HTTPException: _said}
    return Starlette(routes=routes, middleware=[Middleware(Locked, port=port)], exception_handlers=handlers)


class _Desk:
    def __init__(self, page: Path, decisions: Path, token: str, saved: Callable[[int], None], cookie: str) -> None:
        self._page = page
        self._file = decisions
        self._token = token
        self._saved = saved
        self._cookie = cookie  # cookies know no port: servers on several would have the same one
        self._lock = Lock()

    async def page(self, request: Request) -> Response:
        given = request.query_params.get("token", request.cookies.get(self._cookie, ""))
        if not same(self._token, given):
            raise HTTPException(403, "open the address that `cleaner review` printed: it holds the token")
        answer = FileResponse(self._page, media_type="text/html")
        # The page takes the token out of the address bar; this brings it back when it is loaded again. It opens the
        # page alone: what is decided wants the token in a header, which no other site can send.
        answer.set_cookie(self._cookie, self._token, httponly=True, samesite="strict")
        return answer

    async def decided(self, request: Request) -> Response:
        self._check(request)
        body = await run_in_threadpool(self._standing)
        return Response(body, media_type="application/json")

    async def decide(self, request: Request) -> Response:
        self._check(request)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise HTTPException(415, "say what the body is: content-type: application/json")
        found = _decisions(await _body(request))
        await run_in_threadpool(self._save, found)
        return JSONResponse({"saved": len(found)})

    def _check(self, request: Request) -> None:
        if not same(self._token, request.headers.get(TOKEN, "")):
            raise HTTPException(403, f"the header {TOKEN} does not hold the token")

    def _standing(self) -> str:
        try:
            with self._lock:
                journal = read(self._file) if self._file.exists() else None
        except BadDecisions as error:
            raise HTTPException(500, str(error)) from None
        return json_utf8([each.data() for each in merged(journal.decisions)] if journal else [])

    def _save(self, found: list[Decision]) -> None:
        try:
            with self._lock:
                append(self._file, found)
        except OSError as error:
            raise HTTPException(500, f"{self._file}: {error.strerror}") from None
        self._saved(len(found))


async def _body(request: Request) -> bytes:
    """The body, as long as it is not too large."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST:
            raise HTTPException(413, f"over {LARGEST:,} bytes: send fewer decisions at a time")
        parts.append(part)
    return b"".join(parts)


def _decisions(body: bytes) -> list[Decision]:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise HTTPException(422, "not JSON") from None
    if not isinstance(data, list):
        raise HTTPException(422, "not an array of decisions")
    found = []
    for number, each in enumerate(data, 1):
        try:
            found.append(decision(each))
        except BadDecision as error:
            raise HTTPException(422, f"decision {number}: {error}") from None
    return found


async def _said(request: Request, error: HTTPException) -> Response:
    return PlainTextResponse(error.detail, error.status_code, error.headers)


async def _nothing(request: Request) -> Response:
    return Response(status_code=204)
