"""`cleaner explain`: documents with each cut marked, and why; or what one rule cuts, and would cut."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
from rich.console import Console
from rich.text import Text

from cleaner.cli.options import FORMATS
from cleaner.cli.reading import Found, found
from cleaner.cli.terminal import Screen, colour_option, show, visible
from cleaner.cli.views import COLOURS, VIEWS, view
from cleaner.errors import CleanerError
from cleaner.pipeline import Pipeline
from cleaner.record import Cleaned, Removal

_PATH = click.Path(path_type=Path)
_PIECE = 40  # characters of a cut that are shown in the list of cuts

_EPILOG = """\b
Examples:
  cleaner explain article.txt
  cleaner explain article.txt --view side-by-side
  cleaner explain articles/ --view unified --context 1
  cleaner explain articles/ --explain-rule teaser.plus-plus

\b
Exit status: 0 all was looked at; 1 something could not be read; 2 bad usage or bad rules."""


@click.command(epilog=_EPILOG)
@click.argument("sources", metavar="SRC...", nargs=-1, required=True,
                type=click.Path(path_type=Path, exists=True, allow_dash=True))  # fmt: skip
@click.option("--view", "how", type=click.Choice(VIEWS), default="inline", show_default=True,
              help="The original with its cuts marked; a diff; the original beside what is left.")  # fmt: skip
@click.option("--context", type=click.IntRange(min=0), metavar="N",
              help="Lines shown around each cut.  [default: all; 3 of a diff]")  # fmt: skip
@click.option("--explain-rule", "rule_id", metavar="ID",
              help="What this rule cuts from SRC, and what it would if loosened or tightened one step.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=0), default=10, show_default=True, metavar="N",
              help="With --explain-rule: stretches shown of each step.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="With --explain-rule: print it as JSON.")
@click.option("--rules", multiple=True, type=_PATH, metavar="DIR", help="Use these rules too.")
@click.option("--pipeline", "pipeline_file", type=_PATH, metavar="FILE.yaml", help="Use this pipeline file.")
@click.option("--field", default="text", show_default=True, help="The field or column that holds the text.")
@click.option("--source", help="Where it comes from, for rules bound to sources.  [default: its URL, else its file]")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Format, if not the name's.")
@click.option("--pager/--no-pager", default=None,
              help="Show it in a pager (PAGER, else less).  [default: on a terminal, if it is longer]")  # fmt: skip
@colour_option
def explain(
    sources: tuple[Path, ...], how: str, context: int | None, rule_id: str | None, limit: int, as_json: bool,
    rules: tuple[Path, ...], pipeline_file: Path | None, field: str, source: str | None, form: str | None,
    pager: bool | None, colour: str,
) -> None:  # fmt: skip
    """Show what would be cut from SRC: each cut marked, with class, rule, title and confidence; vetoes too.

    SRC are files and directories, or - for standard input. Red cuts are of high confidence, yellow of medium, magenta
    of low; without colours a cut stands between ⟦ and ⟧. Characters that would control the terminal are shown as
    symbols.
    """
    if as_json and not rule_id:
        raise click.UsageError("--json goes with --explain-rule")
    screen = Screen.of(colour)
    try:
        pipeline = Pipeline.load(pipeline_file, rules=rules)
        documents = found(sources, form, field, source)
    except CleanerError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    failed: list[str] = []
    if rule_id:
        from cleaner.cli.explain_rule import tried

        pieces = tried(pipeline, rule_id, rules, documents, screen, limit, failed, as_json=as_json)
        pager = False if as_json else pager
    else:
        look = _Look(how, context, len(sources) > 1 or sources[0].is_dir())
        pieces = _explained(pipeline, documents, screen, look, failed)
    show(pieces, screen, pager)
    for message in filter(None, failed):
        click.echo(message, err=True)
    sys.exit(1 if failed else 0)


class _Look(NamedTuple):
    """How documents are shown; `many`: each under its name."""

    view: str
    context: int | None
    many: bool


def _explained(
    pipeline: Pipeline, documents: Iterator[Found], screen: Screen, look: _Look, failed: list[str]
) -> Iterator[str]:
    """The documents, rendered. What failed is put into `failed`, empty if it is among them already."""
    titles = {head.id: head.title for head in pipeline.rules.heads}
    console = screen.console()
    for each in documents:
        name, error = visible(each.name), visible(each.error)
        try:
            cleaned = pipeline.clean(each.text, source=each.source)
        except CleanerError as timeout:
            error = str(timeout)
        if error:
            failed.append("" if each.number else f"{name}: {error}")
            if each.number:
                yield f"{name}: {error}\n"
            continue
        if each.number or look.many:
            with console.capture() as captured:
                console.print(Text(f"── {name}", "bold"), soft_wrap=True)
            yield captured.get()
        yield from view(look.view, cleaned, each.name, screen, look.context)
        with console.capture() as captured:
            _why(console, cleaned, titles)
        yield captured.get()


def _why(console: Console, cleaned: Cleaned, titles: dict[str, str]) -> None:
    """Each cut and each veto with its reason, then what the header told."""
    vetoed = [veto.removal for veto in cleaned.vetoes]
    width = max((len(removal.rule) for removal in (*cleaned.removals, *vetoed)), default=0)
    for removal in cleaned.removals:
        _cut(console, cleaned.original, removal, width)
        piece = " ".join(cleaned.original[slice(*removal.span)].lower().split())
        because = "" if removal.evidence == piece else f": {removal.evidence}"
        _told(console, titles.get(removal.rule, "") + because, "dim")
    for veto in cleaned.vetoes:
        _cut(console, cleaned.original, veto.removal, width)
        _told(console, f"kept: {veto.guard} guard: {veto.why}", "green")
    if not width:
        console.print("nothing to cut", style="dim")
    for name, values in cleaned.metadata.items():
        console.print(Text.assemble((name, "bold"), ": ", visible("; ".join(each.value for each in values))))


def _cut(console: Console, text: str, removal: Removal, width: int) -> None:
    piece = " ".join(text[slice(*removal.span)].split())
    row = Text.assemble(
        f"{text.count(chr(10), 0, removal.span.start) + 1:>5}  {removal.noise_class:<11}  ",
        (f"{removal.confidence:<6}", COLOURS[removal.confidence]),
        f"  {removal.rule:<{width}}  ",
        visible(piece if len(piece) <= _PIECE else piece[: _PIECE - 1] + "…"),
    )
    console.print(row, soft_wrap=True)


def _told(console: Console, why: str, style: str) -> None:
    console.print(Text(f"{'':7}{visible(why)}", style), soft_wrap=True)
