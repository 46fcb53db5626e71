"""What can go wrong, said so that the reader can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class CleanerError(Exception):
    """Base of every error this package raises on purpose."""


class RecordError(CleanerError):
    """A record does not belong to the text it is applied to, or is malformed."""


class PatternTimeout(CleanerError):
    """A rule's pattern took too long on one line; the document is given up, the job goes on."""


class FieldError(CleanerError):
    """A column or field is not there, is not one of texts, or is there already."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file: line and column count from 1; `snippet` is the line itself."""

    file: str
    line: int = 0
    column: int = 0
    snippet: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a rule file: where, which check (`code`), what, and what was probably meant."""

    location: Location
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        rows = [f"{self.location}: {self.code}: {self.message}"]
        if self.location.snippet:
            margin = f"{self.location.line:>5} | "
            rows.append(margin + self.location.snippet.expandtabs(4))
            before = self.location.snippet[: max(0, self.location.column - 1)].expandtabs(4)
            rows.append(" " * 5 + " | " + " " * len(before) + "^")
        if self.hint:
            rows.append(f"      = {self.hint}")
        return "\n".join(rows)


class RuleError(CleanerError):
    """Rules that can't be used; `problems` holds every one found, not the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))
