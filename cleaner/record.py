"""What was cut and why: removals, vetoes, the cleaned text, and the JSON record that brings the original back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from cleaner.errors import RecordError
from cleaner.spans import Span, cut, fresh, union

NoiseClass = Literal[
    "section", "title", "date", "byline", "dateline", "credit", "disclaimer", "copyright",
    "teaser", "promo", "share", "ad", "nav", "bio", "offtopic", "placeholder",
]  # fmt: skip
CLASSES: tuple[NoiseClass, ...] = get_args(NoiseClass)
Confidence = Literal["high", "medium", "low"]
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
# The least certainty of each confidence. A rule of words has no finer measure than its confidence: it has just this.
LEVELS: dict[Confidence, float] = {"high": 0.99, "medium": 0.9, "low": 0.6}
SPARING = ("budget", "passes")  # guards that pass a whole document on untouched
FIELDS = ("title", "section", "author", "published", "updated", "agency", "place", "date")


def confidence_of(certainty: float) -> Confidence:
    """The confidence that a certainty (0 to 1) amounts to."""
    return next((name for name, least in LEVELS.items() if certainty >= least), "low")


@dataclass(frozen=True, slots=True)
class Removal:
    """One cut: characters `span` of the text, for `rule`, because of `evidence` (a sentence or the matched words).

    `score` is the certainty (0 to 1) of a kind that works one out for each cut; rules of words have their confidence's.
    `words` is where on the text the evidence stands (a guard asks whether that is inside a quotation); `fields` are
    pieces kept as metadata, by name.
    """

    span: Span
    rule: str
    noise_class: NoiseClass
    confidence: Confidence
    evidence: str
    words: Span | None = None
    fields: tuple[tuple[str, Span], ...] = ()
    score: float | None = None

    def over(self, span: Span) -> Removal:
        """The same cut with another span; a few times as fast as `dataclasses.replace`."""
        return Removal(
            span, self.rule, self.noise_class, self.confidence, self.evidence, self.words, self.fields, self.score
        )

    @property
    def certainty(self) -> float:
        """How sure the cut is, from 0 to 1: what a pipeline's `certainty` is held against."""
        return LEVELS[self.confidence] if self.score is None else self.score

    @property
    def order(self) -> tuple[int, int, int, str]:
        """Sorts removals by place, then the longer, then the surer, then by rule."""
        return (self.span.start, -self.span.end, CONFIDENCES.index(self.confidence), self.rule)


@dataclass(frozen=True, slots=True)
class Veto:
    """A removal that a guard stopped, and why."""

    removal: Removal
    guard: str
    why: str


@dataclass(frozen=True, slots=True)
class Metadatum:
    """Something a cut line said about the story: `value`, and where it stood in the original."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The outcome for one text. All offsets are of `original`; `passes` counts the passes that cut something."""

    original: str
    text: str
    removals: tuple[Removal, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    metadata: Mapping[str, tuple[Metadatum, ...]] = field(default_factory=dict)
    passes: int = 0
    language: str | None = None

    @property
    def changed(self) -> bool:
        """True if anything was cut."""
        return self.text != self.original

    @property
    def spans(self) -> tuple[Span, ...]:
        """The cut stretches of the original, in order and apart."""
        return union(removal.span for removal in self.removals)

    @property
    def spared(self) -> Veto | None:
        """The veto that passed the whole document on untouched, if one did."""
        return next((veto for veto in self.vetoes if veto.guard in SPARING), None)

    def characters(self) -> dict[str, int]:
        """Characters cut per class; a character cut twice counts for the removal that comes first."""
        counts: dict[str, int] = {}
        ordered = sorted(self.removals, key=lambda r: r.order)
        for removal, gone in zip(ordered, fresh(r.span for r in ordered), strict=True):
            if gone:
                counts[removal.noise_class] = counts.get(removal.noise_class, 0) + gone
        return counts

    def record(self, **more: Any) -> dict[str, Any]:
        """The standoff record, ready for JSON: what `restore` and `apply` need, and what explains each cut.

        `more` (an id, an encoding) is put in front. `characters` is the original's length, which shares of the text are
        reckoned by; nothing else asks for it, and records made before it was there lack it.
        """
        original = self.original

        def removal_data(removal: Removal) -> dict[str, Any]:
            start, end = removal.span
            return {
                "start": start,
                "end": end,
                "class": removal.noise_class,
                "rule": removal.rule,
                "confidence": removal.confidence,
                "certainty": round(removal.certainty, 4),
                "evidence": removal.evidence,
                "text": original[start:end],
            }

        return {
            **more,
            "sha256": digest(original),
            "characters": len(original),
            "language": self.language,
            "metadata": {
                name: [{"value": m.value, "start": m.span.start, "end": m.span.end} for m in found]
                for name, found in self.metadata.items()
            },
            "removals": [removal_data(removal) for removal in self.removals],
            "vetoes": [removal_data(v.removal) | {"guard": v.guard, "why": v.why} for v in self.vetoes],
            "passes": self.passes,
        }


def digest(text: str) -> str:
    """SHA-256 of a text's UTF-8 form, in hexadecimal; lone surrogates are encoded as they stand."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def apply(original: str, record: Mapping[str, Any]) -> str:
    """The cleaned text: `original` without what the record says was cut.

    Raises RecordError if the record is of another text or malformed.
    """
    if digest(original) != record.get("sha256"):
        raise RecordError("the record belongs to another text: its sha256 is not this text's")
    pieces = _pieces(record)
    if any(original[span.start : span.end] != text for span, text in pieces):
        raise RecordError("the record is damaged: the text of a removal is not what stands at its offsets")
    return cut(original, union(span for span, _ in pieces))


def restore(cleaned: str, record: Mapping[str, Any]) -> str:
    """The original text, letter for letter, from the cleaned one and its record.

    Raises RecordError if the two don't belong together or the record is malformed.
    """
    parts: list[str] = []
    taken = made = 0  # characters of `cleaned` used, characters of the original made
    for span, text in sorted(_pieces(record)):
        if span.end <= made:
            continue
        kept = max(0, span.start - made)
        parts += [cleaned[taken : taken + kept], text[max(0, made - span.start) :]]
        taken += kept
        made = span.end
    parts.append(cleaned[taken:])
    original = "".join(parts)
    if digest(original) != record.get("sha256"):
        raise RecordError("the record does not belong to this text: putting the cuts back does not give its original")
    return original


def _pieces(record: Mapping[str, Any]) -> Sequence[tuple[Span, str]]:
    try:
        pieces = [(Span(int(r["start"]), int(r["end"])), str(r["text"])) for r in record["removals"]]
    except (KeyError, TypeError, ValueError) as error:
        raise RecordError(f"the record is malformed: {error!r}") from None
    if any(not 0 <= span.start <= span.end or len(text) != span.end - span.start for span, text in pieces):
        raise RecordError("the record is malformed: a removal's offsets do not fit its text")
    return pieces
