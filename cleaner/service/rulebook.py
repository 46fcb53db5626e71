"""The rules a service has in use: as a list, and each as a rule file of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from cleaner.ruleset import nodes
from cleaner.ruleset.locate import parts_file
from cleaner.ruleset.model import Entry, NamedParts, Rule
from cleaner.ruleset.parts import OPEN, patterns_of, reached

_HEAD = ("class", "kind", "language", "about", "sources")  # of a rule file
_SAID: TypeAdapter[NamedParts] = TypeAdapter(NamedParts)


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
    entry = entry_rows(rows, rule.at.line - 1)
    return "\n".join([*_head(rows, _HEAD), *_parts(rule, rows, entry), "rules:", *entry]).rstrip() + "\n"


def _head(rows: tuple[str, ...], names: tuple[str, ...]) -> list[str]:
    """The lines of a file's own fields of these names: each with the indented lines below it."""
    found = []
    inside = False
    for row in rows:
        if not row.startswith((" ", "\t", "#")) and row.strip():
            inside = row.split(":", 1)[0] in names
        if inside and row.strip():
            found.append(row)
    return found


def _parts(rule: Rule, rows: tuple[str, ...], entry: list[str]) -> list[str]:
    """The lines that name the parts which the rule's patterns are made of."""
    if not any(OPEN in row for row in entry):
        return []
    shared = parts_file(Path(rule.file).parent)
    beside = _rows(str(shared)) if shared.exists() else ()
    said = {**_said(beside), **_said(rows)}
    (data,) = nodes.read("\n".join(["rules:", *entry]), rule.file).data["rules"]
    used = reached(patterns_of(Entry.model_validate(data)), said)
    chosen = (f"  {name}: {json.dumps(texts, ensure_ascii=False)}" for name, texts in said.items() if name in used)
    return ["parts:", *chosen]


def _said(rows: tuple[str, ...]) -> NamedParts:
    """The parts that a file names."""
    head = _head(rows, ("parts",))
    return _SAID.validate_python(nodes.read("\n".join(head), "").data["parts"]) if head else {}


def entry_rows(rows: tuple[str, ...], start: int) -> list[str]:
    """The lines of the rule whose entry begins on line `start`: those that are indented below it."""
    indent = _indent(rows[start])
    end = start + 1
    while end < len(rows) and (not rows[end].strip() or _indent(rows[end]) > indent):
        end += 1
    return list(rows[start:end])


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())
