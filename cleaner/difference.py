"""What cleaning did to a text, line by line, as a unified diff tells it.

Cleaning only deletes, so nothing has to be searched for: the difference is read off the stretches that were cut, in
time that grows with the text. A line is what ends with a line feed, as `diff`, `patch` and `git apply` have it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from cleaner.record import Cleaned
from cleaner.spans import Offsets, Span, cut

CONTEXT = 3  # lines around a change, as with `diff -u`
UNENDED = "\\ No newline at end of file"
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r"}


class Change(NamedTuple):
    """Neighbouring lines that were cut from: lines `first` up to, not including, `stop` of the original.

    `kept` are the lines that came of them, each with its end; `places` is, for each of those, the line of the original
    that it begins on.
    """

    first: int
    stop: int
    kept: tuple[str, ...]
    places: tuple[int, ...]


class Row(NamedTuple):
    """A line of a diff: its sign (space, - or +), the line with its end, and what of it was cut (offsets on it)."""

    sign: str
    line: str
    cut: tuple[Span, ...] = ()


class Hunk(NamedTuple):
    """A piece of a diff: `@@ -old +new @@` (first line, from 1, and count of each) and its rows."""

    old: tuple[int, int]
    new: tuple[int, int]
    rows: tuple[Row, ...]

    @property
    def head(self) -> str:
        """The line above the rows."""
        return f"@@ -{_range(*self.old)} +{_range(*self.new)} @@"


class Difference(NamedTuple):
    """A diff of one document, which is called `name`."""

    name: str
    hunks: tuple[Hunk, ...]

    @property
    def heads(self) -> tuple[str, str]:
        """The two lines above the hunks; a name with spaces or signs is written as git does."""
        return f"--- {_shown('a/' + self.name)}", f"+++ {_shown('b/' + self.name)}"


class Lines:
    """A text's lines, and what was cut from each: `runs` are the cuts, in order and apart."""

    def __init__(self, text: str, runs: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        del self._starts[-1]  # where a line behind the last would begin
        if self._starts[-1] == len(text):
            del self._starts[-1]  # nothing stands behind the last line feed
        # A cut from a line's end up to the next one's is told as whole lines: the same is left.
        self.runs = tuple(
            Span(start + 1, end + 1) if text[start : start + 1] == "\n" == text[end : end + 1] else Span(start, end)
            for start, end in runs
        )

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self._starts)

    def __getitem__(self, index: int) -> str:
        """The line at `index`, with its end."""
        return self.text[self._starts[index] : self.start(index + 1)]

    def start(self, index: int) -> int:
        """Where the line at `index` begins; of the one behind the last, where the text ends."""
        return self._starts[index] if index < len(self._starts) else len(self.text)

    def _at(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def cut(self, index: int) -> tuple[Span, ...]:
        """The stretches cut from the line at `index`, in offsets of the line."""
        start, stop = self._starts[index], self.start(index + 1)
        found = []
        number = bisect_right(self.runs, start, key=lambda run: run.end)
        while number < len(self.runs) and self.runs[number].start < stop:
            run = self.runs[number]
            found.append(Span(max(run.start, start) - start, min(run.end, stop) - start))
            number += 1
        return tuple(found)

    def changes(self) -> Iterator[Change]:
        """What happened to the lines that were cut from, in order."""
        number = 0
        while number < len(self.runs):
            first = self._at(self.runs[number].start)
            stop, after = self._block(first, number)
            yield self._change(first, stop, self.runs[number:after])
            number = after

    def _block(self, first: int, number: int) -> tuple[int, int]:
        """Of a change that begins on line `first` with a run: the line, and the run, that come behind it."""
        at, last, broken = self._starts[first], first, False
        while number < len(self.runs) and self.runs[number].start < self.start(last + 1):
            start, end = self.runs[number]
            if start > at:
                broken = self.text[start - 1] != "\n"
            last = self._at(end - 1)
            if broken and self.text[end - 1] == "\n" and end < len(self.text):
                last += 1  # the end of a line went, and its beginning did not: the next line joins it
            at = end
            number += 1
        return last + 1, number

    def _change(self, first: int, stop: int, runs: Sequence[Span]) -> Change:
        start, end = self._starts[first], self.start(stop)
        inside = [(run.start - start, run.end - start) for run in runs]
        kept = cut(self.text[start:end], inside)
        lines = tuple(line + "\n" for line in kept.split("\n"))
        lines = lines[:-1] if kept.endswith("\n") or not kept else (*lines[:-1], lines[-1][:-1])
        begins = [0, *accumulate(map(len, lines))][: len(lines)]
        offsets = Offsets(inside)
        return Change(first, stop, lines, tuple(self._at(start + offsets.original(each)) for each in begins))


def difference(cleaned: Cleaned, name: str, context: int = CONTEXT) -> Difference:
    """What was cut from a document, with so many lines of context around each change."""
    lines = Lines(cleaned.original, cleaned.spans)
    hunks: list[Hunk] = []
    gone = 0  # lines that the changes before took away
    for group in near(list(lines.changes()), context):
        hunk = _hunk(lines, group, context, gone)
        hunks.append(hunk)
        gone += hunk.old[1] - hunk.new[1]
    return Difference(name, tuple(hunks))


def near(changes: Sequence[Change], context: int) -> Iterator[Sequence[Change]]:
    """The changes, those together whose lines of context meet."""
    begin = 0
    for number in range(1, len(changes) + 1):
        if number == len(changes) or changes[number].first - changes[number - 1].stop > 2 * context:
            if begin < number:
                yield changes[begin:number]
            begin = number


def _hunk(lines: Lines, changes: Sequence[Change], context: int, gone: int) -> Hunk:
    first, stop = max(0, changes[0].first - context), min(len(lines), changes[-1].stop + context)
    rows: list[Row] = []
    at = first
    for change in changes:
        rows += (Row(" ", lines[index]) for index in range(at, change.first))
        rows += (Row("-", lines[index], lines.cut(index)) for index in range(change.first, change.stop))
        rows += (Row("+", line) for line in change.kept)
        at = change.stop
    rows += (Row(" ", lines[index]) for index in range(at, stop))
    left = sum(row.sign != "-" for row in rows)
    return Hunk((first + 1, stop - first), (first - gone + 1, left), tuple(rows))


def unified(found: Difference) -> str:
    """The diff as `patch` and `git apply` read it, each line with its end; empty if nothing was cut."""
    if not found.hunks:
        return ""
    pieces = [f"{head}\n" for head in found.heads]
    for hunk in found.hunks:
        pieces.append(hunk.head + "\n")
        for row in hunk.rows:
            pieces += (row.sign, row.line, "" if row.line.endswith("\n") else f"\n{UNENDED}\n")
    return "".join(pieces)


def _range(first: int, count: int) -> str:
    return str(first) if count == 1 else f"{first if count else first - 1},{count}"


def _shown(name: str) -> str:
    if any(char in _ESCAPES or char < " " or char == "\x7f" for char in name):
        return '"' + "".join(map(_escaped, name)) + '"'
    return name + "\t" if " " in name else name


def _escaped(char: str) -> str:
    return _ESCAPES.get(char) or (char if " " <= char != "\x7f" else f"\\{ord(char):03o}")
