"""A rule one step looser or tighter: each step is the rule with one thing changed, and names that thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from cleaner.document import Scope
from cleaner.filters.base import kinds
from cleaner.matching.matcher import EVERYWHERE
from cleaner.pattern import BadPattern, Pattern
from cleaner.record import CONFIDENCES, LEVELS
from cleaner.ruleset.model import LONGEST_LINE, Match, Rule

_WIDER: dict[Scope, Scope] = {
    "head": "opening", "opening": "anywhere", "body": "anywhere", "tail": "ending", "ending": "anywhere",
}  # fmt: skip
_NARROWER: dict[Scope, tuple[Scope, ...]] = {
    "anywhere": ("opening", "body", "ending"), "opening": ("head",), "ending": ("tail",),
}  # fmt: skip


class Step(NamedTuple):
    """A rule with one thing changed, and what that is, in words."""

    words: str
    rule: Rule


class _Dial(NamedTuple):
    """An option that makes a kind cut more when it is turned: `up` or down, by `turn` (value, up) -> value or None."""

    option: str
    up: bool
    turn: Callable[[Any, bool], Any]


def looser(rule: Rule) -> list[Step]:
    """The steps that may make the rule cut more; none, if there is nothing to loosen."""
    return _sound(_looser(rule))


def tighter(rule: Rule) -> list[Step]:
    """The steps that may make the rule cut less."""
    return _sound(_tighter(rule))


def _sound(steps: Iterator[Step]) -> list[Step]:
    """The steps that make a rule: no option out of its range, no pattern that can't be compiled."""
    found = []
    for step in steps:
        try:
            kinds()[step.rule.kind](step.rule)
            if step.rule.match and step.rule.match.pattern:
                Pattern(step.rule.match.pattern).compiled()
        except (ValidationError, BadPattern):
            continue
        found.append(step)
    return found


def _changed(rule: Rule, words: str, **changes: Any) -> Step:
    return Step(words, rule.model_copy(update={"trusted": False, **changes}))


def _matching(rule: Rule, words: str, **changes: Any) -> Step:
    assert rule.match is not None
    return _changed(rule, words, match=rule.match.model_copy(update=changes))


# --- what all rules have --------------------------------------------------------------------------------------------


def _looser(rule: Rule) -> Iterator[Step]:
    if rule.match and rule.scope in _WIDER:
        wider = _WIDER[rule.scope]
        yield _changed(rule, f"scope {wider} instead of {rule.scope}", scope=wider)
    if rule.unless:
        yield _changed(rule, "without its exceptions (unless)", unless=())
    if rule.match:
        yield from _match_looser(rule, rule.match)
    if rule.gated:
        yield _changed(rule, "not gated: where the language is not told for sure, too", gated=False)
    if rule.match and rule.language not in EVERYWHERE:
        yield _changed(rule, f"in texts of every language, not of {rule.language} alone", language="mul", gated=False)
    if rule.sources:
        yield _changed(rule, "in documents from everywhere, not from its sources alone", sources=())
    if rule.cap:
        yield _changed(rule, f"without its cap of {rule.cap} a document", cap=None)
    level = CONFIDENCES.index(rule.confidence)
    if level > 0:
        yield _confidence(rule, level - 1)
    yield from _options(rule, more=True)


def _tighter(rule: Rule) -> Iterator[Step]:
    if rule.match:
        for narrower in _NARROWER.get(rule.scope, ()):
            yield _changed(rule, f"scope {narrower} instead of {rule.scope}", scope=narrower)
        yield from _match_tighter(rule, rule.match)
        if not rule.gated and rule.language != "mul":
            yield _changed(rule, f"gated: only where the language is {rule.language} for sure", gated=True)
    if rule.cap and rule.cap > 1:
        yield _changed(rule, f"cap {rule.cap // 2} instead of {rule.cap}", cap=rule.cap // 2)
    level = CONFIDENCES.index(rule.confidence)
    if level + 1 < len(CONFIDENCES):
        yield _confidence(rule, level + 1)
    yield from _options(rule, more=False)


def _confidence(rule: Rule, level: int) -> Step:
    name = CONFIDENCES[level]
    return _changed(
        rule, f"confidence {name} ({LEVELS[name]}) instead of {rule.confidence} ({LEVELS[rule.confidence]})",
        confidence=name,
    )  # fmt: skip


# --- what a line must show ------------------------------------------------------------------------------------------


def _match_looser(rule: Rule, match: Match) -> Iterator[Step]:
    literals = bool(match.starts or match.anchors)
    if match.pattern and literals:
        if rule.kind != "span":
            yield _matching(rule, "its starts or anchors alone, without its pattern", pattern=None)
        yield _matching(rule, "its pattern alone, without its starts and anchors", starts=(), anchors=())
    if match.lines and not match.pattern:
        yield _matching(
            rule, "its lines as what a line begins with", lines=(), starts=(*match.starts, *match.lines)
        )  # fmt: skip
    if match.starts:
        yield _matching(
            rule, "what it begins with anywhere on the line", starts=(), anchors=(*match.anchors, *match.starts)
        )  # fmt: skip
    if match.labels and match.least > 1:
        yield _matching(rule, f"{match.least - 1} labels at least instead of {match.least}", least=match.least - 1)
    yield from _length(rule, match, 2)


def _match_tighter(rule: Rule, match: Match) -> Iterator[Step]:
    if match.anchors:
        yield _matching(
            rule, "what stands on its line only at the line's beginning", anchors=(),
            starts=(*match.starts, *match.anchors),
        )  # fmt: skip
    if match.starts and not match.pattern:
        yield _matching(
            rule, "what its line begins with as the whole line", starts=(), lines=(*match.lines, *match.starts)
        )  # fmt: skip
    if match.pattern and rule.kind != "span" and not (match.pattern.startswith("^") and match.pattern.endswith("$")):
        yield _matching(rule, "its pattern on the whole line", pattern=f"^(?:{match.pattern})$")
    if match.labels:
        yield _matching(rule, f"{match.least + 1} labels at least instead of {match.least}", least=match.least + 1)
    yield from _length(rule, match, 0.5)


def _length(rule: Rule, match: Match, factor: float) -> Iterator[Step]:
    """Longer or shorter lines; what must be the whole line or all of its labels has its length by itself."""
    long = match.longest or (None if rule.kind == "span" else LONGEST_LINE)
    if long and (match.starts or match.anchors or match.pattern):
        now = int(long * factor)
        yield _matching(rule, f"lines of up to {now} characters instead of {long}", longest=now)


# --- what kinds ask for ---------------------------------------------------------------------------------------------


def _twice(value: int, up: bool) -> int:
    return value * 2 if up else value // 2


def _one(value: int, up: bool) -> int:
    return value + 1 if up else value - 1


def _share(value: float, up: bool) -> float:
    return round(min(1.0, value * 1.5) if up else value / 1.5, 3)


def _level(value: float, up: bool) -> float | None:
    levels = sorted(LEVELS.values())
    further = [level for level in levels if (level > value if up else level < value)]
    return (further[0] if up else further[-1]) if further else None


def _switch(value: bool, up: bool) -> bool | None:
    return up if value != up else None


def _sum(value: float, up: bool) -> float:
    """One more or less in a sum of evidence: the odds times or through 2.7."""
    return value + 1 if up else value - 1


_DIALS: dict[str, tuple[_Dial, ...]] = {
    "block": (_Dial("most", True, _twice), _Dial("least", False, _one)),
    "run": (
        _Dial("most", True, _twice), _Dial("longest", True, _twice), _Dial("alone", True, _switch),
        _Dial("alike", False, _one),
    ),
    "header": (
        _Dial("longest", True, _twice), _Dial("least", False, _one), _Dial("strangers", True, _twice),
        _Dial("lone", True, _level), _Dial("parted", True, _level),
    ),
    "echo": (_Dial("least", False, _one), _Dial("apart", True, _one)),
    "author": (_Dial("last", True, _one), _Dial("longest", True, _twice), _Dial("named", True, _one)),
    "amid": (
        _Dial("above", False, _one), _Dial("below", False, _one), _Dial("most", True, _twice),
        _Dial("each", True, _twice), _Dial("longest", True, _twice), _Dial("prose", False, _one),
        _Dial("whole", False, _switch),
    ),
    "thread": (
        _Dial("least", False, _one), _Dial("each", True, _twice), _Dial("prose", False, _one),
    ),
    "language": (
        _Dial("least", False, _one), _Dial("longest", True, _twice), _Dial("own", True, _share),
        _Dial("foreign", False, _share), _Dial("run", True, _one), _Dial("share", True, _share),
    ),
    "cohesion": (
        _Dial("threshold", False, _sum), _Dial("least", False, _one), _Dial("longest", True, _twice),
        _Dial("paragraphs", False, _one), _Dial("run", True, _one), _Dial("row", False, _sum),
    ),
    "voice": (
        _Dial("threshold", False, _sum), _Dial("body", False, _sum), _Dial("least", False, _one),
        _Dial("longest", True, _twice), _Dial("strangers", False, _switch),
    ),
    "score": (_Dial("longest", True, _twice), _Dial("prose", False, _one)),
}  # fmt: skip


def _options(rule: Rule, *, more: bool) -> Iterator[Step]:
    """The options of the rule's kind, each turned one step; a kind of another package has no dials here."""
    now = kinds()[rule.kind].Options.model_validate(rule.options, context={"trusted": True})
    for dial in _DIALS.get(rule.kind, ()):
        value = getattr(now, dial.option)
        turned = None if value is None else dial.turn(value, dial.up == more)
        if turned is not None and turned != value:
            told = f"{dial.option} {turned} instead of {value} ({type(now).model_fields[dial.option].description})"
            yield _changed(rule, told, options={**rule.options, dial.option: turned})
    if rule.kind == "score":
        yield from _zones(rule, more=more)


def _zones(rule: Rule, *, more: bool) -> Iterator[Step]:
    for name, zone in rule.options["zones"].items():
        value = _sum(zone["threshold"], not more)
        zones = {**rule.options["zones"], name: {**zone, "threshold": value}}
        told = f"a threshold of {value:.1f} in the {name} instead of {zone['threshold']:.1f}"
        yield _changed(rule, told, options={**rule.options, "zones": zones})
