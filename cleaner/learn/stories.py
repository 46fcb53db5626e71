"""Which documents tell the same story: signatures of their sentences, and the groups that signatures make.

MinHash with banding, as Broder and as Leskovec, Rajaraman and Ullman ("Mining of Massive Datasets", ch. 3) have it: two
documents are one story if they share `SHARED` of their sentences or more.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from rensa import RMinHash

NUMBERS = 32  # of a signature
_BANDS = 16
SHARED = 0.4  # of the sentences of two documents, by which they are one story


def signature(sentences: Iterable[str]) -> bytes:
    """The signature of a document, `NUMBERS` of 32 bits: the same whatever the order of its sentences."""
    made = RMinHash(num_perm=NUMBERS, seed=1)
    made.update(sorted(set(sentences)))
    return np.array(made.digest(), dtype=np.uint32).tobytes()


def stories(documents: list[int], signatures: list[bytes]) -> dict[int, int]:
    """For each document that tells a story that others tell too: the smallest of the documents that do.

    Documents are known by a number each, the same number for the same text; their order does not matter.
    """
    if not documents:
        return {}
    order = sorted(range(len(documents)), key=lambda index: (documents[index], signatures[index]))
    numbers = [documents[index] for index in order]
    held = b"".join(signatures[index] for index in order)
    matrix = np.frombuffer(held, dtype=np.uint32).reshape(len(order), NUMBERS)
    parents = list(range(len(numbers)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    width = NUMBERS // _BANDS
    for band in range(_BANDS):
        for group in _groups(matrix[:, band * width : (band + 1) * width]):
            first = int(group[0])
            for other in map(int, group[1:]):
                if root(first) != root(other) and float(np.mean(matrix[first] == matrix[other])) >= SHARED:
                    low, high = sorted((root(first), root(other)))
                    parents[high] = low
    found = {numbers[index]: numbers[root(index)] for index in range(len(numbers))}
    return {number: story for number, story in found.items() if number != story}


def _groups(columns: Any) -> list[Any]:
    """Rows with equal columns, by their numbers, in order; those that stand alone are left out."""
    whole = np.ascontiguousarray(columns).view(np.uint64).reshape(-1)  # a band is two numbers of 32 bits
    by_group = np.argsort(whole, kind="stable")
    starts = np.flatnonzero(np.diff(whole[by_group], prepend=~whole[by_group[:1]]))
    ends = np.append(starts[1:], len(whole))
    several = np.flatnonzero(ends - starts > 1)
    return [by_group[starts[at] : ends[at]] for at in several]
