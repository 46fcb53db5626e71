"""One scan of a document for all rules: its cost follows the text, not the number of rules.

Whole-line phrases are one dictionary look-up a line, and only for short lines; all literals are found in one pass.
Where a rule has no literals, or weak ones, the scan looks for what its pattern can't do without (see `syntax`). What is
found that way is a candidate; the rule's own matcher then says whether it is a hit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from cleaner.document import Document
from cleaner.matching import native
from cleaner.matching.matcher import Hit, Matcher
from cleaner.matching.plain import PlainFinder
from cleaner.matching.wishes import SCOPES, wishes_of
from cleaner.record import NoiseClass


class Seen(NamedTuple):
    """What a scan found out about the lines of a document, for the scan of what is left of it.

    `shown` holds by line (rule, start, end) of what rules that need not know the language for sure would hit.
    """

    doc: Document
    scopes: Sequence[int]
    shown: dict[int, list[tuple[int, int, int]]]

    def carried(self, doc: Document, scopes: Sequence[int]) -> dict[int, list[tuple[int, int, int]]]:
        """What is known of the lines of `doc`: of those that stood in the same scopes before."""
        if doc.tongues != self.doc.tongues:
            return {}
        known = dict(zip(zip(self.doc.cased_lines, self.scopes, strict=True), range(len(self.doc)), strict=True))
        found = {}
        for index, key in enumerate(zip(doc.cased_lines, scopes, strict=True)):
            there = known.get(key)
            if there is not None and self.doc.folded[there] == doc.folded[index]:
                found[index] = self.shown.get(there, [])
        return found


class Candidates:
    """The hits of all rules on one document."""

    def __init__(self, matchers: Sequence[Matcher], hits: dict[int, list[Hit]], seen: Seen | None = None) -> None:
        """`hits` by the number of the matcher."""
        self.seen = seen
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

    def __init__(self, matchers: Sequence[Matcher], compiled: bool = native.AVAILABLE) -> None:
        """`compiled=False` does without the compiled module (the result is the same)."""
        self._matchers = matchers
        self._wishes = wishes_of(matchers)
        self._finder = native.NativeFinder(self._wishes) if compiled else PlainFinder(self._wishes)

    def scan(self, doc: Document, before: Candidates | None = None) -> Candidates:
        """The hits of every rule on `doc`.

        With `before`, the hits on a text that `doc` was cut from, the result is the same and there sooner.
        """
        scopes = _scopes(doc, self._wishes.spoken(doc.tongues))
        seen = before.seen if before else None
        shown = seen.carried(doc, scopes) if seen else {}
        lines = [index for index, line in enumerate(doc.folded) if line and index not in shown]
        for number, index in self._finder.find(doc.folded, lines, scopes):
            words = self._matchers[number].shown(doc, index)
            if words is not None:
                shown.setdefault(index, []).append((number, *words))
        hits: dict[int, list[Hit]] = {}
        for number, index, start, end in sorted((n, i, a, b) for i, found in shown.items() for n, a, b in found):
            if self._matchers[number].speaks(doc):
                hits.setdefault(number, []).append(Hit(index, start, end))
        return Candidates(self._matchers, hits, Seen(doc, scopes, shown))


def _scopes(doc: Document, spoken: int) -> list[int]:
    """The scopes each line stands in, and the languages `spoken`, as bits."""
    scopes = [spoken] * len(doc)
    for scope, bit in SCOPES.items():
        for index in doc.zones.lines(scope):
            scopes[index] |= bit
    return scopes


def brute_force(matchers: Sequence[Matcher], doc: Document) -> Candidates:
    """The scanner's twin for tests: every rule asked about every line."""
    hits: dict[int, list[Hit]] = {}
    for number, matcher in enumerate(matchers):
        found = [hit for index in range(len(doc)) if (hit := matcher.hit(doc, index))]
        if found:
            hits[number] = found
    return Candidates(matchers, hits)
