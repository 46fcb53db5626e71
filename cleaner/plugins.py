"""What other packages bring: kinds of filter and language detectors, through entry points, read once."""

from __future__ import annotations

import sys
from functools import lru_cache
from importlib.metadata import EntryPoint, EntryPoints, entry_points
from typing import cast


def installed(group: str) -> dict[str, EntryPoint]:
    """The entry points of a group, by name."""
    return dict(_of(tuple(sys.path), group))


@lru_cache(maxsize=8)
def _of(path: tuple[str, ...], group: str) -> dict[str, EntryPoint]:
    return {point.name: point for point in _all(path).select(group=group)}


@lru_cache(maxsize=1)
def _all(path: tuple[str, ...]) -> EntryPoints:
    """Every entry point of every package on `path`, which is `sys.path`: to read them takes a while."""
    return cast(EntryPoints, entry_points())
