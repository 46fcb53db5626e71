"""What `cleaner review --serve` is: the page on loopback, its address printed, decisions on disk as they are made."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import click

from cleaner.cli.options import needed, with_options

_DECISIONS = Path("decisions.jsonl")
serving = with_options(  # gives a command the options of `Serving`
    click.option("--serve", "served", is_flag=True, help="Serve the page to this machine's browser, until Ctrl-C."),
    click.option("--decisions", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
                 help=f"With --serve: the file that decisions are added to; default: {_DECISIONS}."),
    click.option("--port", type=click.IntRange(0, 65535), help="With --serve: the port; default: any free one."),
    click.option("--open", "open_browser", is_flag=True, help="With --serve: open the page in a browser."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Serving:
    """Where the page is to be written, and how it is served, if it is: where decisions go, on which port (0: any free
    one), and whether a browser is to open it."""

    page: Path
    decisions: Path | None
    port: int
    open_browser: bool

    @classmethod
    @contextmanager
    def of(cls, out: Path | None, options: dict[str, Any]) -> Iterator[Serving]:
        """What options ask for, which are taken out of `options`. A page that is only served is gone behind this."""
        served, file, port, opened = (options.pop(name) for name in ("served", "decisions", "port", "open_browser"))
        if not served:
            if out is None:
                raise click.UsageError("say where to write the page: -o FILE.html, or --serve to look at it here")
            if file or opened or port is not None:
                raise click.UsageError("--decisions, --port and --open go with --serve")
            yield cls(out, None, 0, False)
            return
        needed("--serve", "serve", "starlette", "uvicorn")  # told before the page is made
        file = file or _DECISIONS
        _check(file)
        with TemporaryDirectory(prefix="cleaner-") as folder:
            yield cls(out or Path(folder) / "review.html", file, port or 0, opened)

    def serve(self) -> None:
        """Serve the page until Ctrl-C, if it is to be served. Its address, with the token, is printed on standard
        output."""
        if self.decisions is None:
            return
        from secrets import token_urlsafe

        from cleaner.review.locks import HOST
        from cleaner.review.server import app
        from cleaner.service.listener import address, listen
        from cleaner.service.server import serve as run

        token, saved = token_urlsafe(24), list[int]()
        try:
            sock = listen(HOST, self.port)
        except OSError as error:
            raise click.UsageError(f"can't listen on {HOST}:{self.port}: {error.strerror or error}") from None

        def ready() -> None:
            place = f"{address(sock)}/?token={token}"
            click.echo(place)
            click.echo(f"open that on this machine; decisions go to {self.decisions}; Ctrl-C ends", err=True)
            if self.open_browser:
                Thread(target=webbrowser.open, args=[place], daemon=True).start()

        served = app(self.page, self.decisions, token, sock.getsockname()[1], saved.append)
        run(served, sock, grace=0, stopping=lambda: None, ready=ready)
        click.echo(f"{sum(saved)} decisions were added to {self.decisions}", err=True)


def _check(decisions: Path) -> None:
    """See that a file of decisions can be added to: a bad one is told, with exit status 2."""
    from cleaner.review.journal import BadDecisions, read

    try:
        if decisions.exists() and (torn := read(decisions).torn):
            click.echo(torn, err=True)
    except BadDecisions as error:
        click.echo(str(error), err=True)
        sys.exit(2)
