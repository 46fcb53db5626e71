"""`cleaner bench`: measure a pipeline against gold."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli.asked import load_pipeline
from cleaner.cli.options import PATH, pipeline_options, write_out

if TYPE_CHECKING:
    from cleaner.bench.figures import Figures
    from cleaner.bench.sources import GoldSet
    from cleaner.pipeline import Pipeline
    from cleaner.review.held import Held

_DEFAULT = "pins.json"
_EPILOG = f"""\b
GOLD is one of
  a directory of *.txt files (or one file) with the noise marked: ⟦byline|By Jo Smee⟧
  a directory with raw/ and clean/: the same texts before and after (or --raw and --clean)
  a directory with gold/ and noisy/, or noisy/<extractor>/: article bodies that people wrote down,
  and the pages' text as extracted; names in doubtful.txt are left out

\b
Examples:
  cleaner bench gold/                        precision, recall, F1, exact and damaged documents
  cleaner bench gold/ --by class --by rule   the same for each class and rule
  cleaner bench gold/ --worst 5              the documents it fared worst with, and the rules to blame
  cleaner bench gold/ --preset careful --json -
  cleaner bench --raw raw/ --clean clean/ --plot curve.svg
  cleaner bench gold/ --pin                  write the floors: gold/{_DEFAULT}
  cleaner bench gold/ --check                hold a run to them (in CI)
  cleaner bench --decisions decisions.jsonl  what people decided: which of it holds, precision by rule

\b
Exit status: 0 all done; 1 a floor does not hold, or some documents failed (each is named);
2 bad usage, bad gold or bad rules."""


class _FileOrDefault(click.ParamType):  # type: ignore[type-arg]  # generic in new releases of click only
    """A file of floors, as a Path, or none: Path(). A directory is a GOLD that the option has swallowed."""

    name = "path"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path. Fails for a directory."""
        path = Path(str(value))
        if value not in ("", Path()) and path.is_dir():
            self.fail(f"{path} is a directory: name a file, or put the option behind GOLD", param, ctx)
        return path


@click.command(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("places", metavar="GOLD...", nargs=-1, type=PATH)
@click.option("--raw", type=PATH, metavar="DIR", help="Raw texts; their clean forms are in --clean.")
@click.option("--clean", "clean_dir", type=PATH, metavar="DIR", help="Clean texts, under the names of the raw ones.")
@click.option("--decisions", multiple=True, type=PATH, metavar="FILE",
              help="What people decided in `cleaner review`: which of it holds. With a GOLD or without.")  # fmt: skip
@click.option("--field", default="text", show_default=True, help="The JSON field that holds the text, in JSON Lines.")
@click.option("--by", multiple=True, type=click.Choice(["class", "rule"]), help="Show a table by class, by rule.")
@click.option("--worst", type=click.IntRange(min=0), default=0, metavar="N", help="Show the N worst documents.")
@click.option("--sweep", is_flag=True, help="Measure at many thresholds of certainty, not the pipeline's alone.")
@click.option("--plot", "plot_file", type=PATH, metavar="FILE", help="Draw the sweep: .svg, .png or .pdf.")
@click.option("--json", "json_file", type=PATH, metavar="FILE", help="Write all figures as JSON; - prints them.")
@click.option("--pin", is_flag=False, flag_value="", type=_FileOrDefault(), metavar="[FILE]",
              help=f"Write the floors later runs must hold, to {_DEFAULT} in GOLD if no file is named.")  # fmt: skip
@click.option("--check", is_flag=False, flag_value="", type=_FileOrDefault(), metavar="[FILE]",
              help="Fail, and name each floor, if this run does not hold what is pinned.")  # fmt: skip
@click.option("--allow-regression", is_flag=True, help="Let --pin lower a floor.")
@click.option("--damage", type=click.FloatRange(0, 1), default=0.02, show_default=True, metavar="SHARE",
              help="A document that loses more of its story counts as damaged.")  # fmt: skip
@pipeline_options()
@click.option("--quiet", is_flag=True, help="No progress bar and no tables.")
@click.option(
    "--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes to share the work."
)
def bench(
    places: tuple[Path, ...],
    raw: Path | None,
    clean_dir: Path | None,
    decisions: tuple[Path, ...],
    field: str,
    by: tuple[str, ...],
    worst: int,
    sweep: bool,
    plot_file: Path | None,
    json_file: Path | None,
    pin: Path | None,
    check: Path | None,
    allow_regression: bool,
    damage: float,
    keep: tuple[str, ...],
    only: tuple[str, ...],
    preset: str,
    rules: tuple[Path, ...],
    pipeline_file: Path | None,
    quiet: bool,
    workers: int,
) -> None:
    """Measure a pipeline against GOLD, or decisions: what it removed, what it left, and what it took by mistake.

    Tokens are words (characters in Chinese, Japanese, Thai and the like). Precision is the share of the removed tokens
    that is noise, recall the share of the noise that was removed.
    """
    from cleaner.bench.run import thresholds

    gold = bool(places) or raw is not None
    _check_usage(raw, clean_dir, pin, check, allow_regression)
    _check_gold(gold, bool(decisions), {"--pin": pin, "--check": check, "--plot": plot_file, "--sweep": sweep or None})
    _can_plot(plot_file)
    sets = _sets(places, raw, clean_dir) if gold else []
    pipeline = load_pipeline(pipeline_file, rules, preset, keep, only)
    own = pipeline.settings.certainty
    levels = thresholds(pipeline) if sweep or plot_file else (own,)
    measured = _measure(sets, pipeline, levels, damage=damage, field=field, workers=workers, quiet=quiet)
    held = _held(decisions, pipeline, quiet)
    if json_file:
        _write_json(json_file, measured, own, held)
    if not quiet and str(json_file) != "-":
        _show(measured, own, held, by=by, worst=worst)
    if plot_file:
        _draw(plot_file, measured, own)
    home = places[0] if places and places[0].is_dir() else Path()
    problems = _failures(measured[own], held)
    if pin is not None and not problems:
        problems = _pin(home / _DEFAULT if pin == Path() else pin, measured[own], pipeline, allow_regression)
    if check is not None:
        problems += _check(home / _DEFAULT if check == Path() else check, measured[own], pipeline)
    for problem in problems:
        click.echo(problem, err=True)
    sys.exit(1 if problems else 0)


def _check_usage(
    raw: Path | None,
    clean_dir: Path | None,
    pin: Path | None,
    check: Path | None,
    allow_regression: bool,
) -> None:
    if (raw is None) != (clean_dir is None):
        raise click.UsageError("--raw and --clean go together")
    if pin is not None and check is not None:
        raise click.UsageError("--pin writes floors and --check holds to them: one at a time")
    if allow_regression and pin is None:
        raise click.UsageError("--allow-regression goes with --pin")


def _check_gold(gold: bool, decisions: bool, wanting: Mapping[str, object]) -> None:
    """Fails if there is nothing to measure against, or only decisions where an option asks for gold."""
    if not gold and not decisions:
        raise click.UsageError("name a GOLD, or --raw and --clean, or --decisions")
    for name, value in wanting.items():
        if not gold and value is not None:
            raise click.UsageError(f"{name} needs a GOLD: decisions tell of some stretches alone")


def _held(decisions: Sequence[Path], pipeline: Pipeline, quiet: bool) -> Held | None:
    if not decisions:
        return None
    from cleaner.cli.bench_decisions import measure

    return measure(decisions, pipeline, quiet=quiet)


def _show(
    measured: Mapping[float, Sequence[Figures]], own: float, held: Held | None, *, by: Sequence[str], worst: int
) -> None:
    """Print the tables there are."""
    if measured[own]:
        from cleaner.cli.bench_tables import show

        show(measured, own, by=by, worst=worst)
    if measured[own] and held:
        click.echo()
    if held:
        from cleaner.cli.bench_decisions import show as show_held

        show_held(held)


def _can_plot(file: Path | None) -> None:
    from cleaner.plot import NoPlot, ready

    try:
        if file:
            ready(file)
    except NoPlot as error:
        raise click.UsageError(str(error)) from None


def _sets(places: Sequence[Path], raw: Path | None, clean_dir: Path | None) -> list[GoldSet]:
    from cleaner.bench.marks import BadGold
    from cleaner.bench.sources import find

    try:
        return find(places, (raw, clean_dir) if raw and clean_dir else None)
    except BadGold as error:
        raise click.UsageError(str(error)) from None


def _measure(
    sets: Sequence[GoldSet], pipeline: Pipeline, levels: Sequence[float], *, quiet: bool, **options: Any
) -> dict[float, list[Figures]]:
    from cleaner.bench.marks import BadGold
    from cleaner.bench.run import bench as measure
    from cleaner.cli.report import progress
    from cleaner.errors import CleanerError

    total = sum(len(gold.entries) for gold in sets)
    try:
        with progress(total, shown=not quiet and sys.stderr.isatty(), what="measuring", bytes_=False) as advance:
            return measure(sets, pipeline, at=levels, seen=lambda: advance(1), **options)
    except CleanerError as error:
        click.echo(str(error), err=True)
        sys.exit(2 if isinstance(error, BadGold) else 1)


def _write_json(file: Path, measured: Mapping[float, Sequence[Figures]], own: float, held: Held | None) -> None:
    from cleaner.bench.data import data, point

    whole: dict[str, Any] = {"certainty": own, "sets": [data(each) for each in measured[own]]}
    if len(measured) > 1:
        whole["sweep"] = [point(level, each) for level, sets in sorted(measured.items()) for each in sets]
    if held:
        whole["decisions"] = held.data()
    write_out(file, json.dumps(whole, ensure_ascii=False, indent=2))


def _draw(file: Path, measured: Mapping[float, Sequence[Figures]], own: float) -> None:
    from cleaner.bench.plot import plot
    from cleaner.plot import NoPlot

    try:
        plot(file, measured, own)
    except NoPlot as error:
        raise click.UsageError(str(error)) from None


def _failures(figures: Sequence[Figures], held: Held | None) -> list[str]:
    failed = [f"failed: {each.name}: {name}: {reason}" for each in figures for name, reason in each.failed]
    return failed + [f"failed: {name}: {reason}" for name, reason in (held.failed if held else ())]


def _pin(file: Path, figures: Sequence[Figures], pipeline: Pipeline, allow_regression: bool) -> list[str]:
    """Write the floors, those of sets not measured as they were; what forbids it, if anything does."""
    from cleaner.bench import pins

    try:
        old = pins.read(file) if file.exists() else {}
        new = pins.floors(figures, pipeline.settings)
        fallen = pins.lowered(old, new)
        if fallen and not allow_regression:
            return [*fallen, f"{file} is left as it was: --allow-regression lowers floors"]
        pins.write(file, old | new)
    except pins.BadPins as error:
        raise click.UsageError(str(error)) from None
    for said in fallen:
        click.echo(f"lowered: {said}", err=True)
    click.echo(f"pinned: {file}", err=True)
    return []


def _check(file: Path, figures: Sequence[Figures], pipeline: Pipeline) -> list[str]:
    from cleaner.bench import pins

    try:
        problems = pins.broken(pins.read(file), figures, pipeline.settings)
    except pins.BadPins as error:
        raise click.UsageError(str(error)) from None
    if not problems:
        click.echo(f"{file}: all floors hold", err=True)
    return problems
