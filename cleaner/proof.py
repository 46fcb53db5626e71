"""The proof inside rules: runs their examples, and lints for what is legal but unwise."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from time import process_time
from typing import Literal

from cleaner.document import Document
from cleaner.errors import PatternTimeout, Problem
from cleaner.filters.base import kinds
from cleaner.matching.matcher import Matcher
from cleaner.pattern import Pattern, Patterns
from cleaner.pipeline import Pipeline
from cleaner.record import LEVELS, Removal
from cleaner.ruleset.bound import example_of, group_of, within
from cleaner.ruleset.model import Match, ProvenRule, Rule
from cleaner.ruleset.settings import Settings
from cleaner.spans import Span, cut, union
from cleaner.tidy import tidy

OPEN, CLOSE = "⟦", "⟧"
UNMARKABLE = re.compile("[⟦⟧\ud800-\udfff]")  # what no example can show: marks of its own, half of a character


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold: which, what was wanted and what came out."""

    rule: ProvenRule
    part: Literal["removes", "keeps", "misses"]
    number: int
    why: str
    wanted: str
    got: str

    def __str__(self) -> str:
        head = f"{self.rule.at}: {self.rule.id}: {self.part} {self.number + 1}: {self.why}"
        shown = [
            f"    {name} {line}" for name, text in (("-", self.wanted), ("+", self.got)) for line in text.split("\n")
        ]
        return "\n".join([head, *shown])


def unmark(example: str) -> tuple[str, tuple[Span, ...]]:
    """The text of an example without its marks, and the spans they marked."""
    pieces = example.replace(CLOSE, OPEN).split(OPEN)  # marked ones are every second
    spans: list[Span] = []
    at = 0
    for number, piece in enumerate(pieces):
        if number % 2:
            spans.append(Span(at, at + len(piece)))
        at += len(piece)
    return "".join(pieces), union(spans)


def marked(text: str, spans: Iterable[Span]) -> str:
    """The text with spans marked: what `unmark` takes apart. The text has no marks of its own."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}{OPEN}{text[start:end]}{CLOSE}{text[end:]}"
    return text


def prove(rules: Iterable[ProvenRule], everything: Sequence[Rule]) -> Iterator[Failure]:
    """The examples of `rules` that fail. Kinds that look at other rules' hits are proven among `everything`."""
    prover = Prover(everything)
    for rule in rules:
        if rule.status != "retired":
            yield from _examples(rule, prover.pipeline(rule))


class Prover:
    """What rules' examples are proven by: a rule, active, by itself, or among `everything` if its kind looks at other
    rules' hits. The rules share their patterns, each compiled once."""

    def __init__(self, everything: Sequence[Rule]) -> None:
        self._everything = everything
        self._patterns = Patterns()

    def pipeline(self, rule: Rule) -> Pipeline:
        """The pipeline that proves a rule."""
        active, settings = rule.model_copy(update={"status": "stable"}), alone(rule)
        if kinds()[rule.kind].joint:
            there = self.all.rules.where(lambda head: head.id == rule.id)
            if there.data() == [active.data()]:
                return self.all.under(settings)
            return self.all.without({rule.id}).beside([active]).under(settings)
        pipeline = Pipeline([active], settings)
        for each in pipeline.filters:
            if each.matcher:
                each.matcher.share(self._patterns)
        return pipeline

    @cached_property
    def all(self) -> Pipeline:
        """All rules together."""
        return Pipeline(self._everything)


def alone(rule: Rule) -> Settings:
    """The settings that a rule's examples are proven with.

    An example is all noise as often as not: no budget. A rule that is less sure than the default asks for must be
    proven all the same.
    """
    certainty = min(Settings().certainty, LEVELS[rule.confidence])
    return Settings(budget=1.0, detector=None, certainty=certainty)


def _examples(rule: ProvenRule, pipeline: Pipeline) -> Iterator[Failure]:
    for part in ("removes", "misses", "keeps"):
        for number, example in enumerate(getattr(rule.examples, part)):
            text, marks = unmark(example)
            wanted = cut(text, tidy(text, marks))
            try:
                got = cut(text, union(removal.span for removal in cuts_of(rule, pipeline, text)))
            except PatternTimeout as error:
                yield Failure(rule, part, number, str(error), wanted, text)
                continue
            if part == "misses":
                if got == wanted:
                    yield Failure(rule, part, number, "the rule cuts this now: move it to removes", wanted, got)
            elif got != wanted:
                why = "something is cut that is the story's" if part == "keeps" else "not the cut that is marked"
                yield Failure(rule, part, number, why, wanted, got)


def cuts_of(rule: Rule, pipeline: Pipeline, text: str) -> list[Removal]:
    """This rule's own removals from `text`, which comes from its first source and is in its language.

    `pipeline` is of a `Prover`. Raises PatternTimeout.
    """
    language = None if rule.language == "mul" else rule.language
    cleaned = pipeline.clean(text, language, example_of(rule.sources[0]) if rule.sources else None)
    return [removal for removal in cleaned.removals if removal.rule == rule.id]


# --- lint -----------------------------------------------------------------------------------------------------------

_SHORT = 3  # characters; a shorter anchor stands on too many lines
_ENDS = ("head", "tail", "opening", "ending")
# Text that makes careless patterns run for ever: many ways to part a long run of the same.
_TRAPS = ("a", "a ", "1", " ", "a-", "=", "a, ", ".", "1:")
_LONG = 3000  # characters of a trap at most
_SLOW_STEPS = 0.2  # seconds for one trap: a sound pattern needs a thousandth of that


def lint(rules: Sequence[ProvenRule]) -> list[Problem]:
    """What is unwise about rules that are sound: a code and a reason for each."""
    problems: list[Problem] = []
    owners: dict[tuple[str, str], list[ProvenRule]] = defaultdict(list)
    for rule in rules:
        for code, message, hint in _unwise(rule):
            problems.append(Problem(rule.at, code, f"{rule.id}: {message}", hint))
        for phrase in _phrases(rule):
            owners[rule.language, phrase].append(rule)
    for rule in rules:
        phrases = _phrases(rule)
        others = [set(_covering(rule, owners[rule.language, phrase])) for phrase in phrases]
        if others and (shadows := set.intersection(*others)):
            message = f"{rule.id}: shadowed by {min(shadows)}, which has all of its lines"
            problems.append(Problem(rule.at, "shadowed", message, "a rule that never adds anything: drop it"))
    return problems


def _phrases(rule: Rule) -> frozenset[str]:
    """The whole lines of a rule that asks for nothing else."""
    match = rule.match
    if match is None or match.labels or match.starts or match.anchors or match.pattern or rule.unless:
        return frozenset()
    return Matcher(rule, match).lines


def _covering(rule: Rule, owners: Iterable[Rule]) -> Iterator[str]:
    """The rules among `owners` that hit a line wherever `rule` does."""
    for other in owners:
        wider = other.scope in ("anywhere", rule.scope) and other.gated <= rule.gated and other.kind == rule.kind
        if not (wider and within(rule.sources, other.sources)):
            continue
        if (other.id != rule.id and _reach(other) != _reach(rule)) or (
            other.id < rule.id and _phrases(other) == _phrases(rule)
        ):
            yield other.id


def _reach(rule: Rule) -> tuple[object, ...]:
    """What tells how far a rule reaches."""
    return rule.scope, rule.gated, group_of(rule.sources)


def _unwise(rule: ProvenRule) -> Iterator[tuple[str, str, str]]:
    match = rule.match
    if match is None:
        return
    if match.pattern and not (match.starts or match.anchors) and rule.scope not in _ENDS:
        yield "no-anchor", "its pattern runs on every line", "give it starts or anchors"
    if not match.pattern and not match.lines and not match.labels and not match.longest:
        yield "no-limit", "any line that begins with or holds its literals goes", "give it a pattern, or longest"
    for literal in (*match.anchors, *match.starts):
        if literal in match.anchors and len(literal) < _SHORT and literal.isascii():
            yield "weak-anchor", f"the anchor {literal!r} stands on too many lines", "choose a longer literal"
    if match.pattern and not match.cased and (capitals := _capitals(match.pattern)):
        yield "never-matches", f"the pattern asks for {capitals!r}, folded lines are lower case", "or say cased: true"
    if not _any_example_hits(rule, match):
        yield "anchor-absent", "none of its literals stands in its examples", ""
    for source in (match.pattern, *rule.unless):
        literals = (*match.starts[:2], *match.anchors[:2]) if source == match.pattern else ()
        if source and (trap := _slow_on(source, literals, min(Matcher(rule, match).longest, _LONG))):
            yield "slow-pattern", f"{source!r} takes long on {trap!r}", "no repeats in repeats"


def _capitals(source: str) -> str:
    """A capital letter that the pattern wants literally, if any."""
    literal = re.sub(
        r"\\[pP]\{[^}]*\}|\\[A-Za-z]<[^>]*>|\\.|\(\?P?<[^>]*>|\(\?P[=>][^)]*\)|\(\?[a-zA-Z-]+[:)]", "", source
    )
    return next((char for char in literal if char.isupper() and char != char.lower()), "")


def _any_example_hits(rule: ProvenRule, match: Match) -> bool:
    matcher = Matcher(rule, match)
    literals = (*matcher.starts, *matcher.anchors, *matcher.labels, *matcher.lines)
    texts = [" ".join(Document(unmark(example)[0]).searchable.split()) for example in rule.examples.removes]
    return not literals or any(" ".join(literal.split()) in text for literal in literals for text in texts)


def _slow_on(source: str, literals: Sequence[str], longest: int) -> str:
    """The beginning of a line on which a pattern takes suspiciously long, alone or behind one of its literals."""
    pattern = Pattern(source)
    for trap in (start + unit * (longest // len(unit)) + "!" for unit in _TRAPS for start in ("", *literals)):
        before = process_time()
        try:
            pattern.search(trap)
        except PatternTimeout:
            return trap[:12] + "…"
        if process_time() - before > _SLOW_STEPS:
            return trap[:12] + "…"
    return ""
