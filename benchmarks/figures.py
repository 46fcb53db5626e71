"""A figure beside its floor, and a run's figures as a table, as JSON and as Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.table import Table

from benchmarks.clock import Times


@dataclass(frozen=True)
class Figure:
    """One line of the table.

    `value` and `floor` are in `unit`; `ratio` is the value over the floor, as measured round by round, so that it may
    differ a little from the quotient of the medians. What could not be measured has no value, and `note` says why.
    """

    part: str
    what: str
    value: float | None = None
    unit: str = ""
    beside: str = ""
    floor: float | None = None
    ratio: float | None = None
    note: str = ""

    def cells(self) -> tuple[str, ...]:
        """What stands in the table's columns."""
        value = "–" if self.value is None else f"{shown(self.value)} {self.unit}".strip()
        floor = f"{self.beside} {shown(self.floor)}" if self.floor is not None else self.beside
        return self.what, value, floor, "" if self.ratio is None else shown(self.ratio), self.note


COLUMNS = ("what", "figure", "beside", "ratio", "")


def speed(
    part: str, what: str, amount: float, unit: str, times: Times, name: str, floor: str, *, beside: str, note: str = ""
) -> Figure:
    """So much a second beside the floor's: `name` and `floor` are what the two are called in `times`."""
    ratio = 1 / times.ratio(name, floor)
    return Figure(part, what, amount / times.of(name), unit, beside, amount / times.of(floor), ratio, note)


def shown(value: float) -> str:
    """A figure with three digits that mean something."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3g}"


def table(part: str, figures: Iterable[Figure]) -> Table:
    """A part's figures for the terminal."""
    found = Table(title=part, title_justify="left", title_style="bold", expand=False)
    for column in COLUMNS:
        found.add_column(column, justify="right" if column in ("figure", "ratio") else "left", overflow="fold")
    for figure in figures:
        found.add_row(*figure.cells())
    return found


def markdown(run: Mapping[str, Any]) -> str:
    """A run as it is printed in the README: where it ran, and one table for all parts."""
    figures = [Figure(**each) for each in run["figures"]]
    rows = ["| | figure | beside | ratio | |", "|---|---|---|---|---|"]
    for part, group in groupby(figures, key=lambda figure: figure.part):
        rows.append(f"| **{part}** | | | | |")
        rows += ["| " + " | ".join(cell.replace("|", r"\|") for cell in each.cells()) + " |" for each in group]
    return f"{sentence(run)}\n\n" + "\n".join(rows) + "\n"


def sentence(run: Mapping[str, Any]) -> str:
    """Where and over what a run was made."""
    made, corpus = run["made_with"], run["corpus"]
    versions = ", ".join(f"{name} {version}" for name, version in made["versions"].items())
    rounds = f"the median of {run['rounds']} rounds" if run["rounds"] > 1 else "one round"
    return (
        f"{made['machine']}, {made['cores']} cores; Python {made['python']}; {versions}. "
        f"{made['rules']:,} rules; a corpus of {corpus['megabytes']:g} MB (seed {corpus['seed']}, "
        f"{corpus['documents']:,} documents), {rounds}."
    )


def write(file: Path, run: Mapping[str, Any], figures: Sequence[Figure]) -> None:
    """Write a run and its figures as JSON."""
    file.parent.mkdir(parents=True, exist_ok=True)
    data = {**run, "figures": [asdict(each) for each in figures]}
    file.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
