"""An immutable text with its lines, its folded twin and its zones."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple, TypeVar

from cleaner.deck import decks
from cleaner.lazy import lazy
from cleaner.lines import unify_breaks
from cleaner.shadow import Shadow
from cleaner.shapes import is_prose
from cleaner.spans import Span, cut
from cleaner.split import split
from cleaner.tongue import Tongue

Scope = Literal["head", "opening", "body", "ending", "tail", "anywhere"]
Detect = Callable[[str], str | None]
T = TypeVar("T")


class Line(NamedTuple):
    """One line, a hard-wrapped paragraph being one: character offsets of the text, `stop` after its line ending."""

    index: int  # type: ignore[assignment]  # tuple has a method of that name, of no use here
    start: int
    end: int
    stop: int


class Zones(NamedTuple):
    """Where a text of `total` lines has its first two and last two prose lines; None without prose.

    `decks` are prose lines that the header goes on below, and `story` is the first one below them.
    """

    total: int
    first: int | None = None
    second: int = 0
    last_but_one: int = 0
    last: int = 0
    decks: tuple[int, ...] = ()
    story: int = 0

    def lines(self, scope: Scope) -> Sequence[int]:
        """The indexes of the lines in `scope`."""
        if scope == "anywhere":
            return range(self.total)
        if self.first is None:
            return range(0)
        match scope:
            case "head":
                if self.decks:
                    return [index for index in range(self.story) if index not in self.decks]
                return range(self.first)
            case "opening":
                return range(max(self.second, self.story) + 1)
            case "tail":
                return range(self.last + 1, self.total)
            case "ending":
                return range(self.last_but_one, self.total)
            case _:
                return range(self.story if self.decks else self.first, self.last + 1)


class Document:
    """A text and what can be seen in it. Nothing of it ever changes; what costs is worked out when first asked for."""

    def __init__(
        self,
        text: str,
        language: str | None = None,
        detect: Detect | None = None,
        *,
        shadow: Shadow | None = None,
        before: Document | None = None,
    ) -> None:
        """`language` (BCP 47) if known; otherwise `detect` is asked, once, when a rule needs to know.

        `shadow`, if it is known, and `before`, a text that this one was cut from, spare work (see `without`).
        """
        self.text = text
        self._language = language
        self._detect = detect
        self.shadow = shadow or Shadow(unify_breaks(text))
        rows = split(self.shadow.plain, self.shadow.folded)
        self.folded = rows.folded
        self.cased_lines = rows.cased
        # In offsets of the shadow: the lines, and where what is on them begins.
        self._bounds, self._starts = rows.bounds, rows.starts
        self._prose = rows.prose
        self._known: dict[str, bool] = before._known if before else {}
        self._views: dict[Callable[[Document], Any], Any] = {}

    def __len__(self) -> int:
        """The number of lines."""
        return len(self.folded)

    def without(self, runs: Sequence[tuple[int, int]]) -> Document:
        """What is left when `runs` (in order and apart) are cut: the same as a document made anew of that text."""
        # Where "\r" and "\n" come together they are one break.
        shadow = None if "\r" in self.text else self.shadow.without(runs)
        return Document(cut(self.text, runs), self._language, self._detect, shadow=shadow, before=self)

    def view(self, make: Callable[[Document], T]) -> T:
        """What `make` sees in this document, worked out once for all who ask."""
        if make not in self._views:
            self._views[make] = make(self)
        seen: T = self._views[make]
        return seen

    def let_go(self) -> None:
        """Let go of the views: they refer to the document, so its texts would stay until garbage is looked for."""
        self._views.clear()

    @lazy
    def language(self) -> str | None:
        """The language of the text (a BCP 47 primary tag), None if it can't be told."""
        if self._language is None and self._detect is not None:
            return self.tongue.by_kana or self._detect(self.text)
        return self._language

    @property
    def language_if_asked(self) -> str | None:
        """The language, if it was given or anything asked for it; asking costs."""
        return self._language or self.__dict__.get("language")

    @lazy
    def tongues(self) -> frozenset[str] | None:
        """The languages the text may be in, if that is given or can be told at a glance; None: any."""
        if self._language is not None:
            return frozenset([self._language])
        return self.tongue.at_a_glance

    @lazy
    def tongue(self) -> Tongue:
        """What its letters and words tell of the language."""
        return Tongue(self.text, self.folded)

    @lazy
    def wrapped(self) -> bool:
        """True if lines of the text were put together to paragraphs."""
        return self.shadow.folded.count("\n") >= len(self)

    @lazy
    def searchable(self) -> str:
        """The folded text, breaks inside wrapped paragraphs seen as spaces."""
        folded = self.shadow.folded
        if not self.wrapped:
            return folded
        return "\n".join(folded[start:end].replace("\n", " ") for start, end in self._bounds)

    def line(self, index: int) -> Line:
        """The line at `index`."""
        start, end = self._line_starts[index], self.shadow.origin(self._bounds[index][1])
        stop = end if index + 1 == len(self._bounds) else end + 1
        if end > start and stop > end and self.text.startswith("\r\n", end - 1):
            end -= 1
        return Line(index, start, end, stop)

    @lazy
    def lines(self) -> tuple[Line, ...]:
        """All lines, the empty ones too."""
        return tuple(map(self.line, range(len(self))))

    def cased(self, index: int) -> str:
        """The line at `index`, plain (quotes, dashes, spaces) but with its case; as long as its folded form."""
        return self.cased_lines[index]

    def line_at(self, offset: int) -> int:
        """Index of the line that holds the shadow's character at `offset`."""
        return max(0, bisect_right(self._bounds, (offset, len(self.text))) - 1)

    @lazy
    def _line_starts(self) -> list[int]:
        ends = [end for _, end in self._bounds[:-1]]
        if not self.shadow.same_length:
            ends = list(map(self.shadow.origin, ends))
        return [0, *(end + 1 for end in ends)]

    def line_of(self, offset: int) -> int:
        """Index of the line that holds the text's character at `offset`."""
        return max(0, bisect_right(self._line_starts, offset) - 1)

    def within(self, index: int, span: Span) -> tuple[str, int, int]:
        """The folded line at `index`, and where on it `span` of the text lies."""
        line = self.folded[index]
        base = self._starts[index]
        places = [self.shadow.origin(base + k) for k in range(len(line) + 1)] if not self.shadow.same_length else None
        if places is None:
            start, end = span.start - base, span.end - base
        else:
            start, end = bisect_right(places, span.start) - 1, bisect_right(places, max(span.start, span.end - 1))
        return line, min(max(0, start), len(line)), min(max(0, end), len(line))

    def span(self, index: int, start: int = 0, end: int | None = None) -> Span:
        """Offsets of the text for characters `start` to `end` of the folded line at `index`; the line, if not said."""
        if end is None or (start == 0 and end >= len(self.folded[index])):
            line = self.line(index)
            return Span(line.start, line.end)
        base = self._starts[index]
        first = self.shadow.origin(base + start) if start else self.line(index).start
        return Span(first, self.shadow.origin(base + end))

    def blank(self, index: int) -> bool:
        """True if there is nothing on the line."""
        return not self.folded[index]

    def prose(self, index: int) -> bool:
        """True if the line reads as prose (see `shapes.is_prose`)."""
        known = self._prose[index]
        return self._judged(index) if known is None else known

    def _judged(self, index: int) -> bool:
        """Whether the line reads as prose, if that could not be told at a glance."""
        line = self.folded[index]
        if line not in self._known:
            self._known[line] = is_prose(line)
        known = self._prose[index] = self._known[line]
        return known

    @lazy
    def prose_lines(self) -> list[int]:
        """The indexes of the lines that read as prose."""
        return list(filter(self.prose, range(len(self))))

    @lazy
    def zones(self) -> Zones:
        """Head, body and tail, hung on the outermost prose lines."""
        outer = self._outermost(range(len(self)))
        if not outer:
            return Zones(len(self))
        inner = self._outermost(range(len(self) - 1, -1, -1))
        above = decks(self, outer[0])
        story = (self.next_prose(above[-1] + 1) or 0) if above else 0
        return Zones(len(self), outer[0], outer[-1], inner[-1], inner[0], above, story)

    def next_prose(self, index: int) -> int | None:
        """Index of the first prose line from `index` on."""
        return next(filter(self.prose, range(index, len(self))), None)

    def _outermost(self, indexes: range) -> list[int]:
        found: list[int] = []
        for index in indexes:
            if self.prose(index):
                found.append(index)
                if len(found) == 2:
                    break
        return found
