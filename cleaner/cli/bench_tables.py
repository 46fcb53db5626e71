"""What a person sees of a measurement: tables of figures, on standard output."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cleaner.bench.figures import Figures, ratio, wilson
from cleaner.bench.score import Piece, Tally

_WIDTH = 300  # characters of a lost piece that are shown
LEAST = 120  # columns of a table
_SUMMARY = ("documents", "noise", "removed", "precision", "recall", "F1", "exact", "damaged", "losing", "clean cut")
_PAGES = ("F1 before", "after", "at best", "room closed", "better", "worse", "noise lines", "story lines")


def show(measured: Mapping[float, Sequence[Figures]], own: float, *, by: Sequence[str], worst: int) -> None:
    """Print the figures at the pipeline's own threshold, and the sweep if there was one."""
    console = Console(highlight=False)
    console.width = max(console.width, LEAST)  # a broken row is easier to read than one without its figures
    figures = measured[own]
    console.print(_summary(figures))
    if any(each.pages for each in figures):
        console.print("\nagreement with the bodies, by shingles of four tokens", style="bold")
        console.print(_pages(figures))
    for each in figures:
        if "class" in by:
            console.print(f"\n{each.name}, by class", style="bold")
            console.print(_classes(each))
        if "rule" in by:
            console.print(f"\n{each.name}, by rule (right: at least half of the cut is noise)", style="bold")
            console.print(_rules(each))
        if worst:
            _worst(console, each, worst)
    if len(measured) > 1:
        console.print("\nby threshold of certainty", style="bold")
        console.print(_sweep(measured, own))


def table_of(*columns: str) -> Table:
    """A table of figures; all columns but the first are aligned to the right."""
    table = Table(box=None, padding=(0, 1), header_style="bold")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left", no_wrap=True)
    return table


def share(value: float | None) -> str:
    """A share as a figure with four decimals, a dash if there is none."""
    return "–" if value is None else f"{value:.4f}"


def between(interval: tuple[float, float] | None) -> str:
    """An interval of shares, a dash if there is none."""
    return "–" if interval is None else f"{interval[0]:.2f}–{interval[1]:.2f}"


def _summary(figures: Sequence[Figures]) -> Table:
    table = table_of("set", *_SUMMARY)
    for each in figures:
        table.add_row(
            each.name,
            f"{len(each.scores)}",
            f"{each.noise}",
            f"{each.right + each.wrong}",
            *map(share, (each.precision, each.recall, each.f1)),
            f"{each.exact}",
            f"{each.damaged}",
            f"{each.losing}",
            f"{each.clean_touched} of {each.clean}",
        )
    return table


def _pages(figures: Sequence[Figures]) -> Table:
    table = table_of("set", *_PAGES)
    for each in figures:
        if pages := each.pages:
            closed = "–" if pages.room_closed is None else f"{pages.room_closed:.1%}"
            table.add_row(
                each.name,
                *map(share, (pages.before.f1, pages.after.f1, pages.closed.f1)),
                closed,
                f"{pages.better}",
                f"{pages.worse}",
                f"{pages.noise_lines_gone} of {pages.noise_lines} cut",
                f"{pages.story_lines_gone} of {pages.story_lines} cut",
            )
    return table


def _classes(figures: Figures) -> Table:
    table = table_of("class", "noise", "gone", "recall", "removed as", "precision")
    for name in sorted({*figures.gold_classes, *figures.cut_classes}):
        there, went = figures.gold_classes.get(name, (0, 0))
        tally = figures.cut_classes.get(name, Tally())
        removed = tally.right + tally.wrong
        precision = share(ratio(tally.right, removed))
        table.add_row(name, f"{there}", f"{went}", share(ratio(went, there)), f"{removed}", precision)
    return table


def _rules(figures: Figures) -> Table:
    table = table_of("rule", "cuts right", "wrong", "precision", "95 %", "tokens right", "wrong")
    rules = figures.rules.items()
    for name, tally in sorted(rules, key=lambda row: (-row[1].cuts_wrong, -row[1].wrong, -row[1].right, row[0])):
        cuts = tally.cuts_right + tally.cuts_wrong
        table.add_row(
            name,
            f"{tally.cuts_right}",
            f"{tally.cuts_wrong}",
            share(ratio(tally.cuts_right, cuts)),
            between(wilson(tally.cuts_right, cuts)),
            f"{tally.right}",
            f"{tally.wrong}",
        )
    return table


def _worst(console: Console, figures: Figures, count: int) -> None:
    found = figures.worst(count)
    said = f", the worst {len(found)}" if found else ": all as gold wants it"
    console.print(f"\n{figures.name}{said}", style="bold")
    for each in found:
        left = sum(piece.tokens for piece in each.left)
        console.print(f"{each.name}: {each.wrong} tokens of the story lost ({each.loss:.1%}), {left} of noise left")
        for piece in each.lost:
            console.print(_piece("lost", piece, "red"))
        for piece in each.left:
            console.print(_piece("left", piece, "yellow"))


def _piece(what: str, piece: Piece, colour: str) -> Text:
    text = piece.text if len(piece.text) <= _WIDTH else piece.text[: _WIDTH - 1] + "…"
    return Text.assemble("  ", (what, colour), f" [{piece.why}] ", text)


def _sweep(measured: Mapping[float, Sequence[Figures]], own: float) -> Table:
    table = table_of("set", "certainty", "precision", "recall", "F1", "exact", "damaged", "losing", "clean touched")
    for number in range(len(measured[own])):
        for level, sets in sorted(measured.items()):
            each = sets[number]
            table.add_row(
                each.name,
                f"{level:g}{' *' if level == own else '  '}",
                *map(share, (each.precision, each.recall, each.f1)),
                *map(str, (each.exact, each.damaged, each.losing, each.clean_touched)),
            )
    return table
