"""Regular expressions, through the one importer of `regex`: compiling, searching, and a limit on time.

A limit on time makes a call ten times dearer. Patterns that come with the package do without it on short lines; all
others, and all on long lines, have it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import regex

from cleaner.errors import PatternTimeout
from cleaner.syntax.reader import read

SECONDS = 2.0
# Of a longer line a pattern sees this much: a line is no place for boilerplate beyond it, and time stays linear.
LINE_LIMIT = 20_000
# On a line this short a trusted pattern runs without the limit on time: one that has passed the lint for slow patterns
# on lines up to ten times as long, in a tenth of SECONDS each.
SHORT = 300

Match = regex.Match[str]


class BadPattern(ValueError):
    """A pattern that `regex` can't compile; `position` is where it stops making sense, in characters."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


class Pattern:
    """One pattern, compiled when first used: of a thousand rules a text needs a few. Picklable."""

    __slots__ = ("_anchored", "_compiled", "_lists", "source", "trusted")

    def __init__(self, source: str, *, trusted: bool = False, **lists: Iterable[str]) -> None:
        """`lists` are the named lists that `source` uses as \\L<name>; `trusted`: see SHORT."""
        self.source = source
        self.trusted = trusted
        self._lists = tuple((name, tuple(words)) for name, words in lists.items())
        self._compiled: regex.Pattern[str] | None = None
        self._anchored = False

    def compiled(self) -> regex.Pattern[str]:
        """The compiled pattern. Raises BadPattern."""
        if self._compiled is None:
            self._anchored = _is_anchored(self.source)
            self._compiled = _compile(self.source, self._lists)
        return self._compiled

    def search(self, line: str) -> Match | None:
        """The first match in the line's first LINE_LIMIT characters. Raises PatternTimeout after SECONDS."""
        compiled = self._compiled or self.compiled()
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


def _is_anchored(source: str) -> bool:
    """True if the pattern matches where the line begins or not at all, as far as that can be told."""
    if "^" not in source and "\\A" not in source:
        return False
    if source.startswith("^") and "|" not in source:
        return True
    return read(source).anchored


def _rebuild(source: str, trusted: bool, lists: tuple[tuple[str, tuple[str, ...]], ...]) -> Pattern:
    return Pattern(source, trusted=trusted, **dict(lists))


@lru_cache(maxsize=4096)
def _compile(source: str, lists: tuple[tuple[str, tuple[str, ...]], ...]) -> regex.Pattern[str]:
    named: dict[str, Any] = {name: list(words) for name, words in lists}
    try:
        return regex.compile(source, **named)
    except regex.error as error:
        raise BadPattern(str(getattr(error, "msg", error)), getattr(error, "pos", None) or 0) from None
    except (RecursionError, OverflowError) as error:
        raise BadPattern(str(error) or "nested too deeply", 0) from None
