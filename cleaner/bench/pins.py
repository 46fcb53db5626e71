"""Floors that later runs must hold: a quality ratchet, kept in a JSON file beside the gold.

After trafilatura's `tests/eval_gate.py`: floors with a digest of the corpus, and an update that refuses to lower one
unless it is told to.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from math import floor
from pathlib import Path
from typing import Any

from cleaner.bench.figures import Figures
from cleaner.errors import CleanerError
from cleaner.ruleset.settings import Settings

ABOUT = "Floors that `cleaner bench --check` holds a run to, written by `cleaner bench --pin`."
AT_LEAST = ("precision", "recall", "f1", "exact")
AT_MOST = ("damaged", "clean_touched")
PLACES = 4  # decimals of a share: rounded down, so that the run that was pinned holds its own floors

Floors = Mapping[str, Mapping[str, Any]]


class BadPins(CleanerError):
    """A file of floors that can't be read as such."""


def floors(figures: Iterable[Figures], settings: Settings) -> dict[str, dict[str, Any]]:
    """The floors that a run sets, for each set of gold by name."""
    options = {"certainty": settings.certainty, "keep": sorted(settings.keep), "only": sorted(settings.only)}
    return {
        each.name: {
            **{name: _down(getattr(each, name)) for name in AT_LEAST},
            **{name: getattr(each, name) for name in AT_MOST},
            "documents": len(each.scores),
            "digest": each.digest,
            "options": {**options, "damage": each.damage},
        }
        for each in figures
    }


def read(file: Path) -> dict[str, dict[str, Any]]:
    """The floors in a file. Raises BadPins."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return {str(name): dict(floor) for name, floor in found["sets"].items()}
    except OSError as error:
        raise BadPins(f"{file}: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadPins(f"{file}: not a file of floors: {error!r}") from None


def write(file: Path, floors: Floors) -> None:
    """Write floors, sorted, so that a diff shows what changed. Raises BadPins."""
    text = json.dumps({"about": ABOUT, "sets": floors}, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadPins(f"{file}: {error.strerror}") from None


def broken(pinned: Floors, figures: Sequence[Figures], settings: Settings) -> list[str]:
    """What a run does not hold of what is pinned, a sentence each. Sets that are not in the run are not asked for."""
    problems = []
    measured = {each.name: each for each in figures}
    now = floors(figures, settings)
    for name in sorted(now):
        if name not in pinned:
            problems.append(f"{name}: nothing is pinned for this set")
            continue
        floor = pinned[name]
        problems += [f"{name}: {key} changed since it was pinned: {said}" for key, said in _changes(floor, now[name])]
        problems += [f"{name}: {said}" for said in _fallen(floor, measured[name])]
    return problems


def lowered(pinned: Floors, new: Floors) -> list[str]:
    """Which floors `new` would lower, a sentence each."""
    return [
        f"{name}: {key} {_shown(pinned[name].get(key))} would become {_shown(new[name][key])}"
        for name in sorted({*pinned} & {*new})
        for key in (*AT_LEAST, *AT_MOST)
        if _worse(key, new[name][key], pinned[name].get(key))
    ]


def _fallen(floor: Mapping[str, Any], figures: Figures) -> Iterable[str]:
    for key in (*AT_LEAST, *AT_MOST):
        value = getattr(figures, key)
        if _worse(key, value, floor.get(key)):
            bound = "at least" if key in AT_LEAST else "at most"
            yield f"{key} is {_shown(value)}, pinned is {bound} {_shown(floor[key])}"


def _worse(key: str, value: float | None, floor: float | None) -> bool:
    """True if a figure is worse than a floor. Having removed nothing is no loss of precision, but of recall it is."""
    if floor is None or (value is None and key == "precision"):
        return False
    if value is None:
        return True
    return value < floor if key in AT_LEAST else value > floor


def _changes(floor: Mapping[str, Any], now: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    if floor.get("digest") != now["digest"]:
        yield "gold", f"{floor.get('documents')} documents then, {now['documents']} now: pin it anew"
    if floor.get("options") != now["options"]:
        yield "options", f"{json.dumps(floor.get('options'))} then, {json.dumps(now['options'])} now"


def _down(value: float | None) -> float | None:
    return value if value is None or isinstance(value, int) else floor(value * 10**PLACES) / 10**PLACES


def _shown(value: float | None) -> str:
    return "nothing" if value is None else f"{value}" if isinstance(value, int) else f"{value:.{PLACES}f}"
