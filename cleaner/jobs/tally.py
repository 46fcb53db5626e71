"""What a job did, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from cleaner.record import Cleaned


@dataclass
class Tally:
    """Counts of one file or of a whole job; lengths in characters, `read` in bytes."""

    documents: int = 0
    changed: int = 0
    spared: int = 0
    read: int = 0
    characters: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    guards: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, str]] = field(default_factory=list)

    def count(self, cleaned: Cleaned) -> None:
        """Count one document."""
        self.documents += 1
        self.changed += cleaned.changed
        self.spared += cleaned.spared is not None
        self.characters += len(cleaned.original)
        self.classes.update(cleaned.characters())
        self.rules.update(removal.rule for removal in cleaned.removals)
        self.guards.update(veto.guard for veto in cleaned.vetoes)

    def fail(self, name: str, reason: str) -> None:
        """Count one document that could not be cleaned."""
        self.documents += 1
        self.failures.append((name, reason))

    def add(self, other: Tally) -> None:
        """Add another tally to this one."""
        for name in ("documents", "changed", "spared", "read", "characters"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("classes", "rules", "guards"):
            getattr(self, name).update(getattr(other, name))
        self.failures += other.failures

    def data(self, seconds: float) -> dict[str, Any]:
        """The summary as JSON data; `seconds` is what the job took."""
        return {
            "documents": self.documents,
            "changed": self.changed,
            "failed": len(self.failures),
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
