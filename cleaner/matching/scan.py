"""One scan of a document for all rules: its cost follows the text, not the number of rules.

Whole-line phrases are one dictionary look-up a line, and only for short lines. Literals at a line's start are looked up
by their first four folded characters. All other literals go through one Aho-Corasick pass. What is found that way is a
candidate; the rule's own matcher then says whether it is a hit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from cleaner.document import Document, Scope
from cleaner.matching.automaton import Automaton
from cleaner.matching.edges import bare, lead
from cleaner.matching.matcher import Hit, Matcher
from cleaner.record import NoiseClass

_KEY = 4
# Decoration around a whole-line phrase may add this much to a line's length.
_ROOM = 60


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


class _Head(NamedTuple):
    literal: str
    rule: int


class Scanner:
    """Looks for the literals of many rules at once."""

    def __init__(self, matchers: Sequence[Matcher], native: bool = True) -> None:
        """`native=False` does without the compiled automaton (the result is the same)."""
        self._matchers = matchers
        phrases: dict[str, list[int]] = defaultdict(list)
        heads: dict[str, list[_Head]] = defaultdict(list)
        anchors: dict[str, list[int]] = defaultdict(list)
        self._loose: dict[Scope, list[tuple[int, int]]] = {}  # rule and its longest line, by scope
        for number, matcher in enumerate(matchers):
            for phrase in matcher.lines:
                phrases[phrase].append(number)
            for literal in (*matcher.starts, *matcher.labels):
                heads[literal[:_KEY]].append(_Head(literal, number))
            for literal in matcher.anchors:
                anchors[literal].append(number)
            if matcher.loose:
                self._loose.setdefault(matcher.rule.scope, []).append((number, matcher.longest))
        self._phrases = dict(phrases)
        self._longest_phrase = max(map(len, phrases), default=-_ROOM) + _ROOM
        self._heads = dict(heads)
        self._key_sizes = sorted({len(key) for key in heads}, reverse=True)
        self._anchors = list(anchors.values())
        self._automaton = Automaton(list(anchors), native)

    def scan(self, doc: Document) -> Candidates:
        """The hits of every rule on `doc`."""
        hits: dict[int, list[Hit]] = {}
        for number, index in sorted(set(self._candidates(doc))):
            hit = self._matchers[number].hit(doc, index)
            if hit:
                hits.setdefault(number, []).append(hit)
        return Candidates(self._matchers, hits)

    def _candidates(self, doc: Document) -> Iterator[tuple[int, int]]:
        """(rule, line) pairs among which all hits are."""
        phrases, longest = self._phrases, self._longest_phrase
        for index, line in enumerate(doc.folded):
            if not line:
                continue
            if len(line) <= longest:
                for number in phrases.get(bare(line), ()):
                    yield number, index
            yield from self._at_head(line, 0, index)
            if not line[0].isalnum():
                yield from self._at_head(line, lead(line), index)
        for literal, offset in self._automaton.find(doc.searchable):
            index = doc.line_at(offset)
            for number in self._anchors[literal]:
                yield number, index
        for scope, rules in self._loose.items():
            for index in doc.zones.lines(scope):
                length = len(doc.folded[index])
                if length:
                    yield from ((number, index) for number, longest in rules if length <= longest)

    def _at_head(self, line: str, at: int, index: int) -> Iterator[tuple[int, int]]:
        for size in self._key_sizes:
            for literal, number in self._heads.get(line[at : at + size], ()):
                if line.startswith(literal, at):
                    yield number, index


def brute_force(matchers: Sequence[Matcher], doc: Document) -> Candidates:
    """The scanner's twin for tests: every rule asked about every line."""
    hits: dict[int, list[Hit]] = {}
    for number, matcher in enumerate(matchers):
        found = [hit for index in range(len(doc)) if (hit := matcher.hit(doc, index))]
        if found:
            hits[number] = found
    return Candidates(matchers, hits)
