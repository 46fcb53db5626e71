"""Finding the lines that rules want to see, by the compiled module, where it could be built."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.matching.edges import bare
from cleaner.matching.wishes import ENDS, Wishes
from cleaner.syntax.parts import START, weight

try:
    from cleaner.matching import _native
except ImportError:  # no compiler when the package was installed
    _native = None  # type: ignore[assignment]

AVAILABLE = _native is not None
_WINDOW, _SHORT_WINDOW = 6, 4
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


class NativeFinder:
    """The same as `plain.PlainFinder`, in C."""

    def __init__(self, wishes: Wishes) -> None:
        always = set(wishes.always)
        literals = []
        for text, found in wishes.literals.items():
            opening = text.startswith(START)
            text = text.removeprefix(START)
            literals.append((text, opening, 0 if opening else _window(text), found))
        self._finder = _native.Finder(
            literals,
            [(wishes.scopes[n], wishes.longest[n], n in always) for n in range(len(wishes.scopes))],
            wishes.phrases,
            max(0, wishes.longest_phrase),
            ENDS,
            SCRIPTS,
            lambda number: wishes.gates[number].tested(),
            bare,
        )

    def find(self, lines: list[str], indexes: list[int], scopes: list[int]) -> Iterable[tuple[int, int]]:
        """The pairs (rule, index) of the lines at `indexes` that rules want to see."""
        return set(self._finder.find(lines, indexes, scopes))


def _window(text: str) -> int:
    """Where on a literal its rarest characters in a row begin."""
    size = _WINDOW if len(text) >= _WINDOW else min(len(text), _SHORT_WINDOW)
    return min(range(len(text) - size + 1), key=lambda at: weight(frozenset([text[at : at + size]])))
