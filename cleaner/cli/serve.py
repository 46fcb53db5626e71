"""`cleaner serve`: cleaning over HTTP, and the playground."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.cli.options import pipeline_options

if TYPE_CHECKING:
    from cleaner.service.limits import Limits
    from cleaner.service.service import Service

_EPILOG = """\b
Examples:
  cleaner serve                                 then open http://127.0.0.1:8080/
  cleaner serve --host 0.0.0.0 --workers 8 --no-playground
  curl -s http://127.0.0.1:8080/clean --json '{"text": "The story.\\nAdvertisement"}'

\b
Paths: POST /clean; GET /rules, /rules/ID, /health, /metrics, /docs, /openapi.json; / is the playground.
SIGTERM: what was accepted is finished, /health says so meanwhile; exit status 0."""


@click.command(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="0: any free one.")
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that clean.")
@click.option("--max-bytes", type=click.IntRange(min=1), default=10_000_000, show_default=True,
              help="Size of a request's body.")  # fmt: skip
@click.option("--max-documents", type=click.IntRange(min=1), default=1000, show_default=True,
              help="Documents in one request.")  # fmt: skip
@click.option("--max-waiting", type=click.IntRange(min=1), default=512, show_default=True,
              help="Requests at once; more are asked to come again.")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=10.0, show_default=True,
              metavar="SECONDS", help="Time for one document; then it is given up.")  # fmt: skip
@click.option("--grace", type=click.FloatRange(min=0), default=1.0, show_default=True, metavar="SECONDS",
              help="Time for which new requests are still taken after SIGTERM.")  # fmt: skip
@pipeline_options("How sure a cut must be, where a request says nothing.")
@click.option("--no-playground", is_flag=True, help="No page at /, and nobody's rules are tried.")
def serve(
    host: str, port: int, workers: int, max_bytes: int, max_documents: int, max_waiting: int, timeout: float,
    grace: float, keep: tuple[str, ...], only: tuple[str, ...], preset: str, rules: tuple[Path, ...],
    pipeline_file: Path | None, no_playground: bool,
) -> None:  # fmt: skip
    """Clean over HTTP: a service for jobs that are not Python, and a playground to see cuts and write rules.

    It has no users and no passwords: leave it on this machine, or put it behind a server that has.
    """
    try:
        from cleaner.service.app import build
        from cleaner.service.limits import Limits
        from cleaner.service.listener import address, listen
        from cleaner.service.server import serve as run
    except ImportError as error:
        raise click.UsageError(f"serve needs packages more ({error.name}): pip install 'cleaner[serve]'") from None
    limits = Limits(max_bytes, max_documents, timeout, waiting=max_waiting, held=max(100_000_000, 2 * max_bytes))
    service = _service(pipeline_file, rules, keep, only, limits, workers, preset, not no_playground)
    try:
        sock = listen(host, port)
    except OSError as error:
        raise click.UsageError(f"can't listen on {host}:{port}: {error.strerror or error}") from None

    def stop() -> None:
        service.house.stopping = True
        click.echo("stopping: finishing what was accepted", err=True)

    def ready() -> None:
        what = "the service" if no_playground else "the playground and the service"
        click.echo(f"{what}: {address(sock)}/  (documentation at /docs; Ctrl+C stops)", err=True)

    run(build(service), sock, grace=grace, stopping=stop, ready=ready)


def _service(
    file: Path | None, rules: tuple[Path, ...], keep: tuple[str, ...], only: tuple[str, ...], limits: Limits,
    workers: int, preset: str, playground: bool,
) -> Service:  # fmt: skip
    """The service that options ask for; bad rules are told, with exit status 2."""
    from cleaner.errors import CleanerError
    from cleaner.pipeline import Pipeline
    from cleaner.service.service import Service

    try:
        pipeline = Pipeline.load(file, rules=rules, keep=keep, only=only)
    except CleanerError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    return Service(pipeline, limits, workers=workers, preset=preset, playground=playground)
