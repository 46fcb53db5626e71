"""YAML read so that each value knows its line: text in, plain data and a map of places out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cleaner.errors import Location, Problem

Path = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BaseDumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_TEXT, *_ = _PLAIN = tuple("tag:yaml.org,2002:" + name for name in ("str", "int", "float", "bool", "null"))
LARGEST = 2_000_000  # characters; a pack of hundreds of rules has a tenth of it
DEEPEST = 12


@dataclass
class Tree:
    """The data of one file, where each value and each key stands, and what is wrong with its YAML."""

    file: str
    rows: list[str]
    data: Any = None
    places: dict[Path, Location] = field(default_factory=dict)
    keys: dict[Path, Location] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def where(self, path: Path) -> Location:
        """The place of the value at `path`, or of the nearest value around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Location(self.file))

    def location(self, line: int, column: int) -> Location:
        """The place at `line` and `column`, which count from 0 as YAML marks do."""
        return Location(self.file, line + 1, column + 1, self.rows[line] if line < len(self.rows) else "")

    def problem(self, location: Location, code: str, message: str, hint: str = "") -> None:
        """Note one thing that is wrong."""
        self.problems.append(Problem(location, code, message, hint))


def read(text: str, file: str) -> Tree:
    """Parse YAML `text`; `file` is the name used in messages. Never raises: problems are in the tree."""
    tree = Tree(file, text.split("\n"))
    if len(text) > LARGEST:
        tree.problem(Location(file), "too-large", f"the file has over {LARGEST:,} characters")
        return tree
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            if node is None:
                tree.problem(Location(file), "empty-file", "the file is empty")
            else:
                tree.data = _Reader(tree, loader).value(node, ())
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        _note_yaml_error(tree, error)
    except yaml.YAMLError as error:
        tree.problem(Location(file), "bad-yaml", str(error).splitlines()[0])
    except RecursionError:
        tree.problem(Location(file), "too-deep", "nested too deeply to be a rule file")
    return tree


def dump(data: Any) -> str:
    """Plain data as YAML that `read` takes: keys in their order, texts of several lines as blocks."""
    return str(yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000))


def quoted(text: str) -> str:
    """A text as YAML on one line, in double quotes, what can't be shown escaped."""
    return str(yaml.safe_dump(text, allow_unicode=True, default_style='"', width=float("inf"))).rstrip("\n")


@dataclass(frozen=True, slots=True)
class Listed:
    """Where a list stands in its file: the offsets of its last entry, the column of a block's dashes, and whether it is
    written in brackets."""

    start: int
    end: int
    column: int
    brackets: bool


def listed(text: str, path: Path) -> Listed | None:
    """Where the list at `path` stands in YAML that `read` takes; None if there is none, or nothing in it."""
    node: Node | None = yaml.compose(text, Loader=_Loader)
    for part in path:
        if isinstance(node, MappingNode):
            node = next((value for key, value in node.value if key.value == part), None)
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        else:
            return None
    if not isinstance(node, SequenceNode) or not node.value:
        return None
    last = node.value[-1]
    return Listed(last.start_mark.index, last.end_mark.index, node.start_mark.column, bool(node.flow_style))


class _Dumper(_BaseDumper):  # type: ignore[misc]  # compiled or not
    """Writes texts of several lines as blocks, where YAML can, and no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> Node:
    return dumper.represent_scalar(_TEXT, text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def _note_yaml_error(tree: Tree, error: yaml.MarkedYAMLError) -> None:
    mark = error.problem_mark or error.context_mark
    at = tree.location(mark.line, mark.column) if mark else Location(tree.file)
    message = error.problem or error.context or "not YAML"
    hint = ""
    if "\t" in at.snippet[: len(at.snippet) - len(at.snippet.lstrip())]:
        hint = "indent with spaces: YAML does not allow tabs"
    elif "mapping values are not allowed" in message or "did not find expected" in message:
        hint = "a value that holds ': ' or begins with a special character needs quotes"
    tree.problem(at, "bad-yaml", message, hint)


class _Reader:
    """Turns nodes into data, noting where each stands. Aliases are refused: they can blow a small file up."""

    def __init__(self, tree: Tree, loader: Any) -> None:
        self._tree = tree
        self._loader = loader
        self._seen: set[int] = set()
        self._refused: set[int] = set()

    def value(self, node: Node, path: Path) -> Any:
        at = self._tree.location(node.start_mark.line, node.start_mark.column)
        self._tree.places[path] = at
        if id(node) in self._seen:
            if id(node) in self._refused:
                return None
            self._refused.add(id(node))
            self._tree.problem(at, "alias", "anchors and aliases (&name, *name) are not allowed", "write the value out")
            return None
        self._seen.add(id(node))
        if len(path) > DEEPEST:
            self._tree.problem(at, "too-deep", f"nested over {DEEPEST} levels deep")
            return None
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.value(item, (*path, i)) for i, item in enumerate(node.value)]
        return self._scalar(node, at)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            at = self._tree.location(key_node.start_mark.line, key_node.start_mark.column)
            key = key_node.value
            if not isinstance(key_node, ScalarNode) or not isinstance(key, str):
                self._tree.problem(at, "bad-yaml", "a key must be a plain word")
            elif key in data:
                self._tree.problem(at, "duplicate-key", f"{key!r} stands twice here", "the first would be lost")
            else:
                self._tree.keys[(*path, key)] = at
                data[key] = self.value(value_node, (*path, key))
        return data

    def _scalar(self, node: Node, at: Location) -> Any:
        if node.tag == _TEXT:
            return node.value
        if node.tag not in _PLAIN:
            if node.tag == "tag:yaml.org,2002:timestamp":
                return node.value
            self._tree.problem(at, "bad-yaml", f"the tag {node.tag!r} is not allowed")
            return None
        return self._loader.construct_object(node)
