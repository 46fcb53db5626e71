"""A count-min sketch: how often each of very many keys was seen, never too few, in memory of fixed size.

Cormode and Muthukrishnan, "An improved data stream summary: the count-min sketch and its applications", 2005. With
`ROWS` rows of `WIDTH` cells a count is too high by more than 2.7 n / WIDTH, n being all that was counted, with a
probability below e^-ROWS.
"""

from __future__ import annotations

from typing import Any

import numpy as np

ROWS = 3
WIDTH = 1 << 24  # cells: 96 MB in all, of which a small corpus touches little
MOST = 65_535  # what a cell can count to: no more is told of what was seen more often
_HELD = 1 << 18  # keys that are counted at one go


class Sketch:
    """Counts of 64-bit keys."""

    def __init__(self) -> None:
        self._cells = np.zeros((ROWS, WIDTH), dtype=np.uint16)
        self._held: list[int] = []

    def add(self, keys: list[int]) -> None:
        """Count keys once each."""
        self._held += keys
        if len(self._held) >= _HELD:
            self._flush()

    def merge(self, other: Sketch) -> None:
        """Add what another sketch counted."""
        self._flush()
        other._flush()
        for mine, others in zip(self._cells, other._cells, strict=True):
            mine += np.minimum(others, MOST - mine)

    def counts(self, keys: Any) -> Any:
        """How often each of the keys was counted, as an array: that often at most (`MOST`: or more often)."""
        self._flush()
        hashes = np.asarray(keys, dtype=np.uint64)
        return np.min([self._cells[row, places] for row, places in enumerate(_places(hashes))], axis=0)

    def _flush(self) -> None:
        if self._held:
            hashes = np.array(self._held, dtype=np.uint64)
            self._held = []
            for row, places in enumerate(_places(hashes)):
                cells, counts = np.unique(places, return_counts=True)
                self._cells[row, cells] = np.minimum(self._cells[row, cells] + counts, MOST)


def _places(hashes: Any) -> list[Any]:
    """The cell of each key in each row: double hashing with the two halves of the key."""
    first = hashes & np.uint64(0xFFFFFFFF)
    second = (hashes >> np.uint64(32)) | np.uint64(1)
    return [((first + np.uint64(row) * second) % np.uint64(WIDTH)).astype(np.int64) for row in range(ROWS)]
