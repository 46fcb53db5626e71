"""The house styles of made-up outlets, read from benchmarks/houses/: one YAML file an outlet.

All of them are invented, wordings too. A house has elements (what it puts around and into its stories: noise), and
what recurs in its stories for a good reason and must stay: background sentences of running stories, quotations that
are told again, forms (recipes, match reports, columns) with their headings, table headers and names on lines alone.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

PLACE = Path(__file__).with_name("houses")
Place = Literal["head", "opening", "inside", "between", "ending", "tail"]
Kind = Literal["line", "template", "block", "list", "opening", "inside", "ending"]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Element(_Model):
    """Noise of a house: where it stands, and the share of articles that have it.

    Each article takes one of `texts`. Slots stand in braces (see `outlets.py`); a line feed starts another line.
    """

    name: str
    kind: Kind
    place: Place
    share: float = Field(ge=0.3, le=1)
    texts: tuple[str, ...]


class Background(_Model):
    """A sentence that follow-ups of a running story repeat word for word.

    `share` of the outlet's articles have it, all between `begin` and `end` (shares of the time the corpus covers). What
    many have lies about the middle, so that in either half no more have it than in the whole.
    """

    text: str
    share: float = Field(ge=0.03, le=0.15)
    begin: float = Field(0, ge=0, lt=1)
    end: float = Field(1, gt=0, le=1)


class Form(_Model):
    """A kind of story that some of the articles are: `first` before its first words, `rows` among its paragraphs."""

    name: str
    share: float = Field(ge=0.03, le=0.15)
    first: str = ""
    rows: str = ""
    items: tuple[str, ...] = ()


class House(_Model):
    """An outlet: its language, who writes for it, and its style."""

    host: str
    outlet: str
    language: str
    gap: str
    date: str
    months: tuple[str, ...]
    staff: tuple[str, ...]
    people: tuple[str, ...]
    towns: tuple[str, ...]
    beats: tuple[str, ...]
    elements: tuple[Element, ...]
    background: tuple[Background, ...]
    forms: tuple[Form, ...]

    @property
    def space(self) -> str:
        """What stands between two sentences."""
        return "" if self.language in ("zh", "ja") else " "


@cache
def houses(count: int = 10) -> tuple[House, ...]:
    """So many houses; after the tenth they come again, under other hosts."""
    files = sorted(PLACE.glob("*.yaml"))
    known = [House.model_validate(yaml.safe_load(file.read_text("utf-8"))) for file in files]
    return tuple(_again(known[i % len(known)], i // len(known)) for i in range(count))


def _again(house: House, time: int) -> House:
    return house.model_copy(update={"host": f"edition{time}.{house.host}"}) if time else house
