"""`cleaner restore`: the original, letter for letter, from what was cleaned and its records."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cleaner.cli.options import OutPath
from cleaner.errors import CleanerError
from cleaner.jobs.restore import cleaned_files, read_letters, restore_files
from cleaner.jobs.store import stored

_PATH = click.Path(path_type=Path, exists=True)
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.argument("cleaned", metavar="CLEANED", type=_PATH)
@click.option("--records", "store", required=True, type=_FILE, metavar="FILE",
              help="The records that were written while cleaning (.jsonl or .parquet).")  # fmt: skip
@click.option("--failed", type=_FILE, metavar="FILE",
              help="Put documents that failed back to where they were, from the file they went to.")  # fmt: skip
@click.option("-o", "--out", required=True, type=OutPath(), help="File or directory to write.")
def restore(cleaned: Path, store: Path, failed: Path | None, out: Path) -> None:
    """Bring the original of CLEANED (a file or a directory) back from its records.

    Each original is checked against the sum its record holds. Text, JSON Lines, CSV and TSV come back byte for byte;
    of Parquet and Arrow all rows, columns and metadata do. What was extracted from HTML is restored as the extracted
    text. Exit 1 if a file could not be restored; each is named.
    """
    try:
        done = restore_files(cleaned_files(cleaned, out), stored(store), read_letters(failed))
    except CleanerError as error:
        raise click.UsageError(str(error)) from None
    for name, why in done.failures.items():
        click.echo(f"failed: {name}: {why}", err=True)
    sys.exit(1 if done.failures else 0)
