"""A pipeline held against decisions: what was wrong to cut and stays now, what was right and still goes, what was
missed and goes by now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cleaner.bench.figures import ratio
from cleaner.errors import PatternTimeout
from cleaner.pipeline import Pipeline
from cleaner.review.decisions import Decision
from cleaner.review.gone import gone
from cleaner.review.precision import Precision, by_rule, overall
from cleaner.review.whence import whence


@dataclass(slots=True)
class Counts:
    """Stretches that were decided on, and of each sort how many the pipeline cuts."""

    right: int = 0
    right_cut: int = 0
    wrong: int = 0
    wrong_cut: int = 0
    missed: int = 0
    missed_cut: int = 0

    def add(self, verdict: str, cut: bool) -> None:
        """Count one."""
        setattr(self, verdict, getattr(self, verdict) + 1)
        setattr(self, f"{verdict}_cut", getattr(self, f"{verdict}_cut") + cut)

    @property
    def precision(self) -> float | None:
        """Of the decided stretches that are cut the share that should go; None if none is cut."""
        good = self.right_cut + self.missed_cut
        return ratio(good, good + self.wrong_cut)

    @property
    def recall(self) -> float | None:
        """Of the decided stretches that should go the share that is cut; None if none should."""
        return ratio(self.right_cut + self.missed_cut, self.right + self.missed)


@dataclass(frozen=True, slots=True)
class Held:
    """What came of it: counts of all, and of each rule's cuts; what was decided of each rule; documents that were
    cleaned, those that failed and why, and decisions that have no original to clean."""

    all: Counts
    rules: Mapping[str, Counts]
    decided: Mapping[str, Precision]
    overall: Precision
    documents: int
    without_original: int
    failed: tuple[tuple[str, str], ...] = field(default=())

    def data(self) -> dict[str, Any]:
        """The figures as JSON data, shares unrounded."""
        return {
            "documents": self.documents,
            "without_original": self.without_original,
            "failed": [{"name": name, "reason": reason} for name, reason in self.failed],
            **_counts_data(self.all),
            "precision": self.all.precision,
            "recall": self.all.recall,
            "decided": _precision_data(self.overall),
            "rules": {
                rule: _counts_data(self.rules.get(rule, Counts())) | {"decided": _precision_data(decided)}
                for rule, decided in self.decided.items()
            },
        }


def hold(decisions: Sequence[Decision], pipeline: Pipeline, seen: Callable[[], None] = lambda: None) -> Held:
    """Clean the documents that (merged) decisions are about, and see to what was decided; `seen` is called after each
    document."""
    documents: defaultdict[str, list[Decision]] = defaultdict(list)
    for each in decisions:
        documents[each.sha256].append(each)
    counts, rules = Counts(), defaultdict[str, Counts](Counts)
    failed: list[tuple[str, str]] = []
    cleaned = without = 0
    for group in documents.values():
        known = next((each for each in group if each.original is not None), None)
        if known is None or known.original is None:
            without += len(group)
        else:
            try:
                _count(group, known.original, pipeline, counts, rules)
                cleaned += 1
            except PatternTimeout as error:
                failed.append((known.document, str(error)))
        seen()
    return Held(counts, dict(rules), by_rule(decisions), overall(decisions), cleaned, without, tuple(failed))


def _count(
    group: Iterable[Decision], original: str, pipeline: Pipeline, counts: Counts, rules: Mapping[str, Counts]
) -> None:
    """Clean one document, and count what was decided of it."""
    first, *_ = group = list(group)
    cleaned = pipeline.clean(original, first.language, whence(group, pipeline))
    for each in group:
        verdict, cut = each.verdict or "", gone(cleaned, each.span)
        counts.add(verdict, cut)
        if each.rule:
            rules[each.rule].add(verdict, cut)


def _counts_data(counts: Counts) -> dict[str, int]:
    names = ("right", "right_cut", "wrong", "wrong_cut", "missed", "missed_cut")
    return {name: getattr(counts, name) for name in names}


def _precision_data(decided: Precision) -> dict[str, Any]:
    return {"right": decided.right, "wrong": decided.wrong, "precision": decided.share, "interval": decided.interval}
