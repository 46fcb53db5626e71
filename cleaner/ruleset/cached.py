"""Rules from disk, validated when their files were first read, and again by their schema when they are read back.

Rules that come with the package are kept by themselves: who changes a rule of their own need not wait for thousands.
Examples are kept apart: who cleans texts reads what is to be done, and no proof of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property, reduce
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.cache import keep, keep_content, recall
from cleaner.ruleset.book import Book
from cleaner.ruleset.locate import parts_file
from cleaner.ruleset.model import ProvenRule

if TYPE_CHECKING:
    from cleaner.ruleset.load import Kinds


def cached_rules(files: Sequence[Path], kinds: Kinds, trusted: Path | None = None) -> Book:
    """The rules of `load_rules` without examples, sooner where these files, and their parts, were read before."""
    return reduce(Book.__add__, (each.book for each in _parted(files, kinds, trusted)), Book.of(()))


def cached_proven_rules(files: Sequence[Path], kinds: Kinds, trusted: Path | None = None) -> list[ProvenRule]:
    """The same as `load_rules`, sooner where these files were read before, by this function or by `cached_rules`."""
    return [rule for each in _parted(files, kinds, trusted) for rule in each.proven()]


def _parted(files: Sequence[Path], kinds: Kinds, trusted: Path | None) -> list[_Files]:
    """The files that come with the package, and the others, if there are any."""
    parted: tuple[list[Path], list[Path]] = [], []
    for file in files:
        parted[trusted is None or not file.is_relative_to(trusted)].append(file)
    shipped = _Files(parted[0], kinds, trusted)
    return [each for each in (shipped, _Files(parted[1], kinds, trusted, shipped)) if each.files]


class _Files:
    """Rule files that are read together, `beside` others, whose ids are taken."""

    def __init__(self, files: Sequence[Path], kinds: Kinds, trusted: Path | None, beside: _Files | None = None) -> None:
        self.files = files
        self._kinds = kinds
        self._trusted = trusted
        self._beside = beside

    @cached_property
    def key(self) -> bytes:
        """What tells these files, with what is in them, from all others."""
        about = (str(self._trusted), [(name, kind.__module__) for name, kind in self._kinds.items()])
        key = hashlib.sha256(repr(about).encode() + (self._beside.key if self._beside else b""))
        parts = filter(Path.exists, map(parts_file, dict.fromkeys(file.parent for file in self.files)))
        for file in [*self.files, *parts]:
            try:
                content = file.read_bytes()
            except OSError as error:
                content = repr(error).encode()  # `load_rules` says what is wrong, and then nothing is kept
            key.update(repr((str(file), len(content))).encode() + content)
        return key.digest()

    @cached_property
    def book(self) -> Book:
        """The rules, without examples."""
        known: Book | None = recall("rules", self.key, Book.read)
        return Book.read(Book.of(self._load()).content()) if known is None else known

    def proven(self) -> list[ProvenRule]:
        """The rules with their examples."""
        proofs = recall("proofs", self.key)
        if not proofs or len(proofs) != len(self.book):
            return self._load()
        rules = zip(self.book.data(), proofs, strict=True)
        return [ProvenRule.model_validate(data | {"examples": proof}) for data, proof in rules]

    def _load(self) -> list[ProvenRule]:
        """The rules as they are read, kept for the next time."""
        from cleaner.ruleset.load import load_rules  # what is kept is read without it

        rules = load_rules(self.files, self._kinds, self._trusted, self._beside.book if self._beside else None)
        keep_content("rules", self.key, Book.of(rules).content())
        keep("proofs", self.key, [rule.examples.model_dump(mode="json") for rule in rules])
        return rules
