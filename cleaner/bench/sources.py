"""Where gold is found: marked documents, raw and clean pairs, page sets with gold bodies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cleaner.bench.labels import Labels, from_marks, from_page, from_pair
from cleaner.bench.marks import BadGold, read_gold
from cleaner.errors import CleanerError
from cleaner.formats import by_name, documents, named, told
from cleaner.formats.base import Reading
from cleaner.formats.encoding import decode
from cleaner.formats.source import Source

Kind = Literal["marked", "pairs", "pages"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a set, and the file that holds its gold (the same one for marked documents)."""

    name: str
    file: Path
    gold: Path
    kind: Kind

    def read(self, field: str = "text") -> Iterator[tuple[str, str, Labels]]:
        """Name, digest and labels of each document in the file; `field` is the JSON field that holds the text.

        The digest changes with the text and with its gold. Raises BadGold.
        """
        try:
            yield from self._read(field)
        except OSError as error:
            raise BadGold(f"{error.filename or self.file}: {error.strerror}") from None
        except BadGold:
            raise
        except (CleanerError, UnicodeError) as error:
            raise BadGold(f"{self.file}: {error}") from None

    def _read(self, field: str) -> Iterator[tuple[str, str, Labels]]:
        if self.kind == "marked":
            text = decode(self.file.read_bytes())[0]
            yield self.name, _digest(text), from_marks(*read_gold(text, str(self.file)))
            return
        noisy, gold = _texts(self.file, field), _texts(self.gold, field)
        if len(noisy) != len(gold):
            raise BadGold(f"{self.gold}: it has {len(gold)} documents, {self.file} has {len(noisy)}")
        label = from_pair if self.kind == "pairs" else from_page
        for number, (text, body) in enumerate(zip(noisy, gold, strict=True), 1):
            name = f"{self.name}:{number}" if len(noisy) > 1 else self.name
            yield name, _digest(text, body), label(text, body)


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A named set of files, all of one kind; `skipped` counts the pages left out because their gold is doubtful."""

    name: str
    kind: Kind
    entries: tuple[Entry, ...]
    skipped: int = 0


def find(places: Sequence[Path], pairs: tuple[Path, Path] | None = None) -> list[GoldSet]:
    """The sets in some directories or files, and in a directory of raw texts beside one of clean ones.

    A directory with `raw/` and `clean/` in it holds pairs; one with `gold/` and `noisy/` holds pages (or one set of
    pages for each directory in `noisy/`); any other holds marked documents, `*.txt`. Raises BadGold.
    """
    found: list[GoldSet] = []
    for place in places:
        found += _at(place)
    if pairs:
        found.append(_pairs(pairs[0].parent / pairs[0].name, *pairs))
    names = [each.name for each in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise BadGold(f"more than one set is called {', '.join(twice)}: give each directory a name of its own")
    return found


def _at(place: Path) -> list[GoldSet]:
    if place.is_file():
        return [GoldSet(place.name, "marked", (Entry(place.name, place, place, "marked"),))]
    if not place.is_dir():
        raise BadGold(f"{place}: no such file or directory")
    if (place / "raw").is_dir() and (place / "clean").is_dir():
        return [_pairs(place, place / "raw", place / "clean")]
    if (place / "gold").is_dir() and (place / "noisy").is_dir():
        return _pages(place)
    files = sorted(place.glob("*.txt"))
    if not files:
        raise BadGold(f"{place}: no gold here: neither *.txt files, nor raw/ and clean/, nor gold/ and noisy/")
    return [GoldSet(_name(place), "marked", tuple(Entry(file.name, file, file, "marked") for file in files))]


def _pairs(place: Path, raw: Path, clean: Path) -> GoldSet:
    """Each file of `raw` with the one of the same name in `clean`, or of the name that cleaning would give it."""
    entries = []
    for file in sorted(file for file in raw.rglob("*") if file.is_file() and not file.name.startswith(".")):
        relative = file.relative_to(raw)
        form = told(file.name)[0]
        gold = clean / relative.with_name(named(file.name, form, by_name(form).written))
        if not gold.is_file():
            raise BadGold(f"{file}: it has no clean text at {gold}")
        entries.append(Entry(relative.as_posix(), file, gold, "pairs"))
    if not entries:
        raise BadGold(f"{raw}: no files here")
    return GoldSet(_name(place), "pairs", tuple(entries))


def _pages(place: Path) -> list[GoldSet]:
    """One set for each extractor. Names in `doubtful.txt`, one a line, are those of pages whose gold is not trusted."""
    listed = place / "doubtful.txt"
    doubtful = set(listed.read_text(encoding="utf-8").split()) if listed.is_file() else set()
    golds = sorted((place / "gold").glob("*.txt"))
    trusted = [gold for gold in golds if gold.stem not in doubtful]
    extractors = sorted(folder for folder in (place / "noisy").iterdir() if folder.is_dir())
    found = []
    for folder in extractors or [place / "noisy"]:
        name = f"{_name(place)}/{folder.name}" if extractors else _name(place)
        entries = [Entry(gold.name, folder / gold.name, gold, "pages") for gold in trusted]
        missing = next((entry.file for entry in entries if not entry.file.is_file()), None)
        if missing or not entries:
            raise BadGold(f"{missing or place / 'gold'}: " + ("no such page" if missing else "no gold bodies here"))
        found.append(GoldSet(name, "pages", tuple(entries), len(golds) - len(trusted)))
    return found


def _texts(file: Path, field: str) -> list[str]:
    form, codec = told(file.name)
    items = [item for item, _ in documents(Source(file, codec, file.name), form, Reading(field))]
    broken = next((item for item in items if item.error), None)
    if broken:
        raise BadGold(f"{file}:{broken.name}: {broken.error}")
    return [item.text for item in items if item.text is not None]


def _name(place: Path) -> str:
    return place.resolve().name


def _digest(*texts: str) -> str:
    """SHA-256 of some texts, in hexadecimal."""
    whole = hashlib.sha256()
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        whole.update(b"%d:" % len(data) + data)
    return whole.hexdigest()
