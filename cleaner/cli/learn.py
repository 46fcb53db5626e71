"""`cleaner learn`: the boilerplate of sources as draft rules, and looking through them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from cleaner.cli.options import EXTRACTORS, FORMATS, Place, needed

_NEEDED = ("learning", "learn", "numpy", "rensa", "xxhash")
_PACK = click.Path(path_type=Path, exists=True, file_okay=False)


class _Learn(click.Group):
    """`learn SRC...` learns; `learn review PACKDIR` is another command."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[Any, Any, list[str]]:
        if args and args[0] not in self.commands:
            args = ["from", *args]
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["from", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Learn, context_settings={"help_option_names": ["-h", "--help"]})
def learn() -> None:
    """Learn the boilerplate of sources: cleaner learn SRC... -o PACKDIR

    \b
    learn from SRC... -o PACKDIR   find what recurs, write it as draft rules ("from" may be left out)
    learn review PACKDIR           look through the drafts: accept, reject, show in context
    """


@learn.command("from")
@click.argument("sources", metavar="SRC...", nargs=-1, required=True, type=Place())
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path, file_okay=False), metavar="PACKDIR",
              help="The pack to write; one that is there learns on.")  # fmt: skip
@click.option("--group-by", default="host", show_default=True, metavar="FIELD|path|host",
              help="What a source is: the host of a document's URL, its file's directory, or a field.")  # fmt: skip
@click.option("--min-documents", default=5, show_default=True, type=click.IntRange(min=2),
              help="Documents that tell different stories that something must stand in.")  # fmt: skip
@click.option("--min-share", default=0.02, show_default=True, type=click.FloatRange(0, 1),
              help="Share of the source's stories that it must stand in.")  # fmt: skip
@click.option("--accept-above", type=click.FloatRange(0, 1), metavar="CONFIDENCE",
              help="Make drafts active that are surer than this, without a person.")  # fmt: skip
@click.option("--field", default="text", show_default=True, help="The field or column that holds the text.")
@click.option("--date-field", default="", metavar="FIELD", help="The field with a document's date, for the evidence.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Format of SRC, if not its name's.")
@click.option("--extractor", type=click.Choice(EXTRACTORS), default="trafilatura", help="What finds the text in HTML.")
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True)
@click.option("--quiet", is_flag=True, help="Say nothing but what is wrong.")
def from_(sources: tuple[Any, ...], out: Path, quiet: bool, accept_above: float | None, **asked: Any) -> None:
    """Find what recurs in the documents of each source, whatever they are about, and write it as draft rules.

    Drafts do nothing before they are accepted: `cleaner learn review`, or --accept-above. Learning again brings new
    evidence, retires rules for what is not seen any more, keeps what a person edited and leaves out what was rejected.
    Use the rules with `clean --rules PACKDIR`: they are asked only about documents of their sources.
    """
    needed(*_NEEDED)
    from cleaner.errors import CleanerError
    from cleaner.formats.base import Reading
    from cleaner.garbage import settled
    from cleaner.jobs.walk import Ask, BadJob, plan
    from cleaner.learn.corpus import Corpus
    from cleaner.learn.pack import Pack
    from cleaner.learn.run import learn as learn_from

    try:
        tasks = plan(sources, None, Ask(asked["form"]))
        reading = Reading(asked["field"], asked["extractor"], looked_at=True)
        corpus = Corpus(tasks, asked["group_by"], asked["date_field"], reading)
        pack = Pack.open(out)
        with settled():
            evidence, found = learn_from(
                corpus, least=asked["min_documents"], share=asked["min_share"], workers=asked["workers"],
                seen=lambda step: None if quiet else click.echo(f"{step} …", err=True),
            )  # fmt: skip
            evidence.found.clear()  # what no verdict holds makes room
            counts = pack.learn(evidence, found)
    except BadJob as error:
        raise click.UsageError(str(error)) from None
    except CleanerError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    accepted = 0 if accept_above is None else pack.accept_above(accept_above)
    pack.save(out)
    if not quiet:
        told = ", ".join(f"{count} {name}" for name, count in {**counts, "accepted": accepted}.items() if count)
        click.echo(f"{len(evidence.sources)} sources; rules: {told or 'none'}", err=True)


@learn.command()
@click.argument("folder", metavar="PACKDIR", type=_PACK)
@click.option("--accept-above", type=click.FloatRange(0, 1), metavar="CONFIDENCE",
              help="Ask nothing: make drafts active that are surer than this.")  # fmt: skip
def review(folder: Path, accept_above: float | None) -> None:
    """Look through the draft rules of PACKDIR, the surest first: accept, reject, edit, show in context, or skip."""
    needed(*_NEEDED)
    from cleaner.cli.learn_review import look_through
    from cleaner.errors import CleanerError
    from cleaner.learn.pack import Pack

    try:
        pack = Pack.open(folder)
    except CleanerError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    if accept_above is not None:
        click.echo(f"{pack.accept_above(accept_above)} accepted", err=True)
        pack.save(folder)
    else:
        look_through(pack, folder)
