"""How often the cuts of a rule were right, as far as people decided, and how much that proves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cleaner.bench.figures import ratio, wilson
from cleaner.review.decisions import Decision


@dataclass(frozen=True, slots=True)
class Precision:
    """Cuts decided to be right, and wrong ones."""

    right: int = 0
    wrong: int = 0

    @property
    def share(self) -> float | None:
        """Of the decided cuts the share that is right, from 0 to 1; None if none is decided."""
        return ratio(self.right, self.right + self.wrong)

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the share of all cuts like these lies with 95 % (Wilson's score interval, see `bench.figures`), if
        those decided were picked blindly."""
        return wilson(self.right, self.right + self.wrong)


def overall(decisions: Iterable[Decision]) -> Precision:
    """The precision over all rules. `decisions` are merged."""
    counts = Counter(each.verdict for each in decisions)
    return Precision(counts["right"], counts["wrong"])


def by_rule(decisions: Iterable[Decision]) -> dict[str, Precision]:
    """The precision of each rule that was decided on, in order of ids. `decisions` are merged."""
    counts = Counter((each.rule, each.verdict) for each in decisions if each.rule)
    rules = sorted({rule for rule, _ in counts if rule})
    return {rule: Precision(counts[rule, "right"], counts[rule, "wrong"]) for rule in rules}
