"""The rules a service has in use: as a list, and each as a rule file of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from cleaner.ruleset.model import Rule

_HEAD = ("class", "kind", "language", "about", "sources")  # of a rule file


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
        """One rule and its file; None if there is no such rule."""
        rule = self._rules.get(rule_id)
        return {"rule": told(rule), "yaml": alone(rule)} if rule else None


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


@lru_cache(maxsize=256)
def _rows(file: str) -> tuple[str, ...]:
    return tuple(Path(file).read_text(encoding="utf-8").split("\n"))


def alone(rule: Rule) -> str | None:
    """A rule file with this rule alone, as its own file has it, with its comments; None if that can't be read."""
    try:
        rows = _rows(rule.file)
    except (OSError, UnicodeDecodeError):
        return None
    head = [row for number, row in enumerate(rows) if _is_head(rows, number)]
    entry = entry_rows(rows, rule.at.line - 1)
    return "\n".join([*head, "rules:", *entry]).rstrip() + "\n"


def _is_head(rows: tuple[str, ...], number: int) -> bool:
    """True for the lines of a file's own fields: each with the indented lines below it."""
    while number and rows[number].startswith((" ", "\t")):
        number -= 1
    return rows[number].split(":", 1)[0] in _HEAD


def entry_rows(rows: tuple[str, ...], start: int) -> list[str]:
    """The lines of the rule whose entry begins on line `start`: those that are indented below it."""
    indent = _indent(rows[start])
    end = start + 1
    while end < len(rows) and (not rows[end].strip() or _indent(rows[end]) > indent):
        end += 1
    return list(rows[start:end])


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())
