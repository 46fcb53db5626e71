"""One rule tried on documents: what it cuts, and what it would cut if it were loosened or tightened one step.

Each variant is a rule of its own, run by a pipeline with all the other rules: what others cut, guards and options count
as they do in a job.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from cleaner.pipeline import Pipeline
from cleaner.record import Cleaned, Removal
from cleaner.ruleset.model import Rule
from cleaner.spans import Span, union
from cleaner.steps import Step, looser, tighter

AROUND = 60  # characters of context on each side


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a document: its place (characters, and the line from 1), what stands around it on its lines, and
    the other rules that cut some of it; `alone` if they do not cut all of it."""

    document: str
    line: int
    start: int
    end: int
    before: str
    text: str
    after: str
    others: tuple[str, ...]
    alone: bool
    evidence: str


@dataclass
class Sum:
    """Stretches, counted; of them the first `most` are kept. `kept` counts those that a guard stopped."""

    most: int
    count: int = 0
    characters: int = 0
    alone: int = 0
    documents: int = 0
    kept: int = 0
    stretches: list[Stretch] = field(default_factory=list)

    def add(self, found: Sequence[Stretch], kept: int = 0) -> None:
        """Add those of one document."""
        self.count += len(found)
        self.characters += sum(each.end - each.start for each in found)
        self.alone += sum(each.alone for each in found)
        self.documents += bool(found)
        self.kept += kept
        self.stretches += found[: max(0, self.most - len(self.stretches))]


class _Variant(NamedTuple):
    words: str
    pipeline: Pipeline
    sum: Sum


class Trial:
    """A rule and its variants, ready to be shown documents."""

    def __init__(self, pipeline: Pipeline, rule: Rule, most: int = 10) -> None:
        """`rule` is tried among the pipeline's other rules, whatever its status; `most` stretches are kept of each."""
        rule = rule.model_copy(update={"status": "stable"})
        rest = pipeline.without({rule.id})
        self.rule = rule
        self.documents = 0
        self.cuts = Sum(most)
        self._pipeline = rest.beside([rule])
        self.looser = self._variants(rest, looser(rule), most)
        self.tighter = self._variants(rest, tighter(rule), most)

    @staticmethod
    def _variants(rest: Pipeline, steps: Sequence[Step], most: int) -> list[_Variant]:
        return [_Variant(step.words, rest.beside([step.rule]), Sum(most)) for step in steps]

    def see(self, name: str, text: str, source: str | None = None) -> None:
        """Look at one document. Raises PatternTimeout if the rule or another can't cope with it."""
        # All variants first: a document that one can't cope with is counted for none.
        now = self._pipeline.clean(text, source=source)
        then = [each.pipeline.clean(text, source=source) for each in (*self.looser, *self.tighter)]
        self.documents += 1
        self.cuts.add(_stretches(now, self.rule.id, name, now), _kept(now, self.rule.id))
        for variant, cleaned in zip(self.looser, then, strict=False):
            more = _beyond(cleaned, now, self.rule.id)
            kept = max(0, _kept(cleaned, self.rule.id) - _kept(now, self.rule.id))
            variant.sum.add([_stretch(removal, cleaned, self.rule.id, name, now) for removal in more], kept)
        for variant, cleaned in zip(self.tighter, then[len(self.looser) :], strict=True):
            less = _beyond(now, cleaned, self.rule.id)
            variant.sum.add([_stretch(removal, now, self.rule.id, name, cleaned) for removal in less])

    def data(self) -> dict[str, Any]:
        """All of it, ready for JSON."""
        rule = self.rule
        return {
            "rule": rule.id, "title": rule.title, "class": rule.noise_class, "kind": rule.kind, "file": rule.file,
            "documents": self.documents, "cuts": _data(self.cuts),
            "looser": [{"step": each.words, **_data(each.sum)} for each in self.looser],
            "tighter": [{"step": each.words, **_data(each.sum)} for each in self.tighter],
        }  # fmt: skip


def _data(total: Sum) -> dict[str, Any]:
    return {name: value for name, value in asdict(total).items() if name != "most"}


def _of(cleaned: Cleaned, rule: str) -> list[Removal]:
    return [removal for removal in cleaned.removals if removal.rule == rule]


def _kept(cleaned: Cleaned, rule: str) -> int:
    return sum(veto.removal.rule == rule for veto in cleaned.vetoes)


def _beyond(one: Cleaned, other: Cleaned, rule: str) -> Iterator[Removal]:
    """What the rule cuts in one outcome and not in the other, white space aside: blank lines go with either."""
    known = union(removal.span for removal in _of(other, rule))
    for removal in _of(one, rule):
        if any(not char.isspace() for char in _outside(one.original, removal.span, known)):
            yield removal


def _outside(text: str, span: Span, runs: Sequence[Span]) -> str:
    """What of a span lies in none of the runs."""
    pieces, at = [], span.start
    for start, end in runs:
        if end > at and start < span.end:
            pieces.append(text[at:start] if start > at else "")
            at = end
    return "".join(pieces) + text[at : max(at, span.end)]


def _stretches(cleaned: Cleaned, rule: str, name: str, among: Cleaned) -> list[Stretch]:
    return [_stretch(removal, cleaned, rule, name, among) for removal in _of(cleaned, rule)]


def _stretch(removal: Removal, cleaned: Cleaned, rule: str, name: str, among: Cleaned) -> Stretch:
    """The stretch of a removal; `among` is the outcome whose other rules count."""
    text, (start, end) = cleaned.original, removal.span
    others = [each for each in among.removals if each.rule != rule and each.span.start < end and start < each.span.end]
    rest = _outside(text, removal.span, union(each.span for each in others))
    first = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end) if not text.endswith("\n", start, end) else end
    stop = len(text) if stop < 0 else stop
    return Stretch(
        document=name,
        line=text.count("\n", 0, start) + 1,
        start=start,
        end=end,
        before=text[max(first, start - AROUND) : start],
        text=text[start:end],
        after=text[end : min(stop, end + AROUND)],
        others=tuple(dict.fromkeys(each.rule for each in others)),
        alone=any(not char.isspace() for char in rest),
        evidence=removal.evidence,
    )
