"""Rule files held in memory while they are changed, to be proven, shown as a diff, and written in the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from cleaner.atomic import replacing
from cleaner.errors import Location, Problem, RuleError
from cleaner.filters.base import kinds
from cleaner.ruleset import nodes
from cleaner.ruleset.edit import Unwritable, add_example, add_rule, indented
from cleaner.ruleset.load import parse
from cleaner.ruleset.model import ProvenRule
from cleaner.ruleset.partsfile import SharedParts


@dataclass(frozen=True, slots=True)
class Place:
    """A rule, and where it stands: its file and its number in it, from 0."""

    rule: ProvenRule
    file: Path
    number: int


class RuleFiles:
    """Rule files by path, as they are on disk and as they are to be."""

    def __init__(self, files: Iterable[Path]) -> None:
        """Reads the files. Raises RuleError with every problem of all of them."""
        self._before: dict[Path, str] = {}
        self._texts: dict[Path, str] = {}
        self._places: dict[str, Place] = {}
        self._parts = SharedParts()
        problems: list[Problem] = []
        for file in files:
            problems += self._read(file)
        if problems := [*self._parts.problems, *problems]:
            raise RuleError(problems)

    def _read(self, file: Path) -> list[Problem]:
        try:
            text = file.read_bytes().decode("utf-8")  # line endings as they are
        except UnicodeDecodeError as error:
            return [Problem(Location(str(file)), "not-utf8", f"not UTF-8 at byte {error.start}")]
        except OSError as error:
            return [Problem(Location(str(file)), "unreadable", error.strerror or str(error))]
        self._before[file] = text
        return self._take(file, text)

    def _take(self, file: Path, text: str) -> list[Problem]:
        """Make `text` what is to stand in a file."""
        rules, problems = parse(text, str(file), kinds(), self._parts.beside(file))
        for number, rule in enumerate(rules):
            there = self._places.get(rule.id)
            if there is not None and there.file != file:
                message, hint = f"the id {rule.id!r} is taken", f"by {there.rule.at}; ids are never reused"
                problems.append(Problem(rule.at, "duplicate-id", message, hint))
            self._places[rule.id] = Place(rule, file, number)
        self._texts[file] = text
        return problems

    @property
    def rules(self) -> list[ProvenRule]:
        """All rules, as they are to be."""
        return [place.rule for place in self._places.values()]

    def find(self, rule_id: str) -> Place | None:
        """The rule with that id, as it is to be."""
        return self._places.get(rule_id)

    def keep(self, rule_id: str, example: str) -> Location:
        """Put an example under a rule's `keeps`; where it stands then. Raises Unwritable."""
        place = self._places[rule_id]
        self._take(place.file, add_example(self._texts[place.file], place.number, "keeps", example))
        return self.where(rule_id, "keeps", -1)

    def add(self, file: Path, head: str, written: str) -> None:
        """Put a rule at the end of a file, which begins with `head` if it is new. Raises Unwritable, also where that
        file can't hold such a rule."""
        before = self._texts.get(file)
        text = add_rule(before, written) if before is not None else head + indented(written, 2)
        problems = parse(text, str(file), kinds(), self._parts.beside(file))[1]
        if problems:
            raise Unwritable(f"{file} can't hold it: {problems[0].message}")
        self._take(file, text)

    def where(self, rule_id: str, part: str, number: int) -> Location:
        """Where an example of a rule stands, by its number (from 0; -1 is the last)."""
        place = self._places[rule_id]
        number %= len(getattr(place.rule.examples, part))
        tree = nodes.read(self._texts[place.file].removeprefix("\ufeff"), str(place.file))
        return tree.where(("rules", place.number, "examples", part, number))

    def _changed(self) -> Iterator[Path]:
        return (file for file in sorted(self._texts) if self._before.get(file) != self._texts[file])

    def diff(self) -> str:
        """The changes as a unified diff."""
        return "".join(
            row if row.endswith("\n") else f"{row}\n\\ No newline at end of file\n"
            for file in self._changed()
            for row in unified_diff(
                self._before.get(file, "").splitlines(keepends=True),
                self._texts[file].splitlines(keepends=True),
                str(file) if file in self._before else "/dev/null",
                str(file),
            )
        )

    def write(self) -> None:
        """Write the files that changed, each whole or not at all. Raises OSError."""
        for file in self._changed():
            with replacing(file, durable=True) as sink:
                sink.write(self._texts[file].encode("utf-8"))
