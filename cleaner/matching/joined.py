"""Several scanners over one document, their hits taken together: the same as one scanner for the rules of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from cleaner.document import Document
from cleaner.matching.matcher import Hit
from cleaner.matching.pieces import Atoms, Split
from cleaner.matching.scan import Candidates, Scanner
from cleaner.record import NoiseClass


class JoinedCandidates(Candidates):
    """The hits of several scanners, each of rules of its own, on one document."""

    def __init__(self, each: Sequence[Candidates]) -> None:
        super().__init__({}, {}, _joined(each))
        self._each = each

    @property
    def rules(self) -> Iterable[str]:
        """The rules that hit anything."""
        return chain.from_iterable(near.rules for near in self._each)

    def of(self, rule: str) -> Sequence[Hit]:
        """The hits of a rule, in the order of the lines."""
        return next((hits for near in self._each if (hits := near.of(rule))), ())

    def classes(self, line: int) -> frozenset[NoiseClass]:
        """The classes of the rules that hit a line as a whole."""
        return super().classes(line).union(*(near.classes(line) for near in self._each))

    def known(self, least: float) -> Mapping[int, AbstractSet[NoiseClass]]:
        """By line: the classes of rules that hit it as a whole and are sure enough."""
        classes: dict[int, AbstractSet[NoiseClass]] = {}
        for near in self._each:
            for line, found in near.known(least).items():
                classes[line] = found | classes.get(line, frozenset())
        return classes

    def parts(self, line: int) -> frozenset[NoiseClass]:
        """The classes of the rules that hit a part of a line."""
        return frozenset().union(*(near.parts(line) for near in self._each))

    def _hits_whole(self, line: int) -> bool:
        return any(near._hits_whole(line) for near in self._each)

    def pairs(self) -> set[tuple[str, int]]:
        """All hits as (rule, line)."""
        return set().union(*(near.pairs() for near in self._each))


def _joined(each: Sequence[Candidates]) -> list[Split]:
    """The ways to part lines, with what the rules of all hit of their atoms."""
    found: dict[tuple[int, Atoms], Split] = {}
    for split in chain.from_iterable(near.splits for near in each):
        known = found.get(split[:2])
        found[split[:2]] = split._replace(pieces=known.pieces + split.pieces) if known else split
    return [found[way] for way in sorted(found, key=lambda way: (way[0], len(way[1])))]


class JoinedScanner:
    """Scanners of rules that are asked together."""

    def __init__(self, scanners: Sequence[Scanner | JoinedScanner]) -> None:
        self._scanners = scanners

    def plainly(self) -> JoinedScanner:
        """The same without the compiled module, which takes a while to build."""
        return JoinedScanner([each.plainly() for each in self._scanners])

    def forget(self) -> None:
        """Forget the lines that came."""
        for each in self._scanners:
            each.forget()

    def scan(self, doc: Document) -> JoinedCandidates:
        """The hits of every rule on `doc`."""
        return JoinedCandidates([each.scan(doc) for each in self._scanners])
