"""What is known of all documents at once: columns of numbers to filter by and to sum up, with tables of names.

The browser reads it before anything else, so it holds no texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cleaner.jobs.facts import Facts
from cleaner.record import CONFIDENCES, SPARING
from cleaner.review.sampling import Cut, order, words_of

Record = Mapping[str, Any]
QUEUE = 2000  # cuts that are suggested for looking at: nobody decides on more in one sitting
UNMEASURED = -1
DOCUMENT = ("name", "source", "language", "length", "cuts", "vetoes", "spared")
CUT = ("rule", "confidence", "certainty", "gone")


class Names:
    """A table of names, each with a number from 0, in the order they came."""

    def __init__(self) -> None:
        self.all: dict[Any, int] = {}

    def number(self, name: Any) -> int:
        """The number of a name."""
        return self.all.setdefault(name, len(self.all))


@dataclass
class Index:
    """Columns, one value a document or one a cut. `titles` are what rules are called, by their ids."""

    titles: Mapping[str, str]
    classes: Names = field(default_factory=Names)
    rules: Names = field(default_factory=Names)  # of (id, class)
    sources: Names = field(default_factory=Names)
    languages: Names = field(default_factory=Names)
    guards: Names = field(default_factory=Names)
    documents: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in DOCUMENT})
    cuts: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in CUT})
    vetoes: list[int] = field(default_factory=list)
    seen: list[Cut] = field(default_factory=list)

    def __len__(self) -> int:
        """How many documents there are."""
        return len(self.documents["name"])

    def rule(self, mark: Record) -> int:
        """The number of the rule of a removal or a veto."""
        self.classes.number(str(mark["class"]))
        return self.rules.number((str(mark["rule"]), str(mark["class"])))

    def add(self, facts: Facts, source: str, removals: Iterable[Record], vetoes: Iterable[Record]) -> None:
        """Add a document, whose `removals` are in the order of its facts' cuts."""
        number, share = len(self), facts.cut / facts.length if facts.length else 0.0
        for cut, removal in zip(facts.cuts, removals, strict=True):
            self.cuts["rule"].append(self.rule(removal))
            self.cuts["confidence"].append(CONFIDENCES.index(removal["confidence"]))
            self.cuts["certainty"].append(round(cut.certainty * 10_000))
            self.cuts["gone"].append(cut.characters)
            words = words_of(str(removal["text"]))
            at = int(removal["start"])
            self.seen.append(Cut(number, cut.rule, cut.certainty, cut.characters, words, share, at))
        self.vetoes += [self.guards.number(guard) for guard in facts.guards]
        row = {
            "name": facts.name,
            "source": self.sources.number(source or facts.source),
            "language": self.languages.number(facts.language),
            "length": UNMEASURED if facts.length is None else facts.length,
            "cuts": len(facts.cuts),
            "vetoes": len(facts.guards),
            "spared": int(any(guard in SPARING for guard in facts.guards)),
        }
        for name, value in row.items():
            self.documents[name].append(value)

    def data(self) -> dict[str, Any]:
        """All of it as JSON data. A rule is [id, number of its class, title]; certainties are in ten thousandths."""
        rules = [[rule, self.classes.all[name], self.titles.get(rule, "")] for rule, name in self.rules.all]
        tables = {name: list(getattr(self, name).all) for name in ("classes", "sources", "languages", "guards")}
        columns = {"documents": self.documents, "cuts": self.cuts, "vetoes": self.vetoes}
        return {**tables, "rules": rules, **columns, "queue": order(self.seen)[:QUEUE]}
