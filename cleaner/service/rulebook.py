"""The rules a service has in use: as a list, and each as a rule file of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cleaner.ruleset.excerpt import alone
from cleaner.ruleset.model import Rule


class Rulebook:
    """Rules in the order of their ids."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = {rule.id: rule for rule in sorted(rules, key=lambda rule: rule.id)}

    def __len__(self) -> int:
        return len(self._rules)

    def listed(self, language: str | None = None, noise_class: str | None = None) -> list[dict[str, Any]]:
        """What is told of each rule, of one language or class if that is asked."""
        return [
            told(rule)
            for rule in self._rules.values()
            if language in (None, rule.language) and noise_class in (None, rule.noise_class)
        ]

    def get(self, rule_id: str) -> Mapping[str, Any] | None:
        """One rule and a file of it alone, None if its own can't be read; None if there is no such rule."""
        rule = self._rules.get(rule_id)
        return {"rule": told(rule), "yaml": _file_of(rule)} if rule else None


def told(rule: Rule) -> dict[str, Any]:
    """What is told of a rule."""
    return {
        "id": rule.id,
        "title": rule.title,
        "class": rule.noise_class,
        "kind": rule.kind,
        "language": rule.language,
        "scope": rule.scope,
        "confidence": rule.confidence,
        "sources": list(rule.sources),
    }


def _file_of(rule: Rule) -> str | None:
    try:
        return alone(rule)
    except (OSError, UnicodeDecodeError):
        return None
