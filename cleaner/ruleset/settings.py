"""The pipeline file: which rules run, and what the guards hold to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from cleaner.errors import Location, Problem, RuleError
from cleaner.pattern import BadPattern, Pattern
from cleaner.record import NoiseClass
from cleaner.ruleset import nodes
from cleaner.ruleset.explain import explain_all
from cleaner.ruleset.model import Count, Language, Literals, Strict, Text

# Operating points. Their precision and recall on the project's own gold stand in the README.
PRESETS: dict[str, dict[str, Any]] = {
    "careful": {"certainty": 0.97},
    "default": {},
    "thorough": {"certainty": 0.5},
}


class Settings(Strict):
    """A pipeline file."""

    about: Text = Field("A pipeline.", description="what it is for, in a sentence", examples=["News of one house."])
    keep: tuple[NoiseClass, ...] = Field((), description="classes left in the text", examples=[["dateline"]])
    only: tuple[NoiseClass, ...] = Field((), description="if any: no other class is cut", examples=[["ad", "promo"]])
    languages: tuple[Language, ...] = Field(
        (), description="if any: only packs of these languages, and mul, are used", examples=[["en", "de"]]
    )
    without: Literals = Field((), description="ids of rules not to use", examples=[["title.header"]])
    protect: Literals = Field(
        (),
        description="patterns of lines never to be cut, on the folded line",
        examples=[[r"^(?:correction|editor'?s note)\b"]],
    )
    budget: Annotated[float, Field(gt=0, le=1)] = Field(
        0.8,
        description="share of a document that may be cut; a document that would lose more is left as it is",
        examples=[0.5],
    )
    certainty: Annotated[float, Field(gt=0, le=1)] = Field(
        0.9,
        description="what is less sure than this is not cut; rules of high confidence have 0.99, medium 0.9, low 0.6",
        examples=[0.97],
    )
    passes: Count = Field(
        12, description="passes at most; a document not quiet by then is left as it is", examples=[20]
    )
    detector: Text | None = Field(
        "langdetect", description="what tells a document's language; null: nothing does", examples=[None]
    )


def load_settings(file: Path, **changes: Any) -> Settings:
    """The settings of a pipeline file, with `changes` (by field) put over them.

    Raises RuleError with every problem found.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError([Problem(Location(str(file)), "unreadable", str(error))]) from None
    tree = nodes.read(text, str(file))
    if not tree.problems:
        try:
            settings = Settings.model_validate(tree.data)
        except ValidationError as error:
            explain_all(tree, error, Settings)
        else:
            for i, source in enumerate(settings.protect):
                try:
                    Pattern(source).compiled()
                except BadPattern as bad:
                    tree.problem(tree.where(("protect", i)), "bad-regex", f"{bad} in {source!r}")
            if not tree.problems:
                return _changed(settings, {name: value for name, value in changes.items() if value})
    raise RuleError(tree.problems)


def _changed(settings: Settings, changes: dict[str, Any]) -> Settings:
    """The settings with changes made by the caller, which are checked like the file."""
    if not changes:
        return settings
    tree = nodes.Tree("options", [])
    try:
        return Settings.model_validate(settings.model_dump() | changes)
    except ValidationError as error:
        explain_all(tree, error, Settings)
    raise RuleError(tree.problems)
