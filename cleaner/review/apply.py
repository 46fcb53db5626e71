"""From decisions to rules: a wrong cut becomes an example that its rule must keep, a missed one a draft rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cleaner.filters.base import kinds
from cleaner.proof import UNMARKABLE, lint, prove, unmark
from cleaner.review.counterexample import Bench, counterexample, meet
from cleaner.review.decisions import Decision
from cleaner.review.gone import gone
from cleaner.review.missed import Draft, draft
from cleaner.review.rulefiles import Place, RuleFiles
from cleaner.ruleset.edit import Unwritable, indented
from cleaner.ruleset.load import parse
from cleaner.ruleset.model import Rule
from cleaner.spans import Span


@dataclass(frozen=True, slots=True)
class Note:
    """What came of one decision: something `new`, nothing for it is `there` already, or it was `left` out; and why."""

    decision: Decision
    outcome: Literal["new", "there", "left"]
    said: str


class Applied:
    """Decisions put into rule files in memory: a note for each that asks for something, and the rules that changed."""

    def __init__(self, decisions: Sequence[Decision], files: RuleFiles, shipped: Sequence[Rule], drafts: Path) -> None:
        """`decisions` are merged. `shipped` are the rules there are beside those of `files`; new drafts go into files
        below the directory `drafts`."""
        self.files = files
        self._shipped = {rule.id: rule for rule in shipped}
        self._drafts = drafts
        self.changed: dict[str, None] = {}
        # The rules as they stood: what was cut before anything here was changed.
        self._bench = Bench(self._everything)
        self.notes = tuple(self._notes(decisions))

    @property
    def _everything(self) -> list[Rule]:
        return list((self._shipped | {rule.id: rule for rule in self.files.rules}).values())

    def _notes(self, decisions: Sequence[Decision]) -> Iterator[Note]:
        wrong = [each for each in decisions if each.verdict == "wrong"]
        for each in wrong:
            yield self._keep(each, [other.span for other in wrong if other.sha256 == each.sha256])
        for each in decisions:
            if each.verdict == "missed":
                yield self._drafted(each)

    def _keep(self, wrong: Decision, story: Iterable[Span]) -> Note:
        """A wrong cut, as an example under its rule's `keeps`."""
        rule_id = wrong.rule or ""
        place = self.files.find(rule_id)
        if place is None:
            return Note(wrong, "left", self._nowhere(rule_id))
        example = None if place.rule.status == "retired" else counterexample(self._bench, place.rule, wrong, story)
        if example is None:
            return self._no_more(place, wrong)
        if UNMARKABLE.search(example):
            return Note(wrong, "left", f"{rule_id}: no example can show it: ⟦, ⟧ or half of a character stands in it")
        if has := self._has(rule_id, lambda kept: kept.strip() == example.strip()):
            self.changed.setdefault(rule_id)
            return Note(wrong, "there", has)
        try:
            at = self.files.keep(rule_id, example)
        except Unwritable as error:
            return Note(wrong, "left", f"{rule_id}: {error}:\n{example}")
        self.changed.setdefault(rule_id)
        return Note(wrong, "new", f"{at}: {rule_id} is to keep this")

    def _has(self, rule_id: str, same: Callable[[str], bool]) -> str:
        """Where a rule has an example already, said in a sentence; "" if it has none."""
        place = self.files.find(rule_id)
        for number, kept in enumerate(place.rule.examples.keeps if place else ()):
            if same(kept):
                return f"{self.files.where(rule_id, 'keeps', number)}: {rule_id} has it already"
        return ""

    def _no_more(self, place: Place, wrong: Decision) -> Note:
        """What to say of a cut that a rule is not seen to make."""
        rule_id = place.rule.id
        stretch = wrong.text.strip().replace("\r\n", "\n")
        if stretch and (has := self._has(rule_id, lambda kept: stretch in kept)):
            return Note(wrong, "there", has)
        if wrong.original is None:
            said = f"{rule_id} does not cut this by itself, and the decision has no original to see it in"
            return Note(wrong, "left", said)
        cleaned = self._bench.whole(wrong)
        if any(each.rule == rule_id and meet(each.span, wrong.span) for each in cleaned.removals):
            said = f"{rule_id} makes this cut in the whole document alone, in the company of other rules"
            return Note(wrong, "left", f"{said}: no example of its own can show it")
        return Note(wrong, "there", f"{place.rule.at}: {rule_id} does not make this cut any more")

    def _nowhere(self, rule_id: str) -> str:
        if rule_id not in self._shipped:
            return f"{rule_id}: there is no such rule"
        return (
            f"{rule_id} is a rule of the shipped packs, not of these files: put a copy with an id of your own there,"
            f" narrowed (`cleaner rules show {rule_id}`), and name it under `without` in a pipeline file; or keep such"
            " lines with a pattern under `protect` there"
        )

    def _drafted(self, missed: Decision) -> Note:
        """A missed stretch, as a draft rule."""
        if missed.original is not None and gone(self._bench.whole(missed), missed.span):
            return Note(missed, "there", f"{_quoted(missed.text)} is cut by now")
        try:
            made = draft(missed)
            if there := self.files.find(made.rule_id):
                return Note(missed, "there", f"{there.rule.at}: {made.rule_id} is there already")
            file = self._drafts / made.language / f"{made.noise_class}.yaml"
            self.files.add(file, made.head, _proven(made, self._everything))
        except Unwritable as error:
            return Note(missed, "left", f"no draft for {_quoted(missed.text)}: {error}")
        self.changed.setdefault(made.rule_id)
        at = self.files.where(made.rule_id, "removes", 0)
        return Note(missed, "new", f"{at}: {made.rule_id} is a draft: look through it, then say `status: stable`")

    def failures(self) -> list[str]:
        """What the changed rules do not prove any more: a sentence for each example, with its place."""
        changed = [place.rule for rule_id in self.changed if (place := self.files.find(rule_id))]
        told = []
        for failure in prove(changed, self._everything):
            rule_id, number = failure.rule.id, failure.number
            at = self.files.where(rule_id, failure.part, number)
            if failure.part == "keeps":
                text, _ = unmark(failure.rule.examples.keeps[number])
                said = f"{rule_id} cuts what keeps {number + 1} says is the story's: narrow it"
                told.append("\n".join([f"{at}: {said}", *(f"    {row}".rstrip() for row in text.strip().split("\n"))]))
            else:
                told.append(f"{at}: {failure}")
        return told


def _proven(made: Draft, everything: Sequence[Rule]) -> str:
    """The first version of a draft that is sound and proves itself. Raises Unwritable if there is none."""
    for written in made.versions:
        rules, problems = parse(made.head + indented(written, 2), "draft", kinds())
        if not problems and not lint(rules) and not any(prove(rules, everything)):
            return written
    raise Unwritable("a rule of its words does not cut it, or cuts more: write one by hand (cleaner rules new)")


def _quoted(text: str) -> str:
    shown = " ".join(text.split())
    return f'"{shown}"' if len(shown) <= 60 else f'"{shown[:59]}…"'
