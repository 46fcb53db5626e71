"""`clean`: clean files, directories or standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, BinaryIO

import click

from cleaner.cli.paths import OutPath

if TYPE_CHECKING:  # what cleaning needs is imported when it begins: --help answers at once
    from cleaner.jobs.clean import Options, Outcome
    from cleaner.jobs.tally import Tally
    from cleaner.jobs.walk import Task
    from cleaner.pipeline import Pipeline

_EPILOG = """\b
Examples:
  clean article.txt -o cleaned.txt
  clean articles/ -o cleaned/ --records removed.jsonl
  clean dump.jsonl -o clean.jsonl --field body --keep dateline
  curl -s https://example.org/story | clean - --format html
  clean articles/ --dry-run            what would go, by class and rule
  clean article.txt --diff --dry-run   what would go, line by line

\b
Exit status: 0 all done; 1 some documents failed (each is named, the rest is done);
2 bad usage or bad rules."""
CLASSES = (
    *("section", "title", "date", "byline", "dateline", "credit", "disclaimer", "copyright"),
    *("teaser", "promo", "share", "ad", "nav", "bio", "offtopic", "placeholder"),
)
PATH = click.Path(path_type=Path)


@click.command(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("sources", metavar="SRC...", nargs=-1, required=True, type=PATH)
@click.option("-o", "--out", type=OutPath(), help="File or directory to write; a directory mirrors SRC.")
@click.option("--in-place", is_flag=True,
              help="Write over SRC, one file at a time; what was cut is kept in a records file beside it.")  # fmt: skip
@click.option("--records", type=PATH, metavar="FILE.jsonl", help="Write what was cut and why, a line a document.")
@click.option(
    "--format", "form", type=click.Choice(["text", "html", "jsonl"]), help="Format of SRC, if not its name's."
)
@click.option("--field", default="text", show_default=True, help="The JSON field that holds the text.")
@click.option("--keep", multiple=True, type=click.Choice(CLASSES), metavar="CLASS", help="Leave this class in.")
@click.option("--only", multiple=True, type=click.Choice(CLASSES), metavar="CLASS", help="Cut no class but this.")
@click.option(
    "--preset",
    type=click.Choice(["careful", "default", "thorough"]),
    default="default",
    show_default=True,
    help="How sure a cut must be: careful makes only the surest, thorough gives up a line for less noise.",
)
@click.option("--rules", multiple=True, type=PATH, metavar="DIR", help="Use these rules too (directory or file).")
@click.option("--pipeline", "pipeline_file", type=PATH, metavar="FILE.yaml", help="Use this pipeline file.")
@click.option("--dry-run", is_flag=True, help="Write no cleaned text; show what would be cut.")
@click.option("--diff", is_flag=True, help="Print a unified diff of each changed document.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON instead of a table.")
@click.option("--quiet", is_flag=True, help="No progress bar and no summary; failures are still named.")
@click.option(
    "--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes to share the files."
)
@click.option("--fail-fast", is_flag=True, help="Stop at the first document that fails.")
@click.version_option(package_name="cleaner")
def clean(
    sources: tuple[Path, ...],
    out: Path | None,
    in_place: bool,
    records: Path | None,
    form: str | None,
    field: str,
    keep: tuple[str, ...],
    only: tuple[str, ...],
    preset: str,
    rules: tuple[Path, ...],
    pipeline_file: Path | None,
    dry_run: bool,
    diff: bool,
    as_json: bool,
    quiet: bool,
    workers: int,
    fail_fast: bool,
) -> None:
    """Cut boilerplate out of SRC: files, directories, or - for standard input.

    Plain text (any encoding), HTML (through trafilatura) and JSON Lines are told by their names: .txt, .html, .htm,
    .xhtml, .jsonl; all else is read as text. Nothing is ever added or changed, only deleted; `--records` keeps what is
    needed to bring the original back (`cleaner restore`). CLASS is one of: section title date byline dateline credit
    disclaimer copyright teaser promo share ad nav bio offtopic placeholder.
    """
    piped = sources == (Path("-"),)
    _check_usage(sources, out, piped=piped, in_place=in_place, dry=dry_run or diff)
    from cleaner.jobs.clean import Options

    options = Options(field, form, write=not dry_run and (out is not None or in_place), in_place=in_place, diff=diff)
    tasks = [] if piped else _plan(sources, out, in_place, form)
    pipeline = load_pipeline(pipeline_file, rules, preset, keep, only)
    begun = perf_counter()
    with ExitStack() as stack:
        store = _records(stack, records, sources, in_place, dry_run)
        if piped:
            tally = _filter(out, pipeline, options, store, write=not dry_run and not diff)
        else:
            tally = _job(tasks, pipeline, options, store, 1 if in_place else workers, fail_fast, quiet)
    _finish(tally, perf_counter() - begun, as_json=as_json, quiet=quiet or (piped and not as_json), piped=piped)


def _check_usage(sources: Sequence[Path], out: Path | None, *, piped: bool, in_place: bool, dry: bool) -> None:
    if Path("-") in sources and len(sources) > 1:
        raise click.UsageError("- (standard input) must be the only SRC")
    if in_place and (out or piped):
        raise click.UsageError("--in-place writes over SRC itself: it goes with neither -o nor -")
    if not (out or in_place or piped or dry):
        raise click.UsageError("say where to write with -o OUT (or --in-place, --dry-run, --diff)")


def _plan(sources: Sequence[Path], out: Path | None, in_place: bool, form: str | None) -> list[Task]:
    from cleaner.jobs.walk import BadJob, plan

    try:
        return plan(sources, out, in_place, form)
    except BadJob as error:
        raise click.UsageError(str(error)) from None


def load_pipeline(
    file: Path | None, rules: Sequence[Path], preset: str, keep: Sequence[str], only: Sequence[str]
) -> Pipeline:
    """The pipeline that options ask for; if there is none, says why and exits with 2."""
    from cleaner.errors import CleanerError
    from cleaner.pipeline import Pipeline

    try:
        return Pipeline.load(file, preset=preset, rules=rules, keep=keep, only=only)
    except CleanerError as error:
        click.echo(str(error), err=True)
        sys.exit(2)


def _records(
    stack: ExitStack, path: Path | None, sources: Sequence[Path], in_place: bool, dry_run: bool
) -> BinaryIO | None:
    """The file for records. In place there always is one, a new one, on disk before a source goes."""
    from cleaner.jobs.clean import records_to

    if not in_place or dry_run:
        return stack.enter_context(records_to(path))
    base = path or sources[0].with_name(sources[0].resolve().name + ".records.jsonl")
    number = 1
    while True:
        name = base if number == 1 else base.with_name(f"{base.stem}.{number}{base.suffix}")
        try:
            store = stack.enter_context(name.open("xb+"))
        except FileExistsError:
            number += 1
            continue
        except OSError as error:
            raise click.UsageError(f"{name}: {error.strerror}") from None
        click.echo(f"records: {name}", err=True)
        return store


def _filter(out: Path | None, pipeline: Pipeline, options: Options, store: BinaryIO | None, *, write: bool) -> Tally:
    """Standard input to standard output, or to `out`."""
    from cleaner.atomic import replacing
    from cleaner.errors import CleanerError
    from cleaner.jobs.clean import Outcome, clean_stream
    from cleaner.jobs.walk import Task

    outcome = Outcome()
    task = Task("-", Path("-"), out, "-")
    with ExitStack() as stack:
        sink: BinaryIO = BytesIO() if not write else sys.stdout.buffer
        if write and out:
            sink = stack.enter_context(replacing(out))
        try:
            clean_stream(sys.stdin.buffer, sink, task, pipeline, options, store, outcome)
            sink.flush()
        except (CleanerError, UnicodeError) as error:
            outcome.tally.fail("-", str(error))
    _show(outcome)
    return outcome.tally


def _job(
    tasks: Sequence[Task],
    pipeline: Pipeline,
    options: Options,
    store: BinaryIO | None,
    workers: int,
    fail_fast: bool,
    quiet: bool,
) -> Tally:
    from cleaner.cli.report import progress
    from cleaner.jobs.workers import run

    with progress(len(tasks), shown=not quiet and sys.stderr.isatty()) as advance:

        def seen(outcome: Outcome) -> None:
            advance()
            _show(outcome)

        return run(tasks, pipeline, options, store, workers=workers, fail_fast=fail_fast, seen=seen)


def _show(outcome: Outcome) -> None:
    for name, reason in outcome.tally.failures:
        click.echo(f"failed: {name}: {reason}", err=True)
    if outcome.diff:
        click.echo(outcome.diff, nl=False)


def _finish(tally: Tally, seconds: float, *, as_json: bool, quiet: bool, piped: bool) -> None:
    if as_json:
        click.echo(json.dumps(tally.data(seconds), ensure_ascii=False, indent=2), err=piped)
    elif not quiet:
        from cleaner.cli.report import summary

        summary(tally, seconds)
    if tally.failures:
        sys.stdout.flush()
        sys.exit(1)
