"""Where rule packs are: inside the wheel, or in the checkout beside the package."""

from __future__ import annotations

from pathlib import Path

from cleaner.errors import Location, Problem, RuleError

PARTS = "parts.yaml"
_NO_RULES = frozenset({"pipeline.yaml", PARTS})
_PACKAGE = Path(__file__).resolve().parent.parent


def bundled() -> Path:
    """The directory of the packs that come with the package. Raises RuleError if they are not there."""
    for place in (_PACKAGE / "_rules", _PACKAGE.parent / "rules"):
        if (place / "pipeline.yaml").is_file():
            return place
    raise RuleError([Problem(Location(str(_PACKAGE)), "no-rules", "the rule packs are missing: reinstall the package")])


def rule_files(place: Path) -> list[Path]:
    """The rule files of a directory, below it too, or the one file named; in order of their names.

    Raises RuleError if there is none.
    """
    if place.is_file() and place.name != PARTS:
        return [place]
    files = sorted(p for ending in ("*.yaml", "*.yml") for p in place.rglob(ending) if p.name not in _NO_RULES)
    if not files:
        what = "no rule files (*.yaml) in it" if place.is_dir() else "no such file or directory"
        if place.is_file():
            what = "it names parts for the rules beside it, and has none: name its directory"
        raise RuleError([Problem(Location(str(place)), "no-rules", what)])
    return files


def parts_file(folder: Path) -> Path:
    """Where the parts stand that all rule files in a directory may use; it need not be there."""
    return folder / PARTS
