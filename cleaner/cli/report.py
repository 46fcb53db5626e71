"""What a person sees of a job: a progress bar while it runs, a table when it is done. Both on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.table import Table

from cleaner.jobs.tally import Tally


@contextmanager
def progress(
    total: int, *, shown: bool, what: str = "cleaning", bytes_: bool = True
) -> Iterator[Callable[[int], None]]:
    """A progress bar over `total` bytes or, without `bytes_`, things; yields what is told how many are done.

    It tells the rate and the time left. Nothing is drawn if it is not `shown`.
    """
    if not shown:
        yield lambda count: None
        return
    from rich import progress as bars

    counts = (bars.DownloadColumn(), bars.TransferSpeedColumn()) if bytes_ else (bars.MofNCompleteColumn(),)
    columns = (bars.TextColumn(what), bars.BarColumn(), *counts, bars.TimeRemainingColumn())
    with bars.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total or None)
        yield lambda count: bar.advance(task, count)


def summary(tally: Tally, seconds: float) -> None:
    """Print what a job did."""
    console = Console(stderr=True, highlight=False)
    cut = sum(tally.classes.values())
    share = f" ({cut / tally.characters:.1%})" if tally.characters else ""
    rows = [
        ("documents", f"{tally.documents:,}"),
        ("changed", f"{tally.changed:,}"),
        ("cut", f"{cut:,} of {tally.characters:,} characters{share}"),
    ]
    if tally.spared:
        rows.append(("left as they were", f"{tally.spared:,} (too much would have gone: cleaner explain)"))
    if tally.failed:
        rows.append(("failed", f"{tally.failed:,}; written {tally.written:,}"))
    if seconds > 0:
        rows.append(("speed", f"{tally.read / 1e6 / seconds:.2f} MB/s, {seconds:.1f} s"))
    facts = Table.grid(padding=(0, 2))
    for row in rows:
        facts.add_row(*row)
    console.print(facts)
    if tally.classes:
        table = Table("class", "characters", "most used rules", box=None, padding=(0, 2), header_style="bold")
        table.columns[1].justify = "right"
        for noise_class, count in tally.classes.most_common():
            used = [(rule, n) for rule, n in tally.rules.most_common() if rule.startswith(noise_class + ".")]
            table.add_row(noise_class, f"{count:,}", ", ".join(f"{rule} {n}" for rule, n in used[:3]))
        console.print(table)
    if tally.guards:
        console.print("vetoes: " + ", ".join(f"{guard} {count}" for guard, count in tally.guards.most_common()))
