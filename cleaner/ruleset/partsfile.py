"""Reading parts of patterns: those that a rule file names, and those of `parts.yaml` beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from pydantic import ValidationError

from cleaner.errors import Location, Problem
from cleaner.ruleset import nodes
from cleaner.ruleset.explain import explain_all
from cleaner.ruleset.locate import parts_file
from cleaner.ruleset.model import PartsFile
from cleaner.ruleset.parts import Parts, mentions
from cleaner.ruleset.sound import check_part

Said = Mapping[str, Sequence[str]]  # alternatives by the name of the part
_LOST = Parts(complete=False)


def own_parts(tree: nodes.Tree, said: Said, shared: Parts, *, trust: bool) -> Parts:
    """The parts that a file may use: those it names under `parts`, and `shared` ones. Problems are noted in the tree;
    a part that has one stands for nothing, so that it is told once."""
    if not said:
        return shared
    full = dict(shared.full)
    places = dict(shared.places) | {name: tree.keys.get(("parts", name), tree.where(("parts",))) for name in said}
    for name in said:
        if name in shared.places:
            tree.problem(places[name], "part-taken", f"there is a part {name!r} already", f"at {shared.places[name]}")
    parts = Parts(full, places, shared.complete)
    for name in _in_order(tree, said, places):
        full[name] = _written_out(tree, name, said[name], parts, trust=trust)
    return parts


def _written_out(tree: nodes.Tree, name: str, alternatives: Sequence[str], parts: Parts, *, trust: bool) -> str:
    """What a part stands for whose own parts are written out already."""
    found = []
    for number, written in enumerate(alternatives):
        path = ("parts", name, number)
        before = len(tree.problems)
        one = parts.put_in(written, tree, path)
        if len(tree.problems) == before and (trust or check_part(tree, path, written, one, parts)):
            found.append(one)
    return "|".join(found)


def _in_order(tree: nodes.Tree, said: Said, places: Mapping[str, Location]) -> Iterator[str]:
    """The names of parts, each behind those that it is made of, without those that are made of themselves.

    The first circle is noted. To look for all of them in turn would take too long in a file of many.
    """
    rank = {name: number for number, name in enumerate(said)}
    sorter = TopologicalSorter(
        {name: {part.name: 0 for text in texts for part in mentions(text) if part.name in said}
         for name, texts in said.items()}
    )  # fmt: skip
    try:
        sorter.prepare()
    except CycleError as error:
        circle = error.args[1][:0:-1]  # from what needs to what is needed; it comes the other way, the first one twice
        first = min(range(len(circle)), key=lambda at: rank[circle[at]])
        circle = circle[first:] + circle[: first + 1]
        tree.problem(
            places[circle[0]], "part-circle", f"the part {circle[0]!r} is made of itself", " > ".join(circle)
        )  # fmt: skip
    while ready := sorter.get_ready():
        yield from ready
        sorter.done(*ready)


class SharedParts:
    """The parts of directories: each `parts.yaml` is read once, when the first file beside it asks."""

    def __init__(self, trusted: Path | None = None) -> None:
        """The patterns of files below `trusted` are not compiled to see whether they can be."""
        self._trusted = trusted
        self._known: dict[Path, Parts] = {}
        self.problems: list[Problem] = []

    def beside(self, file: Path) -> Parts:
        """The parts that the rule file may use, whatever it names itself."""
        folder = file.parent
        if folder not in self._known:
            trust = self._trusted is not None and folder.is_relative_to(self._trusted)
            self._known[folder], problems = _read(parts_file(folder), trust=trust)
            self.problems += problems
        return self._known[folder]


def _read(file: Path, *, trust: bool) -> tuple[Parts, list[Problem]]:
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Parts(), []
    except UnicodeDecodeError as error:
        return _LOST, [Problem(Location(str(file)), "not-utf8", f"not UTF-8 at byte {error.start}")]
    except OSError as error:
        return _LOST, [Problem(Location(str(file)), "unreadable", error.strerror or str(error))]
    tree = nodes.read(text, str(file))
    if tree.problems:
        return _LOST, tree.problems
    try:
        said = PartsFile.model_validate(tree.data).parts
    except ValidationError as error:
        explain_all(tree, error, PartsFile)
        return _LOST, tree.problems
    return own_parts(tree, said, Parts(), trust=trust), tree.problems
