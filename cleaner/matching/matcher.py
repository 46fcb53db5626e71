"""What one rule asks of one line. This is the truth that the scanner only hurries to."""

from __future__ import annotations

from typing import NamedTuple

from cleaner.document import Document
from cleaner.lazy import lazy
from cleaner.matching.bar import Bar
from cleaner.matching.edges import bare, lead, opens
from cleaner.matching.pieces import Parts
from cleaner.pattern import LINE_LIMIT, Pattern, Patterns
from cleaner.ruleset.model import LONGEST_LINE, Match, Rule
from cleaner.shadow import fold

# The languages of packs that are asked about every text: English labels stand on pages of all languages.
EVERYWHERE = frozenset(["mul", "en"])


class Hit(NamedTuple):
    """A rule hits line `line` because of what stands at offsets `start` to `end` of the folded line."""

    line: int
    start: int
    end: int


def _folded(literals: tuple[str, ...]) -> tuple[str, ...]:
    """The literals folded, each once; the same ones, if they are that already."""
    together = "\n".join(literals)
    if together.count("\n") == len(literals) - 1:  # no literal has a line break: fold all at once
        folded = tuple(dict.fromkeys(fold(together).split("\n")))
    else:
        folded = tuple(dict.fromkeys(fold(literal) for literal in literals))
    return literals if folded == literals else folded


class Matcher:
    """A rule's `match`. Its literals are folded when first of use: of a thousand rules a text needs a few."""

    def __init__(self, rule: Rule, match: Match) -> None:
        self.rule = rule
        self.match = match
        # Of a longer line a pattern would see a part: each pass would cut a little more.
        self.longest = match.longest or (LINE_LIMIT if rule.kind == "span" else LONGEST_LINE)
        self.pattern = Pattern(match.pattern, trusted=rule.trusted) if match.pattern else None
        self.cased = match.cased
        # A hit speaks of the line as a whole, not of a part of it;
        self.whole = rule.kind != "span"
        # and the rule need not know the language: what it hits need not be looked at in pieces.
        self.sure = self.whole and not rule.gated
        # The rule speaks about documents in any language.
        self.free = rule.language in EVERYWHERE and not rule.gated
        self._only_pattern = self.loose and not (match.lines or match.labels)
        self._unless = [Pattern(source, trusted=rule.trusted) for source in rule.unless]

    @lazy
    def lines(self) -> frozenset[str]:
        """The whole lines, folded and bare."""
        return frozenset(filter(None, map(bare, _folded(self.match.lines))))

    @lazy
    def labels(self) -> tuple[str, ...]:
        """The labels, folded."""
        return _folded(self.match.labels)

    @lazy
    def starts(self) -> tuple[str, ...]:
        """What a line may begin with, folded."""
        return _folded(self.match.starts)

    @lazy
    def anchors(self) -> tuple[str, ...]:
        """What may stand anywhere on a line, folded."""
        return _folded(self.match.anchors)

    @lazy
    def _bar(self) -> Bar | None:
        return Bar(self.labels, self.match.least) if self.labels else None

    def share(self, patterns: Patterns) -> None:
        """Have the patterns of a rule that comes with the package from there."""
        if self.rule.trusted:
            self.pattern = self.pattern and patterns.same(self.pattern)
            self._unless = [patterns.same(pattern) for pattern in self._unless]

    @property
    def loose(self) -> bool:
        """True if nothing but a pattern tells which lines to look at."""
        return self.pattern is not None and not (self.match.starts or self.match.anchors)

    def hit(self, doc: Document, index: int) -> Hit | None:
        """The hit on the line at `index`, if it shows what the rule asks for and stands where it must."""
        if not self.speaks(doc):
            return None
        if self.rule.scope != "anywhere" and index not in doc.zones.lines(self.rule.scope):
            return None
        words = self.shown(doc, index)
        return None if words is None else Hit(index, *words)

    def shown(self, doc: Document | Parts, index: int) -> tuple[int, int] | None:
        """Where the evidence stands on the line at `index`, wherever the line stands and in whatever language."""
        line = doc.folded[index]
        if not line or len(line) > self.longest:
            return None
        if self._only_pattern and self.pattern:
            found = self.pattern.search(doc.cased(index) if self.cased else line)
            words = found.span() if found else None
        else:
            words = self._words(doc, index, line)
        if words is None or any(pattern.search(line) for pattern in self._unless):
            return None
        return words

    def speaks(self, doc: Document) -> bool:
        """True unless the rule is for a language that is not the document's; to ask a gated one may cost."""
        language = self.rule.language
        if language not in EVERYWHERE and doc.tongues is not None and language not in doc.tongues:
            return False
        return not self.rule.gated or doc.language == language

    def _words(self, doc: Document | Parts, index: int, line: str) -> tuple[int, int] | None:
        """Where the evidence stands on the line."""
        if self.lines and bare(line) in self.lines:
            return 0, len(line)
        if self._bar and self._bar.is_all_of(line):
            return 0, len(line)
        literal = self._literal(line)
        if literal is None:
            return None
        if self.pattern is None:
            return literal if literal[1] else None
        found = self.pattern.search(doc.cased(index) if self.cased else line)
        return found.span() if found else None

    def _literal(self, line: str) -> tuple[int, int] | None:
        """Where a start or an anchor stands; an empty span if the rule has neither."""
        if not (self.starts or self.anchors):
            return 0, 0
        at = lead(line) if self.starts else 0
        near = self.starts and (line.startswith(self.starts) or line.startswith(self.starts, at))
        for literal in self.starts if near else ():
            begin = at if literal[0].isalnum() else 0
            if opens(line, literal, begin):
                return begin, begin + len(literal)
        for literal in self.anchors:
            begin = line.find(literal)
            if begin >= 0:
                return begin, begin + len(literal)
        return None


def shown(text: str, most: int = 80) -> str:
    """A piece of text on one line, shortened in the middle, for evidence and messages."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most // 2] + " … " + text[-most // 3 :]
