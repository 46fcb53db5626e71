"""Literals by the rules that want them: at a line's start through dictionaries, anywhere on it through an automaton."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from cleaner.matching.automaton import Automaton
from cleaner.matching.edges import lead, stands_apart

_KEY = 4
_PAIR = 2


class Openers:
    """Literals that open a line as whole words, looked up by their first four characters."""

    def __init__(self) -> None:
        self._by_key: dict[str, list[tuple[str, bool, int]]] = {}
        self._sizes: dict[str, list[int]] = {}

    def add(self, literals: Iterable[str], rule: int) -> None:
        """Note that `rule` wants to see lines that open with one of `literals`."""
        for literal in literals:
            key = literal[:_KEY]
            self._by_key.setdefault(key, []).append((literal, stands_apart(literal), rule))
            sizes = self._sizes.setdefault(key[:_PAIR], [])
            if len(key) not in sizes:
                sizes.append(len(key))

    def find(self, line: str) -> list[int]:
        """The rules of the literals that stand where `line` begins, or at its first letter or digit."""
        found = self._at(line, 0)
        return found if line[0].isalnum() else found + self._at(line, lead(line))

    def _at(self, line: str, at: int) -> list[int]:
        found: list[int] = []
        for start in (line[at : at + _PAIR], line[at : at + 1]):
            for size in self._sizes.get(start, ()):
                for literal, apart, rule in self._by_key.get(line[at : at + size], ()):
                    if line.startswith(literal, at) and not (apart and line[(end := at + len(literal)) : end + 1].isalpha()):
                        found.append(rule)
        return found


class Table:
    """Literals that may stand anywhere on a line, with the rules that want to see it then."""

    def __init__(self) -> None:
        self._rules: dict[str, list[int]] = defaultdict(list)

    def add(self, literals: Iterable[str], rule: int) -> None:
        """Note that `rule` wants to see lines that one of `literals` stands on."""
        for literal in literals:
            self._rules[literal].append(rule)

    def automaton(self, native: bool) -> Literals:
        """The table, ready to search; without the compiled automaton if not `native`."""
        return Literals(self._rules, native)


class Literals:
    """Finds all literals of a table on many lines at once."""

    def __init__(self, rules: dict[str, list[int]], native: bool) -> None:
        self._rules = list(rules.values())
        self._automaton = Automaton(list(rules), native)

    def find(self, texts: Sequence[str], indexes: Sequence[int]) -> Iterator[tuple[int, int]]:
        """(rule, index) for each literal on a line; `indexes` are those of `texts`, which are lines behind START."""
        if not texts:
            return
        starts = list(accumulate(map(len, texts), initial=0))
        for literal, offset in self._automaton.find("".join(texts)):
            index = indexes[bisect_right(starts, offset) - 1]
            for rule in self._rules[literal]:
                yield rule, index
