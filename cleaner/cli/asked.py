"""What a `clean` command was asked, and doing it: a job, files in place, or a stream."""

from __future__ import annotations

import logging
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from cleaner.cli.terminal import Screen
from cleaner.errors import CleanerError
from cleaner.formats import by_name, told
from cleaner.formats.base import digest
from cleaner.formats.source import Stream
from cleaner.garbage import for_good
from cleaner.jobs.alone import clean_in_place, clean_stream
from cleaner.jobs.documents import Options, Outcome
from cleaner.jobs.run import Plan, run
from cleaner.jobs.sinks import Stopped, delivered
from cleaner.jobs.tally import Tally
from cleaner.jobs.walk import Ask, Shard, Task, plan
from cleaner.pipeline import Pipeline

if TYPE_CHECKING:
    from upath import UPath

    Place = Path | UPath

_LOG = logging.getLogger("cleaner")


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of a command, by their names."""

    sources: tuple[Place, ...]
    out: Place | None
    in_place: bool
    records: Place | None
    failed: Place | None
    form: str | None
    to: str | None
    field: str
    source_field: str
    add: tuple[str, ...]
    extractor: str
    keep: tuple[str, ...]
    only: tuple[str, ...]
    preset: str
    rules: tuple[Path, ...]
    pipeline_file: Path | None
    longest: int
    dry_run: bool
    diff: bool
    colour: str
    as_json: bool
    quiet: bool
    log_json: bool
    workers: int
    shard: tuple[int, int]
    resume: bool
    work: Path | None
    fail_fast: bool

    @classmethod
    def of(cls, options: dict[str, Any]) -> Asked:
        """Options as click gives them."""
        return cls(**{each.name: options[each.name] for each in fields(cls)})

    @property
    def options(self) -> Options:
        """How documents are cleaned."""
        write = not (self.dry_run or self.diff) and (self.out is not None or self.in_place)
        return Options(
            self.field, self.extractor, self.add, self.longest, write, self.in_place, self.diff, self.fail_fast,
            self.source_field,
        )  # fmt: skip

    @property
    def share(self) -> Shard:
        """Which share of the job this is."""
        return Shard(*self.shard)


def load_pipeline(
    file: Path | None, rules: Sequence[Path], preset: str, keep: Sequence[str], only: Sequence[str]
) -> Pipeline:
    """The pipeline that options ask for; if there is none, says why and exits with 2."""
    try:
        return Pipeline.load(file, preset=preset, rules=rules, keep=keep, only=only)
    except CleanerError as error:
        click.echo(str(error), err=True)
        sys.exit(2)


def do(asked: Asked, *, piped: bool) -> tuple[Tally, bool]:
    """Do what was asked. What came of it, and whether it had to stop before its end; bad usage exits."""
    try:
        tasks = [] if piped else plan(asked.sources, asked.out, _ask(asked))
        with for_good():
            pipeline = load_pipeline(asked.pipeline_file, asked.rules, asked.preset, asked.keep, asked.only)
        if piped:
            return _stream(asked, pipeline), False
        if asked.in_place and asked.options.write:
            return _in_place(asked, tasks, pipeline), False
        return _job(asked, tasks, pipeline)
    except CleanerError as error:  # a job that makes no sense, or a package that is not there
        raise click.UsageError(str(error)) from None


def _ask(asked: Asked) -> Ask:
    return Ask(asked.form, asked.to, asked.in_place, asked.share)


def _job(asked: Asked, tasks: Sequence[Task], pipeline: Pipeline) -> tuple[Tally, bool]:
    from cleaner.cli.report import progress

    tally = Tally()
    job = _planned(asked, tasks)
    total = sum(task.source.size for task in tasks) // asked.share.count
    bar = not (asked.quiet or asked.log_json) and sys.stderr.isatty()
    with progress(total, shown=bar) as advance:

        def seen(outcome: Outcome, weight: int) -> None:
            advance(weight)
            show(outcome, asked)
            tally.add(outcome.tally)

        try:
            done = run(job, pipeline, workers=asked.workers, resume=asked.resume, seen=seen)
        except (Stopped, OSError, KeyboardInterrupt) as error:
            _stopped(error, asked.log_json)
            return tally, True
    return done, False


def _stopped(error: BaseException, log: bool) -> None:
    """Say why a job could not go on."""
    if isinstance(error, KeyboardInterrupt):
        why = "interrupted"
    elif isinstance(error, OSError):
        why = f"{error.filename}: {error.strerror}" if error.filename else str(error)
    else:
        why = str(error)
    if log:
        _LOG.error("stopped", extra={"reason": why})
    else:
        click.echo(f"stopped: {why}; --resume goes on with what is done", err=True)


def _planned(asked: Asked, tasks: Sequence[Task]) -> Plan:
    out, share = asked.out, asked.share
    if out is None or not asked.options.write:
        return Plan(tasks, asked.options, None, share, asked.records, asked.failed)
    return Plan(tasks, asked.options, _folder(asked, out), share, *_beside(asked, out))


def _beside(asked: Asked, out: Place) -> tuple[Place | None, Place | None]:
    """Where records and failed documents go: each shard's to files of its own."""
    failed = asked.failed or out.with_name(out.name + ".failed.jsonl")
    share = asked.share
    records = asked.records.with_name(share.named(asked.records.name)) if asked.records else None
    return records, failed.with_name(share.named(failed.name))


def _folder(asked: Asked, out: Place) -> Path:
    """The directory for unfinished work: inside OUT if that is a directory, else beside it; of a URL, among this
    machine's temporary files."""
    number, count = asked.shard
    name = "job" if count == 1 else f"job-{number:05}-of-{count:05}"
    if asked.work:
        return asked.work / name
    if not isinstance(out, Path):
        return Path(tempfile.gettempdir()) / f"cleaner-{digest(str(out).encode())[:16]}" / name
    many = len(asked.sources) > 1 or asked.sources[0].is_dir()
    mirrors = out.is_dir() or (many and not _is_table(out))
    return out / f".cleaner-{name}" if mirrors else out.with_name(f".{out.name}.{name}")


def _is_table(out: Path) -> bool:
    from cleaner.formats import WRITTEN

    return told(out.name)[0] in WRITTEN


def _in_place(asked: Asked, tasks: Sequence[Task], pipeline: Pipeline) -> Tally:
    from cleaner.cli.report import progress

    tally = Tally()
    bar = not (asked.quiet or asked.log_json) and sys.stderr.isatty()
    with _new_records(asked) as store, progress(sum(task.source.size for task in tasks), shown=bar) as advance:
        for task in tasks:
            outcome = clean_in_place(task, pipeline, asked.options, store)
            advance(task.source.size)
            show(outcome, asked)
            tally.add(outcome.tally)
            if asked.fail_fast and tally.failed:
                break
    return tally


@contextmanager
def _new_records(asked: Asked) -> Iterator[BinaryIO]:
    """A new file for records: what was cut before is in others."""
    source, base = asked.sources[0], asked.records
    if not isinstance(source, Path):
        raise click.UsageError(f"{source}: only files of this machine can be written over")
    base = base if isinstance(base, Path) else source.with_name(source.resolve().name + ".records.jsonl")
    number = 1
    while True:
        name = base if number == 1 else base.with_name(f"{base.stem}.{number}{base.suffix}")
        try:
            store = name.open("xb+")  # closed below
        except FileExistsError:
            number += 1
            continue
        except OSError as error:
            raise click.UsageError(f"{name}: {error.strerror}") from None
        click.echo(f"records: {name}", err=True)
        with store:
            yield store
        return


def _stream(asked: Asked, pipeline: Pipeline) -> Tally:
    """Standard input to standard output, or to OUT."""
    outcome = Outcome()
    form = asked.form or "text"
    to, codec = (asked.to or by_name(form).written), ""
    if asked.out is not None:
        named, codec = told(asked.out.name)
        to = asked.to or (to if named == "text" else named)
    task = Task("-", Stream(sys.stdin.buffer), form, asked.out, to, codec, "-")
    with ExitStack() as stack:
        sink = None if asked.dry_run or asked.diff else sys.stdout.buffer
        if sink and asked.out:
            sink = stack.enter_context(delivered(asked.out, None))
        records, failed = (
            stack.enter_context(delivered(place, None)) if place else None for place in (asked.records, asked.failed)
        )
        clean_stream(task, sink, pipeline, asked.options, records, failed, outcome)
    show(outcome, asked)
    return outcome.tally


def show(outcome: Outcome, asked: Asked) -> None:
    """Name what failed; print the differences, in UTF-8 if a program reads them."""
    for name, reason in outcome.tally.failures:
        if asked.log_json:
            _LOG.warning("failed", extra={"id": name, "reason": reason})
        else:
            click.echo(f"failed: {name}: {reason}", err=True)
    if outcome.differences:
        from cleaner.cli.painted import rendered

        screen = Screen.of(asked.colour)
        for each in outcome.differences:
            text = rendered(each, screen)
            data = text if screen.for_people else text.encode("utf-8", "surrogatepass")
            click.echo(data, nl=False, color=screen.colours)
