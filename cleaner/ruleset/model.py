"""The schema of a rule file. What the fields mean is told in docs/writing-rules.md."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

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
PartName = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
# One pattern, or a list of patterns of which one must match: long lists of words can then be wrapped and commented.
Alternatives = Annotated[
    tuple[Text, ...],
    Field(min_length=1),
    BeforeValidator(lambda said: (said,) if isinstance(said, str) else said),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1},
            ]
        }
    ),
]
NamedParts = Annotated[dict[PartName, Alternatives], Field(json_schema_extra={"additionalProperties": False})]
Globs = Annotated[tuple[Glob, ...], Field(min_length=1)]

LONGEST_LINE = 300


class Strict(BaseModel):
    """Base of all that is read from YAML: frozen, no field unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Match(Strict):
    """What a line must show; `lines`, `labels` and the rest are alternatives."""

    lines: Literals = Field(
        (), description="phrases one of which must be the whole line", examples=[["advertisement", "sponsored content"]]
    )
    labels: Literals = Field(
        (), description="labels the line must be made of, in any order", examples=[["share", "print", "email"]]
    )
    least: Count = Field(2, description="how many labels there must be at least", examples=[3])
    starts: Literals = Field(
        (), description="literals one of which the line must begin with, as whole words", examples=[["read more:"]]
    )
    anchors: Literals = Field(
        (), description="literals one of which must stand on the line", examples=[["all rights reserved"]]
    )
    pattern: Text | None = Field(
        None,
        description="regular expression, searched for in the folded line",
        examples=[r"^read more: \S.{8,150}$"],
    )
    cased: bool = Field(False, strict=True, description="the pattern sees the line with its case kept", examples=[True])
    longest: Count | None = Field(
        None,
        description="the line's greatest length in characters; if not said 300, for kind span none",
        examples=[120],
    )

    @model_validator(mode="after")
    def _something(self) -> Match:
        if not (self.lines or self.labels or self.starts or self.anchors or self.pattern):
            raise ValueError("says nothing: give it lines, labels, starts, anchors or a pattern")
        return self


class Read(Strict):
    """Base of what only who reads rule files needs: its schema is built when that is first of use."""

    model_config = ConfigDict(defer_build=True)


class Examples(Read):
    """The proof inside a rule; cuts are marked with ⟦ and ⟧."""

    removes: Annotated[
        Literals,
        Field(
            min_length=1,
            description="texts with the exact cut marked",
            examples=[["The dig began in May.\n⟦Read more: The bell⟧"]],
        ),
    ]
    keeps: Annotated[
        Literals,
        Field(
            min_length=1,
            description="near misses, in which nothing is cut",
            examples=[["Read more: that was her advice to the minister."]],
        ),
    ]
    misses: Literals = Field(
        (),
        description="texts with the wanted cut marked that the rule does not make yet",
        examples=[["⟦Read on: The bell⟧"]],
    )

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


class Entry(Read):
    """One rule as its file says it."""

    id: Id = Field(description="<class>.<slug>; never reused", examples=["teaser.en-read-more"])
    title: Text = Field(description="what it cuts, in a few words", examples=["Pointer to another story"])
    kind: Text | None = Field(None, description="how it cuts; the file's kind if not said", examples=["span"])
    scope: Scope = Field("anywhere", description="where on the text a line must stand", examples=["tail"])
    match: Match | None = Field(None, description="what a line must show", examples=[{"starts": ["read more:"]}])
    unless: Literals = Field((), description="patterns that call the match off", examples=[[r"\bc\+\+"]])
    confidence: Confidence = Field(
        "high",
        description="how sure the rule is: high has the certainty 0.99, medium 0.9, low 0.6",
        examples=["medium"],
    )
    gated: bool = Field(
        False, strict=True, description="only in documents in the file's language, told for sure", examples=[True]
    )
    cap: Count | None = Field(None, description="called off in a document that it hits more often", examples=[3])
    status: Literal["draft", "stable", "retired"] = Field(
        "stable", description="stage of the rule's life; only stable ones run", examples=["draft"]
    )
    tags: Literals = Field((), description="words for the reader", examples=[["injected"]])
    source: Text | None = Field(
        None, description="where outlets print this, for the reader", examples=["live tickers of news sites"]
    )
    sources: Globs | None = Field(
        None,
        description="hosts or paths (* for anything): asked only about documents from there; if not said, the file's",
        examples=[["saltmerepost.example", "feeds/saltmere/*"]],
    )
    options: dict[str, Any] = Field(
        default_factory=dict, description="what the kind wants to know", examples=[{"most": 4}]
    )
    examples: Examples = Field(
        description="the proof: a rule without examples does not load",
        examples=[{"removes": ["⟦Read more: The bell⟧"], "keeps": ["Read more, she said."]}],
    )


class RuleFile(Read):
    """A rule file, as it stands on disk."""

    noise_class: NoiseClass = Field(alias="class", description="the class of noise its rules cut", examples=["teaser"])
    kind: Text = Field("line", description="the kind of its rules, unless they say their own", examples=["block"])
    language: Language = Field(description="BCP 47 tag; mul for every language", examples=["en"])
    about: Text = Field(description="what the file is about, in a sentence", examples=["Pointers to other stories."])
    sources: Globs | None = Field(
        None,
        description="the sources its rules are bound to, unless they say their own",
        examples=[["saltmerepost.example"]],
    )
    parts: NamedParts = Field(
        default_factory=dict,
        description="parts of patterns by name; {{name}} in a pattern stands for one",
        examples=[{"month": ["jan", "feb", "mar"]}],
    )
    rules: Annotated[tuple[Entry, ...], Field(min_length=1, description="the rules, in any order")]


class PartsFile(Read):
    """The file `parts.yaml`: parts of patterns for all rule files in its directory."""

    about: Text = Field(description="what the parts are for, in a sentence", examples=["What English rules share."])
    parts: Annotated[
        NamedParts,
        Field(
            min_length=1,
            description="patterns by name, each a text or a list of alternatives; {{name}} stands for one",
            examples=[{"month": ["jan", "feb", "mar"]}],
        ),
    ]


class Rule(Strict):
    """One rule with what its file says for all: what filters are made from."""

    id: str
    title: str
    noise_class: NoiseClass
    kind: str
    language: str
    scope: Scope = "anywhere"
    match: Match | None = None
    unless: Literals = ()
    confidence: Confidence = "high"
    gated: bool = False
    cap: int | None = None
    status: Literal["draft", "stable", "retired"] = "stable"
    tags: Literals = ()
    source: str | None = None
    sources: Literals = ()
    options: dict[str, Any] = Field(default_factory=dict)
    at: Location
    trusted: bool = False  # a rule of the package itself: its patterns have passed the lint

    @property
    def file(self) -> str:
        """The file it stands in."""
        return self.at.file

    def data(self) -> dict[str, Any]:
        """What it does, as plain data that JSON can hold: without a proof, and without what is as if not said."""
        return self.model_dump(mode="json", exclude={"examples"}, exclude_defaults=True)


class ProvenRule(Rule):
    """A rule with its proof. To clean texts nobody needs that, and it is the greater part of a pack."""

    model_config = ConfigDict(defer_build=True)

    examples: Examples

    @classmethod
    def of(cls, entry: Entry, head: RuleFile, at: Location, trusted: bool = False) -> ProvenRule:
        """The rule that `entry` of the file `head` makes."""
        data = dict(entry)
        data["kind"] = entry.kind or head.kind
        data["sources"] = entry.sources or head.sources or ()
        return cls(**data, noise_class=head.noise_class, language=head.language, at=at, trusted=trusted)
