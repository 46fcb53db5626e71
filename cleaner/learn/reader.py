"""Documents taken apart: their lines with their pieces, and the numbers that pieces are known by.

Most lines that are no paragraphs stand in document after document of a source; each is taken apart once and remembered
for a while. What is remembered changes nothing that comes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, get_args

import numpy as np
from xxhash import xxh3_64_intdigest

from cleaner.learn.pieces import Kind, Row, edges, is_prose, lines_of, row

_APART: dict[Kind, int] = {kind: number for number, kind in enumerate(get_args(Kind), 1)}  # seeds' differences
_REMEMBERED = 1 << 14  # lines, and as many words
Keys = tuple[int, ...]
_Known = tuple[Row, Keys]


class Packed(NamedTuple):
    """What a document was taken apart into, as bytes: the keys of its pieces, line after line (64 bits each), and for
    each line how many it has, twice, and one more for a paragraph (32 bits)."""

    keys: bytes
    lines: bytes


class Reader:
    """Takes documents apart. What it remembers does not travel to another process."""

    def __init__(self) -> None:
        self._lines = _Lines()
        self._words = _Words()

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
                each, mine = self._lines[seed, line]
            rows.append(each)
            keys.append(mine)
        return rows, keys

    def short(self, seed: int, line: str) -> Row:
        """A line that is no paragraph, of the source that has this number."""
        return self._lines[seed, line][0]

    def words(self, words: Iterable[str]) -> list[int]:
        """The numbers of some words."""
        return list(map(self._words.__getitem__, words))


def packed(rows: Sequence[Row], keys: Sequence[Keys]) -> Packed:
    """A document as it was read, packed."""
    flat = np.array([key for line in keys for key in line], dtype=np.uint64)
    lines = [len(mine) * 2 + each.prose for each, mine in zip(rows, keys, strict=True)]
    return Packed(flat.tobytes(), np.array(lines, dtype=np.uint32).tobytes())


def unpacked(document: Packed) -> tuple[Any, list[int], list[bool]]:
    """The keys as an array, where those of each line begin in it and the last ones end, and which are paragraphs."""
    lines = np.frombuffer(document.lines, dtype=np.uint32)
    starts = [0, *np.cumsum(lines >> 1).tolist()]
    return np.frombuffer(document.keys, dtype=np.uint64), starts, (lines & 1).astype(bool).tolist()


class _Lines(dict[tuple[int, str], _Known]):
    """Lines that are no paragraphs, by the number of their source and their text."""

    def __missing__(self, name: tuple[int, str]) -> _Known:
        if len(self) >= _REMEMBERED:
            self.clear()
        seed, line = name
        each = row(line, False)
        found = self[name] = each, _keys(each, seed)
        return found


class _Words(dict[str, int]):
    """The numbers of words."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[word] = number(word)
        return found


def number(text: str, seed: int = 0) -> int:
    """A text as a number of 64 bits."""
    return xxh3_64_intdigest(text.encode("utf-8", "surrogatepass"), seed)


def _keys(row: Row, seed: int) -> Keys:
    return tuple(
        [xxh3_64_intdigest(key.encode("utf-8", "surrogatepass"), seed ^ _APART[kind]) for kind, key, _ in row.pieces]
    )


def distinct(keys: Sequence[Keys]) -> list[int]:
    """Each key of a document once."""
    return list({key for line in keys for key in line})
