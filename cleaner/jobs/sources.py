"""Counts by source: there may be as many sources as documents, so those beyond a number are kept on the disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, fields
from typing import Any

from cleaner.jobs.facts import Facts

HELD = 10_000  # sources in memory; a table of them takes about 3 MB


@dataclass
class Group:
    """Documents of one kind: how many, how many were changed, and the characters cut.

    `measured` is how many of them have a known length; `characters` are theirs, `measured_cut` those cut from them.
    """

    documents: int = 0
    changed: int = 0
    cut: int = 0
    measured: int = 0
    characters: int = 0
    measured_cut: int = 0

    @property
    def share(self) -> float | None:
        """The share (0 to 1) of the text that was cut, where lengths are known; None where none is."""
        return self.measured_cut / self.characters if self.characters else None

    def count(self, facts: Facts) -> None:
        """Count one document."""
        cut = facts.cut
        self.documents += 1
        self.changed += cut > 0
        self.cut += cut
        if facts.length is not None:
            self.measured += 1
            self.characters += facts.length
            self.measured_cut += cut

    def data(self) -> dict[str, Any]:
        """The counts and the share as JSON data."""
        counts = {name: getattr(self, name) for name in _COUNTS if name != "measured_cut"}
        return counts | {"share": self.share}


_COUNTS = tuple(field.name for field in fields(Group))
_ADD = f"""
    INSERT INTO sources VALUES (?, {", ".join("?" * len(_COUNTS))})
    ON CONFLICT (name) DO UPDATE SET {", ".join(f"{name} = {name} + excluded.{name}" for name in _COUNTS)}
"""
_TOP = f"SELECT name, {', '.join(_COUNTS)} FROM sources ORDER BY cut DESC, documents DESC, name LIMIT ?"


class Sources:
    """Groups by source, exact however many there are, in memory that does not grow with them."""

    def __init__(self, base: sqlite3.Connection, held: int = HELD) -> None:
        self._base = base
        self._held = held
        self._groups: dict[str, Group] = {}

    def count(self, facts: Facts) -> None:
        """Count one document for its source."""
        if facts.source not in self._groups and len(self._groups) >= self._held:
            self._put_away()
        self._groups.setdefault(facts.source, Group()).count(facts)

    def number(self) -> int:
        """How many sources there are."""
        self._put_away()
        return int(self._base.execute("SELECT count(*) FROM sources").fetchone()[0])

    def top(self, count: int) -> list[tuple[str, Group]]:
        """The sources of which most was cut, the most first."""
        self._put_away()
        rows = self._base.execute(_TOP, (count,))
        return [(name.decode("utf-8", "surrogatepass"), Group(*counts)) for name, *counts in rows]

    def _put_away(self) -> None:
        rows = ((name.encode("utf-8", "surrogatepass"), *astuple(group)) for name, group in self._groups.items())
        self._base.executemany(_ADD, rows)
        self._groups.clear()


@contextmanager
def counted_sources(held: int = HELD) -> Iterator[Sources]:
    """Sources, `held` of them in memory and the others in a file without a name, which goes when all is done."""
    with closing(sqlite3.connect("")) as base:
        base.execute("PRAGMA journal_mode = OFF")
        columns = ", ".join(f"{name} INTEGER" for name in _COUNTS)
        base.execute(f"CREATE TABLE sources (name BLOB PRIMARY KEY, {columns}) WITHOUT ROWID")
        yield Sources(base, held)
