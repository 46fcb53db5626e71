"""The records of jobs summed up: by class, rule, source, language, guard and certainty.

What is kept does not grow with the number of documents, and does not depend on their order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cleaner.jobs.facts import Cut, Facts
from cleaner.jobs.sources import HELD, Group, counted_sources
from cleaner.record import SPARING

# Where a stretch of certainty begins; 0.6, 0.9 and 0.99 are what rules of words have by their confidence.
STEPS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.97, 0.99)


@dataclass
class Cuts:
    """Cuts of one kind: how many, the characters that went for them, and the documents they are in.

    A character that is cut twice is counted for the cut that comes first.
    """

    cuts: int = 0
    characters: int = 0
    documents: int = 0

    def data(self) -> dict[str, Any]:
        """The counts as JSON data, and the mean characters a cut."""
        mean = round(self.characters / self.cuts, 2) if self.cuts else None
        return {"cuts": self.cuts, "characters": self.characters, "documents": self.documents, "mean": mean}


@dataclass
class Vetoes:
    """What a guard stopped: how many removals, in how many documents."""

    vetoes: int = 0
    documents: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Outlier:
    """A document by the share of it that was cut; sorts the largest share first, then the most cut, then by name."""

    minus_share: float
    minus_cut: int
    name: str
    characters: int

    def data(self) -> dict[str, Any]:
        """As JSON data."""
        cut, share = -self.minus_cut, -self.minus_share
        return {"id": self.name, "cut": cut, "characters": self.characters, "share": share}


@dataclass
class Stats:
    """What records add up to. `sources` and `outliers` are the first `top`; `all_sources` is how many there are."""

    top: int
    whole: Group = field(default_factory=Group)
    spared: int = 0
    classes: dict[str, Cuts] = field(default_factory=dict)
    rules: dict[str, Cuts] = field(default_factory=dict)
    languages: dict[str, Group] = field(default_factory=dict)
    guards: dict[str, Vetoes] = field(default_factory=dict)
    certainty: dict[float, Cuts] = field(default_factory=lambda: {step: Cuts() for step in STEPS})
    sources: list[tuple[str, Group]] = field(default_factory=list)
    all_sources: int = 0
    outliers: list[Outlier] = field(default_factory=list)

    def count(self, facts: Facts) -> None:
        """Count one document, but for its source."""
        self.whole.count(facts)
        self.languages.setdefault(facts.language, Group()).count(facts)
        self.spared += any(guard in SPARING for guard in facts.guards)
        _count(self.classes, facts.cuts, lambda cut: cut.noise_class)
        _count(self.rules, facts.cuts, lambda cut: cut.rule)
        _count(self.certainty, facts.cuts, lambda cut: STEPS[bisect_right(STEPS, cut.certainty) - 1])
        self._guards(facts.guards)
        if facts.cut and facts.length:
            self.outliers.append(Outlier(-facts.cut / facts.length, -facts.cut, facts.name, facts.length))
            if len(self.outliers) > 2 * self.top + 100:
                self.settle()

    def settle(self) -> None:
        """Put the outliers in order, and forget those behind the first `top`."""
        self.outliers = sorted(self.outliers)[: self.top]

    def _guards(self, guards: tuple[str, ...]) -> None:
        for guard in guards:
            self.guards.setdefault(guard, Vetoes()).vetoes += 1
        for guard in set(guards):
            self.guards[guard].documents += 1

    def data(self) -> dict[str, Any]:
        """All of it as JSON data: shares from 0 to 1, lengths in characters."""
        ends = (*STEPS[1:], 1.0)
        return {
            **self.whole.data(),
            "spared": self.spared,
            "classes": {name: each.data() for name, each in most_cut(self.classes)},
            "rules": {name: each.data() for name, each in most_cut(self.rules)},
            "languages": {name: each.data() for name, each in most_read(self.languages)},
            "sources": {
                "all": self.all_sources,
                "top": [{"source": name} | group.data() for name, group in self.sources],
            },
            "vetoes": {name: dict(vars(each)) for name, each in most_vetoes(self.guards)},
            "certainty": [
                {"from": step, "to": end} | each.data()
                for (step, each), end in zip(self.certainty.items(), ends, strict=True)
            ],
            "outliers": [each.data() for each in self.outliers],
        }


def sum_up(documents: Iterable[Facts], top: int, held: int = HELD) -> Stats:
    """Sum documents up. `held` is how many sources are kept in memory, the others are on the disk meanwhile."""
    stats = Stats(top)
    with counted_sources(held) as sources:
        for facts in documents:
            stats.count(facts)
            sources.count(facts)
        stats.sources, stats.all_sources = sources.top(top), sources.number()
    stats.settle()
    return stats


def most_cut(table: Mapping[str, Cuts]) -> list[tuple[str, Cuts]]:
    """A table's rows, the most characters first."""
    return sorted(table.items(), key=lambda row: (-row[1].characters, -row[1].cuts, row[0]))


def most_read(table: Mapping[str, Group]) -> list[tuple[str, Group]]:
    """A table's rows, the most documents first."""
    return sorted(table.items(), key=lambda row: (-row[1].documents, row[0]))


def most_vetoes(table: Mapping[str, Vetoes]) -> list[tuple[str, Vetoes]]:
    """A table's rows, the most vetoes first."""
    return sorted(table.items(), key=lambda row: (-row[1].vetoes, row[0]))


def _count(table: dict[Any, Cuts], cuts: tuple[Cut, ...], key: Callable[[Cut], Any]) -> None:
    for cut in cuts:
        row = table.setdefault(key(cut), Cuts())
        row.cuts += 1
        row.characters += cut.characters
    for name in set(map(key, cuts)):
        table[name].documents += 1
