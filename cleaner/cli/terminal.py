"""What a terminal is given: colours or none, what controls it as symbols, and a pager for what is long."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console

F = TypeVar("F", bound=Callable[..., Any])

# U+2400 and what follows are pictures of the control characters. The rest has none: other controls, overrides and
# isolates of direction (which would mix up what stands behind them), breaks of line that are none here, surrogates.
_NO_PICTURE = "\ufffd"
_OTHERS = (*range(0x80, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000))
_VISIBLE = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"},
    0x7F: "\u2421",
    **dict.fromkeys(_OTHERS, _NO_PICTURE),
}


class Screen(NamedTuple):
    """Where output goes: whether that is a terminal, whether it takes colours, its columns and rows."""

    terminal: bool
    colours: bool
    width: int = 80
    height: int = 24

    @classmethod
    def of(cls, colour: str = "auto") -> Screen:
        """Standard output. `colour` is auto (on a terminal, unless NO_COLOR is set), always or never."""
        terminal = sys.stdout.isatty()
        plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        size = shutil.get_terminal_size()
        return cls(terminal, colour == "always" or (colour == "auto" and terminal and not plain), *size)

    @property
    def for_people(self) -> bool:
        """False if a program reads what is written: it is given texts as they are."""
        return self.terminal or self.colours

    def console(self) -> Console:
        """What renders for this screen, into a string (`capture`)."""
        from rich.console import Console

        return Console(
            width=self.width,
            force_terminal=self.colours,
            color_system="standard" if self.colours else None,
            no_color=not self.colours,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )


def visible(text: str) -> str:
    """The text with a symbol for each character that would control a terminal, as many characters as before.

    Tabs and line feeds stay, and so does what joins letters or marks their direction.
    """
    return text.translate(_VISIBLE)


def colour_option(command: F) -> F:
    """The option --color."""
    choice = click.Choice(["auto", "always", "never"])
    told = "Colours: on a terminal, always, never. NO_COLOR turns auto off.  [default: auto]"
    return click.option("--color", "colour", type=choice, default="auto", help=told)(command)


def show(pieces: Iterable[str], screen: Screen, pager: bool | None) -> None:
    """Write pieces as they come; with a pager, or, if `pager` is None, with one on a terminal they don't fit on.

    The pager is what PAGER names, else `less -R`.
    """
    waiting = iter(pieces)
    held: list[str] = []
    if pager is None and screen.terminal:
        held = list(_fitting(waiting, screen))
        pager = _rows("".join(held), screen.width) >= screen.height
    if not pager:
        for piece in chain(held, waiting):
            click.echo(piece, nl=False, color=screen.colours)
        return
    if screen.colours and not os.environ.get("LESS"):
        os.environ["LESS"] = "-R"  # what a pager like less is told by git, too: colours pass, other controls do not
    click.echo_via_pager(chain(held, waiting), color=screen.colours)


def _fitting(pieces: Iterator[str], screen: Screen) -> Iterator[str]:
    """The first pieces: no more than fill the screen."""
    rows = 0
    for piece in pieces:
        yield piece
        rows += _rows(piece, screen.width)
        if rows >= screen.height:
            return


def _rows(piece: str, width: int) -> int:
    """The rows that a piece takes, colours not counted."""
    return sum(1 + max(0, len(line) - 1) // max(1, width) for line in click.unstyle(piece).splitlines())
