"""Which lines the rules want to see: by whole-line phrases, by literals, or, where a rule has neither, all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from cleaner.document import Scope
from cleaner.matching.edges import stands_apart
from cleaner.matching.gate import Gate
from cleaner.matching.matcher import Matcher
from cleaner.syntax.parts import START

SCOPES: dict[Scope, int] = {"anywhere": 1, "body": 2, "head": 4, "opening": 8, "ending": 16, "tail": 32}
# Lines in these are marked for what is on them (see `syntax.parts.MARKS`): few lines, and rules that have no words.
ENDS = 4 | 8 | 16 | 32
# Decoration around a whole-line phrase may add this much to a line's length.
_ROOM = 60


class Wish(NamedTuple):
    """`rule` wants to see a line in one of `scopes` and not longer than `longest`.

    `whole`: because of a label; `apart`: unless a letter follows the literal.
    """

    rule: int
    scopes: int
    longest: int
    whole: bool = False
    apart: bool = False


class Wishes:
    """What all rules want to see, by number of the rule.

    `literals` that open a line are behind START.
    """

    def __init__(self, matchers: Sequence[Matcher]) -> None:
        self.scopes = [SCOPES[matcher.rule.scope] for matcher in matchers]
        self.longest = [matcher.longest for matcher in matchers]
        self.gates = [Gate(matcher, marks=bool(SCOPES[matcher.rule.scope] & ENDS)) for matcher in matchers]
        self.always: list[int] = []
        phrases: dict[str, list[int]] = defaultdict(list)
        literals: dict[str, list[Wish]] = defaultdict(list)
        for number, matcher in enumerate(matchers):
            wish = Wish(number, self.scopes[number], matcher.longest)
            for phrase in matcher.lines:
                phrases[phrase].append(number)
            for label in matcher.labels:
                literals[START + label].append(wish._replace(whole=True, apart=True))
            for start in matcher.starts:
                literals[START + start].append(wish._replace(apart=stands_apart(start)))
            looked_for = self.gates[number].looked_for()
            for literal in looked_for:
                literals[literal].append(wish)
            if matcher.loose and not looked_for:
                self.always.append(number)
        self.phrases = {phrase: tuple(numbers) for phrase, numbers in phrases.items()}
        self.literals = {literal: tuple(wishes) for literal, wishes in literals.items()}
        self.longest_phrase = max(map(len, phrases), default=-_ROOM) + _ROOM
