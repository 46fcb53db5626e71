"""Documents packed for the page: chunks of JSON, compressed, each opened by the browser when it is needed."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cleaner.jobs.facts import facts, order
from cleaner.record import CONFIDENCES
from cleaner.review.cases import Case
from cleaner.review.index import Index
from cleaner.spans import union

Record = Mapping[str, Any]
SIZE = 256 * 1024  # characters of a chunk's JSON: opened in a few milliseconds, and 20,000 documents are 300 chunks
_LEVEL = 6


def packed(data: Any) -> str:
    """JSON data as base64 of gzip, the same for the same data. Lone surrogates are escaped as JSON has them."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return b64encode(gzip.compress(text.encode("utf-8", "backslashreplace"), _LEVEL, mtime=0)).decode("ascii")


class Packer:
    """Packs documents one after the other; `counts` are how many each chunk has."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.counts: list[int] = []
        self._held: list[list[Any]] = []
        self._size = 0

    def add(self, case: Case) -> Iterator[str]:
        """Take in a document; yields a chunk when one is full. Raises RecordError if its record is malformed."""
        record = case.record
        removals = sorted(record["removals"], key=order)
        vetoes = list(record.get("vetoes") or ())
        self.index.add(facts(record), case.source, removals, vetoes)
        row = [
            record.get("sha256"),
            case.original,
            None if case.original is not None else pieces(removals),
            [self._mark(each) for each in removals],
            [[*self._mark(each), str(each["guard"]), str(each.get("why", ""))] for each in vetoes],
        ]
        self._held.append(row)
        self._size += len(case.original or "") + 200 * (1 + len(removals) + len(vetoes))
        if self._size >= SIZE:
            yield self._full()

    def end(self) -> Iterator[str]:
        """The last chunk, if anything is left."""
        if self._held:
            yield self._full()

    def _full(self) -> str:
        chunk = packed(self._held)
        self.counts.append(len(self._held))
        self._held, self._size = [], 0
        return chunk

    def _mark(self, mark: Record) -> list[Any]:
        """A removal or a veto, its rule by its number; certainty is None where a record has none."""
        sure = CONFIDENCES.index(mark["confidence"])
        place = (int(mark["start"]), int(mark["end"]))
        return [*place, self.index.rule(mark), sure, mark.get("certainty"), str(mark.get("evidence", ""))]


def pieces(removals: Sequence[Record]) -> list[list[Any]]:
    """What is known of a text whose cuts alone are known: [start, text] of each stretch, in order and apart."""
    texts = {(int(each["start"]), int(each["end"])): str(each["text"]) for each in removals}
    found = []
    for start, end in union(texts):
        at, parts = start, []
        for (first, last), text in sorted(texts.items()):
            if start <= first and last <= end and last > at:
                parts.append(text[at - first :])
                at = last
        found.append([start, "".join(parts)])
    return found
