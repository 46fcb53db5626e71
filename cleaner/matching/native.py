"""Finding the lines that rules want to see, by the compiled module, where it could be built."""

from __future__ import annotations

from collections.abc import Callable

from cleaner.matching.edges import bare
from cleaner.matching.wishes import ENDS, Wishes
from cleaner.pattern import LINE_LIMIT, Pattern

try:
    from cleaner.matching import _native
except ImportError:  # no compiler when the package was installed
    _native = None  # type: ignore[assignment]

AVAILABLE = _native is not None
# Where the letters of the marks' scripts stand, in blocks: a pattern asks only where one is.
SCRIPTS = (
    # Han
    ((0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3021, 0x303F), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x16FE0, 0x16FFF),
     (0x1D360, 0x1D37F), (0x1F250, 0x1F251), (0x20000, 0x3FFFF)),
    # Arabic
    ((0x0600, 0x06FF), (0x0750, 0x077F), (0x0870, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF), (0x10E60, 0x10EFF),
     (0x1EC70, 0x1EEFF)),
    # Cyrillic
    ((0x0400, 0x052F), (0x1C80, 0x1C8F), (0x1D2B, 0x1D2B), (0x1D78, 0x1D78), (0x2DE0, 0x2DFF), (0xA640, 0xA69F),
     (0xFE2E, 0xFE2F), (0x1E030, 0x1E08F)),
)  # fmt: skip


# A pattern, and whether it sees lines with their case.
CasedOrNot = tuple[str, bool]


class NativeFinder:
    """The same as `plain.PlainFinder`, in C. It spares the patterns most lines on which they would not match."""

    def __init__(self, wishes: Wishes, pattern: Callable[[int], CasedOrNot | None] = lambda _: None) -> None:
        """`pattern` gives that of a rule; None for one that has none, or whose hits need not match it."""
        self._finder = _native.Finder(wishes, ENDS, SCRIPTS, bare, pattern, members, LINE_LIMIT)

    def find(self, lines: list[str], cased: list[str], indexes: list[int], scopes: list[int]) -> set[tuple[int, int]]:
        """The pairs (rule, index) of the lines at `indexes` that rules want to see."""
        return set(self._finder.find(lines, cased, indexes, scopes))


def prefilter(patterns: list[str]) -> _native.Prefilter:
    """Tells of some patterns which may match on a text, as the finder tells it of one rule's."""
    return _native.Prefilter(patterns, members)


def members(source: str, page: int) -> bytes:
    """Which of 256 characters from `256 * page` on are of the class that a pattern writes, a bit each."""
    bits = 0
    for found in Pattern(f"(?:{source})+").finditer("".join(map(chr, range(256 * page, 256 * page + 256)))):
        start, end = found.span()
        bits |= (1 << end) - (1 << start)
    return bits.to_bytes(32, "little")
