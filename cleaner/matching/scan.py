"""One scan of a document for all rules: its cost follows the text, not the number of rules.

Whole-line phrases are one dictionary look-up a line, and only for short lines; all literals are found in one pass.
Where a rule has no literals, or weak ones, the scan looks for what its pattern can't do without (see `syntax`). What is
found that way is a candidate; the rule's own matcher then says whether it is a hit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from cleaner.document import Document, Scope
from cleaner.lazy import lazy
from cleaner.matching import native
from cleaner.matching.matcher import Hit, Matcher
from cleaner.matching.matchers import Matchers
from cleaner.matching.memory import Key, Memory
from cleaner.matching.pieces import BARE, Atoms, Parts, Piece, Split, is_name, runs_of, spaces, ways_of
from cleaner.matching.plain import PlainFinder
from cleaner.matching.wishes import SCOPES, spoken, wishes_of
from cleaner.record import LEVELS, NoiseClass

_ENDS: tuple[Scope, ...] = ("head", "opening", "ending", "tail")
# The hits on a line: (number of the rule, start, end).
Hits = tuple[tuple[int, int, int], ...]
_NO_RULE = -1
_NO_CLASSES: frozenset[NoiseClass] = frozenset()


class Seen(NamedTuple):
    """What rules that need not know the language for sure would hit on a line, and on pieces of it (see `pieces`)."""

    hits: Hits = ()
    ways: tuple[tuple[Atoms, Hits], ...] = ()  # of atoms: (number of the rule, the first, the one after the last)


_NOTHING = Seen()


class Candidates:
    """The hits of all rules on one document."""

    def __init__(
        self, matchers: Mapping[int, Matcher], hits: Mapping[int, list[Hit]], splits: Sequence[Split] = ()
    ) -> None:
        """`hits` by the number of the matcher."""
        self._by_rule = {matchers[number].rule.id: matchers[number] for number in hits}
        self._hits = {matchers[number].rule.id: found for number, found in hits.items()}
        self.splits = splits
        self._sure: dict[float, Mapping[int, AbstractSet[NoiseClass]]] = {}

    @property
    def rules(self) -> Iterable[str]:
        """The rules that hit anything."""
        return self._hits

    def of(self, rule: str) -> Sequence[Hit]:
        """The hits of a rule, in the order of the lines."""
        return self._hits.get(rule, ())

    def _by_line(self, wanted: Callable[[Matcher], bool]) -> dict[int, set[NoiseClass]]:
        """By line: the classes of the rules that hit it and are wanted."""
        classes: dict[int, set[NoiseClass]] = defaultdict(set)
        for rule_id, hits in self._hits.items():
            matcher = self._by_rule[rule_id]
            if wanted(matcher):
                for hit in hits:
                    classes[hit.line].add(matcher.rule.noise_class)
        return dict(classes)

    @lazy
    def _whole(self) -> dict[int, set[NoiseClass]]:
        """Of rules that hit the line as a whole."""
        return self._by_line(lambda matcher: matcher.whole)

    @lazy
    def _parts(self) -> dict[int, set[NoiseClass]]:
        """Of rules that hit a part of the line."""
        return self._by_line(lambda matcher: not matcher.whole)

    @lazy
    def _classes(self) -> dict[int, frozenset[NoiseClass]]:
        """Classes by line: of rules that hit the line as a whole, or all of its pieces."""
        pieces = {split.line: frozenset(piece.noise_class for piece in cover) for split, cover in self.covered}
        return {line: frozenset(classes) for line, classes in self._whole.items()} | pieces

    @lazy
    def covered(self) -> list[tuple[Split, tuple[Piece, ...]]]:
        """The lines that no rule hits as a whole, but several piece by piece, with these pieces."""
        found = {}
        for split in self.splits:
            if split.line not in found and not self._hits_whole(split.line) and (cover := split.cover()):
                found[split.line] = split, cover
        return list(found.values())

    def _hits_whole(self, line: int) -> bool:
        """True if a rule hits the line as a whole."""
        return line in self._whole

    def classes(self, line: int) -> frozenset[NoiseClass]:
        """The classes of the rules that hit a line as a whole."""
        return self._classes.get(line, _NO_CLASSES)

    def known(self, least: float) -> Mapping[int, AbstractSet[NoiseClass]]:
        """By line: the classes of rules that hit it as a whole and whose certainty (0 to 1) is at least `least`."""
        if least not in self._sure:
            self._sure[least] = self._by_line(
                lambda matcher: matcher.whole and LEVELS[matcher.rule.confidence] >= least
            )
        return self._sure[least]

    def parts(self, line: int) -> frozenset[NoiseClass]:
        """The classes of the rules that hit a part of a line: its dateline, say."""
        return frozenset(self._parts.get(line, ()))

    def pairs(self) -> set[tuple[str, int]]:
        """All hits as (rule, line)."""
        return {(rule, hit.line) for rule, hits in self._hits.items() for hit in hits}


class Scanner:
    """Looks for the literals of many rules at once."""

    def __init__(self, matchers: Matchers, *, compiled: bool = native.AVAILABLE, remembers: bool = True) -> None:
        """`compiled=False` does without the compiled module, `remembers=False` looks at each line anew.

        The result is the same.
        """
        self.matchers = matchers
        wishes = wishes_of(matchers)
        self._tongues = wishes.tongues
        self._finder = native.NativeFinder(wishes, matchers.pattern) if compiled else PlainFinder(wishes)
        self._memory: Memory[Seen] | None = Memory() if remembers else None

    def plainly(self) -> Scanner:
        """The same without the compiled module, which takes a while to build."""
        return Scanner(self.matchers, compiled=False)

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
            else self._seen(doc, scopes, [index for index, line in enumerate(doc.folded) if line])
        )
        hits: dict[int, list[Hit]] = {}
        for number, index, start, end in sorted((n, i, a, b) for i, seen in found.items() for n, a, b in seen.hits):
            if self.matchers[number].free or self.matchers[number].speaks(doc):
                hits.setdefault(number, []).append(Hit(index, start, end))
        splits = [
            Split(index, atoms, tuple(self._spoken(doc, pieces)))
            for index, seen in sorted(found.items())
            for atoms, pieces in seen.ways
        ]
        return Candidates(self.matchers, hits, splits)

    def _spoken(self, doc: Document, pieces: Hits) -> Iterator[Piece]:
        """The pieces of a line that rules hit which speak about this document, and those shaped like names."""
        for number, first, stop in pieces:
            if number == _NO_RULE:
                yield Piece(first, stop, "", "byline", "medium")
            elif self.matchers[number].speaks(doc):
                rule = self.matchers[number].rule
                yield Piece(first, stop, rule.id, rule.noise_class, rule.confidence)

    def _recalled(self, doc: Document, scopes: list[int], memory: Memory[Seen]) -> dict[int, Seen]:
        """The same as `_seen` of all lines, of which only those are looked at that are not in memory."""
        lines = [index for index, line in enumerate(doc.folded) if line]
        keys = [(doc.folded[index], doc.cased_lines[index], scopes[index]) for index in lines]
        new: dict[int, Key] = {}
        found: dict[int, Seen] = {}
        for index, key, seen in zip(lines, keys, memory.recall(keys), strict=True):
            if seen is None:
                new[index] = key
            elif seen is not _NOTHING:
                found[index] = seen
        if not new:
            return found
        fresh = self._seen(doc, scopes, list(new))
        memory.keep({key: fresh.get(index, _NOTHING) for index, key in new.items()})
        return found | fresh

    def _seen(self, doc: Document, scopes: list[int], indexes: list[int]) -> dict[int, Seen]:
        """By line, of those at `indexes` on which anything is hit: what is. None of the lines may be blank."""
        found = {index: Seen(hits) for index, hits in self._shown(doc, scopes, indexes).items()}
        for index in indexes:
            if doc.prose(index) or any(self.matchers[number].sure for number, _, _ in found.get(index, _NOTHING).hits):
                continue
            ways = ways_of(doc.folded[index], head=bool(scopes[index] & SCOPES["head"]))
            parted = [(atoms, pieces) for atoms in ways if (pieces := self._pieces(doc, index, scopes[index], atoms))]
            if parted:
                found[index] = found.get(index, _NOTHING)._replace(ways=tuple(parted))
        return found

    def _pieces(self, doc: Document, index: int, scope: int, atoms: Atoms) -> Hits:
        """The runs of atoms that rules of whole lines hit, and the names among those at the head."""
        folded, cased = doc.folded[index], doc.cased(index)
        runs = list(runs_of(atoms))
        spans = [(atoms[first][0], atoms[stop - 1][1]) for first, stop in runs]
        parts = Parts([folded[a:b] for a, b in spans], [cased[a:b] for a, b in spans])
        hit = self._shown(parts, [scope] * len(runs), list(range(len(runs))))
        bare = spaces(folded, atoms)
        found = sorted(
            (number, *runs[k])
            for k, hits in hit.items()
            for number, _, _ in hits
            if self.matchers[number].rule.kind == "line"
            and (self.matchers[number].rule.noise_class in BARE or not bare)
        )
        if found and scope & SCOPES["opening"]:
            found += ((_NO_RULE, *run) for run, text in zip(runs, parts.cased_lines, strict=True) if is_name(text))
        return tuple(found)

    def _shown(self, doc: Document | Parts, scopes: list[int], indexes: list[int]) -> dict[int, Hits]:
        """By line, of those at `indexes`: what rules that need not know the language for sure would hit.

        None of the lines may be blank.
        """
        found: dict[int, Hits] = {}
        for number, index in self._finder.find(doc.folded, doc.cased_lines, indexes, scopes):
            matcher = self.matchers[number]
            words = matcher.shown(doc, index)
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
    return Candidates(dict(enumerate(matchers)), hits)
