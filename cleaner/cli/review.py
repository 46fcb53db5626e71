"""`cleaner review`: one page to look through what was cut, and to decide on it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli.options import EXTRACTORS, FORMATS, PATH, Place, pipeline_options
from cleaner.cli.review_serve import Serving, serving

if TYPE_CHECKING:
    from upath import UPath

    from cleaner.review.cases import Case

_HEAVY = 200_000_000  # bytes of a page that browsers open with pain
_EPILOG = """\b
Examples:
  cleaner review articles/ -o report.html                      clean here, and look
  cleaner review dump.jsonl.zst -o report.html --field body --limit 5000
  cleaner review removed.jsonl --cleaned cleaned/ -o report.html   what a job cut, in whole documents
  cleaner review removed.parquet -o report.html                the cuts alone, without the texts
  cleaner review articles/ --serve --open                      decisions go to decisions.jsonl as they are made

\b
The page holds the texts of its documents. It asks no network for anything; decisions made on it
are downloaded as a file, or with --serve written to one.

\b
Exit status: 0 all done; 1 some documents could not be read or put together (each is named); 2 bad usage."""


@click.command(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("sources", metavar="RECORDS|SRC...", nargs=-1, required=True, type=Place())
@click.option("-o", "--out", type=PATH, metavar="FILE.html", help="The page to write; with --serve it need not stay.")
@serving
@click.option("--cleaned", type=click.Path(path_type=Path, exists=True), metavar="PATH",
              help="What the job of RECORDS wrote: whole documents are shown.")  # fmt: skip
@click.option("--title", default="", help="What the page is called.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Take in the first N documents.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Format of SRC, if not its name's.")
@click.option("--field", default="text", show_default=True, help="The field or column of SRC that holds the text.")
@click.option("--source-field", default="", metavar="FIELD", help="Field that says where a document is from.")
@click.option("--extractor", type=click.Choice(EXTRACTORS), default="trafilatura", show_default=True,
              help="What finds the text in HTML.")  # fmt: skip
@pipeline_options()
@click.option("--quiet", is_flag=True, help="No progress bar and no last line; failures are still named.")
def review(out: Path | None, title: str, quiet: bool, **options: Any) -> None:
    """Make one page to look through documents with their cuts, and to decide which are right.

    RECORDS are what `clean --records` wrote (.jsonl or .parquet); with --cleaned the cuts are put back into what was
    cleaned, without it they stand alone. SRC is anything that `clean` reads, and is cleaned for the page, by the rules
    and options as there. The page filters, sums up, and takes decisions; it works without a network.
    """
    from cleaner.atomic import replacing
    from cleaner.errors import CleanerError
    from cleaner.review.page import write

    failures: list[str] = []

    def failed(name: str, why: str) -> None:
        failures.append(name)
        click.echo(f"failed: {name}: {why}", err=True)

    with Serving.of(out, options) as desk:
        try:
            cases, titles = _asked(failed, **options)
            with replacing(desk.page) as file:
                sink = TextIOWrapper(file, "utf-8", "replace", newline="\n")
                count = write(sink, _shown(cases, shown=not quiet and sys.stderr.isatty()), titles=titles, title=title)
                sink.detach()
        except (CleanerError, OSError) as error:
            raise click.UsageError(str(error)) from None
        _finish(desk.page, count, quiet)
        desk.serve()
    sys.exit(1 if failures else 0)


def _asked(
    failed: Callable[[str, str], None],
    sources: Sequence[Path | UPath],
    cleaned: Path | None,
    limit: int | None,
    **options: Any,
) -> tuple[Iterator[Case], Mapping[str, str]]:
    """The documents to show, and what rules are called."""
    from cleaner.cli.asked import load_pipeline
    from cleaner.jobs.documents import Options
    from cleaner.jobs.restore import cleaned_files
    from cleaner.jobs.walk import Ask, plan
    from cleaner.review.cases import are_records, of_records, of_sources

    names = ("pipeline_file", "rules", "preset", "keep", "only")
    if are_records(sources):
        pipeline = load_pipeline(*(options[name] for name in names))
        cases = of_records(sources, cleaned_files(cleaned, cleaned) if cleaned else [], failed=failed)
    elif cleaned:
        raise click.UsageError("--cleaned goes with RECORDS: these are none")
    else:
        tasks = plan(sources, None, Ask(options["form"]))
        pipeline = load_pipeline(*(options[name] for name in names))
        how = Options(options["field"], options["extractor"], write=False, source_field=options["source_field"])
        cases = of_sources(tasks, pipeline, how, failed=failed)
    return islice(cases, limit), {head.id: head.title for head in pipeline.rules.heads}


def _shown(cases: Iterator[Case], *, shown: bool) -> Iterator[Case]:
    """The documents, a progress bar moving with them."""
    from cleaner.cli.report import progress

    with progress(0, shown=shown, what="documents", bytes_=False) as advance:
        for case in cases:
            yield case
            advance(1)


def _finish(out: Path, count: int, quiet: bool) -> None:
    size = out.stat().st_size
    if size > _HEAVY:
        click.echo(f"{out} has {size / 1e6:.0f} MB: browsers open that slowly; --limit makes it smaller", err=True)
    if not quiet:
        documents = "document" if count == 1 else "documents"
        click.echo(f"{out}: {count:,} {documents}, {size / 1e6:.1f} MB", err=True)
