"""A page for each class of noise: its rules by language, each with examples that are run while the page is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from cleaner.record import CLASSES
from cleaner.ruleset.model import ProvenRule
from manual.live import Example, Shown, shown

LANGUAGES = {
    "mul": "Every language", "en": "English", "de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese",
    "it": "Italian", "nl": "Dutch", "pl": "Polish", "ru": "Russian", "uk": "Ukrainian", "tr": "Turkish", "ar": "Arabic",
    "zh": "Chinese", "ja": "Japanese",
}  # fmt: skip
_ORDER = list(LANGUAGES)
_LITERALS = 6  # literals shown of each sort
_PATTERN = 140  # characters shown of a pattern: with all of its parts written out nobody reads it


def place(language: str) -> str:
    """Stands in a page's Markdown where the rules of a language go: Markdown need not read so much HTML."""
    return f"<!-- rules of {language} -->"


def stable(rules: Iterable[ProvenRule], noise_class: str) -> list[ProvenRule]:
    """The rules of a class that run, by language and id."""
    chosen = [rule for rule in rules if rule.status == "stable" and rule.noise_class == noise_class]
    return sorted(chosen, key=lambda rule: (_ORDER.index(rule.language), rule.id))


def page(noise_class: str, told: str, rules: Sequence[ProvenRule]) -> str:
    """The page's Markdown; `told` is what the glossary says of the class."""
    parts = [
        f"# {noise_class}\n\n{told[0].upper()}{told[1:]}.\n\n",
        f"{len(rules)} rules. Each example below was run when this page was made: what the rule cuts is\n",
        "~~struck out~~, and under *stays* is a text that comes close and is left alone.\n",
    ]
    for language, group in groupby(rules, key=lambda rule: rule.language):
        parts.append(f"\n## {LANGUAGES[language]}: {len(list(group))} {{ #{language} }}\n\n{place(language)}\n")
    return "".join(parts)


def blocks(rules: Sequence[ProvenRule], everything: Sequence[ProvenRule]) -> dict[str, str]:
    """The HTML of a class's rules, by language."""
    found: dict[str, str] = {}
    for language, group in groupby(rules, key=lambda rule: rule.language):
        found[language] = "".join(map(_rule, shown(group, everything)))
    return found


def overview(rules: Sequence[ProvenRule], told: dict[str, str]) -> str:
    """The page that leads to the classes' pages."""
    counts = {name: len(stable(rules, name)) for name in CLASSES}
    rows = [f"| [{name}](classes/{name}.md) | {told[name]} | {counts[name]} |\n" for name in CLASSES]
    return (
        "# Rules\n\n"
        f"{sum(counts.values()):,} rules in {len({rule.language for rule in rules} - {'mul'})} languages ship with the "
        "package, by the class of noise that they cut. Each class has a page\nwith all of its rules and what they do "
        "to their examples. `cleaner rules show ID` prints a rule as its file has it, `cleaner rules list` lists them; "
        "[how rules are written](writing-rules.md), [every field](rule-language.md).\n\n"
        "| class | what it is | rules |\n|---|---|---|\n" + "".join(rows)
    )


def _rule(one: Shown) -> str:
    rule = one.rule
    language = "" if rule.language == "mul" else f' lang="{rule.language}"'
    facts = [rule.kind, f"scope {rule.scope}", f"{rule.confidence} confidence"]
    facts += ["gated"] if rule.gated else []
    facts += [f"at most {rule.cap} a document"] if rule.cap else []
    why = f'<p class="rule-why">{escape(rule.source)}</p>' if rule.source else ""
    parts = [
        f'<details class="rule" id="{rule.id}"><summary><code>{rule.id}</code> {escape(rule.title)}</summary>',
        f'<div data-search-exclude><p class="rule-facts">{", ".join(facts)}</p>{why}{_match(rule)}',
    ]
    parts += (_example(each, language) for each in one.removes)
    parts += (f'<p class="rule-label">stays</p>{_pre(each, language)}' for each in one.keeps)
    return "".join([*parts, "</div></details>\n"])


def _match(rule: ProvenRule) -> str:
    if rule.match is None:
        return ""
    found = "".join(
        f"<dt>{name}</dt><dd>{_literals(literals)}</dd>"
        for name in ("lines", "labels", "starts", "anchors")
        if (literals := getattr(rule.match, name))
    )
    if rule.match.pattern:
        found += f"<dt>pattern</dt><dd>{_code(rule.match.pattern)}</dd>"
    if rule.unless:
        found += f"<dt>unless</dt><dd>{_literals(rule.unless)}</dd>"
    return f'<dl class="rule-match">{found}</dl>'


def _literals(literals: Sequence[str]) -> str:
    some = " ".join(map(_code, literals[:_LITERALS]))
    left = len(literals) - _LITERALS
    return some + (f" and {left} more" if left > 0 else "")


def _code(text: str) -> str:
    more = " …" if len(text) > _PATTERN else ""
    return f"<code>{escape(text[:_PATTERN])}</code>{more}"


def _example(one: Example, language: str) -> str:
    why = " · ".join(one.evidence)
    return f'<p class="rule-label">cuts, because of: {escape(why)}</p>{_pre(one, language)}'


def _pre(one: Example, language: str) -> str:
    return f'<pre class="rule-example" dir="auto"{language}>{"".join(_struck(one))}</pre>'


def _struck(one: Example) -> Iterator[str]:
    at = 0
    for start, end in one.spans:
        yield escape(one.text[at:start])
        yield f"<del>{escape(one.text[start:end])}</del>"
        at = end
    yield escape(one.text[at:])
