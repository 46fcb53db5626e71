"""What options take and where they write, with nothing of what cleaning needs: --help answers at once."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import reduce
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from upath import UPath

FORMATS = ("text", "html", "jsonl", "csv", "tsv", "parquet", "arrow", "arrows", "warc")
WRITTEN = ("jsonl", "csv", "tsv", "parquet", "arrow", "arrows")
EXTRACTORS = ("trafilatura", "trafilatura-fast", "resiliparse")
ADDED = ("removals", "metadata", "language", "sha256", "error")
CLASSES = (
    *("section", "title", "date", "byline", "dateline", "credit", "disclaimer", "copyright"),
    *("teaser", "promo", "share", "ad", "nav", "bio", "offtopic", "placeholder"),
)
PATH = click.Path(path_type=Path)
F = TypeVar("F", bound=Callable[..., Any])
_SHARD = re.compile(r"([1-9]\d{0,4})/([1-9]\d{0,4})")


def with_options(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Gives a command some options, in their order."""
    return lambda command: reduce(lambda made, option: option(made), reversed(options), command)


def pipeline_options(sure: str = "How sure a cut must be.") -> Callable[[F], F]:
    """Gives a command the options that choose a pipeline, which `asked.load_pipeline` takes: keep, only, preset, rules
    and pipeline_file. `sure` is what --help tells of --preset."""
    noise = click.Choice(CLASSES)
    return with_options(
        click.option("--keep", multiple=True, type=noise, metavar="CLASS", help="Leave this class in."),
        click.option("--only", multiple=True, type=noise, metavar="CLASS", help="Cut no class but this."),
        click.option("--preset", type=click.Choice(["careful", "default", "thorough"]), default="default",
                     show_default=True, help=sure),
        click.option("--rules", multiple=True, type=PATH, metavar="DIR",
                     help="Use these rules too (directory or file)."),
        click.option("--pipeline", "pipeline_file", type=PATH, metavar="FILE.yaml", help="Use this pipeline file."),
    )  # fmt: skip


def needed(what: str, extra: str, *packages: str) -> None:
    """Fails if a package is not installed, with what needs it and the extra it comes with."""
    if any(find_spec(package) is None for package in packages):
        raise click.UsageError(f"{what} needs packages more: pip install 'cleaner[{extra}]'")


def write_out(file: Path, text: str) -> None:
    """Write a text to a file, or to standard output if it is `-`. Fails if the file can't be written."""
    if str(file) == "-":
        click.echo(text)
        return
    try:
        file.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"{file}: {error.strerror}") from None


class Place(click.ParamType):  # type: ignore[type-arg]  # generic in new releases of click only
    """A path, or the URL of a file system that fsspec knows (s3://, gs://, memory://)."""

    name = "path"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path | UPath:
        """The path. Fails if URLs can't be read here."""
        if "://" not in str(value) or isinstance(value, Path):
            return Path(str(value))
        try:
            from upath import UPath
        except ImportError:
            self.fail(f"{value}: URLs need a package more: pip install 'cleaner[remote]'", param, ctx)
        try:
            place = UPath(str(value))
            place.exists()  # the file system is there, and lets us in
        except (ImportError, ValueError, OSError) as error:
            self.fail(f"{value}: {error}", param, ctx)
        return place


class OutPath(Place):
    """Where to write; a name that ends with a slash is a directory, made if it is not there."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path | UPath:
        """The path. Fails if the directory can't be made."""
        path = super().convert(value, param, ctx)
        if str(value).endswith(("/", os.sep)):
            try:
                path.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                self.fail(f"{value}: {error.strerror}", param, ctx)
        return path


class ShardOf(click.ParamType):  # type: ignore[type-arg]
    """Which of how many machines this is: `2/8`."""

    name = "shard"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Number and count."""
        if isinstance(value, tuple):
            return value
        found = _SHARD.fullmatch(str(value))
        if not found or int(found.group(1)) > int(found.group(2)):
            self.fail(f"{value!r} is not I/N with I from 1 to N, such as 2/8", param, ctx)
        return int(found.group(1)), int(found.group(2))
