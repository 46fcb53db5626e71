"""What is asked of the service and what it answers, as its OpenAPI document tells it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from cleaner.record import Confidence, NoiseClass

Preset = Literal["careful", "default", "thorough"]
Certainty = Annotated[float, Field(gt=0, le=1)]
LONGEST_NAME = 2_000  # characters of an id or a source


class Strict(BaseModel):
    """Base of what is asked: no field unknown, no value bent into another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Name = Annotated[str, Field(max_length=LONGEST_NAME)]
Language = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", max_length=35)]


class About(Strict):
    """What is known of one document."""

    id: Name | None = Field(None, description="handed back with the answer")
    language: Language | None = Field(None, description="BCP 47, where it is known; else it is detected")
    source: Name | None = Field(None, description="host, URL or name it comes from, for rules bound to sources")


class Text(About):
    """One document."""

    text: str = Field(description="the document, plain text")


class CleanAsk(About):
    """One text, or many. What is not said of classes and of how sure a cut must be is as the service was started."""

    text: str | None = Field(None, description="the document, plain text")
    documents: list[Text] | None = Field(None, description="many documents instead of one text")
    keep: list[NoiseClass] | None = Field(None, description="classes left in")
    only: list[NoiseClass] | None = Field(None, description="cut no class but these")
    preset: Preset | None = Field(None, description="how sure a cut must be")
    certainty: Certainty | None = Field(None, description="the same as a number; it overrules the preset")

    @model_validator(mode="after")
    def _one_or_many(self) -> CleanAsk:
        if (self.text is None) == (self.documents is None):
            raise ValueError("give it either text or documents")
        if self.documents is not None and not (self.id is None and self.language is None and self.source is None):
            raise ValueError("id, language and source are each document's own")
        return self

    @property
    def texts(self) -> list[Text]:
        """The documents that are asked for."""
        if self.documents is not None:
            return self.documents
        return [Text.model_construct(text=self.text or "", id=self.id, language=self.language, source=self.source)]


class TryAsk(CleanAsk):
    """A text, and rules to be tried on it."""

    rules: str | None = Field(None, max_length=200_000, description="a rule file, YAML")
    alone: bool = Field(False, description="without the packs")


class Problem(BaseModel):
    """One thing that is wrong, and where."""

    where: str = Field(description="the field, as in documents[3].text; empty for the body as a whole")
    message: str


class Error(BaseModel):
    """Why something was not done."""

    code: str = Field(description="a word for programs, which does not change")
    message: str = Field(description="a sentence for people")
    problems: list[Problem] = Field(default_factory=list)


class Refusal(BaseModel):
    """The answer to a request that is not done."""

    error: Error


class Removal(BaseModel):
    """One cut. Offsets are in characters (code points) of the original, half-open."""

    start: int
    end: int
    noise_class: NoiseClass = Field(alias="class")
    rule: str
    confidence: Confidence
    certainty: float
    evidence: str
    text: str


class Veto(Removal):
    """A cut that a guard stopped, and why."""

    guard: str
    why: str


class Metadatum(BaseModel):
    """Something the document said about itself, and where."""

    value: str
    start: int
    end: int


class Record(BaseModel):
    """What was cut and why: with it, `cleaner restore` gives the original back to the letter."""

    sha256: str
    characters: int
    language: str | None
    metadata: dict[str, list[Metadatum]]
    removals: list[Removal]
    vetoes: list[Veto]
    passes: int


class CleanAnswer(BaseModel):
    """One document, cleaned."""

    id: str | None
    text: str
    record: Record


class Failed(BaseModel):
    """One document of many that could not be cleaned; the others are."""

    id: str | None
    error: Error


class ManyAnswer(BaseModel):
    """Many documents, in the order they were asked in."""

    documents: list[CleanAnswer | Failed]


class RuleInfo(BaseModel):
    """A rule in use."""

    id: str
    title: str
    noise_class: NoiseClass = Field(alias="class")
    kind: str
    language: str
    scope: str
    confidence: Confidence
    sources: list[str]


class RuleList(BaseModel):
    """Rules in use."""

    rules: list[RuleInfo]


class RuleFile(BaseModel):
    """A rule in use, and a rule file with that rule alone."""

    rule: RuleInfo
    yaml: str | None = Field(description="null if its file can't be read any more")


class Health(BaseModel):
    """How the service is."""

    status: Literal["ok", "stopping"]
    version: str
    workers: int
    rules: int


def where(loc: tuple[Any, ...]) -> str:
    """A place in a body: `documents[3].text`."""
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc)
    return path.removeprefix(".")
