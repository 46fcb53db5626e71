"""Answers that say why something is not done: JSON with a code for programs and a sentence for people."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import Response

AGAIN = 1  # seconds after which a client that came too many may come again


class Refused(Exception):
    """A request that is not done; `headers` go with the answer."""

    def __init__(self, status: int, code: str, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def refusal(
    status: int,
    code: str,
    message: str,
    problems: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer."""
    body: Any = {"error": {"code": code, "message": message, "problems": list(problems)}}
    content = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    return Response(content, status, media_type="application/json", headers=dict(headers or {}))


def too_large(limit: int) -> Refused:
    """A body that is larger than it may be. The rest of it is not read: the connection can't go on."""
    return Refused(413, "too-large", f"the body has more than {limit:,} bytes", connection="close")


def busy() -> Refused:
    """More requests at once than there is room for."""
    return Refused(503, "busy", "too many requests at once: come again in a moment", retry_after=str(AGAIN))
