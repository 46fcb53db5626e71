"""The rules of a pipeline, of which each is made when somebody asks for it: of thousands a text needs some dozens.

Who only needs to know what rules there are, and which are meant, reads their heads.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from itertools import accumulate, count
from operator import eq, gt
from typing import Any, NamedTuple, TypeVar, overload

from pydantic import ValidationError

from cleaner.cache import bytes_of, parsed
from cleaner.ruleset.model import Rule

K = TypeVar("K")


class Head(NamedTuple):
    """What tells whether and how a rule is asked, without the rule. `matches` says whether it has a `match`."""

    id: str
    title: str
    kind: str
    language: str
    status: str
    cap: int | None
    sources: tuple[str, ...]
    matches: bool

    @classmethod
    def of(cls, rule: Rule) -> Head:
        """The head of a rule."""
        told = rule.id, rule.title, rule.kind, rule.language, rule.status, rule.cap, rule.sources
        return cls(*told, rule.match is not None)


class Part:
    """So many rules that came together, and a digest that tells them from others, wherever they are read."""

    def __init__(self, count: int, told: Callable[[], bytes]) -> None:
        """`told` works the digest out, once, when it is first asked for."""
        self.count = count
        self._told = told

    @cached_property
    def digest(self) -> bytes:
        """That of the same rules is the same."""
        return self._told()

    def of(self, chosen: Sequence[int]) -> Part:
        """The part that has only the chosen ones, by number."""
        if len(chosen) == self.count:
            return self
        return Part(len(chosen), lambda: _digest(self.digest, repr(chosen).encode()))


class Book(Sequence[Rule]):
    """Rules in order. Nothing of it changes but that rules are read, which does not show."""

    def __init__(self, heads: Sequence[Head], rules: Sequence[bytes | Rule], parts: Sequence[Part] = ()) -> None:
        """`rules` read, or a line each, as `content` has them; `parts`, if they are known."""
        self.heads = heads
        self._rules = list(rules)
        self._said: dict[frozenset[str], set[str]] = {}  # sets of fields that rules say
        # The rules that came together, in order.
        self.parts = parts or [Part(len(heads), lambda: _digest(*map(_line, rules)))]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> Book:
        """These rules; a book as it is."""
        if isinstance(rules, cls):
            return rules
        known = list(rules)
        return cls(list(map(Head.of, known)), known)

    @classmethod
    def read(cls, content: bytes, parts: Sequence[tuple[int, bytes]] = ()) -> Book:
        """A book from what `content` gave, and of each part, if they are known, the number of rules and the digest.

        Raises ValueError if it is none.
        """
        head, *rules = content.split(b"\n")
        if not rules:
            return cls((), ())
        columns = parsed(head)
        columns[Head._fields.index("sources")] = map(tuple, columns[Head._fields.index("sources")])
        heads = list(map(Head, *columns))
        if len(heads) != len(rules):
            raise ValueError("not as many heads as rules")
        known = parts or [(len(rules), _digest(memoryview(content)[len(head) + 1 :]))]
        return cls(heads, rules, [Part(count, partial(bytes, digest)) for count, digest in known])

    def content(self) -> bytes:
        """All that is to be known of the rules: their heads, as columns, then one rule a line."""
        return b"\n".join([bytes_of(list(zip(*self.heads, strict=True))), *map(_line, self._rules)])

    def data(self) -> list[dict[str, Any]]:
        """The rules as plain data, without examples."""
        return [parsed(rule) if isinstance(rule, bytes) else rule.data() for rule in self._rules]

    @property
    def digest(self) -> bytes:
        """Tells these rules from others, wherever and whenever they are read."""
        return _digest(*(part.digest for part in self.parts))

    def where(self, wanted: Callable[[Head], bool]) -> Book:
        """The rules whose heads are wanted."""
        return self._of([number for number, head in enumerate(self.heads) if wanted(head)])

    def _of(self, chosen: Sequence[int]) -> Book:
        if len(chosen) == len(self) and all(map(eq, chosen, count())):
            return self
        heads, rules = [self.heads[number] for number in chosen], [self._rules[number] for number in chosen]
        if any(map(gt, chosen, chosen[1:])):
            return Book(heads, rules)
        parts, first, start = [], 0, 0
        for many, part in self.parts_of(chosen):
            numbers = [number - first for number in chosen[start : start + many]]
            parts.append(part.of(numbers))
            first, start = first + part.count, start + many
        return Book(heads, rules, parts)

    def by(self, key: Callable[[Head], K]) -> dict[K, Book]:
        """The rules by what `key` tells of their heads, in the order in which that first comes."""
        found: dict[K, list[int]] = {}
        for number, head in enumerate(self.heads):
            found.setdefault(key(head), []).append(number)
        return {name: self._of(chosen) for name, chosen in found.items()}

    def parts_of(self, chosen: Sequence[int]) -> list[tuple[int, Part]]:
        """How many of the rules with these numbers, in order, are of each part."""
        ends = accumulate(part.count for part in self.parts)
        places = [0, *(bisect_left(chosen, end) for end in ends)]
        return [(stop - start, part) for start, stop, part in zip(places, places[1:], self.parts, strict=False)]

    def __add__(self, more: Iterable[Rule]) -> Book:
        """These rules, and others behind them."""
        other = Book.of(more)
        parts = [part for part in (*self.parts, *other.parts) if part.count]
        return Book([*self.heads, *other.heads], [*self._rules, *other._rules], parts)

    def __len__(self) -> int:
        return len(self.heads)

    @overload
    def __getitem__(self, at: int) -> Rule: ...
    @overload
    def __getitem__(self, at: slice) -> Book: ...
    def __getitem__(self, at: int | slice) -> Rule | Book:
        if isinstance(at, slice):
            return self._of(range(*at.indices(len(self))))
        rule = self._rules[at]
        if isinstance(rule, bytes):
            rule = self._rules[at] = self._lean(_read(rule))
        return rule

    def once(self, number: int) -> Rule:
        """The rule with that number, for somebody who looks at each for a moment: it is not kept."""
        rule = self._rules[number]
        return _read(rule) if isinstance(rule, bytes) else rule

    def _lean(self, rule: Rule) -> Rule:
        """The same rule, sharing the set of its fields' names with those that say the same: up to 700 bytes each.

        Nobody can change a rule; a changed copy has a set of its own.
        """
        for said in (rule, rule.match) if rule.match else (rule,):
            names = said.model_fields_set
            object.__setattr__(said, "__pydantic_fields_set__", self._said.setdefault(frozenset(names), names))
        return rule

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Book) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> Any:
        return Book.read, (self.content(), [(part.count, part.digest) for part in self.parts])


def _line(rule: bytes | Rule) -> bytes:
    """A rule on one line, as `_read` reads it."""
    return rule if isinstance(rule, bytes) else bytes_of(rule.data())


def _read(line: bytes) -> Rule:
    """The rule that a line holds. Raises ValueError if it is none."""
    try:
        return Rule.model_validate_json(line)
    except ValidationError:
        return Rule.model_validate(parsed(line))


def _digest(*pieces: bytes | memoryview) -> bytes:
    return hashlib.sha256(pieces[0] if len(pieces) == 1 else b"\n".join(pieces)).digest()
