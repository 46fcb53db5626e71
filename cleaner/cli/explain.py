"""`cleaner explain`: a document with each cut in colour, and why."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from cleaner.cli.options import FORMATS
from cleaner.errors import CleanerError
from cleaner.formats import documents, told
from cleaner.formats.base import Reading
from cleaner.formats.source import Source, Stream
from cleaner.jobs.origin import source_of
from cleaner.pipeline import Pipeline
from cleaner.record import Cleaned, Removal

_COLOURS = {"high": "red", "medium": "yellow", "low": "magenta"}
_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True))
@click.option("--rules", multiple=True, type=_PATH, metavar="DIR", help="Use these rules too.")
@click.option("--pipeline", "pipeline_file", type=_PATH, metavar="FILE.yaml", help="Use this pipeline file.")
@click.option("--field", default="text", show_default=True, help="The field or column that holds the text.")
@click.option("--source", help="Where it comes from, for rules bound to sources.  [default: its URL, else FILE]")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Format, if not the name's.")
def explain(
    file: Path, rules: tuple[Path, ...], pipeline_file: Path | None, field: str, source: str | None, form: str | None
) -> None:
    """Show what would be cut from FILE: each cut in colour, with class, rule, title and confidence; vetoes too.

    Red cuts are of high confidence, yellow of medium, magenta of low.
    """
    console = Console(highlight=False, soft_wrap=True)
    try:
        pipeline = Pipeline.load(pipeline_file, rules=rules)
    except CleanerError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    titles = {rule.id: rule.title for rule in pipeline.rules}
    failed = False
    named, codec = told(file.name)
    content = Stream(sys.stdin.buffer) if str(file) == "-" else Source(file, codec)
    try:
        for item, place in documents(content, form or named, Reading(field)):
            if item.error:
                console.print(f"[bold]{file}:{item.name}[/]: {item.error}")
                failed = True
            elif item.text is not None:
                if item.name:
                    console.rule(f"{file}:{item.name}")
                _show(console, pipeline.clean(item.text, source=source or source_of(item, place, str(file))), titles)
    except CleanerError as error:
        click.echo(f"{file}: {error}", err=True)
        failed = True
    sys.exit(1 if failed else 0)


def _show(console: Console, cleaned: Cleaned, titles: dict[str, str]) -> None:
    console.print(_coloured(cleaned))
    table = Table("line", "cut", "class", "confidence", "rule", "why", box=None, padding=(0, 1), header_style="bold")
    for removal in cleaned.removals:
        _row(table, cleaned.original, removal, titles, removal.evidence)
    for veto in cleaned.vetoes:
        _row(table, cleaned.original, veto.removal, titles, f"kept: {veto.guard} guard: {veto.why}", style="green")
    if table.row_count:
        console.print(table)
    else:
        console.print("nothing to cut", style="dim")
    for name, found in cleaned.metadata.items():
        console.print(f"[bold]{name}[/]: " + "; ".join(each.value for each in found), markup=True)


def _row(table: Table, text: str, removal: Removal, titles: dict[str, str], why: str, style: str | None = None) -> None:
    piece = " ".join(text[removal.span.start : removal.span.end].split())
    table.add_row(
        str(text.count("\n", 0, removal.span.start) + 1),
        Text(piece if len(piece) <= 40 else piece[:39] + "…"),
        removal.noise_class,
        Text(removal.confidence, style=_COLOURS[removal.confidence]),
        Text(f"{removal.rule} ({titles.get(removal.rule, '')})"),
        Text(why),
        style=style,
    )


def _coloured(cleaned: Cleaned) -> Text:
    """The original, cut stretches struck out in the colour of their confidence, spared ones in green."""
    text = Text(cleaned.original)
    for veto in cleaned.vetoes:
        text.stylize(Style(color="green", underline=True), *veto.removal.span)
    for removal in cleaned.removals:
        text.stylize(Style(color=_COLOURS[removal.confidence], strike=True), *removal.span)
    return text
