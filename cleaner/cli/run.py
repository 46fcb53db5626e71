"""`clean`: clean files, directories or standard input."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli.options import ADDED, EXTRACTORS, FORMATS, PATH, WRITTEN, OutPath, Place, ShardOf, pipeline_options
from cleaner.cli.terminal import colour_option
from cleaner.garbage import leave_at_exit

if TYPE_CHECKING:  # what cleaning needs is imported when it begins: --help answers at once
    from cleaner.cli.asked import Asked
    from cleaner.jobs.tally import Tally

_EPILOG = """\b
Examples:
  clean article.txt -o cleaned.txt
  clean articles/ -o cleaned/ --records removed.jsonl
  clean dump.jsonl.zst -o clean.jsonl.zst --field body --workers 8 --resume
  clean crawl.warc.gz -o clean.parquet --extractor resiliparse --add removals
  clean s3://bucket/parts/ -o s3://bucket/clean/ --shard 2/8
  curl -s https://example.org/story | clean - --format html
  clean articles/ --dry-run            what would go, by class and rule
  clean articles/ --diff               what would go, line by line

\b
A job that was ended, by whatever, goes on where it was with --resume. Documents that fail go
to OUT.failed.jsonl, each with its reason and its original; what is read is written or fails.

\b
Exit status: 0 all done; 1 some documents failed (each is named, the rest is done), or the job
could not go on (a full disk: free some, --resume); 2 bad usage or bad rules."""


@click.command(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("sources", metavar="SRC...", nargs=-1, required=True, type=Place())
@click.option("-o", "--out", type=OutPath(), help="File or directory to write; a directory mirrors SRC.")
@click.option("--in-place", is_flag=True,
              help="Write over SRC, one file at a time; what was cut is kept in a records file beside it.")  # fmt: skip
@click.option("--records", type=Place(), metavar="FILE",
              help="Write what was cut and why: .jsonl (also .zst), or .parquet.")  # fmt: skip
@click.option("--failed", type=Place(), metavar="FILE",
              help="Where documents go that fail.  [default: OUT.failed.jsonl]")  # fmt: skip
@click.option("--format", "form", type=click.Choice(FORMATS), help="Format of SRC, if not its name's.")
@click.option("--to", type=click.Choice(WRITTEN), help="Format to write, if not SRC's or what OUT's name tells.")
@click.option("--field", default="text", show_default=True,
              help="The field or column that holds the text; dots lead into nested ones.")  # fmt: skip
@click.option("--source-field", default="", metavar="FIELD",
              help="Field that says where a document is from (host, URL, name): rules may be bound to it.")  # fmt: skip
@click.option("--add", multiple=True, type=click.Choice(ADDED), metavar="WHAT",
              help=f"Add a field cleaner_WHAT to each document: {', '.join(ADDED)}.")  # fmt: skip
@click.option("--extractor", type=click.Choice(EXTRACTORS), default="trafilatura", show_default=True,
              help="What finds the text in HTML.")  # fmt: skip
@pipeline_options("How sure a cut must be: careful: only the surest; thorough: rather lose a line.")
@click.option("--longest", type=click.IntRange(min=1), default=20_000_000, show_default=True, metavar="CHARACTERS",
              help="Longer documents fail.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Write no cleaned text; show what would be cut.")
@click.option("--diff", is_flag=True,
              help="Write no cleaned text; print a unified diff of each document that would change.")  # fmt: skip
@colour_option
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON instead of a table.")
@click.option("--quiet", is_flag=True, help="No progress bar and no summary; failures are still named.")
@click.option("--log-json", is_flag=True, help="Log to standard error, a JSON object a line; no progress bar.")
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True,
              help="Processes to share the work.")  # fmt: skip
@click.option("--shard", type=ShardOf(), default="1/1", metavar="I/N",
              help="Do the I-th of N shares of the job, as other machines do the others.")  # fmt: skip
@click.option("--resume", is_flag=True, help="Go on with this job where it was ended; begin it if it was not.")
@click.option("--work", type=PATH, metavar="DIR",
              help="Directory for unfinished work, gone at the end.  [default: beside OUT]")  # fmt: skip
@click.option("--fail-fast", is_flag=True, help="Stop at the first document that fails.")
@click.version_option(package_name="cleaner")
def clean(**options: Any) -> None:
    """Cut boilerplate out of SRC: files, directories, URLs, or - for standard input.

    What a file is, its name tells: plain text (any encoding; so is all that is not known), HTML (.html, .htm, .xhtml;
    extracted first), JSON Lines (.jsonl, .ndjson), .csv, .tsv, .parquet, Arrow (.arrow, .feather, .arrows), WARC and
    WET (.warc, .wet; extracted first); each also with .gz, .zst, .bz2 or .xz behind. OUT may be of another format:
    documents of several files then go to one. Nothing is ever added or changed, only deleted; `--records` keeps what
    is needed to bring the original back (`cleaner restore`). CLASS is one of: section title date byline dateline credit
    disclaimer copyright teaser promo share ad nav bio offtopic placeholder.
    """
    piped = options["sources"] == (Path("-"),)
    _check_usage(options, piped=piped)
    from cleaner.cli.asked import Asked, do
    from cleaner.cli.logs import told_by_log

    leave_at_exit()
    asked = Asked.of(options)
    with told_by_log(asked.log_json):
        begun = perf_counter()
        tally, stopped = do(asked, piped=piped)
        _finish(tally, perf_counter() - begun, asked, piped=piped, stopped=stopped)
    if tally.failed or stopped:
        sys.stdout.flush()
        sys.exit(1)


def _check_usage(options: dict[str, Any], *, piped: bool) -> None:
    sources, out, in_place = options["sources"], options["out"], options["in_place"]
    if Path("-") in sources and len(sources) > 1:
        raise click.UsageError("- (standard input) must be the only SRC")
    if in_place and (out or piped):
        raise click.UsageError("--in-place writes over SRC itself: it goes with neither -o nor -")
    if in_place and (options["to"] or options["add"] or options["failed"] or options["shard"] != (1, 1)):
        raise click.UsageError("--in-place changes nothing but texts: it goes with none of --to --add --failed --shard")
    if not (out or in_place or piped or options["dry_run"] or options["diff"]):
        raise click.UsageError("say where to write with -o OUT (or --in-place, --dry-run, --diff)")
    if options["resume"] and (in_place or piped or options["dry_run"] or options["diff"] or not out):
        raise click.UsageError("--resume goes with -o OUT: only such a job keeps what it has done")


def _finish(tally: Tally, seconds: float, asked: Asked, *, piped: bool, stopped: bool) -> None:
    if not tally.adds_up:
        raise AssertionError(f"{tally.documents} read, {tally.written} written, {tally.failed} failed")
    if asked.as_json:
        data = {**tally.data(seconds), "stopped": stopped}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2), err=piped)
    elif not (asked.quiet or piped or asked.log_json):
        from cleaner.cli.report import summary

        summary(tally, seconds)
