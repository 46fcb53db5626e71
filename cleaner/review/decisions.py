"""A decision: what a person said of one stretch of one document, as a value and as JSON data.

In a file it is one line of JSON:

    {"sha256": …, "document": id, "source": …, "language": …, "start": …, "end": …, "text": the stretch,
     "verdict": "right" | "wrong" | "missed" | null, "class": …, "rule": …, "certainty": …, "original": …, "at": …}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from cleaner.errors import CleanerError
from cleaner.record import CLASSES, NoiseClass, digest
from cleaner.spans import Span

Verdict = Literal["right", "wrong", "missed"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Key = tuple[str, int, int, str]


class BadDecision(CleanerError):
    """Data that is no decision; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on characters `start` to `end` of the original whose SHA-256 is `sha256`.

    A cut of `rule` is right or wrong; what no rule cut (`rule` is None) and should go was missed, as `noise_class`.
    Without a verdict, what was decided before is withdrawn. `original` is the whole text, None where whoever decided
    had only records. `at` is the time, as ISO 8601 has it.
    """

    sha256: str
    document: str
    start: int
    end: int
    text: str
    verdict: Verdict | None
    noise_class: NoiseClass
    rule: str | None = None
    certainty: float | None = None
    source: str | None = None
    language: str | None = None
    original: str | None = None
    at: str = ""

    @property
    def key(self) -> Key:
        """What a later decision on the same cut has in common with this one."""
        return self.sha256, self.start, self.end, self.rule or ""

    @property
    def span(self) -> Span:
        """The stretch, in the original."""
        return Span(self.start, self.end)

    def data(self) -> dict[str, Any]:
        """The decision as JSON data."""
        return {
            "sha256": self.sha256,
            "document": self.document,
            "source": self.source,
            "language": self.language,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "verdict": self.verdict,
            "class": self.noise_class,
            "rule": self.rule,
            "certainty": self.certainty,
            "original": self.original,
            "at": self.at,
        }


def decision(data: Any) -> Decision:
    """The decision that JSON data tells; fields it does not know are passed over. Raises BadDecision."""
    if not isinstance(data, dict):
        raise BadDecision("not an object with the fields of a decision")
    made = Decision(
        sha256=_text(data, "sha256"),
        document=_text(data, "document"),
        start=_offset(data, "start"),
        end=_offset(data, "end"),
        text=_text(data, "text"),
        verdict=cast("Verdict | None", _one_of(data, "verdict", (*VERDICTS, None))),
        noise_class=cast(NoiseClass, _one_of(data, "class", CLASSES)),
        rule=_optional(data, "rule"),
        certainty=_certainty(data),
        source=_optional(data, "source"),
        language=_optional(data, "language"),
        original=_optional(data, "original"),
        at=_optional(data, "at") or "",
    )
    _check(made)
    return made


def merged(decisions: Iterable[Decision]) -> list[Decision]:
    """What stands in the end: of decisions on the same cut the last, none where that one withdraws; in order of
    documents and places."""
    last = {each.key: each for each in decisions}
    return [last[key] for key in sorted(last) if last[key].verdict is not None]


def _check(made: Decision) -> None:
    """What fields must have to do with each other."""
    if made.end <= made.start or len(made.text) != made.end - made.start:
        raise BadDecision(f"'text' has {len(made.text)} characters, {made.start} to {made.end} is another number")
    if made.verdict == "missed" and made.rule is not None:
        raise BadDecision(f"'verdict' is 'missed', and yet the rule {made.rule} made a cut: 'right' or 'wrong'")
    if made.verdict in ("right", "wrong") and not made.rule:
        raise BadDecision(f"'verdict' is {made.verdict!r}, but of which rule's cut? 'rule' is missing")
    if made.original is not None:
        if digest(made.original) != made.sha256:
            raise BadDecision("'sha256' is not that of 'original'")
        if made.original[made.start : made.end] != made.text:
            raise BadDecision(f"'text' is not what stands at {made.start} to {made.end} of 'original'")


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str):
        raise BadDecision(f"{name!r} is {_told(data, name)}: text is wanted")
    return value


def _optional(data: Mapping[str, Any], name: str) -> str | None:
    return None if data.get(name) is None else _text(data, name)


def _offset(data: Mapping[str, Any], name: str) -> int:
    value = data.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise BadDecision(f"{name!r} is {_told(data, name)}: an offset in characters is wanted")
    return value


def _certainty(data: Mapping[str, Any]) -> float | None:
    value = data.get("certainty")
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        raise BadDecision(f"'certainty' is {_told(data, 'certainty')}: a number from 0 to 1 is wanted")
    return float(value)


def _one_of(data: Mapping[str, Any], name: str, known: tuple[str | None, ...]) -> Any:
    if name not in data or data[name] not in known:
        wanted = ", ".join("null" if each is None else each for each in known)
        raise BadDecision(f"{name!r} is {_told(data, name)}: it is one of {wanted}")
    return data[name]


def _told(data: Mapping[str, Any], name: str) -> str:
    """What stands under a name, shortly."""
    return repr(data[name])[:60] if name in data else "missing"
