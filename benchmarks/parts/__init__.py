"""The parts of the benchmark, each a module with a function `measure` that yields figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.workdir import Workdir

PARTS = {
    "matching": "finding the lines that rules hit, beside every rule tried on every line",
    "clean": "Pipeline.clean in memory, beside lower case and splitting into lines",
    "jsonl": "the clean command from JSON Lines to JSON Lines, beside reading and writing with orjson",
    "files": "the clean command on 20,000 small files with one and two workers, beside reading and writing",
    "html": "pages to clean text, beside trafilatura alone",
    "extractors": "each extractor alone and with the cleaner behind it on large pages: time and F1",
    "startup": "whole processes that do next to nothing, beside python -c pass",
    "memory": "peak memory of a job at two sizes of the input",
    "pathological": "texts made to be slow, time per byte beside ordinary text",
    "peers": "cleaners of others on the same text, each in an environment of its own",
    "service": "cleaner serve with 200 clients at once, and a stop under load, beside cleaning without HTTP",
    "review": "the review page of 20,000 documents in a browser: size, opening, filters",
    "growth": "cost per byte against the number of rules and the length of a document",
}


@dataclass(frozen=True)
class Setting:
    """What a run is asked for."""

    work: Workdir
    rounds: int
    quick: bool = False
    plots: Path | None = None

    def sample(self, megabytes: float) -> list[str]:
        """Texts of that many MB from the corpus; with --quick of a tenth."""
        return self.work.texts(megabytes / 10 if self.quick else megabytes)


def measure(name: str, setting: Setting) -> Iterator[Figure]:
    """The figures of one part."""
    yield from import_module(f"benchmarks.parts.{name}").measure(setting)
