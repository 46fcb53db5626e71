"""Parts of patterns that no rule uses: a lint over files, since rules have their patterns written out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from cleaner.errors import Location, Problem
from cleaner.ruleset import nodes
from cleaner.ruleset.locate import parts_file, rule_files
from cleaner.ruleset.model import PartsFile, RuleFile
from cleaner.ruleset.parts import patterns_of, reached


def unused_parts(files: Iterable[Path]) -> list[Problem]:
    """The parts that no rule uses, of sound rule files and of the parts files beside them."""
    problems: list[Problem] = []
    asked = set(files)
    for folder in sorted({file.parent for file in asked}):
        shared = parts_file(folder)
        # All files of a directory may use its parts, also those that nobody asked about.
        beside = [file for file in rule_files(folder) if file.parent == folder] if shared.exists() else []
        used: set[str] = set()
        for file in sorted({*beside, *(each for each in asked if each.parent == folder)}):
            tree = nodes.read(file.read_text(encoding="utf-8"), str(file))
            head = RuleFile.model_validate(tree.data)
            here = reached((text for entry in head.rules for text in patterns_of(entry)), head.parts)
            used |= here
            if file in asked:
                problems += _left(tree, head.parts, here)
        if shared.exists():
            tree = nodes.read(shared.read_text(encoding="utf-8"), str(shared))
            parts = PartsFile.model_validate(tree.data).parts
            problems += _left(tree, parts, reached((f"{{{{{name}}}}}" for name in used), parts))
    return problems


def _left(tree: nodes.Tree, parts: Mapping[str, Sequence[str]], used: set[str]) -> Iterator[Problem]:
    for name in parts:
        if name not in used:
            at = tree.keys.get(("parts", name), Location(tree.file))
            yield Problem(at, "unused-part", f"no rule uses the part {name!r}", "drop it, or use it where it is meant")
