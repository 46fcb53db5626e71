"""The command line of the benchmark: what there is to measure, and what to do with the figures."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import click
from rich.console import Console

from benchmarks.parts import PARTS

PATH = click.Path(path_type=Path)
_EPILOG = (
    """\b
What there is to measure (NAMES; all of it, if none is given):
"""
    + "\n".join(f"  {name:<13}{about}" for name, about in PARTS.items())
    + """

\b
Examples:
  python -m benchmarks --quick                         a minute or two of each part, to see that all works
  python -m benchmarks clean jsonl --work .bench/speed two parts, and the corpus is there the next time
  python -m benchmarks --work .bench/speed --plots docs/ --json .bench/speed.json
  python -m benchmarks report .bench/speed.json        the same figures as Markdown
  python -m benchmarks ratchet                         did anything become over 10 % slower?
  python -m benchmarks ratchet --pin                   hold what is measured now

\b
Options of a run: python -m benchmarks run --help. What each figure means: docs/benchmarks.md."""
)


class _RunUnlessSaid(click.Group):
    """A group in which `run` need not be said."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        helped = any(arg in ctx.help_option_names for arg in args[:1])
        if not helped and (not args or args[0] not in self.commands):
            args = ["run", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_RunUnlessSaid, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Measure how fast the cleaner is, each figure beside its floor in the same run.

    `python -m benchmarks [NAMES...] [OPTIONS]` makes a corpus (or takes the one that is there), measures, prints a
    table and writes JSON. The ratio is what to look at: it holds on a busy or another machine, where seconds do not.
    """


@main.command()
@click.argument("names", nargs=-1, type=click.Choice(list(PARTS)), metavar="[NAMES]...")
@click.option("--work", type=PATH, metavar="DIR",
              help="Keep the corpus and the peers' environments here, and use those that are here. Default: a "
              "temporary directory.")  # fmt: skip
@click.option(
    "--size", type=click.FloatRange(min=0.1), metavar="MB", help="Size of the corpus. Default: 100; quick: 2."
)
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same corpus.")
@click.option("--rounds", type=click.IntRange(min=1), help="Rounds of which the median counts. Default: 3; quick: 1.")
@click.option("--quick", is_flag=True, help="A small corpus and few rounds: does it work, and about how fast?")
@click.option("--plots", type=PATH, metavar="DIR", help="Draw the curves of growth here, as PNG.")
@click.option("--json", "file", type=PATH, default=Path(".bench/speed.json"), show_default=True, metavar="FILE",
              help="Where the figures go; written after each part.")  # fmt: skip
def run(names: Sequence[str], work: Path | None, size: float | None, seed: int, rounds: int | None, quick: bool,
        plots: Path | None, file: Path) -> None:  # fmt: skip
    """Measure NAMES (all parts, if none is given), print a table and write JSON."""
    from benchmarks.parts import Setting
    from benchmarks.workdir import Workdir

    with ExitStack() as stack:
        place = work or _temporary(stack)
        megabytes = size or (2.0 if quick else 100.0)
        setting = Setting(Workdir(place.resolve(), megabytes, seed), rounds or (1 if quick else 3), quick, plots)
        measure_all(names or list(PARTS), setting, file)


def measure_all(names: Sequence[str], setting: Any, file: Path) -> None:
    """Measure parts one after the other; what is done is written and printed before the next begins."""
    from benchmarks.figures import table, write
    from benchmarks.parts import measure

    console, found, about = Console(width=None if sys.stdout.isatty() else 150), [], _about(setting)
    for name in names:
        click.echo(f"{name}: {PARTS[name]} ...", err=True)
        figures = []
        for figure in measure(name, setting):
            figures.append(figure)
            click.echo("  " + "  ".join(cell for cell in figure.cells() if cell), err=True)
        console.print(table(name, figures))
        found += figures
        write(file, about, found)
    click.echo(f"The figures are in {file}.", err=True)


def _about(setting: Any) -> dict[str, Any]:
    """What a run's figures were made with and over."""
    from benchmarks.machine import made_with
    from benchmarks.pipelines import full
    from benchmarks.workdir import digest

    work = setting.work
    with work.corpus.open("rb") as lines:
        documents = sum(1 for _ in lines)
    corpus = {"megabytes": work.megabytes, "seed": work.seed, "documents": documents, "digest": digest()}
    return {"made_with": made_with(len(full().rules)), "corpus": corpus, "rounds": setting.rounds}


def _temporary(stack: ExitStack) -> Path:
    from shutil import rmtree

    place = Path(mkdtemp(prefix="cleaner-bench-"))
    stack.callback(rmtree, place, ignore_errors=True)
    return place


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("names", nargs=-1, type=click.Choice(list(PARTS)), metavar="[NAMES]...")
def report(file: Path, names: Sequence[str]) -> None:
    """Print the figures of a run (its JSON FILE) as Markdown: all parts, or NAMES."""
    from benchmarks.figures import markdown

    run = json.loads(file.read_text(encoding="utf-8"))
    click.echo(
        markdown({**run, "figures": [each for each in run["figures"] if each["part"] in (names or PARTS)]}), nl=False
    )


@main.command()
@click.option("--pin", is_flag=True, help="Hold what is measured now. Refused if anything is over 10 % worse.")
@click.option("--allow-regression", is_flag=True, help="Pin worse figures all the same; say why in the commit.")
@click.option("--by", type=click.Choice(["instructions", "ratio"]),
              help="What to measure. Default: instructions if there is valgrind.")  # fmt: skip
@click.option("--file", type=PATH, default=Path(__file__).with_name("ratchet.json"), metavar="FILE",
              help="The file of pinned figures. Default: benchmarks/ratchet.json.")  # fmt: skip
def ratchet(pin: bool, allow_regression: bool, by: str | None, file: Path) -> None:
    """Hold the figures to those that are pinned: exit status 1 if any is worse by over 10 %.

    Counted are the instructions per byte of text that matching, cleaning (all rules; pattern rules alone) and JSON
    Lines take, under valgrind: the same to a percent whatever else the machine does. Without valgrind it is the
    CPU time as a multiple of a loop's in pure Python, run in turns with it: good to a few percent.
    """
    from benchmarks import ratchet as it

    way = by or it.best_way()
    click.echo(f"measuring {it.UNITS[way]} ...", err=True)
    now = it.measured(way)
    pinned = it.read(file)
    for row in it.rows(now, pinned.get(way)):
        click.echo(row)
    worse = it.worse(now, pinned.get(way))
    if pin and (allow_regression or not worse):
        it.write(file, pinned | {way: now})
        click.echo(f"pinned in {file}")
    elif worse or (not pin and way not in pinned):
        for sentence in worse or [f"nothing is pinned for {way}: pin it with --pin"]:
            click.echo(sentence, err=True)
        sys.exit(1)
