"""Which rules are asked about a document: those for every document, and those bound to the source it comes from.

Rules bound to the same sources make a group. A group's filters and its scanner are made when the first document of such
a source comes, and the latest are kept: groups that are never met cost nothing but their rules.
"""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Callable, Iterable, MutableMapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cleaner.filters.base import Filter, kinds
from cleaner.matching.joined import JoinedScanner
from cleaner.matching.scan import Scanner
from cleaner.matching.wishes import MANY
from cleaner.pattern import Patterns
from cleaner.ruleset.bound import LONGEST, Globs, group_of
from cleaner.ruleset.model import Rule

# Kept of what was met: the groups of so many sources, and the scanners of so many groups (some 20 kB for ten rules).
_SOURCES, _GROUPS = 4096, 2048


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters that are asked together, and the scanner that looks for their words.

    `by_rule` holds those of words, `structural` those without, and `last` those that judge what words leave.
    """

    scanner: Scanner | JoinedScanner
    by_rule: MutableMapping[str, Filter]
    structural: Sequence[Filter]
    last: Sequence[Filter]

    @classmethod
    def of(cls, rules: Iterable[Rule], *, remembers: bool = True) -> Asked:
        """The filters of some rules; `remembers` as for their scanner."""
        known = kinds()
        filters = [known[rule.kind](rule) for rule in rules]
        matchers = [f.matcher for f in filters if f.matcher]
        # All that is kept is read at once: the patterns of few rules are sooner compiled.
        if len(matchers) >= MANY:
            patterns = Patterns()
            for matcher in matchers:
                matcher.share(patterns)
        return cls(
            Scanner(matchers, remembers=remembers),
            {f.rule.id: f for f in filters if f.matcher and not f.last},
            [f for f in filters if not (f.matcher or f.last)],
            [f for f in filters if f.last],
        )

    @classmethod
    def joined(cls, each: Sequence[Asked]) -> Asked:
        """The filters of several, which stay as they are."""
        return cls(
            JoinedScanner([asked.scanner for asked in each]),
            ChainMap(*(asked.by_rule for asked in each)),
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

    def __init__(self, rules: Iterable[Rule]) -> None:
        groups: dict[tuple[str, ...], list[Rule]] = defaultdict(list)
        for rule in rules:
            groups[group_of(rule.sources)].append(rule)
        self._set(Asked.of(groups.pop((), ())), groups)

    def _set(self, everywhere: Asked, groups: dict[tuple[str, ...], list[Rule]]) -> None:
        self.everywhere = everywhere
        self.bound = bool(groups)
        self._by_globs = groups
        self._found = lru_cache(_SOURCES)(Globs(list(groups)).of)
        self._joined = _joining(everywhere, list(groups.values()))

    def beside(self, rules: Iterable[Rule]) -> BySource:
        """The same rules and more, of which only those are built."""
        more = BySource(rules)
        other = object.__new__(BySource)
        globs = dict.fromkeys([*self._by_globs, *more._by_globs])
        groups = {key: [*self._by_globs.get(key, ()), *more._by_globs.get(key, ())] for key in globs}
        other._set(Asked.joined([self.everywhere, more.everywhere]), groups)
        return other

    def of(self, source: str | None) -> Asked:
        """What is asked about a document from `source`, as `ruleset.bound` reads it; None: nobody knows from where."""
        if not (self.bound and source):
            return self.everywhere
        groups = self._found(source[:LONGEST])
        return self._joined(groups) if groups else self.everywhere


def _joining(everywhere: Asked, groups: Sequence[Sequence[Rule]]) -> Callable[[tuple[int, ...]], Asked]:
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
