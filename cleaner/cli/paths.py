"""Paths on the command line."""

from __future__ import annotations

import os
from pathlib import Path

import click


class OutPath(click.ParamType):  # type: ignore[type-arg]  # generic in new releases of click only
    """Where to write, as a Path; a name that ends with a slash is a directory, made if it is not there."""

    name = "path"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path. Fails if the directory can't be made."""
        path = Path(str(value))
        if str(value).endswith(os.sep):
            try:
                path.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                self.fail(f"{value}: {error.strerror}", param, ctx)
        return path
