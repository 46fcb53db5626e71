"""Looking through draft rules in the terminal, one key each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from cleaner.errors import CleanerError
from cleaner.learn.pack import Pack
from cleaner.proof import unmark

_KEYS = "[a]ccept  [r]eject  [e]dit  [c]ontext  [s]kip  [q]uit"


def look_through(pack: Pack, folder: Path) -> None:
    """Ask about each draft of a pack, the surest first; what was decided is saved at once."""
    console = Console(highlight=False)
    drafts = sorted(
        ((pack.known.get(rule["id"], {}).get("confidence", 0.0), name, rule) for name, rule in pack.rules()
         if rule.get("status") == "draft"),
        key=lambda draft: (-draft[0], draft[1], draft[2]["id"]),
    )  # fmt: skip
    for number, (_, name, rule) in enumerate(drafts, 1):
        console.print(f"\n[bold]{number} of {len(drafts)}[/]  {name}  [cyan]{rule['id']}[/]")
        console.print(Text(f"{rule['title']}\n{rule['source']}"))
        console.print(_coloured(rule["examples"]["removes"][0]))
        if not _decided(console, pack, folder, name, rule):
            break
    left = sum(rule.get("status") == "draft" for _, rule in pack.rules())
    console.print(f"\n{left} drafts left")


def _decided(console: Console, pack: Pack, folder: Path, name: str, rule: dict[str, Any]) -> bool:
    """Ask until something is decided; False to stop."""
    broken = False
    while True:
        click.echo(_KEYS)
        key = click.getchar().lower()
        if key == "a":
            pack.accept(rule["id"])
        elif key == "r":
            pack.reject(rule["id"])
        elif key == "e":
            if not broken:  # what was not understood stays as it was written, to be mended
                pack.save(folder)
            click.edit(filename=str(folder / name))
            try:
                pack.__dict__.update(Pack.open(folder).__dict__)
            except CleanerError as error:
                click.echo(str(error))
                broken = True
                continue
        elif key == "c":
            for example in rule["examples"]["removes"][1:] or rule["examples"]["removes"]:
                console.print(_coloured(example))
            console.print(Text("must stay: " + rule["examples"]["keeps"][0]))
            continue
        elif key == "q":
            return False
        elif key != "s":
            continue
        pack.save(folder)
        return True


def _coloured(example: str) -> Text:
    """An example with what goes in red."""
    text, spans = unmark(example)
    shown = Text(text)
    for start, end in spans:
        shown.stylize("red strike", start, end)
    return shown
