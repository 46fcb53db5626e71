"""Which rules are asked about a document: those for every document, and those bound to the source it comes from.

Rules bound to the same sources make a group. A group's filters and its scanner are made when the first document of such
a source comes, and the latest are kept: groups that are never met cost nothing but their rules.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from cleaner.filters.base import Filter, kinds
from cleaner.matching.joined import JoinedScanner
from cleaner.matching.matcher import Matcher
from cleaner.matching.matchers import Matchers
from cleaner.matching.scan import Scanner
from cleaner.matching.wishes import MANY
from cleaner.pattern import Patterns
from cleaner.ruleset.book import Book
from cleaner.ruleset.bound import LONGEST, Globs, group_of
from cleaner.ruleset.model import Rule

# Kept of what was met: the groups of so many sources, and the scanners of so many groups (some 20 kB for ten rules).
_SOURCES, _GROUPS = 4096, 2048


class Filters(Mapping[str, Filter]):
    """Filters of words by the id of their rule, each made when it is asked for.

    In the order of the rules, those that judge what others leave being left out.
    """

    def __init__(self, rules: Book) -> None:
        self._rules = rules
        self._kinds = kinds()
        # All that is kept of patterns is read at once: those of few rules are sooner compiled.
        self._patterns = Patterns() if len(rules) >= MANY else None
        self._made: dict[int, Filter] = {}
        self.worded = [number for number, head in enumerate(rules.heads) if head.matches]
        self._numbers = {
            rules.heads[number].id: number for number in self.worded if not self._kinds[rules.heads[number].kind].last
        }

    def at(self, number: int) -> Filter:
        """The filter of the rule with that number."""
        made = self._made.get(number)
        if made is None:
            made = self._of(self._rules[number])
            if made.matcher and self._patterns:
                made.matcher.share(self._patterns)
            made = self._made.setdefault(number, made)  # of two threads, one was first
        return made

    def _of(self, rule: Rule) -> Filter:
        return self._kinds[rule.kind](rule)

    def matchers(self) -> Matchers:
        """The matchers of those that are `worded`, by their place among them."""
        return Matchers(
            lambda number: _matcher(self.at(self.worded[number])),
            lambda number: _matcher(self._of(self._rules.once(self.worded[number]))),
            self._rules.parts_of(self.worded),
        )

    def other(self, *, last: bool) -> list[Filter]:
        """The filters without words, or those that judge what words leave."""
        return [
            self.at(number)
            for number, head in enumerate(self._rules.heads)
            if self._kinds[head.kind].last == last and (last or not head.matches)
        ]

    def __getitem__(self, rule: str) -> Filter:
        return self.at(self._numbers[rule])

    def __contains__(self, rule: object) -> bool:
        return rule in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


def _matcher(of: Filter) -> Matcher:
    assert of.matcher
    return of.matcher


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters that are asked together, and the scanner that looks for their words.

    `by_rule` holds those of words, `structural` those without, and `last` those that judge what words leave.
    """

    scanner: Scanner | JoinedScanner
    by_rule: Mapping[str, Filter]
    structural: Sequence[Filter]
    last: Sequence[Filter]

    @classmethod
    def of(cls, rules: Book, *, remembers: bool = True) -> Asked:
        """The filters of some rules; `remembers` as for their scanner."""
        filters = Filters(rules)
        scanner = Scanner(filters.matchers(), remembers=remembers)
        return cls(scanner, filters, filters.other(last=False), filters.other(last=True))

    @classmethod
    def joined(cls, each: Sequence[Asked]) -> Asked:
        """The filters of several, which stay as they are."""
        by_rule: Mapping[str, Filter] = ChainMap(*(cast(Any, asked.by_rule) for asked in each))
        return cls(
            JoinedScanner([asked.scanner for asked in each]),
            by_rule,
            [f for asked in each for f in asked.structural],
            [f for asked in each for f in asked.last],
        )

    @property
    def filters(self) -> list[Filter]:
        """All of them, each once."""
        return list(dict.fromkeys([*self.by_rule.values(), *self.structural, *self.last]))


class BySource:
    """The rules of a pipeline: what is asked about every document, and what about those of a source.

    What is kept of the groups that were met does not show; many threads may use it at once.
    """

    def __init__(self, rules: Book) -> None:
        groups = rules.by(lambda head: group_of(head.sources))
        self._set(Asked.of(groups.pop((), Book.of(()))), groups)

    def _set(self, everywhere: Asked, groups: dict[tuple[str, ...], Book]) -> None:
        self.everywhere = everywhere
        self.bound = bool(groups)
        self._by_globs = groups
        self._found = lru_cache(_SOURCES)(Globs(list(groups)).of)
        self._joined = _joining(everywhere, list(groups.values()))

    def beside(self, rules: Book) -> BySource:
        """The same rules and more, of which only those are built."""
        more = BySource(rules)
        other = object.__new__(BySource)
        globs = dict.fromkeys([*self._by_globs, *more._by_globs])
        none = Book.of(())
        groups = {key: self._by_globs.get(key, none) + more._by_globs.get(key, none) for key in globs}
        other._set(Asked.joined([self.everywhere, more.everywhere]), groups)
        return other

    def of(self, source: str | None) -> Asked:
        """What is asked about a document from `source`, as `ruleset.bound` reads it; None: nobody knows from where."""
        if not (self.bound and source):
            return self.everywhere
        groups = self._found(source[:LONGEST])
        return self._joined(groups) if groups else self.everywhere


def _joining(everywhere: Asked, groups: Sequence[Book]) -> Callable[[tuple[int, ...]], Asked]:
    """What is asked about documents of some groups, by their numbers; the latest are kept.

    A function of its own, for what is kept must not refer to who keeps it: rules that nobody needs any more would stay
    until the collector comes by.
    """

    @lru_cache(_GROUPS)
    def made(group: int) -> Asked:
        return Asked.of(groups[group], remembers=False)  # there may be thousands, of a few rules each

    @lru_cache(_GROUPS)
    def joined(numbers: tuple[int, ...]) -> Asked:
        return Asked.joined([everywhere, *map(made, numbers)])

    return joined
