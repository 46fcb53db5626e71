"""`cleaner explain SRC... --explain-rule ID`: what one rule cuts, and what it would one step looser or tighter."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.text import Text

from cleaner.cli.reading import Found
from cleaner.cli.rules import find_rule
from cleaner.cli.terminal import Screen, visible
from cleaner.errors import CleanerError
from cleaner.matching.matcher import shown
from cleaner.pipeline import Pipeline, known_rules
from cleaner.record import LEVELS
from cleaner.ruleset.model import Rule
from cleaner.trial import Stretch, Sum, Trial

_LONGEST = 160  # characters of a stretch that are shown
_LINE_END = "⏎"


def tried(
    pipeline: Pipeline, rule_id: str, places: Sequence[Path], documents: Iterator[Found], screen: Screen, limit: int,
    failed: list[str], *, as_json: bool,
) -> Iterator[str]:  # fmt: skip
    """The report on a rule, rendered. `places` are the user's own rules; what failed is put into `failed`."""
    trial = Trial(pipeline, _rule(pipeline, rule_id, places), limit)
    for each in documents:
        error = each.error
        try:
            if not error:
                trial.see(each.name, each.text, each.source)
        except CleanerError as timeout:
            error = str(timeout)
        if error:
            failed.append(f"{visible(each.name)}: {visible(error)}")
    if as_json:
        return iter([json.dumps(trial.data(), ensure_ascii=False, indent=2) + "\n"])
    return _report(trial, pipeline, screen)


def _rule(pipeline: Pipeline, rule_id: str, places: Sequence[Path]) -> Rule:
    """The rule, whether it is in use or not."""
    used = pipeline.rules.where(lambda head: head.id == rule_id)
    return find_rule(used or known_rules(places), rule_id)


def _report(trial: Trial, pipeline: Pipeline, screen: Screen) -> Iterator[str]:
    console = screen.console()
    for lines in (_head(trial, pipeline), _now(trial, screen), _steps(trial, screen)):
        with console.capture() as captured:
            for line in lines:
                console.print(line, soft_wrap=True)
        yield captured.get()


def _head(trial: Trial, pipeline: Pipeline) -> Iterator[Text]:
    rule, least = trial.rule, pipeline.settings.certainty
    yield Text.assemble((rule.id, "bold"), f"  {rule.title}")
    about = f"{rule.noise_class}, {rule.kind}, {rule.language}, scope {rule.scope}, confidence {rule.confidence}"
    yield Text(f"{about}; {rule.file}:{rule.at.line}", "dim")
    if rule.id not in {head.id for head in pipeline.rules.heads}:
        yield Text("It is not in use: a draft, retired, or left out by the pipeline. Here it is tried all the same.")
    if rule.match and LEVELS[rule.confidence] < least:
        yield Text(
            f"Its certainty of {LEVELS[rule.confidence]} is below the pipeline's {least}: as it is, it cuts nothing."
        )


def _now(trial: Trial, screen: Screen) -> Iterator[Text]:
    total = trial.cuts
    yield Text("")
    if total.count:
        found = f"cuts {_counted(total)} of {trial.documents:,}"
    else:
        found = f"cuts nothing from {_many(trial.documents, 'document')}"
    shared = total.count - total.alone
    found += f"; {shared:,} of the stretches other rules cut too" if shared else ""
    yield Text(found + (f"; a guard kept {total.kept:,}" if total.kept else ""), "bold")
    yield from _listed(total, screen)


def _steps(trial: Trial, screen: Screen) -> Iterator[Text]:
    sides = (("looser", "more", "+", trial.looser), ("tighter", "less", "-", trial.tighter))
    for name, word, sign, variants in sides:
        yield Text("")
        yield Text(f"one step {name}", "bold")
        if not variants:
            yield Text(f"  there is no step: nothing of this rule can be made {name}")
        for each in variants:
            told = f"{sign} {_counted(each.sum)}" if each.sum.count else f"nothing {word}"
            only = each.sum.count - each.sum.alone
            told += f", {only:,} of them cut by other rules" if only else ""
            told += f"; a guard kept {each.sum.kept:,}" if each.sum.kept else ""
            yield Text.assemble("  ", each.words, ": ", (told, "" if not each.sum.count else "cyan"))
            yield from _listed(each.sum, screen)


def _counted(total: Sum) -> str:
    counts = (_many(total.count, "stretch", "es"), _many(total.characters, "character"))
    return f"{counts[0]} ({counts[1]}) in {_many(total.documents, 'document')}"


def _many(count: int, noun: str, ending: str = "s") -> str:
    return f"{count:,} {noun}{'' if count == 1 else ending}"


def _listed(total: Sum, screen: Screen) -> Iterator[Text]:
    yield from (_stretch(each, screen) for each in total.stretches)
    left = total.count - len(total.stretches)
    if left:
        yield Text(f"      and {left:,} more (--limit)", "dim")


def _stretch(each: Stretch, screen: Screen) -> Text:
    """A stretch with its place and its line around it."""
    text = visible(shown(each.text.strip("\n").replace("\n", f" {_LINE_END} "), _LONGEST))
    also = f"  also {', '.join(each.others)}" if each.others else ""
    return Text.assemble(
        (f"      {visible(each.document)}:{each.line}: ", "dim"),
        visible(each.before).lstrip(),
        (text, "red strike") if screen.colours else f"⟦{text}⟧",
        visible(each.after).rstrip(),
        (also, "dim"),
    )
