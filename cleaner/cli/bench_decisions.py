"""What a person sees of a pipeline held against decisions: two tables, on standard output."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from cleaner.bench.figures import ratio
from cleaner.cli.bench_tables import LEAST, between, share, table_of
from cleaner.cli.rules_decisions import read_decisions
from cleaner.pipeline import Pipeline
from cleaner.review.held import Counts, Held, hold
from cleaner.review.precision import Precision


def measure(files: Sequence[Path], pipeline: Pipeline, *, quiet: bool) -> Held:
    """The pipeline held against what stands decided in some files; bad ones are told, and exit with 2."""
    from cleaner.cli.report import progress

    decided = read_decisions(files)
    total = len({each.sha256 for each in decided})
    with progress(total, shown=not quiet and sys.stderr.isatty(), what="measuring", bytes_=False) as advance:
        return hold(decided, pipeline, lambda: advance(1))


def show(held: Held) -> None:
    """Print the figures."""
    console = Console(highlight=False)
    console.width = max(console.width, LEAST)
    console.print(f"decisions, held against {held.documents} documents cleaned anew", style="bold")
    console.print(_verdicts(held.all))
    console.print(f"of what was decided: precision {share(held.all.precision)}, recall {share(held.all.recall)}")
    if held.decided:
        console.print("\nby rule: cuts as they were decided, and what is cut now", style="bold")
        console.print(_rules(held))
    if held.without_original:
        console.print(f"{held.without_original} decisions have no original: they count for their rule alone")


def _verdicts(counts: Counts) -> Table:
    table = table_of("", "decided", "cut now", "as decided")
    for name, there, cut, good in (
        ("right", counts.right, counts.right_cut, counts.right_cut),
        ("wrong", counts.wrong, counts.wrong_cut, counts.wrong - counts.wrong_cut),
        ("missed", counts.missed, counts.missed_cut, counts.missed_cut),
    ):
        table.add_row(name, f"{there}", f"{cut}", share(ratio(good, there)))
    return table


def _rules(held: Held) -> Table:
    table = table_of("rule", "right", "wrong", "precision", "95 %", "right cut now", "wrong cut now")
    ranked = sorted(held.decided.items(), key=lambda row: (-row[1].wrong, -row[1].right, row[0]))
    for rule, decided in ranked:
        table.add_row(rule, *_row(decided, held.rules.get(rule, Counts())))
    if len(ranked) > 1:
        table.add_row("all", *_row(held.overall, held.all))
    return table


def _row(decided: Precision, counts: Counts) -> tuple[str, ...]:
    shares = share(decided.share), between(decided.interval)
    return f"{decided.right}", f"{decided.wrong}", *shares, f"{counts.right_cut}", f"{counts.wrong_cut}"
