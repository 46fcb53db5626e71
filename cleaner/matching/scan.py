"""One scan of a document for all rules: its cost follows the text, not the number of rules.

Whole-line phrases are one dictionary look-up a line, and only for short lines. Literals at a line's start are looked up
by their first four folded characters. All other literals go through one Aho-Corasick pass; those of rules for the ends
of a text through another, over these lines only. Where a rule has no literals, or weak ones, the scan looks for what
its pattern can't do without (see `matching.syntax`). What is found that way is a candidate; the rule's own matcher
then says whether it is a hit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from cleaner.document import Document
from cleaner.matching.edges import bare
from cleaner.matching.gate import Gate, marked
from cleaner.matching.literals import Openers, Table
from cleaner.matching.matcher import Hit, Matcher
from cleaner.matching.syntax import START
from cleaner.record import NoiseClass

# Decoration around a whole-line phrase may add this much to a line's length.
_ROOM = 60
_SCOPES = {"anywhere": 1, "body": 2, "head": 4, "opening": 8, "ending": 16, "tail": 32}
_ENDS = 4 | 8 | 16 | 32

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
    def _classes(self) -> dict[int, set[NoiseClass]]:
        classes: dict[int, set[NoiseClass]] = defaultdict(set)
        for rule_id, hits in self._hits.items():
            rule = self._rules[rule_id]
            for hit in hits if rule.kind != "span" else ():
                classes[hit.line].add(rule.noise_class)
        return classes

    def classes(self, line: int) -> frozenset[NoiseClass]:
        """The classes of the rules that hit a line as a whole."""
        return frozenset(self._classes.get(line, ()))

    def pairs(self) -> set[tuple[str, int]]:
        """All hits as (rule, line)."""
        return {(rule, hit.line) for rule, hits in self._hits.items() for hit in hits}


class Scanner:
    """Looks for the literals of many rules at once."""

    def __init__(self, matchers: Sequence[Matcher], native: bool = True) -> None:
        """`native=False` does without the compiled automaton (the result is the same)."""
        self._matchers = matchers
        self._bits = [_SCOPES[matcher.rule.scope] for matcher in matchers]
        self._longest = [matcher.longest for matcher in matchers]
        phrases: dict[str, list[int]] = defaultdict(list)
        everywhere, ends = Table(), Table()
        self._openers, self._labels = Openers(), Openers()
        self._gates: list[Gate] = []
        self._always: list[int] = []
        for number, matcher in enumerate(matchers):
            for phrase in matcher.lines:
                phrases[phrase].append(number)
            self._labels.add(matcher.labels, number)
            self._openers.add(matcher.starts, number)
            at_ends = bool(self._bits[number] & _ENDS)
            gate = Gate(matcher, marks=at_ends)
            self._gates.append(gate)
            if clause := gate.looked_for():
                (ends if at_ends else everywhere).add(clause, number)
            elif matcher.loose:
                self._always.append(number)
        self._phrases = dict(phrases)
        self._longest_phrase = max(map(len, phrases), default=-_ROOM) + _ROOM
        self._everywhere, self._at_ends = everywhere.automaton(native), ends.automaton(native)

    def scan(self, doc: Document) -> Candidates:
        """The hits of every rule on `doc`."""
        scopes = _scopes(doc)
        lines = [index for index, line in enumerate(doc.folded) if line]
        hits: dict[int, list[Hit]] = {}
        for number, index in sorted(self._candidates(doc.folded, lines, scopes)):
            matcher = self._matchers[number]
            words = matcher.shown(doc, index)
            if words is not None and matcher.speaks(doc):
                hits.setdefault(number, []).append(Hit(index, *words))
        return Candidates(self._matchers, hits)

    def _candidates(
        self, folded: Sequence[str], lines: Sequence[int], scopes: Sequence[int]
    ) -> set[tuple[int, int]]:
        """(rule, line) pairs among which all hits on `lines` are."""
        bits, longest, gates = self._bits, self._longest, self._gates
        found = {
            (number, index)
            for number, index in self._whole(folded, lines)
            if bits[number] & scopes[index] and len(folded[index]) <= longest[number]
        }
        texts = [START + folded[index] for index in lines]
        ends = [k for k, index in enumerate(lines) if scopes[index] & _ENDS]
        for k in ends:
            texts[k] = marked(texts[k])
        near = chain(
            ((number, k) for k, index in enumerate(lines) for number in self._openers.find(folded[index])),
            self._everywhere.find(texts, range(len(texts))),
            self._at_ends.find([texts[k] for k in ends], ends),
            ((number, k) for number in self._always for k in range(len(lines))),
        )
        for number, k in near:
            index = lines[k]
            if bits[number] & scopes[index] and len(folded[index]) <= longest[number]:
                pair = number, index
                if pair not in found and gates[number].lets(texts[k]):
                    found.add(pair)
        return found

    def _whole(self, folded: Sequence[str], lines: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Rules that ask whether a line is a phrase or a bar of labels."""
        phrases, longest = self._phrases, self._longest_phrase
        for index in lines:
            line = folded[index]
            if len(line) <= longest:
                for number in phrases.get(bare(line), ()):
                    yield number, index
            for number in self._labels.find(line):
                yield number, index


def _scopes(doc: Document) -> list[int]:
    """The scopes each line stands in, as bits."""
    scopes = [1] * len(doc)
    for scope, bit in _SCOPES.items():
        if bit > 1:
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
