"""What cleaning tells of a document beside its text, as plain values under names that may be columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import Any

from cleaner.errors import FieldError
from cleaner.record import Cleaned, digest

PREFIX = "cleaner_"
# The removals with the original's sha256 are the record that brings it back. `error` is why a document was passed on
# as it came: it failed, or a guard spared it.
TOLD = ("removals", "metadata", "language", "sha256", "error")


def told(cleaned: Cleaned, names: Collection[str]) -> dict[str, Any]:
    """What is told of a document for `names` (of TOLD), by the names with PREFIX: plain data, or None."""
    record = cleaned.record() if {"removals", "metadata"} & set(names) else {}
    spared = cleaned.spared
    known = {
        "removals": record.get("removals"),
        "metadata": [{"name": name} | one for name, found in record.get("metadata", {}).items() for one in found],
        "language": cleaned.language,
        "sha256": digest(cleaned.original) if "sha256" in names else None,
        "error": f"spared by the guard {spared.guard!r}: {spared.why}" if spared else None,
    }
    return {PREFIX + name: known[name] for name in names}


def failed(why: str | None, names: Iterable[str]) -> dict[str, Any]:
    """The same of a document that was not cleaned: nothing but the reason, if there is one."""
    return {PREFIX + name: why if name == "error" else None for name in names}


def check_names(names: Collection[str]) -> None:
    """Raises FieldError for a name that is not one of TOLD, or is there twice."""
    for name in names:
        if name not in TOLD:
            raise FieldError(f"there is no {name!r} to add: there are {', '.join(TOLD)}{meant(name, TOLD)}")
    if len(set(names)) < len(names):
        raise FieldError(f"something is to be added twice: {', '.join(names)}")


def meant(name: str, names: Iterable[str]) -> str:
    """The end of a message: which of `names` was probably meant; empty if none is near."""
    near = get_close_matches(name, list(names), 1)
    return f"; did you mean {near[0]!r}?" if near else ""
