"""Lines that are nothing but labels: "Share | Tweet | Print (3)"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

_OPENING = re.compile(r"[\W_]*")
_BETWEEN = re.compile(r"[\W\d_]*")
_WORD_GOES_ON = re.compile(r"\w")


class Bar:
    """Labels, and how many of them at least make a bar."""

    __slots__ = ("_by_opening", "_least")

    def __init__(self, labels: Iterable[str], least: int) -> None:
        """`labels` are folded and not empty."""
        by_opening: dict[str, list[str]] = defaultdict(list)
        for label in labels:
            by_opening[label[:2]].append(label)
        self._by_opening = dict(by_opening)
        self._least = least

    def is_all_of(self, line: str) -> bool:
        """True if a folded line is labels from end to end, each a whole word, with signs and digits between them."""
        # Where a label may begin, and how many there are before it: a line is read one label further at a time.
        begun = _OPENING.match(line)
        places = {begun.end() if begun else 0: 0}
        while places:
            at = min(places)
            count = places.pop(at)
            for label in (*self._by_opening.get(line[at : at + 2], ()), *self._by_opening.get(line[at : at + 1], ())):
                end = at + len(label)
                if not line.startswith(label, at) or _WORD_GOES_ON.match(line, end):
                    continue
                between = _BETWEEN.match(line, end)
                end = between.end() if between else end
                if end == len(line):
                    if count + 1 >= self._least:
                        return True
                else:
                    places[end] = max(places.get(end, 0), count + 1)
        return False
