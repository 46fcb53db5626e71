"""`cleaner stats`: what records of cleaning add up to."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.cli.options import PATH, Place, write_out

if TYPE_CHECKING:
    from upath import UPath

    from cleaner.jobs.facts import Facts
    from cleaner.jobs.stats import Stats

_STEP = 500  # documents between two moves of the progress bar
_EPILOG = """\b
Examples:
  cleaner stats removed.jsonl                     tables: classes, rules, sources, languages, certainty
  cleaner stats shards/*.jsonl.zst --top 30       several files together, longer tables
  cleaner stats removed.parquet --json -          all figures
  cleaner stats removed.jsonl --plot removed.svg  a picture

\b
Exit status: 0 all done; 2 bad usage, or a file holds something else than records (its line is named)."""


@click.command(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("records", metavar="RECORDS...", nargs=-1, required=True, type=Place())
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True, metavar="N",
              help="How many rules, sources, languages and documents are shown.")  # fmt: skip
@click.option("--json", "json_file", type=PATH, metavar="FILE", help="Write all figures as JSON; - prints them.")
@click.option("--plot", "plot_file", type=PATH, metavar="FILE", help="Draw a picture: .svg, .png or .pdf.")
@click.option("--quiet", is_flag=True, help="No progress bar and no tables.")
def stats(
    records: Sequence[Path | UPath], top: int, json_file: Path | None, plot_file: Path | None, quiet: bool
) -> None:
    """Sum up the RECORDS that `clean --records` wrote: by class, rule, source, language and certainty.

    RECORDS are JSON Lines, compressed or not, or Parquet. A source is the host of a document's URL, else the first
    directory of its id, else its file.
    """
    from cleaner.errors import CleanerError

    try:
        _ready(plot_file)
        summed = _summed(records, top, shown=not quiet and sys.stderr.isatty())
        if json_file:
            write_out(json_file, json.dumps(summed.data(), indent=2))
        if plot_file:
            from cleaner.jobs.picture import picture

            picture(plot_file, summed)
    except CleanerError as error:
        raise click.UsageError(str(error)) from None
    if not quiet and str(json_file) != "-":
        from cleaner.cli.stats_tables import show

        show(summed)


def _ready(plot_file: Path | None) -> None:
    if plot_file:
        from cleaner.plot import ready

        ready(plot_file)


def _summed(records: Iterable[Path | UPath], top: int, *, shown: bool) -> Stats:
    from cleaner.cli.report import progress
    from cleaner.jobs.facts import read
    from cleaner.jobs.stats import sum_up

    with progress(0, shown=shown, what="records", bytes_=False) as advance:
        return sum_up(_told(read(records), advance), top)


def _told(documents: Iterable[Facts], advance: Callable[[int], None]) -> Iterator[Facts]:
    for number, each in enumerate(documents, 1):
        yield each
        if number % _STEP == 0:
            advance(_STEP)
