"""The directory a run works in: the corpus, small files and pages made from it, environments of peers.

What is there with the same seed, size and fixtures is used again; a directory is complete once it has its name.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from benchmarks.corpus import FIXTURES, Article, articles, json_lines
from benchmarks.templates import page
from cleaner.ruleset.locate import bundled

FILES, SMALL = 20_000, 4_000  # small files, and the bytes of the largest: a block of most file systems
PAGES = 400
MB = 1_000_000


def digest() -> str:
    """What the corpus is made of: texts, rules and the generators themselves."""
    files = [*sorted(FIXTURES.rglob("*.txt")), *sorted(bundled().rglob("*.yaml"))]
    files += [Path(__file__).with_name(name) for name in ("corpus.py", "templates.py", "workdir.py")]
    found = hashlib.sha256()
    for file in files:
        found.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()[:12]


@dataclass(frozen=True)
class Workdir:
    """A directory for a corpus of `megabytes`, made with `seed`."""

    place: Path
    megabytes: float
    seed: int

    @cached_property
    def _own(self) -> Path:
        return self.place / f"corpus-{self.megabytes:g}MB-seed{self.seed}-{digest()}"

    @property
    def share(self) -> float:
        """How much of the small files and pages there is: all from 50 MB on, and less with a smaller corpus."""
        return min(1.0, self.megabytes / 50)

    @cached_property
    def corpus(self) -> Path:
        """The corpus as JSON Lines (`id`, `language`, `text`)."""
        return self._made("jsonl", self._corpus) / "corpus.jsonl"

    @cached_property
    def small(self) -> Path:
        """A directory of small text files."""
        return self._made("small", self._small)

    @cached_property
    def pages(self) -> Path:
        """A directory of HTML pages."""
        return self._made("pages", self._pages)

    def texts(self, megabytes: float) -> list[str]:
        """The corpus's first articles, together of at most `megabytes` (of UTF-8), and at least one."""
        found: list[str] = []
        size = 0.0
        for text in self._texts():
            size += len(text.encode())
            if found and size > megabytes * MB:
                break
            found.append(text)
        return found

    def part(self, name: str, megabytes: float) -> Path:
        """The beginning of the corpus, of about `megabytes`, as a file of that name."""
        file = self._own / name
        size = 0.0
        with self.corpus.open("rb") as source, file.open("wb") as sink:
            for line in source:
                if size >= megabytes * MB:
                    break
                sink.write(line)
                size += len(line)
        return file

    def out(self, name: str) -> Path:
        """A place for output, of which nothing is there."""
        place = self._own / "out" / name
        if place.is_dir():
            shutil.rmtree(place)
        place.unlink(missing_ok=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        return place

    def _texts(self) -> Iterator[str]:
        with self.corpus.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]

    def _made(self, name: str, make: Callable[[Path], None]) -> Path:
        place = self._own / name
        if not place.is_dir():
            unfinished = place.with_name(f"{name}.unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(parents=True)
            make(unfinished)
            unfinished.rename(place)
        return place

    def _corpus(self, place: Path) -> None:
        with (place / "corpus.jsonl").open("w", encoding="utf-8") as sink:
            sink.writelines(json_lines(int(self.megabytes * MB), self.seed))

    def _few(self, count: int, largest: int) -> Iterator[Article]:
        made = articles(10**12, self.seed + 1, largest)
        return islice(made, max(10, int(count * self.share)))

    def _small(self, place: Path) -> None:
        for each in self._few(FILES, SMALL):
            (place / f"{each.number:05d}.txt").write_text(each.text, encoding="utf-8")

    def _pages(self, place: Path) -> None:
        for each in self._few(PAGES, SMALL * 5):
            (place / f"{each.number:05d}.html").write_text(page(each.number, each.text), encoding="utf-8")


def size(place: Path) -> int:
    """Bytes of a file, or of all files in a directory."""
    return sum(each.stat().st_size for each in place.iterdir()) if place.is_dir() else place.stat().st_size


def text_bytes(texts: list[str]) -> int:
    """Bytes of texts in UTF-8."""
    return sum(len(text.encode("utf-8", "surrogatepass")) for text in texts)
