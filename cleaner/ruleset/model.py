"""The schema of a rule file. What the fields mean is told in docs/writing-rules.md."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from cleaner.document import Scope
from cleaner.errors import Location
from cleaner.record import Confidence, NoiseClass
from cleaner.ruleset.bound import check_glob

Text = Annotated[str, StringConstraints(strict=True, min_length=1)]
Literals = tuple[Text, ...]
Id = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*$")]
Language = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]
Count = Annotated[int, Field(strict=True, ge=1)]
Glob = Annotated[Text, AfterValidator(check_glob)]
Globs = Annotated[tuple[Glob, ...], Field(min_length=1)]

LONGEST_LINE = 300


class Strict(BaseModel):
    """Base of all that is read from YAML: frozen, no field unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Match(Strict):
    """What a line must show; `lines`, `labels` and the rest are alternatives."""

    lines: Literals = Field((), description="phrases one of which must be the whole line")
    labels: Literals = Field((), description="labels the line must be made of, in any order")
    least: Count = Field(2, description="how many labels there must be at least")
    starts: Literals = Field((), description="literals one of which the line must begin with, as whole words")
    anchors: Literals = Field((), description="literals one of which must stand on the line")
    pattern: Text | None = Field(None, description="regular expression, searched for in the folded line")
    cased: bool = Field(False, strict=True, description="the pattern sees the line with its case kept")
    longest: Count | None = Field(None, description="the line's greatest length in characters")

    @model_validator(mode="after")
    def _something(self) -> Match:
        if not (self.lines or self.labels or self.starts or self.anchors or self.pattern):
            raise ValueError("says nothing: give it lines, labels, starts, anchors or a pattern")
        return self


class Examples(Strict):
    """The proof inside a rule; cuts are marked with ⟦ and ⟧."""

    removes: Annotated[Literals, Field(min_length=1, description="texts with the exact cut marked")]
    keeps: Annotated[Literals, Field(min_length=1, description="near misses, in which nothing is cut")]
    misses: Literals = Field((), description="texts with the wanted cut marked that the rule does not make yet")

    @model_validator(mode="after")
    def _marks(self) -> Examples:
        for name in ("removes", "misses"):
            for text in getattr(self, name):
                _check_marks(name, text)
        if any("⟦" in text or "⟧" in text for text in self.keeps):
            raise ValueError("an example under keeps is marked with ⟦…⟧: nothing is to be cut from it")
        return self


def _check_marks(name: str, text: str) -> None:
    depth = 0
    for mark in re.findall("[⟦⟧]", text):
        depth += 1 if mark == "⟦" else -1
        if depth not in (0, 1):
            raise ValueError(f"the marks ⟦…⟧ of an example under {name} are nested or unbalanced")
    if depth or "⟦" not in text:
        raise ValueError(f"an example under {name} needs its cut marked with ⟦…⟧")


class Entry(Strict):
    """One rule as its file says it."""

    id: Id = Field(description="<class>.<slug>; never reused")
    title: Text = Field(description="what it cuts, in a few words")
    kind: Text | None = Field(None, description="how it cuts; the file's kind if not said")
    scope: Scope = Field("anywhere", description="where on the text a line must stand")
    match: Match | None = Field(None, description="what a line must show")
    unless: Literals = Field((), description="patterns that call the match off")
    confidence: Confidence = Field("high", description="how sure the rule is")
    gated: bool = Field(False, strict=True, description="only in documents in the file's language")
    cap: Count | None = Field(None, description="called off in a document that it hits more often")
    status: Literal["draft", "stable", "retired"] = Field("stable", description="stage of the rule's life")
    tags: Literals = ()
    source: Text | None = Field(None, description="where outlets print this")
    sources: Globs | None = Field(
        None,
        description="hosts or paths (* for anything): asked only about documents from there; if not said, the file's",
    )
    options: dict[str, Any] = Field(default_factory=dict, description="what the kind wants to know")
    examples: Examples


class RuleFile(Strict):
    """A rule file, as it stands on disk."""

    noise_class: NoiseClass = Field(alias="class", description="the class of noise its rules cut")
    kind: Text = Field("line", description="the kind of its rules, unless they say their own")
    language: Language = Field(description="BCP 47 tag; mul for every language")
    about: Text
    sources: Globs | None = Field(None, description="the sources its rules are bound to, unless they say their own")
    rules: Annotated[tuple[Entry, ...], Field(min_length=1)]


class Rule(Strict):
    """One rule with what its file says for all: what filters are made from."""

    id: str
    title: str
    noise_class: NoiseClass
    kind: str
    language: str
    scope: Scope
    match: Match | None
    unless: Literals
    confidence: Confidence
    gated: bool
    cap: int | None
    status: Literal["draft", "stable", "retired"]
    tags: Literals
    source: str | None
    sources: Literals = ()
    options: dict[str, Any]
    examples: Examples
    file: str
    at: Location
    trusted: bool = False  # a rule of the package itself: its patterns have passed the lint

    @classmethod
    def of(cls, entry: Entry, head: RuleFile, at: Location, trusted: bool = False) -> Rule:
        """The rule that `entry` of the file `head` makes."""
        data = dict(entry)
        data["kind"] = entry.kind or head.kind
        data["sources"] = entry.sources or head.sources or ()
        return cls(**data, noise_class=head.noise_class, language=head.language, file=at.file, at=at, trusted=trusted)
