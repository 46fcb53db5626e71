"""A corpus to learn boilerplate from: outlets with a house style each, and what must stay in their stories.

    python -m benchmarks.outlets [--outlets N] [--articles N] [--seed N] > corpus.jsonl

A line is an article: `id`, `source` (the outlet's host), `date`, `title`, `text`, `gold` (the text without what the
outlet puts around its stories: whole characters are taken out and none put in) and `noise` (start, end, element and
its kind, in characters of the text). An element's line break goes with it. The same seed gives the same corpus.

What recurs and is story all the same, so that gold keeps it (benchmarks/houses/):

- A tenth of the articles are copies of another story of the outlet or of one in its language, an eighth of the
  sentences rewritten; half of them are copies of the same few stories.
- Background sentences and quotations stand word for word in 3 to 15 % of an outlet's articles, in a paragraph or as
  one of their own, most in a stretch of the time and one in all of it.
- Headings of recipes and match reports, table headers, names alone on lines, and refrains, in about a tenth of them.
- "Dear neighbours, " before a column's first sentence: it is the writer's own opening, as in a letter, so it stays.

A name alone on a line is noise where it is the byline above the story (one house has it so) or heads an author box.
What an outlet adds to its paragraphs (a place and agency before the first, initials or a standing sentence after the
last, a bracket that points to a chart) is noise: it is said of the page and not of the story.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import click

from benchmarks.houses import Element, House, houses
from benchmarks.stories import Press, Story
from cleaner.spans import Span, cut, union

FIRST_DAY, DAYS = date(2024, 1, 1), 730  # what time a corpus covers
_SLOT = re.compile(r"{(\w+)}")


class Noise(NamedTuple):
    """A stretch of noise: characters of the text (half-open), which element it is, and of which kind."""

    start: int
    end: int
    element: str
    kind: str


class Article(NamedTuple):
    """An article of an outlet, and what in it is noise."""

    id: str
    source: str
    date: str
    title: str
    text: str
    noise: tuple[Noise, ...]
    original: str = ""

    @property
    def gold(self) -> str:
        """The text without noise."""
        return cut(self.text, union(Span(each.start, each.end) for each in self.noise))


class _Row(NamedTuple):
    """A line: its pieces with the elements they belong to, and the one that all of it belongs to."""

    pieces: list[tuple[str, Element | None]]
    element: Element | None = None


def articles(outlets: int = 10, each: int = 200, seed: int = 1) -> Iterator[Article]:
    """So many articles of so many outlets, outlet by outlet and in order of time."""
    known = houses(outlets)
    press = Press(known, each, seed)
    for house in known:
        for number in range(each):
            yield article(press, house, number)


def article(press: Press, house: House, number: int) -> Article:
    """One article of a house."""
    story = press.story(house, number)
    chance = press.chance("page", house.host, number)
    day = FIRST_DAY + timedelta(days=number * DAYS // press.total)
    rows = _page(house, story, _Slots(press, house, number, day, chance), chance)
    text, noise = _joined(rows, house.gap)
    return Article(f"{house.host}/{number:05d}", house.host, day.isoformat(), story.title, text, noise, story.original)


def _page(house: House, story: Story, slots: _Slots, chance: random.Random) -> list[_Row]:
    """The lines of an article: the story's, with the elements that chance puts there."""
    rows = [_Row([(each, None) for each in _spaced(row, house.space)]) for row in story.rows]
    shown = [(each, slots.fill(chance.choice(each.texts))) for each in house.elements if chance.random() < each.share]
    among: dict[int, list[_Row]] = {}
    head: list[_Row] = []
    tail: list[_Row] = []
    for element, text in shown:
        lines = [_Row([(line, element)], element) for line in text.split("\n")]
        match element.place:
            case "head":
                head += lines
            case "tail":
                tail += lines
            case "between":
                among.setdefault(chance.randint(1, len(rows) - 1), []).extend(lines)
            case "opening":
                rows[0].pieces.insert(0, (text, element))
            case "ending":
                rows[-1].pieces.append((text, element))
            case "inside":
                several = [row for row in rows if len(row.pieces) > 1]
                chance.choice(several or rows).pieces.insert(1, (house.space + text, element))
    body = [each for at, row in enumerate(rows) for each in (*among.get(at, ()), row)]
    return [*head, *body, *tail]


def _spaced(sentences: Sequence[str], space: str) -> Iterator[str]:
    for index, sentence in enumerate(sentences):
        yield (space if index else "") + sentence


def _joined(rows: Sequence[_Row], gap: str) -> tuple[str, tuple[Noise, ...]]:
    """The text of lines, and the noise in it: a line's break goes with it, in the tail the one before."""
    pieces: list[tuple[str, Element | None]] = []
    for row, after in zip(rows, (*rows[1:], None), strict=True):
        pieces += row.pieces
        own = row.element if row.element and row.element.place != "tail" else None
        tail = after.element if after and after.element and after.element.place == "tail" else None
        pieces.append((gap if after else "\n", own or tail))
    noise: list[Noise] = []
    end = 0
    for text, element in pieces:
        start, end = end, end + len(text)
        if element and noise and noise[-1].end == start and noise[-1].element == element.name:
            noise[-1] = noise[-1]._replace(end=end)
        elif element:
            noise.append(Noise(start, end, element.name, element.kind))
    return "".join(text for text, _ in pieces), tuple(noise)


class _Slots:
    """What the slots of an article's elements hold."""

    def __init__(self, press: Press, house: House, number: int, day: date, chance: random.Random) -> None:
        self._press, self._house, self._number, self._chance = press, house, number, chance
        writer = chance.randrange(len(house.staff))
        editor = chance.choice(house.staff)
        dated = {"d": day.day, "m": day.month, "month": house.months[day.month - 1], "y": day.year}
        self._known = {
            "name": house.staff[writer],
            # A writer keeps to a subject, and began in one year.
            "beat": house.beats[writer % len(house.beats)],
            "year": 2004 + 2 * writer,
            "outlet": house.outlet,
            "town": chance.choice(house.towns),
            "ini": _initials(house.staff[writer]),
            "date": house.date.format(**dated),
            **dated,
        }
        self._editor = _initials(editor)

    def fill(self, text: str) -> str:
        """The text with its slots filled."""
        filled = text.replace("{ini}/{ini}", f"{{ini}}/{self._editor}")
        return _SLOT.sub(lambda slot: str(self._known.get(slot[1]) or self._any(slot[1])), filled)

    def _any(self, slot: str) -> str:
        chance = self._chance
        match slot:
            case "n":
                return str(chance.randint(2, 9))
            case "nn":
                return str(chance.randint(10, 98))
            case "time":
                return f"{chance.randint(5, 22)}:{chance.randint(0, 59):02d}"
            case "other":
                return chance.choice(self._house.people)
            case "headlines":
                return "\n".join(self._headlines(chance.randint(3, 6)))
        raise KeyError(slot)

    def _headlines(self, count: int) -> list[str]:
        """Titles of other stories of the outlet, most of them of the days before."""
        total = self._press.total
        near = [number for number in range(self._number - 15, self._number + 6)
                if 0 <= number < total and number != self._number]  # fmt: skip
        chosen = self._chance.sample(near, min(count, len(near))) or [self._number]
        return [self._press.title(self._house, number) for number in chosen]


def _initials(name: str) -> str:
    return "".join(part[0] for part in name.split()).lower()


def json_lines(outlets: int = 10, each: int = 200, seed: int = 1) -> Iterator[str]:
    """The corpus as JSON Lines, with their line feeds."""
    for made in articles(outlets, each, seed):
        record = {name: getattr(made, name) for name in ("id", "source", "date", "title", "text", "gold", "noise")}
        yield json.dumps(record, ensure_ascii=False) + "\n"


@click.command()
@click.option("--outlets", default=10, show_default=True)
@click.option("--articles", default=200, show_default=True, help="Articles of each outlet.")
@click.option("--seed", default=1, show_default=True)
def main(outlets: int, articles: int, seed: int) -> None:
    """Print the corpus as JSON Lines."""
    sys.stdout.writelines(json_lines(outlets, articles, seed))


if __name__ == "__main__":
    main()
