"""Named parts of patterns: `{{name}}` in a pattern stands for the part of that name, put in as a group: `(?:...)`.

To `regex` the same signs are nothing but the text "{{name}}", which can be written `\\{\\{name}}` as well: no pattern
loses a meaning that can't be said otherwise. In a set (`[...]`) signs stand for themselves: a part there is a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cleaner.errors import Location
from cleaner.ruleset import nodes
from cleaner.ruleset.explain import meant
from cleaner.ruleset.model import Entry

OPEN = "{{"
# Characters of a pattern written out: several times the longest that anyone would want. Parts made of parts made of
# parts could blow a small file up.
LONGEST = 20_000
# An escaped sign and a set are no mentions; a set goes up to its end, or to the pattern's, which `regex` refuses.
_TOKEN = re.compile(
    r"\\.|(?P<set>\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*+(?:\]|\Z))|\{\{(?P<part>[^{}]*)\}\}",
    re.DOTALL,
)
_IN_SET = re.compile(r"\{\{([a-z][a-z0-9-]*)\}\}")


class Mention(NamedTuple):
    """A part named in a pattern: where it stands there, and whether it is lost in a set."""

    name: str
    start: int
    end: int
    in_set: bool


def mentions(pattern: str) -> Iterator[Mention]:
    """The parts that a pattern names, in order."""
    if OPEN not in pattern:
        return
    for token in _TOKEN.finditer(pattern):
        if token["part"] is not None:
            yield Mention(token["part"], *token.span(), in_set=False)
        elif token["set"] is not None:
            for name in _IN_SET.finditer(token["set"]):
                yield Mention(name[1], token.start() + name.start(), token.start() + name.end(), in_set=True)


def patterns_of(entry: Entry) -> Iterator[str]:
    """The texts of a rule, as its file says it, in which parts may be named."""
    if entry.match and entry.match.pattern:
        yield entry.match.pattern
    yield from entry.unless
    yield from (said for said in entry.options.values() if isinstance(said, str))


def reached(patterns: Iterable[str], said: Mapping[str, Sequence[str]]) -> set[str]:
    """The parts that patterns name, and those that these are made of, by what is said of each."""
    found: set[str] = set()
    ahead = list(patterns)
    while ahead:
        for mention in mentions(ahead.pop()):
            if mention.name not in found:
                found.add(mention.name)
                ahead += said.get(mention.name, ())
    return found


@dataclass(frozen=True)
class Parts:
    """Parts by name: what each stands for in the end, and where it is said.

    `complete` is false where a file of parts can't be read: that is told, and not again of each part that is missed.
    """

    full: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Location] = field(default_factory=dict)
    complete: bool = True

    def put_in(self, pattern: str, tree: nodes.Tree, path: nodes.Path) -> str:
        """The pattern that stands at `path`, written out. What can't be is noted in the tree, and left out."""
        if OPEN not in pattern:
            return pattern
        pieces, at, length = [], 0, len(pattern)
        for mention in mentions(pattern):
            if not self._is_sound(mention, tree, path):
                continue
            full = self._group(mention.name)
            length += len(full)
            if length > LONGEST:
                message = f"written out, the pattern has over {LONGEST:,} characters"
                tree.problem(tree.where(path), "too-long", message, "parts of parts add up: make it of fewer")
                return ""
            pieces += [pattern[at : mention.start], full]
            at = mention.end
        return "".join([*pieces, pattern[at:]])

    def _is_sound(self, mention: Mention, tree: nodes.Tree, path: nodes.Path) -> bool:
        if mention.in_set:
            message = f"{{{{{mention.name}}}}} stands in a set [...], where it means its letters"
            tree.problem(
                tree.where(path), "part-in-set", message, "a part is a pattern of its own: put it outside the brackets"
            )
        elif self.complete and mention.name not in self.places:
            hint = meant(mention.name, self.places) if self.places else "no parts are named in this file or beside it"
            hint += r"; for the text itself write \{\{"
            tree.problem(tree.where(path), "unknown-part", f"there is no part {mention.name!r}", hint)
        else:
            return True
        return False

    def _group(self, name: str) -> str:
        return f"(?:{self.full.get(name, '')})"

    def written_at(self, pattern: str, position: int) -> int:
        """Where in `pattern` stands what is at a position of it written out: what is inside a part, at its name."""
        grown = 0
        for mention in mentions(pattern):
            if position < mention.start + grown:
                break
            full = len(self._group(mention.name))
            if position < mention.start + grown + full:
                return mention.start
            grown += full - (mention.end - mention.start)
        return position - grown
