"""Regular expressions, through the one importer of `regex`: compiling, searching, and a limit on time.

A limit on time makes a call ten times dearer. Patterns that come with the package do without it on short lines; all
others, and all on long lines, have it.
"""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, cast

import regex

from cleaner.errors import PatternTimeout
from cleaner.shelf import Shelf
from cleaner.syntax.reader import read

SECONDS = 2.0
# What is known of so many patterns is kept. More than all packs have: with fewer, what goes over all of them again and
# again would find none.
KEPT = 1 << 14
# Of a longer line a pattern sees this much: a line is no place for boilerplate beyond it, and time stays linear.
LINE_LIMIT = 20_000
# On a line this short a trusted pattern runs without the limit on time: one that has passed the lint for slow patterns
# on lines up to ten times as long, in a tenth of SECONDS each.
SHORT = 300

Match = regex.Match[str]
_NOTHING = regex.compile("")


class BadPattern(ValueError):
    """A pattern that `regex` can't compile; `position` is where it stops making sense, in characters."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


class Pattern:
    """One pattern, compiled when first used: of a thousand rules a text needs a few. Picklable."""

    __slots__ = ("__weakref__", "_anchored", "_compiled", "_lists", "_shelf", "source", "trusted", "used")

    def __init__(self, source: str, *, trusted: bool = False, **lists: Iterable[str]) -> None:
        """`lists` are the named lists that `source` uses as \\L<name>; `trusted`: see SHORT."""
        self.source = source
        self.trusted = trusted
        self.used = False
        self._lists = tuple((name, tuple(words)) for name, words in lists.items())
        self._compiled: regex.Pattern[str] | None = None
        self._anchored = False
        self._shelf: Shelf | None = None

    def shelve(self, shelf: Shelf) -> None:
        """Look there for the compiled pattern before it is compiled, and put it there."""
        self._shelf = shelf

    def compiled(self) -> regex.Pattern[str]:
        """The compiled pattern. Raises BadPattern."""
        compiled = self._compiled  # read once: it may be taken back meanwhile
        if compiled is None and self._shelf and not self._lists:
            return self._borrowed(self._shelf)
        if compiled is None:
            self._anchored = _is_anchored(self.source)
            compiled = self._compiled = _compile(self.source, self._lists)
        return compiled

    def _borrowed(self, shelf: Shelf) -> regex.Pattern[str]:
        """The compiled pattern, from the shelf, which may take it back; what is not there yet is put there."""
        known = _rebuilt(self.source, shelf.get(self.source))
        if known is None:
            known = _is_anchored(self.source), _made(self.source)
            shelf.put(self.source, _taken_apart(*known))
        self._anchored, self._compiled = known
        self.used = True
        shelf.lend(self)
        return known[1]

    def take_back(self) -> tuple[str, Any] | None:
        """Its source, and what it can be compiled of sooner; it is compiled anew when it is used again."""
        compiled, self._compiled = self._compiled, None
        return (self.source, _taken_apart(self._anchored, compiled)) if compiled else None

    def search(self, line: str) -> Match | None:
        """The first match in the line's first LINE_LIMIT characters. Raises PatternTimeout after SECONDS."""
        compiled = self._compiled or self.compiled()
        self.used = True
        # `regex` tries a pattern at every offset, even one that can only match at the first.
        find = compiled.match if self._anchored else compiled.search
        if self.trusted and len(line) <= SHORT:
            return find(line)
        try:
            return find(line, endpos=LINE_LIMIT, timeout=SECONDS)
        except TimeoutError:
            raise self._gave_up() from None

    def finditer(self, line: str) -> Iterator[Match]:
        """All matches in the line's first LINE_LIMIT characters. Raises PatternTimeout after SECONDS."""
        compiled = self._compiled or self.compiled()
        self.used = True
        if self._anchored:
            found = self.search(line)
            if found:
                yield found
            return
        if self.trusted and len(line) <= SHORT:
            yield from compiled.finditer(line)
            return
        try:
            yield from compiled.finditer(line, endpos=LINE_LIMIT, timeout=SECONDS)
        except TimeoutError:
            raise self._gave_up() from None

    def _gave_up(self) -> PatternTimeout:
        return PatternTimeout(f"pattern took over {SECONDS:g} s on one line: {self.source!r}")

    @property
    def groups(self) -> frozenset[str]:
        """The names of the pattern's groups."""
        return frozenset(self.compiled().groupindex)

    def __reduce__(self) -> Any:
        return _rebuild, (self.source, self.trusted, self._lists)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pattern) and (other.source, other._lists) == (self.source, self._lists)

    def __hash__(self) -> int:
        return hash((self.source, self._lists))


class Patterns:
    """Patterns that come with the package, each there once, and kept compiled from one process to the next."""

    def __init__(self) -> None:
        self._shelf = Shelf()
        self._known: dict[str, Pattern] = {}

    def same(self, pattern: Pattern) -> Pattern:
        """The one pattern with its source, for all who have one: many rules are called off by the same words."""
        known = self._known.setdefault(pattern.source, pattern)
        known.shelve(self._shelf)
        return known


def _is_anchored(source: str) -> bool:
    """True if the pattern matches where the line begins or not at all, as far as that can be told."""
    if "^" not in source and "\\A" not in source:
        return False
    if source.startswith("^") and "|" not in source:
        return True
    return read(source).anchored


def _taken_apart(anchored: bool, compiled: regex.Pattern[str]) -> Any:
    """What a compiled pattern can be made of again: what it is pickled as."""
    return [int(anchored), _reduced(compiled)[1]]


def _reduced(compiled: regex.Pattern[str]) -> tuple[Callable[..., regex.Pattern[str]], tuple[Any, ...]]:
    """What makes compiled patterns, and what it makes this one of, as `regex` tells the pickle module."""
    make, parts = cast(tuple[Any, Any], copyreg.dispatch_table[type(compiled)](compiled))
    return make, parts


def _rebuilt(source: str, data: Any) -> tuple[bool, regex.Pattern[str]] | None:
    """The pattern of a source from what `_taken_apart` gave; None if it can't be made of it, or is another."""
    if data is None:
        return None
    make, _ = _reduced(_NOTHING)
    try:
        anchored, (pattern, *parts) = data
        # Of the source's text there need be one.
        return (bool(anchored), make(source, *parts)) if pattern == source else None
    except (regex.error, RuntimeError, TypeError, ValueError, OverflowError):
        return None


def _rebuild(source: str, trusted: bool, lists: tuple[tuple[str, tuple[str, ...]], ...]) -> Pattern:
    return Pattern(source, trusted=trusted, **dict(lists))


def _made(source: str, lists: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> regex.Pattern[str]:
    named: dict[str, Any] = {name: list(words) for name, words in lists}
    try:
        return regex.compile(source, **named)
    except regex.error as error:
        raise BadPattern(str(getattr(error, "msg", error)), getattr(error, "pos", None) or 0) from None
    except (RecursionError, OverflowError) as error:
        raise BadPattern(str(error) or "nested too deeply", 0) from None


# What is on a shelf is kept there, and not here, too.
_compile = lru_cache(maxsize=KEPT)(_made)
