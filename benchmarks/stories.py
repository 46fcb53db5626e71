"""Stories for made-up outlets, each different from all others unless it is a copy of one.

Sentences are those of the stories in fixtures/. As there are only some hundred in most languages, each story tells
them in its own words: half of its longer words stand for others of the language, the same way all through the story,
as a real story has its own names and things. What comes out says nothing, and looks and repeats as prose does.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from benchmarks.corpus import sentences
from benchmarks.houses import Background, Form, House

COPIES = 0.1  # share of articles that are rewritten copies of another
REWRITTEN = 0.12  # share of a copy's sentences that are new
FAMOUS = 0.5  # share of the copies that are of the few stories everybody takes over
OTHER_WORDS = 0.5  # share of the longer words that a story has in place of those of the fixtures
OWN_PARAGRAPH = 0.4  # share of the background sentences that stand as a paragraph of their own
SHORTEST = 30  # characters of a sentence; half of it in scripts that write a word in a character or two
LONGEST_TITLE = 80  # characters; half of it in those scripts
_WORD = re.compile(r"[^\W\d_]{4,}|\d+")
_HAN = re.compile(r"[\u4e00-\u9fff]{2}|\d+")
_SLOT = re.compile(r"{(n|nn|other|items)}")


class Story(NamedTuple):
    """A story's title and its paragraphs, each a list of sentences (of which a heading or a table's row is one)."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    original: str = ""  # of a copy: host and number of the story it is a copy of


class Press:
    """All stories of some houses, `total` of each house; any of them can be asked for at any time."""

    def __init__(self, houses: Sequence[House], total: int, seed: int) -> None:
        self._houses = houses
        self.total = total
        self._seed = seed

    def chance(self, *what: object) -> random.Random:
        """Chance that depends on the seed and on what it decides, and on nothing before it."""
        return random.Random("/".join(map(str, (self._seed, *what))))

    def title(self, house: House, number: int) -> str:
        """The title of a story."""
        longest = LONGEST_TITLE if house.space else LONGEST_TITLE // 2
        retold = Retold(house, self.chance("title", house.host, number))
        tries = (retold.sentence() for _ in range(20))
        return next((each for each in tries if longest / 4 <= len(each) <= longest), retold.sentence()).rstrip(".。")

    def story(self, house: House, number: int) -> Story:
        """A story, or a copy of one: its own, or of another house of the same language."""
        source = self._source(house, number)
        title = self.title(house, number)
        if source is None:
            return Story(title, self._rows(house, number))
        retold = Retold(house, self.chance("copy", house.host, number))
        rows = _rewritten(self._rows(*source), retold)
        return Story(title, rows, f"{source[0].host}/{source[1]}")

    def _is_copy(self, house: House, number: int) -> bool:
        return self.total > 1 and number > 0 and self.chance("is copy", house.host, number).random() < COPIES

    def _source(self, house: House, number: int) -> tuple[House, int] | None:
        """Whose story it is a copy of: one of about the same time."""
        if not self._is_copy(house, number):
            return None
        chance = self.chance("source", house.host, number)
        source = chance.choice([each for each in self._houses if each.language == house.language])
        other = number - number % 100 + 7 if chance.random() < FAMOUS else number + chance.randint(-20, 20)
        other = min(max(other, 0), self.total - 1)
        while self._is_copy(source, other):  # the first story is none
            other -= 1
        return source, other

    def _rows(self, house: House, number: int) -> tuple[tuple[str, ...], ...]:
        chance = self.chance("story", house.host, number)
        retold = Retold(house, chance)
        rows = [tuple(retold.sentence() for _ in range(chance.choice((1, 2, 2, 3, 3, 4))))
                for _ in range(chance.randint(5, 14))]  # fmt: skip
        background = self._background(house, number, chance)
        if background:
            _tell(rows, background.text, chance)
        form = _chosen(house.forms, chance)
        if form and form.first:
            rows[0] = (form.first + rows[0][0], *rows[0][1:])
        if form and form.rows:
            at = chance.randint(1, len(rows) - 1)
            rows[at:at] = [(line,) for line in _form(house, form, chance)]
        return tuple(rows)

    def _background(self, house: House, number: int, chance: random.Random) -> Background | None:
        """The background sentence of the running story that this one belongs to, if it does."""
        at = number / self.total
        for each in house.background:
            if each.begin <= at < each.end and chance.random() < each.share / (each.end - each.begin):
                return each
        return None


class Retold:
    """The sentences of a language in the words of one story."""

    def __init__(self, house: House, chance: random.Random) -> None:
        self.chance = chance
        self._house = house
        self._words: dict[str, str] = {}
        self._told: set[str] = set()

    def sentence(self) -> str:
        """One of them that was not told yet, while there are any."""
        known = _sentences(self._house.language)
        if len(self._told) > len(known) // 2:
            self._told.clear()
        found = next(each for each in iter(lambda: self.chance.choice(known), None) if each not in self._told)
        self._told.add(found)
        return (_WORD if self._house.space else _HAN).sub(self._other, found)

    def _other(self, match: re.Match[str]) -> str:
        word = match[0]
        if word not in self._words:
            self._words[word] = self._chosen(word)
        return self._words[word]

    def _chosen(self, word: str) -> str:
        if word.isdigit():
            return "".join(str(self.chance.randint(1, 9)) for _ in word)
        if self.chance.random() >= OTHER_WORDS:
            return word
        return self.chance.choice(_vocabulary(self._house.language)[_shape(word)])


@cache
def _sentences(language: str) -> list[str]:
    """The sentences of a language that are long enough to become others."""
    shortest = SHORTEST // 2 if language in ("zh", "ja") else SHORTEST
    return [each for each in sentences(language) if len(each) >= shortest]


def _shape(word: str) -> tuple[bool, int]:
    """What two words have in common that can stand for each other."""
    return word[0].isupper(), min(len(word) // 3, 4)


@cache
def _vocabulary(language: str) -> dict[tuple[bool, int], list[str]]:
    """The words of a language by their shape, in order."""
    found = defaultdict(set)
    for sentence in sentences(language):
        for word in (_HAN if language in ("zh", "ja") else _WORD).findall(sentence):
            if not word.isdigit():
                found[_shape(word)].add(word)
    return {shape: sorted(words) for shape, words in found.items()}


def _rewritten(rows: Sequence[tuple[str, ...]], retold: Retold) -> tuple[tuple[str, ...], ...]:
    """The paragraphs with some of their sentences new, and one at least; headings and rows of tables stay."""
    places = [(at, each) for at, row in enumerate(rows) if len(row) > 1 for each in range(len(row))]
    new = {place for place in places if retold.chance.random() < REWRITTEN}
    new |= {retold.chance.choice(places)} if places else set()
    return tuple(
        tuple(retold.sentence() if (at, each) in new else sentence for each, sentence in enumerate(row))
        for at, row in enumerate(rows)
    )


def _tell(rows: list[tuple[str, ...]], sentence: str, chance: random.Random) -> None:
    """Put a sentence into a paragraph that is not the first, or make it one."""
    at = chance.randint(1, len(rows) - 1)
    if chance.random() < OWN_PARAGRAPH:
        rows.insert(at + 1, (sentence,))
    else:
        place = chance.randint(0, len(rows[at]))
        rows[at] = (*rows[at][:place], sentence, *rows[at][place:])


def _chosen(forms: Sequence[Form], chance: random.Random) -> Form | None:
    """The form of a story; None: the plain one, as of most."""
    at = chance.random()
    for form in forms:
        at -= form.share
        if at < 0:
            return form
    return None


def _form(house: House, form: Form, chance: random.Random) -> Iterator[str]:
    for line in form.rows.split("\n"):
        few = chance.sample(form.items, min(len(form.items), chance.randint(4, 7))) if line == "{items}" else [line]
        for each in few:
            yield _SLOT.sub(lambda slot: _filled(slot[1], house, chance), each)


def _filled(slot: str, house: House, chance: random.Random) -> str:
    if slot == "other":
        return chance.choice(house.people)
    return str(chance.randint(1, 9) if slot == "n" else chance.randint(10, 90))
