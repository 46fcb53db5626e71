"""A rule made of a verdict, in the language of rule files, with examples from the documents it was learned from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from cleaner.errors import CleanerError, Location
from cleaner.learn.evidence import Example, Found
from cleaner.learn.judge import Verdict
from cleaner.learn.pieces import MONTH, NAME, NUMBER
from cleaner.pipeline import Pipeline
from cleaner.proof import UNMARKABLE, alone, marked
from cleaner.record import NoiseClass
from cleaner.ruleset.model import Entry, ProvenRule, RuleFile
from cleaner.shadow import fold
from cleaner.shapes import A_NUMBER

_NAMED = r"[\p{L}][\p{L}\p{M}'.-]*(?: [\p{L}][\p{L}\p{M}'.-]*){0,5}"
_SLOTS = re.compile(rf"[\s{NUMBER}{MONTH}{NAME}]+")
_LETTERS_ONLY = re.compile(r"[\s(\[（]*(?:a|\ue000|[^\w\s])[\sa\ue000\W]*")
_LANGUAGE = "mul"  # what a rule for all languages cuts depends on none: there is no need to tell which it is
_NEAREST = 40  # paragraphs of the source that a rule is tried on
_MONTH = r"\p{L}{3,12}"
_LETTERED = r"\p{L}+"
_CLASSES: tuple[tuple[NoiseClass, str], ...] = (
    ("copyright", r"©|copyright|all rights|alle rechte|tous droits|derechos reservados|все права|版权"),
    ("promo", r"newsletter|subscri|sign up|abonn|inscri|suscr|podcast|whatsapp|telegram|app\b|donat|support us|spende"),
    ("share", r"\bshare|teilen|partag|compart|facebook|twitter|condivid|udost|поделит"),
    ("ad", r"advert|anzeige|publicit|sponsor|reklam|реклам"),
    ("date", r"\bmin(?:ute)?s?\b|publish|updated|veröffentlicht|aktualisiert|publié|mis à jour|опублик|обновл"),
    ("credit", r"photo|foto|image|picture|bild|fot\.|reporting|фото|图"),
    ("byline", r"^by |^von |^par |^por |^di |^door |^autor|^redakt|^текст"),
    ("teaser", r"read more|read also|also read|related|most read|recommended|lesen sie|lire aussi|leia|читайте|czytaj"),
    ("disclaimer", r"views|opinions|editorial|press council|advice|haftung|responsab|complaint"),
)


def noise_class(text: str) -> NoiseClass:
    """The class that a piece's words tell; most of what they don't is navigation."""
    folded = text.casefold()
    return next((name for name, words in _CLASSES if re.search(words, folded)), "nav")


class Paragraphs:
    """Paragraphs of a source that must stay."""

    def __init__(self, texts: Iterable[str]) -> None:
        """`texts` in any order."""
        writable = sorted(filter(_writable, texts))
        self._words = [(text, frozenset(text.casefold().split())) for text in writable]
        self._folded = {text: fold(text) for text in writable}

    def near(self, key: str) -> list[str]:
        """Those that share most words with a piece, the nearest first."""
        words = frozenset(key.casefold().split())
        return [text for text, _ in sorted(self._words, key=lambda known: -len(words & known[1]))[:_NEAREST]]

    def with_words(self, texts: Iterable[str], literal: str) -> list[str]:
        """Those of some of the paragraphs that a rule can cut whose pattern has this literal."""
        return [text for text in texts if literal in self._folded[text]]


def draft(verdict: Verdict, paragraphs: Paragraphs, rule_id: str) -> dict[str, Any] | None:
    """The rule as a mapping of its file's form; None if it does not cut what it should, or cuts a paragraph that must
    stay."""
    entry: dict[str, Any] = {"id": rule_id, "title": _title(verdict.found), "status": "draft"}
    if verdict.shape != "line":
        entry["kind"] = {"pattern": "line", "span": "span", "run": "run"}[verdict.shape]
    if verdict.scope != "anywhere":
        entry["scope"] = verdict.scope
    entry["match"] = _match(verdict)
    if verdict.shape == "run":
        entry["options"] = {"most": verdict.most, "alone": True}
    entry["source"] = _told(verdict)
    removes, keeps = _examples(entry, verdict, paragraphs)
    if not removes or not keeps:
        return None
    return {**entry, "examples": {"removes": removes, "keeps": keeps}}


def _title(found: Found) -> str:
    shown = found.key.replace(NUMBER, "⟨n⟩").replace(MONTH, "⟨month⟩").replace(NAME, "⟨name⟩").strip()
    return f"{found.kind.capitalize()}: {shown[:80]}".replace("⟦", "[").replace("⟧", "]")


def _told(verdict: Verdict) -> str:
    found = verdict.found
    dates = f", {found.first} to {found.last}" if found.first else ""
    stories = round(len(found.stories) / verdict.share)
    return f"{len(found.stories)} of {stories} stories{dates}; confidence {verdict.confidence:.3f}"


def _match(verdict: Verdict) -> dict[str, Any]:
    found = verdict.found
    key = fold(found.key)
    if verdict.shape in ("line", "run"):
        return {"lines": [found.key]}
    if found.kind == "lead":
        return {"pattern": rf"^(?P<cut>{_pattern(key)})(?=\S)", "longest": 100_000}
    if found.kind == "ending":
        return {"pattern": rf"(?P<cut>\s*{_pattern(key.lstrip())})$", "longest": 100_000}
    if found.kind == "inside":
        return {"pattern": rf"\s*{_pattern(key.lstrip())}", "longest": 100_000}
    tail = r"\s*\S.{0,150}" if found.kind == "opening" else ""
    return {"pattern": f"^{_pattern(key)}{tail}$", "longest": 300}


def _pattern(key: str) -> str:
    """A key as a regular expression on folded lines."""
    made = re.escape(key).replace("a", _LETTERED) if _is_initials(key) else re.escape(key)
    return made.replace(NUMBER, A_NUMBER).replace(MONTH, _MONTH).replace(NAME, _NAMED).replace(r"\ ", " ")


def _is_initials(key: str) -> bool:
    """Whether a key is of initials in brackets, each an `a` in it."""
    return NAME not in key and _LETTERS_ONLY.fullmatch(key) is not None


def _literal(key: str) -> str:
    """The longest part of a key, without blanks, that stands as it is on each line that a rule made of it cuts."""
    return "" if _is_initials(key) else max(_SLOTS.split(key), key=len)


def _examples(entry: dict[str, Any], verdict: Verdict, paragraphs: Paragraphs) -> tuple[list[str], list[str]]:
    """Texts with the cut marked, and a near paragraph that the rule leaves alone; none if it is not what it should."""
    try:
        rule = _rule(entry, noise_class(verdict.found.key))
        pipeline = Pipeline([rule], alone(rule))
        near = paragraphs.near(verdict.found.key)
        asked = paragraphs.with_words(near, _literal(fold(verdict.found.key)))
        cuts = {text for text in asked if pipeline.clean(text, _LANGUAGE).removals}
        if cuts and verdict.shape != "span":  # inside a paragraph is where a span is to be cut
            return [], []
        story = near[0] if near else ""
        made = [_marked(pipeline, example, verdict, story) for example in verdict.found.examples.values]
    except (CleanerError, ValueError):  # half a character (a lone surrogate) is in no rule file
        return [], []
    return [text for text in dict.fromkeys(made) if text], [text for text in near if text not in cuts][:1]


def _rule(entry: dict[str, Any], name: NoiseClass) -> ProvenRule:
    """The rule, active, and without the examples it is to be given."""
    examples = {"removes": ["⟦x⟧"], "keeps": ["y"]}
    whole = Entry.model_validate({**entry, "id": f"{name}.draft", "status": "stable", "examples": examples})
    head = RuleFile.model_validate(
        {"class": name, "language": "mul", "about": "Learned.", "rules": [whole.model_dump(exclude_unset=True)]}
    )
    return ProvenRule.of(whole, head, Location("learned"))


def _marked(pipeline: Pipeline, example: Example, verdict: Verdict, story: str) -> str:
    """An example with what the rule cuts marked; empty if it cuts another line, or not all of this one.

    What is cut before or behind a story only is shown beside a paragraph of it.
    """
    found = verdict.found
    lines = [line for line in example if line]
    if verdict.scope != "anywhere":
        lines = [*lines, story] if verdict.scope == "head" else [story, *lines]
    text = "\n".join(lines)
    cleaned = pipeline.clean(text, _LANGUAGE)
    gone = [text[span.start : span.end].strip() for span in cleaned.spans]
    wanted = example.line if found.kind in ("line", "template", "opening") else ""
    if not _writable(text) or len(gone) != 1 or (wanted and not gone[0].startswith(wanted)):
        return ""
    return marked(text, cleaned.spans)


def _writable(text: str) -> bool:
    """Whether a text can be an example: it has no marks of its own, and no half of a character."""
    return not UNMARKABLE.search(text)
