"""Documents taken apart: their lines with their pieces, and the numbers that pieces are known by.

Most lines that are no paragraphs stand in document after document of a source; each is taken apart once and remembered
for a while. What is remembered changes nothing that comes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from xxhash import xxh3_64_intdigest

from cleaner.learn.pieces import Kind, Row, edges, is_prose, lines_of, row

_APART: dict[Kind, int] = {kind: number for number, kind in enumerate(get_args(Kind), 1)}  # seeds' differences
_REMEMBERED = 1 << 15  # lines; as many again are on their way out
Keys = tuple[int, ...]
_Known = tuple[Row, Keys]


class Reader:
    """Takes documents apart. What it remembers does not travel to another process."""

    def __init__(self) -> None:
        self._young: dict[tuple[int, str], _Known] = {}
        self._old: dict[tuple[int, str], _Known] = {}

    def __reduce__(self) -> tuple[type[Reader], tuple[()]]:
        return Reader, ()

    def read(self, source: str, text: str) -> tuple[list[Row], list[Keys]]:
        """The lines of a document of a source, and for each the keys of its pieces: 64 bits, apart for each source."""
        seed = number(source)
        lines = lines_of(text)
        prose = [is_prose(line) for line in lines]
        leads, ends = edges(prose)
        rows: list[Row] = []
        keys: list[Keys] = []
        for index, line in enumerate(lines):
            if prose[index]:
                each = row(line, True, index in leads, index in ends)
                mine = _keys(each, seed)
            else:
                each, mine = self._short(line, seed)
            rows.append(each)
            keys.append(mine)
        return rows, keys

    def _short(self, line: str, seed: int) -> _Known:
        """A line that is no paragraph."""
        name = (seed, line)
        found = self._young.get(name)
        if found is None:
            found = self._old.get(name)
            if found is None:
                each = row(line, False)
                found = each, _keys(each, seed)
            self._young[name] = found
            if len(self._young) >= _REMEMBERED:
                self._old, self._young = self._young, {}
        return found


def number(text: str, seed: int = 0) -> int:
    """A text as a number of 64 bits."""
    return xxh3_64_intdigest(text.encode("utf-8", "surrogatepass"), seed)


def _keys(row: Row, seed: int) -> Keys:
    return tuple(
        [
            xxh3_64_intdigest(key.encode("utf-8", "surrogatepass"), seed ^ _APART[kind])
            for kind, key, _ in row.pieces
        ]
    )


def distinct(keys: Sequence[Keys]) -> list[int]:
    """Each key of a document once."""
    return list({key for line in keys for key in line})
