"""What a job did, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cleaner.record import Cleaned

_TOLD = 1000  # failures of which a tally holds the reasons; all are counted, and all are named while the job runs
_NUMBERS = ("documents", "written", "failed", "changed", "spared", "read", "characters")
_COUNTERS = ("classes", "rules", "guards")


@dataclass
class Tally:
    """Counts of one file or of a whole job; lengths in characters, `read` in bytes.

    Every document that is read is written or fails: `documents` is `written` and `failed` together.
    """

    documents: int = 0
    written: int = 0
    failed: int = 0
    changed: int = 0
    spared: int = 0
    read: int = 0
    characters: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    guards: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, str]] = field(default_factory=list)

    @property
    def adds_up(self) -> bool:
        """Whether what was read is what was written and what failed."""
        return self.documents == self.written + self.failed

    def count(self, cleaned: Cleaned) -> None:
        """Count what was done to one document."""
        self.changed += cleaned.changed
        self.spared += cleaned.spared is not None
        self.characters += len(cleaned.original)
        self.classes.update(cleaned.characters())
        self.rules.update(removal.rule for removal in cleaned.removals)
        self.guards.update(veto.guard for veto in cleaned.vetoes)

    def fail(self, name: str, reason: str, documents: int = 1) -> None:
        """Count documents that could not be cleaned."""
        self.documents += documents
        self.failed += documents
        if len(self.failures) < _TOLD:
            self.failures.append((name, reason))

    def add(self, other: Tally) -> None:
        """Add another tally to this one."""
        for name in _NUMBERS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in _COUNTERS:
            getattr(self, name).update(getattr(other, name))
        self.failures += other.failures[: max(0, _TOLD - len(self.failures))]

    def state(self) -> dict[str, Any]:
        """All counts as JSON data, for `of`."""
        return {name: getattr(self, name) for name in (*_NUMBERS, *_COUNTERS, "failures")}

    @classmethod
    def of(cls, state: Mapping[str, Any]) -> Tally:
        """The tally that `state` is of."""
        tally = cls(**{name: state[name] for name in _NUMBERS})
        for name in _COUNTERS:
            setattr(tally, name, Counter(state[name]))
        tally.failures = [(name, reason) for name, reason in state["failures"]]
        return tally

    def data(self, seconds: float) -> dict[str, Any]:
        """The summary as JSON data; `seconds` is what the job took."""
        return {
            "documents": self.documents,
            "written": self.written,
            "failed": self.failed,
            "changed": self.changed,
            "spared": self.spared,
            "characters": self.characters,
            "cut": sum(self.classes.values()),
            "classes": dict(self.classes.most_common()),
            "rules": dict(self.rules.most_common()),
            "vetoes": dict(self.guards.most_common()),
            "failures": [{"id": name, "reason": reason} for name, reason in self.failures],
            "bytes": self.read,
            "seconds": round(seconds, 3),
            "megabytes_per_second": round(self.read / 1e6 / seconds, 3) if seconds > 0 else None,
        }
