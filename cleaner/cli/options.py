"""What options take and where they write, with nothing of what cleaning needs: --help answers at once."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

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
_SHARD = re.compile(r"([1-9]\d{0,4})/([1-9]\d{0,4})")


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
