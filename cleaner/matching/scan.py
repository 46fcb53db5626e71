"""One scan of a document for all rules: its cost follows the text, not the number of rules.

Whole-line phrases are one dictionary look-up a line, and only for short lines; all literals are found in one pass.
Where a rule has no literals, or weak ones, the scan looks for what its pattern can't do without (see `syntax`). What is
found that way is a candidate; the rule's own matcher then says whether it is a hit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from cleaner.document import Document, Scope
from cleaner.matching import native
from cleaner.matching.matcher import Hit, Matcher
from cleaner.matching.memory import Memory
from cleaner.matching.plain import PlainFinder
from cleaner.matching.wishes import SCOPES, spoken, wishes_of
from cleaner.record import NoiseClass

_ENDS: tuple[Scope, ...] = ("head", "opening", "ending", "tail")
# The hits on a line: (number of the rule, start, end).
Shown = tuple[tuple[int, int, int], ...]


class Candidates:
    """The hits of all rules on one document."""

    def __init__(self, matchers: Sequence[Matcher], hits: dict[int, list[Hit]]) -> None:
        """`hits` by the number of the matcher."""
        self._rules = {matchers[number].rule.id: matchers[number].rule for number in hits}
        self._hits = {matchers[number].rule.id: found for number, found in hits.items()}

    @property
    def rules(self) -> Iterable[str]:
        """The rules that hit anything."""
        return self._hits

    def of(self, rule: str) -> Sequence[Hit]:
        """The hits of a rule, in the order of the lines."""
        return self._hits.get(rule, ())

    @cached_property
    def _classes(self) -> tuple[dict[int, set[NoiseClass]], dict[int, set[NoiseClass]]]:
        """Classes by line: of rules that hit the line as a whole, of rules that hit a part of it."""
        whole: dict[int, set[NoiseClass]] = defaultdict(set)
        parts: dict[int, set[NoiseClass]] = defaultdict(set)
        for rule_id, hits in self._hits.items():
            rule = self._rules[rule_id]
            classes = parts if rule.kind == "span" else whole
            for hit in hits:
                classes[hit.line].add(rule.noise_class)
        return whole, parts

    def classes(self, line: int) -> frozenset[NoiseClass]:
        """The classes of the rules that hit a line as a whole."""
        return frozenset(self._classes[0].get(line, ()))

    def parts(self, line: int) -> frozenset[NoiseClass]:
        """The classes of the rules that hit a part of a line: its dateline, say."""
        return frozenset(self._classes[1].get(line, ()))

    def pairs(self) -> set[tuple[str, int]]:
        """All hits as (rule, line)."""
        return {(rule, hit.line) for rule, hits in self._hits.items() for hit in hits}


class Scanner:
    """Looks for the literals of many rules at once."""

    def __init__(
        self, matchers: Sequence[Matcher], *, compiled: bool = native.AVAILABLE, remembers: bool = True
    ) -> None:
        """`compiled=False` does without the compiled module, `remembers=False` looks at each line anew.

        The result is the same.
        """
        self._matchers = matchers
        wishes = wishes_of(matchers)
        self._tongues = wishes.tongues
        self._finder = native.NativeFinder(wishes) if compiled else PlainFinder(wishes)
        self._memory: Memory[Shown] | None = Memory() if remembers else None

    def forget(self) -> None:
        """Forget the lines that came."""
        if self._memory:
            self._memory.clear()

    def scan(self, doc: Document) -> Candidates:
        """The hits of every rule on `doc`."""
        scopes = _scopes(doc, spoken(self._tongues, doc.tongues))
        found = (
            self._recalled(doc, scopes, self._memory)
            if self._memory
            else self._shown(doc, scopes, [index for index, line in enumerate(doc.folded) if line])
        )
        hits: dict[int, list[Hit]] = {}
        for number, index, start, end in sorted((n, i, a, b) for i, shown in found.items() for n, a, b in shown):
            if self._matchers[number].speaks(doc):
                hits.setdefault(number, []).append(Hit(index, start, end))
        return Candidates(self._matchers, hits)

    def _recalled(self, doc: Document, scopes: list[int], memory: Memory[Shown]) -> dict[int, Shown]:
        """The same as `_shown` of all lines, of which only those are looked at that are not in memory."""
        folded, cased = doc.folded, doc.cased_lines
        keys = {index: (line, cased[index], scopes[index]) for index, line in enumerate(folded) if line}
        known = dict(zip(keys, memory.recall(list(keys.values())), strict=True))
        new = [index for index, shown in known.items() if shown is None]
        found = {index: shown for index, shown in known.items() if shown}
        fresh = self._shown(doc, scopes, new)
        for index in new:
            memory.keep(keys[index], fresh.get(index, ()))
        return found | fresh

    def _shown(self, doc: Document, scopes: list[int], indexes: list[int]) -> dict[int, Shown]:
        """By line, of those at `indexes`: what rules that need not know the language for sure would hit.

        None of the lines may be blank.
        """
        found: dict[int, Shown] = {}
        for number, index in self._finder.find(doc.folded, indexes, scopes):
            words = self._matchers[number].shown(doc, index)
            if words is not None:
                found[index] = (*found.get(index, ()), (number, *words))
        return found


def _scopes(doc: Document, languages: int) -> list[int]:
    """The scopes each line stands in, and the languages that are asked, as bits."""
    scopes = [languages | SCOPES["anywhere"]] * len(doc)
    body = doc.zones.lines("body")  # most of the lines, one below the other
    if body:
        scopes[body[0] : body[-1] + 1] = [scopes[0] | SCOPES["body"]] * len(body)
    for scope in _ENDS:
        for index in doc.zones.lines(scope):
            scopes[index] |= SCOPES[scope]
    return scopes


def brute_force(matchers: Sequence[Matcher], doc: Document) -> Candidates:
    """The scanner's twin for tests: every rule asked about every line."""
    hits: dict[int, list[Hit]] = {}
    for number, matcher in enumerate(matchers):
        found = [hit for index in range(len(doc)) if (hit := matcher.hit(doc, index))]
        if found:
            hits[number] = found
    return Candidates(matchers, hits)
