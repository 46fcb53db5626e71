"""Pages and what they are made of: the playground, and the documentation of the interface. None is from elsewhere."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cleaner.web import SCRIPTS, STYLES

_TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_SWAGGER = ("swagger-ui-bundle.js", "swagger-ui.css")


def page_routes(*, playground: bool) -> list[Route]:
    """The routes of the pages and of their files; the documentation's are there in any case."""
    web = files("cleaner.web")
    found = {f"/assets/{name}": web / name for name in (*STYLES, *SCRIPTS)}
    found |= {f"/assets/{file.name}": file for file in _made_of(web / "docs")}
    found |= {f"/assets/{name}": files("fastapi_offline") / "static" / name for name in _SWAGGER}
    found["/docs"] = web / "docs" / "index.html"
    if playground:
        found |= {f"/assets/{file.name}": file for file in _made_of(web / "playground")}
        found["/"] = web / "playground" / "index.html"
    return [Route(path, _sender(file), name=path) for path, file in found.items()]


def _made_of(folder: Traversable) -> Iterator[Traversable]:
    """The scripts, styles and pictures of a page."""
    return (file for file in folder.iterdir() if file.name.rpartition(".")[2] in ("css", "js", "svg"))


def _sender(file: Traversable) -> Callable[[Request], Awaitable[Response]]:
    """What answers with a file, read now: pages and scripts that belong together are of one version."""
    content = file.read_bytes()
    tag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    kind = _TYPES[file.name.rpartition(".")[2]]

    async def send(request: Request) -> Response:
        headers = {"etag": tag, "cache-control": "no-cache"}
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(content, media_type=kind, headers=headers)

    return send
