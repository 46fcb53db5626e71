"""What `cleaner review --serve` needs: the page on loopback, its address printed, decisions on disk."""

from __future__ import annotations

import sys
import webbrowser
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

import click


def needed() -> None:
    """Say what is missing, if the packages that serving needs are; before the page is made, which may take long."""
    for package in ("starlette", "uvicorn"):
        if find_spec(package) is None:
            raise click.UsageError("--serve needs packages more: pip install 'cleaner[serve]'")


def check(decisions: Path) -> None:
    """See that a file of decisions can be added to: a bad one is told, with exit status 2."""
    from cleaner.review.journal import BadDecisions, read

    try:
        if decisions.exists() and (torn := read(decisions).torn):
            click.echo(torn, err=True)
    except BadDecisions as error:
        click.echo(str(error), err=True)
        sys.exit(2)


def serve(page: Path, decisions: Path, *, port: int, open_browser: bool) -> None:
    """Serve the page in a file until Ctrl-C; decisions made on it are added to `decisions` at once.

    Port 0 is any free one. The address, with its token, is printed on standard output, and opened in a browser if that
    is wanted.
    """
    from secrets import token_urlsafe

    from cleaner.review.locks import HOST
    from cleaner.review.server import app
    from cleaner.service.server import address, listen
    from cleaner.service.server import serve as run

    token = token_urlsafe(24)
    saved: list[int] = []
    try:
        sock = listen(HOST, port)
    except OSError as error:
        raise click.UsageError(f"can't listen on {HOST}:{port}: {error.strerror or error}") from None

    def ready() -> None:
        place = f"{address(sock)}/?token={token}"
        click.echo(place)
        click.echo(f"open that on this machine; decisions go to {decisions}; Ctrl-C ends", err=True)
        if open_browser:
            Thread(target=webbrowser.open, args=[place], daemon=True).start()

    run(
        app(page, decisions, token, sock.getsockname()[1], saved.append), sock,
        grace=0, stopping=lambda: None, ready=ready,
    )  # fmt: skip
    click.echo(f"{sum(saved)} decisions were added to {decisions}", err=True)
