"""Which lines the rules want to see: by whole-line phrases, by literals, or, where a rule has neither, all."""

from __future__ import annotations

from array import array
from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cleaner.cache import remember
from cleaner.document import Scope
from cleaner.lazy import lazy
from cleaner.matching.edges import stands_apart
from cleaner.matching.gate import Gate
from cleaner.matching.matcher import EVERYWHERE
from cleaner.matching.matchers import Matchers
from cleaner.ruleset.book import Part
from cleaner.syntax.parts import START, rarest

SCOPES: dict[Scope, int] = {"anywhere": 1, "body": 2, "head": 4, "opening": 8, "ending": 16, "tail": 32}
# Lines in these are marked for what is on them (see `syntax.parts.MARKS`): few lines, and rules that have no words.
ENDS = 4 | 8 | 16 | 32
# A rule's scope and a line's scopes have the languages behind them, from this bit on; the first is that of packs that
# are asked about every text. Languages beyond the last bit share it.
TONGUES, _LAST_TONGUE = 8, 31
# Decoration around a whole-line phrase may add this much to a line's length.
_ROOM = 60
# To work out the wishes of so many rules takes longer than to read them from disk; so does compiling their patterns.
MANY = 300
# The compiled finder looks for so many characters of a literal, of a shorter one for so many.
_WINDOW, _SHORT_WINDOW = 6, 4
# What rules want a line for: the text, and the rules' numbers (see `Wanted.wishes`).
Texts = Mapping[str, Sequence[int]]


def fits(scopes: int, line: int) -> bool:
    """True if a rule with these scopes and languages is asked about a line that stands in those of `line`."""
    both = scopes & line
    return bool(both & ((1 << TONGUES) - 1)) and both >> TONGUES != 0


def _numbers(given: Iterable[int] = ()) -> array[int]:
    """Numbers of four bytes: read from disk, and by the compiled finder, without an object for each."""
    return array("I", given)


@dataclass
class Wanted:
    """Texts for which rules want to see a line, as columns.

    `texts` holds them one a line, `counts` how many wishes each has, and `wishes` these, text by text: the number of a
    rule, times four, plus two if the line is wanted because of a label and needs no other test, plus one if no letter
    may follow the text. `windows` holds the offset of each text's rarest characters in a row, where that matters.
    """

    texts: str = ""
    counts: array[int] = field(default_factory=_numbers)
    wishes: array[int] = field(default_factory=_numbers)
    windows: array[int] = field(default_factory=_numbers)

    @classmethod
    def of(cls, texts: Texts, *, inside: bool = False) -> Wanted:
        """The columns of some texts; `inside` for those that may stand anywhere on a line."""
        # No line holds a break: a text that does is on none.
        rows = [(text, wishes) for text, wishes in texts.items() if "\n" not in text]
        return cls(
            "\n".join(text for text, _ in rows),
            _numbers(len(wishes) for _, wishes in rows),
            _numbers(wish for _, wishes in rows for wish in wishes),
            _numbers(_window(text) if inside else 0 for text, _ in rows),
        )

    def __iter__(self) -> Iterator[tuple[str, Sequence[int]]]:
        """Each text with its wishes."""
        at = 0
        for text, count in zip(self.texts.split("\n"), self.counts, strict=False):
            yield text, self.wishes[at : at + count]
            at += count

    def add(self, more: Wanted, rules: int) -> None:
        """Put other texts behind these; the rules that want them come behind as many `rules`."""
        if more.counts:
            self.texts = f"{self.texts}\n{more.texts}" if self.counts else more.texts
        self.counts += more.counts
        self.wishes.extend(more.wishes if not rules else (wish + (rules << 2) for wish in more.wishes))
        self.windows += more.windows

    def data(self) -> list[str]:
        """The columns as JSON can hold them."""
        return [self.texts, *(b64encode(numbers).decode() for numbers in (self.counts, self.wishes, self.windows))]

    @classmethod
    def read(cls, data: Sequence[str]) -> Wanted:
        """Columns from what `data` gave."""
        texts, *columns = data
        made = cls(texts)
        for numbers, column in zip((made.counts, made.wishes, made.windows), columns, strict=True):
            numbers.frombytes(b64decode(column))
        return made


@dataclass
class Wishes:
    """What all rules want to see, by number of the rule.

    Of each rule there is the bit of its scope, its language, how long a line may be, and its gate: the texts of its
    clauses, one a line, with an empty line between one clause and the next.
    `always` are the rules that want to see every line in their scope. A phrase is a line as a whole, an opening what a
    line, or its first word, begins with; what is `inside` may stand anywhere on a line.
    """

    scopes: list[int] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    longest: list[int] = field(default_factory=list)
    gates: list[str] = field(default_factory=list)
    always: list[int] = field(default_factory=list)
    phrases: Wanted = field(default_factory=Wanted)
    openings: Wanted = field(default_factory=Wanted)
    inside: Wanted = field(default_factory=Wanted)

    @lazy
    def tongues(self) -> dict[str, int]:
        """The bit of each language, but for those that are asked about every text."""
        asked = sorted(set(self.languages) - EVERYWHERE)
        return {name: min(TONGUES + 1 + k, _LAST_TONGUE) for k, name in enumerate(asked)}

    @lazy
    def bits(self) -> list[int]:
        """Scope and language of each rule, as bits."""
        tongues = {name: 1 << self.tongues.get(name, TONGUES) for name in set(self.languages)}
        return [scope | tongues[name] for scope, name in zip(self.scopes, self.languages, strict=True)]

    @lazy
    def longest_phrase(self) -> int:
        """Longer lines, in characters, are no phrase."""
        return max(map(len, self.phrases.texts.split("\n"))) + _ROOM if self.phrases.counts else 0

    def add(self, more: Wishes) -> None:
        """Put the rules of `more` behind these; before anything is asked of them together."""
        rules = len(self.scopes)
        self.always += (rules + number for number in more.always)
        for wanted, others in zip(self._wanted, more._wanted, strict=True):
            wanted.add(others, rules)
        for column, others_column in zip(self._by_rule, more._by_rule, strict=True):
            column += others_column

    @property
    def _by_rule(self) -> tuple[list[Any], ...]:
        return self.scopes, self.languages, self.longest, self.gates

    @property
    def _wanted(self) -> tuple[Wanted, ...]:
        return self.phrases, self.openings, self.inside

    def data(self) -> list[Any]:
        """All of it as JSON can hold it."""
        return [*self._by_rule, self.always, *(wanted.data() for wanted in self._wanted)]

    @classmethod
    def read(cls, data: Sequence[Any]) -> Wishes:
        """Wishes from what `data` gave."""
        scopes, languages, longest, gates, always, *wanted = data
        return cls(scopes, languages, longest, gates, always, *map(Wanted.read, wanted))


def spoken(bits: Mapping[str, int], tongues: frozenset[str] | None) -> int:
    """The languages that are asked about a text in one of `tongues`, as bits; all of them if that is None."""
    asked = bits.values() if tongues is None else (bits[name] for name in tongues if name in bits)
    return sum(1 << bit for bit in {TONGUES, *asked})


def wishes_of(matchers: Matchers) -> Wishes:
    """What the rules of these matchers want to see."""
    found, first = Wishes(), 0
    for count, part in matchers.parts:
        numbers = range(first, first + count)
        found.add(_collect(matchers, numbers) if count < MANY else _remembered(matchers, numbers, part))
        first += count
    return found


def _remembered(matchers: Matchers, numbers: range, part: Part) -> Wishes:
    return Wishes.read(remember("wishes", part.digest, lambda: _collect(matchers, numbers).data()))


def _collect(matchers: Matchers, numbers: range) -> Wishes:
    found = Wishes()
    phrases: dict[str, list[int]] = defaultdict(list)
    openings: dict[str, list[int]] = defaultdict(list)
    inside: dict[str, list[int]] = defaultdict(list)
    for number, matcher in enumerate(map(matchers.once, numbers)):
        scope = SCOPES[matcher.rule.scope]
        gate = Gate(matcher, marks=bool(scope & ENDS))
        found.scopes.append(scope)
        found.languages.append(matcher.rule.language)
        found.longest.append(matcher.longest)
        found.gates.append("\n\n".join(map("\n".join, gate.tested())))
        for phrase in matcher.lines:
            phrases[phrase].append(number << 2)
        for label in matcher.labels:
            openings[label].append(number << 2 | 2 | 1)
        for start in matcher.starts:
            openings[start].append(number << 2 | stands_apart(start))
        for text in gate.looked_for():
            (openings if text.startswith(START) else inside)[text.removeprefix(START)].append(number << 2)
        if matcher.loose and not gate.looked_for():
            found.always.append(number)
    found.phrases, found.openings = Wanted.of(phrases), Wanted.of(openings)
    found.inside = Wanted.of(inside, inside=True)
    return found


def _window(text: str) -> int:
    """Where on a literal its rarest characters in a row begin."""
    return rarest(text, _WINDOW if len(text) >= _WINDOW else min(len(text), _SHORT_WINDOW))
