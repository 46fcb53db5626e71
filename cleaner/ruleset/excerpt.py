"""What a rule file says of one rule: its rows, those of the file's head, and the parts its patterns are made of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from cleaner.ruleset import nodes
from cleaner.ruleset.locate import parts_file
from cleaner.ruleset.model import Entry, NamedParts, Rule
from cleaner.ruleset.parts import OPEN, patterns_of, reached

_HEAD = ("class", "kind", "language", "about", "sources")  # of a rule file, but for its parts and rules
_SAID: TypeAdapter[NamedParts] = TypeAdapter(NamedParts)
Rows = Sequence[str]


def alone(rule: Rule) -> str:
    """A rule file with this rule alone, as its own file has it, with its comments.

    Raises OSError or UnicodeDecodeError if that can't be read.
    """
    rows = _rows(rule.file)
    return "\n".join([*_head(rows, _HEAD), *parts_rows(rule), "rules:", *entry_rows(rule)]).rstrip() + "\n"


def entry_rows(rule: Rule) -> Rows:
    """The rows of a rule in its file: its entry, with those that are indented below it. Raises as `alone` does."""
    rows = _rows(rule.file)
    start = rule.at.line - 1
    indent = _indent(rows[start])
    end = start + 1
    while end < len(rows) and (not rows[end].strip() or _indent(rows[end]) > indent):
        end += 1
    return rows[start:end]


def parts_rows(rule: Rule) -> Rows:
    """Rows that name the parts which a rule's patterns are made of; none if there are none. Raises as `alone` does."""
    entry = entry_rows(rule)
    if not any(OPEN in row for row in entry):
        return []
    shared = parts_file(Path(rule.file).parent)
    said = {**_said(_rows(str(shared)) if shared.exists() else ()), **_said(_rows(rule.file))}
    (data,) = nodes.read("\n".join(["rules:", *entry]), rule.file).data["rules"]
    used = reached(patterns_of(Entry.model_validate(data)), said)
    return [
        "parts:",
        *(f"  {name}: {json.dumps(texts, ensure_ascii=False)}" for name, texts in said.items() if name in used),
    ]


@lru_cache(maxsize=256)
def _rows(file: str) -> tuple[str, ...]:
    return tuple(Path(file).read_text(encoding="utf-8").split("\n"))


def _head(rows: Rows, names: tuple[str, ...]) -> list[str]:
    """The rows of a file's own fields of these names: each with the indented ones below it."""
    found = []
    inside = False
    for row in rows:
        if row.strip() and not row.startswith((" ", "\t", "#")):
            inside = row.split(":", 1)[0] in names
        if inside and row.strip():
            found.append(row)
    return found


def _said(rows: Rows) -> NamedParts:
    """The parts that a file names."""
    head = _head(rows, ("parts",))
    return _SAID.validate_python(nodes.read("\n".join(head), "").data["parts"]) if head else {}


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())
