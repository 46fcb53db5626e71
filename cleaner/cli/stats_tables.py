"""What a person sees of summed-up records: tables, on standard output."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cleaner.jobs.facts import UNKNOWN
from cleaner.jobs.sources import Group
from cleaner.jobs.stats import STEPS, Cuts, Stats, most_cut, most_read, most_vetoes

_LEAST = 100  # columns of a table
_BAR = 30  # columns of the longest bar
_GROUP = ("documents", "changed", "characters cut", "of the text")


def show(stats: Stats) -> None:
    """Print all sums: of rules, sources, languages and documents the first `top`."""
    console = Console(highlight=False)
    console.width = max(console.width, _LEAST)  # a broken row is easier to read than one without its figures
    console.print(_facts(stats))
    rules, languages = most_cut(stats.rules), most_read(stats.languages)
    if stats.classes:
        _print(console, "by class", _cuts("class", most_cut(stats.classes), stats.whole.cut))
        said = _first("by rule", stats.top, len(rules))
        _print(console, said, _cuts("rule", rules[: stats.top], stats.whole.cut))
        _print(console, "by certainty", _certainty(stats))
    _print(console, _first("by source", stats.top, stats.all_sources), _groups("source", stats.sources))
    said = _first("by language", stats.top, len(languages))
    _print(console, said, _groups("language", languages[: stats.top]))
    if stats.outliers:
        _print(console, "documents of which the largest share was cut", _outliers(stats))
    if stats.guards:
        _print(console, "vetoes, by guard", _vetoes(stats))


def _print(console: Console, title: str, table: Table) -> None:
    if table.row_count:
        console.print(f"\n{title}", style="bold")
        console.print(table)


def _first(title: str, top: int, there: int) -> str:
    return f"{title}, the first {top:,} of {there:,}" if there > top else title


def _table(*columns: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left", no_wrap=number > 0, overflow="fold")
    return table


def _share(part: float | None, whole: float = 1) -> str:
    return f"{part / whole:.1%}" if part is not None and whole else "–"


def _name(name: str) -> Text:
    """A name as it stands, whatever is in it; what is no character is shown as one that is missing."""
    return Text(name.encode("utf-8", "replace").decode("utf-8"))


def _facts(stats: Stats) -> Table:
    whole = stats.whole
    facts = Table.grid(padding=(0, 2))
    facts.add_row("documents", f"{whole.documents:,}")
    facts.add_row("changed", f"{whole.changed:,} ({_share(whole.changed, whole.documents)})")
    facts.add_row("cut", f"{whole.cut:,} characters{_of(whole)}")
    if stats.spared:
        facts.add_row("spared", f"{stats.spared:,} (too much would have gone: cleaner explain)")
    return facts


def _of(whole: Group) -> str:
    if whole.share is None:
        return ""
    of = f" of {whole.characters:,}" if whole.measured == whole.documents else ""
    where = "" if of else f" of the {whole.measured:,} documents whose length is known"
    return f"{of} ({_share(whole.share)}{where})"


def _cuts(name: str, rows: list[tuple[str, Cuts]], whole: int) -> Table:
    table = _table(name, "characters", "of all cut", "cuts", "documents", "characters a cut")
    for each, row in rows:
        mean = f"{row.characters / row.cuts:,.1f}"
        figures = (f"{row.characters:,}", _share(row.characters, whole), f"{row.cuts:,}", f"{row.documents:,}", mean)
        table.add_row(_name(each), *figures)
    return table


def _groups(name: str, rows: list[tuple[str, Group]]) -> Table:
    table = _table(name, *_GROUP)
    for each, group in rows:
        figures = (f"{group.documents:,}", f"{group.changed:,}", f"{group.cut:,}", _share(group.share))
        table.add_row(_name("not told" if each == UNKNOWN else each), *figures)
    return table


def _certainty(stats: Stats) -> Table:
    table = _table("certainty", "cuts", "of all", "characters", "documents")
    table.add_column("", justify="left")
    every = sum(row.cuts for row in stats.certainty.values())
    longest = max(row.cuts for row in stats.certainty.values())
    for (start, row), end in zip(stats.certainty.items(), (*STEPS[1:], 1.0), strict=True):
        if row.cuts:
            figures = (f"{row.cuts:,}", _share(row.cuts, every), f"{row.characters:,}", f"{row.documents:,}")
            table.add_row(f"{start:.2f} – {end:.2f}", *figures, "█" * max(1, round(_BAR * row.cuts / longest)))
    return table


def _outliers(stats: Stats) -> Table:
    table = _table("document", "cut", "of characters", "share")
    for each in stats.outliers:
        table.add_row(_name(each.name), f"{-each.minus_cut:,}", f"{each.characters:,}", _share(-each.minus_share))
    return table


def _vetoes(stats: Stats) -> Table:
    table = _table("guard", "vetoes", "documents")
    for name, row in most_vetoes(stats.guards):
        table.add_row(_name(name), f"{row.vetoes:,}", f"{row.documents:,}")
    return table
