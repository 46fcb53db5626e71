"""What a line must show for a pattern to match on it at all, read from the pattern's syntax.

A pattern that begins with `^\\W*(?:updated|posted)` can't match a line without one of these words: they are found for
all rules in one scan, and the pattern is asked only where one stands. What is told is necessary, never sufficient;
where the reading is unsure (a construct it doesn't know, a letter with more than one other case) it demands nothing.

The method is that of code search engines (Cox, "Regular Expression Matching with a Trigram Index", 2012): a part of a
pattern is either one of a few known texts, which grow as parts follow each other, or it is not, and then what was known
up to it must stand on the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, NoReturn

from cleaner.shadow import fold
from cleaner.syntax.parts import ANYTHING, EMPTY, MARKS, MOST, START, Clause, Part, either, repeat, sequence

_MOST_IN_CLASS = 12
_ZERO_WIDTH = frozenset("bBAZmM")
_CLASSES = frozenset("wWsSDhXR")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a"}
# Characters that stand for themselves, up to a quantifier; at the beginning of a group, several such between bars.
_SELF = r"[^\\()\[\]{}.*+?^$|]"
_PLAIN = re.compile(rf"{_SELF}+(?![*+?{{])(?:\|{_SELF}+(?=[|)]))*")
_QUANTIFIER = re.compile(r"(?:([*+?])|\{(\d+)\}|\{(\d*),(\d*)\})[+?]?")
_PROPERTY = re.compile(r"[pP]\{\^?[\w =:-]+\}|[pP][A-Z]")
_CODE = re.compile(r"x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})")
_GROUP = re.compile(r"\?(?:P?<[A-Za-z_]\w*>|:|>|(?P<on>[is]*)(?:-(?P<off>[is]+))?:|(?P<look><?[=!]))")


class Unsure(Exception):
    """The pattern has something that this reader does not know."""


class Told(NamedTuple):
    """What the syntax of a pattern tells.

    Of each clause of `demands` one text at least is on every folded line (see START and MARKS) that it matches on;
    `anchored` says that it matches where the line begins or not at all.
    """

    demands: tuple[Clause, ...] = ()
    anchored: bool = False


@lru_cache(maxsize=64)  # several ask about one pattern in turn
def read(source: str, cased: bool = False) -> Told:
    """What can be told of `source`; `cased` says that the pattern sees the line with its case."""
    try:
        reader = _Reader(source, cased)
        part = reader.alternatives()
    except (Unsure, RecursionError):
        return Told()
    if reader.at < len(source):
        return Told()
    return Told(tuple(dict.fromkeys(part.demands)), all(text.startswith(START) for text in part.begins))


class _Reader:
    """A recursive descent through one pattern."""

    def __init__(self, source: str, cased: bool) -> None:
        self.source = source
        self.at = 0
        self._cased = cased
        self._ignores = False

    def alternatives(self) -> Part:
        """Parts separated by bars, up to a closing bracket or the end."""
        branches = [self._sequence()]
        while self._next("|"):
            branches.append(self._sequence())
        return branches[0] if len(branches) == 1 else either(branches)

    def _sequence(self) -> Part:
        parts: list[Part] = []
        while self.at < len(self.source) and self.source[self.at] not in "|)":
            parts.append(self._words(first=not parts) or self._repeated(self._atom()))
        return sequence(parts)

    def _words(self, first: bool) -> Part | None:
        """Characters up to the next that means something else; if `first` of all, several such between bars."""
        found = _PLAIN.match(self.source, self.at)
        if not found:
            return None
        words = found.group().split("|")
        if not first or len(words) > MOST:
            words = words[:1]
        texts = list(map(self._run, words))
        if None in texts:
            return None
        self.at += len("|".join(words))
        return Part(frozenset(filter(None, texts)))

    def _run(self, word: str) -> str | None:
        """Like `_seen`, for several characters."""
        if START in word:
            self._unsure()
        if not self._ignores and (not self._cased or "Σ" not in word):
            return fold(word) if self._cased else word
        seen = list(map(self._seen, word))
        return None if None in seen else "".join(filter(None, seen))

    def _repeated(self, part: Part) -> Part:
        while self.at < len(self.source) and self.source[self.at] in "*+?{":
            found = _QUANTIFIER.match(self.source, self.at)
            if not found:
                self._unsure()
            self.at = found.end()
            part = repeat(part, *_times(found))
        return part

    def _atom(self) -> Part:
        char = self.source[self.at]
        self.at += 1
        match char:
            case "(":
                return self._group()
            case "[":
                return self._class()
            case "\\":
                return self._escape()
            case ".":
                return ANYTHING
            case "^":
                return Part(frozenset([START]))
            case "$":
                return EMPTY
            case _ if char in "*+?{":
                self._unsure()
        return self._literal(char)

    def _literal(self, char: str) -> Part:
        seen = self._seen(char)
        return ANYTHING if seen is None else Part(frozenset([seen]))

    def _seen(self, char: str) -> str | None:
        """What a folded line shows where the pattern matches `char`; None if it may be several things."""
        if char == START:
            self._unsure()
        if self._ignores:
            return fold(char) if char.isascii() or char.lower() == char.upper() == char.casefold() else None
        if not self._cased:
            return char
        return None if char == "Σ" else fold(char)  # lower case depends on what stands beside it

    def _group(self) -> Part:
        found = _GROUP.match(self.source, self.at)
        if not found and self.source.startswith(("?", "*"), self.at):
            self._unsure()
        self.at = found.end() if found else self.at
        before = self._ignores
        if found:
            self._ignores = (before or "i" in (found["on"] or "")) and "i" not in (found["off"] or "")
        part = self.alternatives()
        self._ignores = before
        if not self._next(")"):
            self._unsure()
        if found and found["look"]:
            return Part(EMPTY.texts, part.demands if "=" in found["look"] else ())
        return part

    def _escape(self) -> Part:
        rest = self.source[self.at : self.at + 1]
        if rest in _ZERO_WIDTH and rest:
            self.at += 1
            return Part(frozenset([START])) if rest == "A" else EMPTY
        member = self._escaped()
        return self._literal(member) if len(member) == 1 else _marked([member])

    def _escaped(self) -> str:
        """One character, or the name of a class, behind a backslash."""
        char = self.source[self.at : self.at + 1]
        if found := _PROPERTY.match(self.source, self.at):
            self.at = found.end()
            return "\\" + found.group()
        if found := _CODE.match(self.source, self.at):
            self.at = found.end()
            return chr(int(found.group(found.lastindex or 0), 16))
        self.at += 1
        if char == "d" or char in _CLASSES:
            return "\\" + char
        if char in _ESCAPES:
            return _ESCAPES[char]
        if not char or char.isalnum():
            self._unsure()
        return char

    def _class(self) -> Part:
        """A set of characters in square brackets."""
        negated = self._next("^")
        members: list[str] = []
        first = self.at
        while self.at == first or not self._next("]"):
            members += self._members()
        if negated:
            return ANYTHING
        single = [self._seen(member) for member in members if len(member) == 1]
        if None in single or len(set(single)) > _MOST_IN_CLASS:
            return ANYTHING
        if len(single) == len(members):
            return Part(frozenset(filter(None, single)))
        return _marked([*filter(None, single), *(member for member in members if len(member) > 1)])

    def _members(self) -> Iterable[str]:
        """The next characters or the next class in square brackets; a long range is a class of no name."""
        low = self._member()
        if not self.source.startswith("-", self.at) or self.source.startswith("-]", self.at):
            return [low]
        self.at += 1
        high = self._member()
        if len(low) > 1 or len(high) > 1 or high < low:
            self._unsure()
        if (low, high) == ("0", "9"):
            return [r"\d"]
        return map(chr, range(ord(low), ord(high) + 1)) if ord(high) - ord(low) < _MOST_IN_CLASS else [r"\w"]

    def _member(self) -> str:
        char = self.source[self.at : self.at + 1]
        # Set operations and named classes, which `regex` has too.
        if not char or char == "[" or self.source[self.at : self.at + 2] in ("--", "||", "&&", "~~"):
            self._unsure()
        self.at += 1
        return self._escaped() if char == "\\" else char

    def _next(self, char: str) -> bool:
        found = self.source.startswith(char, self.at)
        self.at += found
        return found

    def _unsure(self) -> NoReturn:
        raise Unsure(self.source)


def _marked(members: Iterable[str]) -> Part:
    """A part that is one of these characters and classes, and no more than one character."""
    marks = [member if len(member) == 1 else MARKS.get(member) for member in members]
    return ANYTHING if None in marks else Part(None, (frozenset(filter(None, marks)),))


def _times(found: re.Match[str]) -> tuple[int, int | None]:
    """How often at least and at most a quantifier repeats; None for no limit."""
    sign, exactly, least, most = found.groups()
    if sign:
        return {"*": (0, None), "+": (1, None), "?": (0, 1)}[sign]
    if exactly:
        return int(exactly), int(exactly)
    return int(least or 0), int(most) if most else None
