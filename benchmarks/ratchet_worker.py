"""The works that the ratchet measures, in a process of its own.

python -m benchmarks.ratchet_worker mark TEXTS.jsonl    each work once, with marks for callgrind around each
python -m benchmarks.ratchet_worker time TEXTS.jsonl    each work in turns with a loop in Python; prints the ratios
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from benchmarks.clock import alternate, timed
from benchmarks.pipelines import afresh, full, patterns
from cleaner import Pipeline
from cleaner.document import Document
from cleaner.formats.source import Stream
from cleaner.jobs.alone import clean_stream
from cleaner.jobs.documents import Options, Outcome
from cleaner.jobs.walk import Task

WORKS = ("matching", "clean", "clean, patterns", "jsonl, patterns")
ROUNDS = 5


def works(file: Path) -> dict[str, Callable[[], object]]:
    """What is measured, by name. Each was done once: what is read or compiled when first needed is there."""
    everything, some = full(), patterns()
    data = file.read_bytes()
    texts = [json.loads(line)["text"] for line in data.splitlines()]
    found: dict[str, Callable[[], object]] = {
        "matching": lambda: afresh(everything, lambda text: everything.scanner.scan(Document(text, "en")), texts),
        "clean": lambda: afresh(everything, everything.clean, texts),
        "clean, patterns": lambda: afresh(some, some.clean, texts),
        "jsonl, patterns": lambda: afresh(some, lambda data: _jsonl(data, some), [data]),
    }
    for name in WORKS:
        found[name]()
    return found


def _jsonl(data: bytes, pipeline: Pipeline) -> None:
    """A JSON Lines job without files."""
    task = Task("texts.jsonl", Stream(BytesIO(data)), "jsonl", None, "jsonl", "", "texts.jsonl")
    clean_stream(task, BytesIO(), pipeline, Options(), None, None, Outcome())


def mark(file: Path) -> None:
    """Do each work once, between marks: a call of `getpgrp`, which nothing else calls."""
    found = works(file)
    os.getpgrp()
    for name in WORKS:
        found[name]()
        os.getpgrp()


def loop() -> int:
    """The floor: what Python does most of the time, a million times or so."""
    words = {str(number): number for number in range(1_000)}
    total = 0
    for turn in range(1_000):
        for word in ("12", "345", "x", "999"):
            total += words.get(word, turn)
            total += len(word.strip()) + (word in words)
    return total


def ratios(file: Path) -> dict[str, float]:
    """The CPU time of each work as a multiple of a hundred loops'."""
    found = works(file)
    turns = {name: (lambda work=work: timed(lambda _: work(), [None])) for name, work in found.items()}
    times = alternate(ROUNDS, {"loop": lambda: timed(lambda _: loop(), range(100)), **turns})
    return {name: times.ratio(name, "loop") for name in WORKS}


if __name__ == "__main__":
    if sys.argv[1] == "mark":
        mark(Path(sys.argv[2]))
    else:
        print(json.dumps(ratios(Path(sys.argv[2]))))
