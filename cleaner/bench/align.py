"""Which tokens of one text are which of another, where the second need not be a piece of the first.

Runs of tokens that occur once in both texts are anchors; the longest chain of them in the same order is extended as far
as the texts agree, and the same is done in the gaps with shorter runs (after Cohen's patience diff and the anchors of
MUMmer, Delcher et al. 1999). What has no anchor is left to difflib. Time grows with the length of the texts, but for
gaps without any anchor.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

ANCHORS = (8, 5, 3)  # tokens of an anchor, the surest first
MOVED = 6  # tokens at least of a stretch that changed its place
GAP = 4_000_000  # pairs of tokens at most that difflib is asked to compare


class _Gap(NamedTuple):
    """A stretch of each text, half-open, not aligned yet."""

    a: int
    a_end: int
    b: int
    b_end: int


def align(a: Sequence[str], b: Sequence[str], *, moves: bool = False) -> list[int]:
    """For each token of `a` the index of its partner in `b`, or -1; no token has two partners.

    Partners are in the same order in both texts, unless `moves` is true: then stretches of MOVED tokens and more that
    stand elsewhere are paired as well.
    """
    match = [-1] * len(a)
    work = [_Gap(0, len(a), 0, len(b))]
    while work:
        gap = work.pop()
        if gap.a < gap.a_end and gap.b < gap.b_end:
            chain = next(filter(None, (_chain(a, b, gap, size) for size in ANCHORS)), None)
            work += _extend(a, b, gap, chain, match) if chain else _without_anchor(a, b, gap, match)
    if moves:
        _moved(a, b, match)
    return match


def _once(tokens: Sequence[str], start: int, end: int, size: int) -> dict[tuple[str, ...], int]:
    """Where each run of `size` tokens begins that stands but once in the stretch."""
    seen: dict[tuple[str, ...], int] = {}
    for i in range(start, end - size + 1):
        run = tuple(tokens[i : i + size])
        seen[run] = -1 if run in seen else i
    return {run: i for run, i in seen.items() if i >= 0}


def _chain(a: Sequence[str], b: Sequence[str], gap: _Gap, size: int) -> list[tuple[int, int]]:
    """The longest chain of anchors that rises in both texts."""
    there = _once(b, gap.b, gap.b_end, size)
    pairs = [(i, there[run]) for run, i in _once(a, gap.a, gap.a_end, size).items() if run in there]
    tops: list[int] = []  # for each length of chain: the least last place in b
    ends: list[int] = []  # ... and the pair it ends with
    before = [-1] * len(pairs)
    for n, (_, j) in enumerate(pairs):
        length = bisect_left(tops, j)
        before[n] = ends[length - 1] if length else -1
        tops[length : length + 1] = [j]
        ends[length : length + 1] = [n]
    chain = []
    n = ends[-1] if ends else -1
    while n >= 0:
        chain.append(pairs[n])
        n = before[n]
    return chain[::-1]


def _extend(
    a: Sequence[str], b: Sequence[str], gap: _Gap, chain: Sequence[tuple[int, int]], match: list[int]
) -> Iterator[_Gap]:
    """Pair what agrees around each anchor; yields the gaps that are left between."""
    at_a, at_b = gap.a, gap.b
    for i, j in chain:
        if i < at_a or j < at_b:  # inside what the anchor before it was extended to
            continue
        start_a, start_b = i, j
        while start_a > at_a and start_b > at_b and a[start_a - 1] == b[start_b - 1]:
            start_a, start_b = start_a - 1, start_b - 1
        end_a, end_b = i, j
        while end_a < gap.a_end and end_b < gap.b_end and a[end_a] == b[end_b]:
            end_a, end_b = end_a + 1, end_b + 1
        match[start_a:end_a] = range(start_b, end_b)
        yield _Gap(at_a, start_a, at_b, start_b)
        at_a, at_b = end_a, end_b
    yield _Gap(at_a, gap.a_end, at_b, gap.b_end)


def _without_anchor(a: Sequence[str], b: Sequence[str], gap: _Gap, match: list[int]) -> tuple[_Gap, ...]:
    """Pair what a gap begins and ends with alike, then what difflib finds."""
    start, end, b_start, b_end = gap
    while start < end and b_start < b_end and a[start] == b[b_start]:
        match[start] = b_start
        start, b_start = start + 1, b_start + 1
    while start < end and b_start < b_end and a[end - 1] == b[b_end - 1]:
        end, b_end = end - 1, b_end - 1
        match[end] = b_end
    if (end - start) * (b_end - b_start) <= GAP:
        blocks = SequenceMatcher(None, a[start:end], b[b_start:b_end], autojunk=False).get_matching_blocks()
        for i, j, size in blocks:
            match[start + i : start + i + size] = range(b_start + j, b_start + j + size)
    return ()


def _moved(a: Sequence[str], b: Sequence[str], match: list[int]) -> None:
    """Pair stretches that have no partner yet and stand somewhere else in `b`."""
    used = bytearray(len(b))
    for j in match:
        if j >= 0:
            used[j] = 1
    places: dict[tuple[str, ...], list[int]] = {}
    for j in range(len(b) - MOVED + 1):
        if not any(used[j : j + MOVED]):
            places.setdefault(tuple(b[j : j + MOVED]), []).append(j)
    i = 0
    while places and i <= len(a) - MOVED:
        free = max(match[i : i + MOVED]) < 0
        found = [j for j in places.get(tuple(a[i : i + MOVED]), ()) if not any(used[j : j + MOVED])] if free else []
        if not found:
            i += 1
            continue
        j = found[0]
        while i < len(a) and j < len(b) and a[i] == b[j] and match[i] < 0 and not used[j]:
            match[i], used[j] = j, 1
            i, j = i + 1, j + 1
