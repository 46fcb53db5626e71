"""Rules from disk, validated when their files were first read, and again by their schema when they are read back.

Their examples are kept apart: who cleans texts reads what is to be done, and no proof of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from cleaner.cache import keep, recall
from cleaner.ruleset.load import Kinds, load_rules
from cleaner.ruleset.locate import parts_file
from cleaner.ruleset.model import ProvenRule, Rule

_RULES = TypeAdapter(list[Rule])


def cached_rules(files: Sequence[Path], kinds: Kinds, trusted: Path | None = None) -> list[Rule]:
    """The rules of `load_rules` without examples, sooner where these files, and their parts, were read before."""
    key = _key(files, kinds, trusted)
    known: list[Rule] | None = recall("rules", key, _RULES.validate_json)
    return _lean(known or _RULES.validate_python(_kept(key, load_rules(files, kinds, trusted))[0]))


def _lean(rules: list[Rule]) -> list[Rule]:
    """The same rules, of which those that say the same fields share one set of the names: each takes up to 700 bytes.

    Nobody can change a rule; a changed copy has a set of its own.
    """
    shared: dict[frozenset[str], set[str]] = {}
    for said in filter(None, chain.from_iterable((rule, rule.match) for rule in rules)):
        names = said.model_fields_set
        object.__setattr__(said, "__pydantic_fields_set__", shared.setdefault(frozenset(names), names))
    return rules


def cached_proven_rules(files: Sequence[Path], kinds: Kinds, trusted: Path | None = None) -> list[ProvenRule]:
    """The same as `load_rules`, sooner where these files were read before, by this function or by `cached_rules`."""
    key = _key(files, kinds, trusted)
    found, proofs = recall("rules", key), recall("proofs", key)
    if not found or not proofs or len(found) != len(proofs):
        found, proofs = _kept(key, load_rules(files, kinds, trusted))
    return [ProvenRule.model_validate(data | {"examples": proof}) for data, proof in zip(found, proofs, strict=True)]


def _kept(key: bytes, rules: Sequence[ProvenRule]) -> tuple[list[Any], list[Any]]:
    """Rules and their examples as plain data, kept for the next time."""
    found = [rule.data() for rule in rules]
    proofs = [rule.examples.model_dump(mode="json") for rule in rules]
    keep("rules", key, found)
    keep("proofs", key, proofs)
    return found, proofs


def _key(files: Sequence[Path], kinds: Kinds, trusted: Path | None) -> bytes:
    """What tells these files, with what is in them, from all others."""
    key = hashlib.sha256(repr((str(trusted), [(name, kind.__module__) for name, kind in kinds.items()])).encode())
    parts = filter(Path.exists, map(parts_file, dict.fromkeys(file.parent for file in files)))
    for file in [*files, *parts]:
        try:
            content = file.read_bytes()
        except OSError as error:
            content = repr(error).encode()  # `load_rules` says what is wrong, and then nothing is kept
        key.update(repr((str(file), len(content))).encode() + content)
    return key.digest()
