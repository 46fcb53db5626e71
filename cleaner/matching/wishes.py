"""Which lines the rules want to see: by whole-line phrases, by literals, or, where a rule has neither, all."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from pydantic import TypeAdapter

from cleaner.cache import remember
from cleaner.document import Scope
from cleaner.matching.edges import stands_apart
from cleaner.matching.gate import Clauses, Gate
from cleaner.matching.matcher import EVERYWHERE, Matcher
from cleaner.ruleset.model import Match
from cleaner.syntax.parts import START, weight

SCOPES: dict[Scope, int] = {"anywhere": 1, "body": 2, "head": 4, "opening": 8, "ending": 16, "tail": 32}
# Lines in these are marked for what is on them (see `syntax.parts.MARKS`): few lines, and rules that have no words.
ENDS = 4 | 8 | 16 | 32
# A rule's scope and a line's scopes have the languages behind them, from this bit on; the first is that of packs that
# are asked about every text. Languages beyond the last bit share it.
TONGUES, _LAST_TONGUE = 8, 31
# Decoration around a whole-line phrase may add this much to a line's length.
_ROOM = 60
# To work out the wishes of so many rules takes longer than to read them from disk; so does compiling their patterns.
MANY = 300
# The compiled finder looks for so many characters of a literal, of a shorter one for so many.
_WINDOW, _SHORT_WINDOW = 6, 4
_MATCHES = TypeAdapter(list[Match])


def fits(scopes: int, line: int) -> bool:
    """True if a rule with these scopes and languages is asked about a line that stands in those of `line`."""
    both = scopes & line
    return bool(both & ((1 << TONGUES) - 1)) and both >> TONGUES != 0


@dataclass
class Wishes:
    """What all rules want to see, by number of the rule; plain data. `tongues` holds each language's bit.

    A literal is a text on a line that rules want to see the line for. Of each of `literals` there is, in order:
    `opening`, whether the line, or its first word, must begin with it; `windows`, the offset of its rarest characters
    in a row; `wanted`, the numbers of rules, each times four, plus two if the line is wanted because of a label and
    needs no other test, plus one if no letter may follow the literal. As columns they are read sooner.
    """

    tongues: dict[str, int] = field(default_factory=dict)
    scopes: list[int] = field(default_factory=list)
    longest: list[int] = field(default_factory=list)
    phrases: dict[str, list[int]] = field(default_factory=dict)
    literals: list[str] = field(default_factory=list)
    opening: list[bool] = field(default_factory=list)
    windows: list[int] = field(default_factory=list)
    wanted: list[list[int]] = field(default_factory=list)
    always: list[int] = field(default_factory=list)
    gates: list[Clauses] = field(default_factory=list)

    @property
    def longest_phrase(self) -> int:
        """Longer lines, in characters, are no phrase."""
        return max(map(len, self.phrases), default=-_ROOM) + _ROOM


def spoken(bits: Mapping[str, int], tongues: frozenset[str] | None) -> int:
    """The languages that are asked about a text in one of `tongues`, as bits; all of them if that is None."""
    asked = bits.values() if tongues is None else (bits[name] for name in tongues if name in bits)
    return sum(1 << bit for bit in {TONGUES, *asked})


def wishes_of(matchers: Sequence[Matcher]) -> Wishes:
    """What the rules of these matchers want to see."""
    if len(matchers) < MANY:
        return _collect(matchers)
    about = [(matcher.rule.scope, matcher.rule.language, matcher.longest) for matcher in matchers]
    said = _MATCHES.dump_json([matcher.match for matcher in matchers])
    key = hashlib.sha256(repr(about).encode() + said).digest()
    return Wishes(**remember("wishes", key, lambda: asdict(_collect(matchers))))


def _collect(matchers: Sequence[Matcher]) -> Wishes:
    languages = sorted({matcher.rule.language for matcher in matchers} - EVERYWHERE)
    found = Wishes({name: min(TONGUES + 1 + k, _LAST_TONGUE) for k, name in enumerate(languages)})
    phrases: dict[str, list[int]] = defaultdict(list)
    literals: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for number, matcher in enumerate(matchers):
        scope = SCOPES[matcher.rule.scope]
        gate = Gate(matcher, marks=bool(scope & ENDS))
        found.scopes.append(scope | 1 << found.tongues.get(matcher.rule.language, TONGUES))
        found.longest.append(matcher.longest)
        found.gates.append(gate.tested())
        for phrase in matcher.lines:
            phrases[phrase].append(number)
        for label in matcher.labels:
            literals[label, True].append(number << 2 | 2 | 1)
        for start in matcher.starts:
            literals[start, True].append(number << 2 | stands_apart(start))
        for text in gate.looked_for():
            literals[text.removeprefix(START), text.startswith(START)].append(number << 2)
        if matcher.loose and not gate.looked_for():
            found.always.append(number)
    found.phrases = dict(phrases)
    for (text, opening), wanted in literals.items():
        found.literals.append(text)
        found.opening.append(opening)
        found.windows.append(0 if opening else _window(text))
        found.wanted.append(wanted)
    return found


def _window(text: str) -> int:
    """Where on a literal its rarest characters in a row begin."""
    size = _WINDOW if len(text) >= _WINDOW else min(len(text), _SHORT_WINDOW)
    return min(range(len(text) - size + 1), key=lambda at: weight(frozenset([text[at : at + size]])))
