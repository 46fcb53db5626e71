"""A draft rule made of a stretch that a person marked as missed, with the example that proves it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from cleaner.document import Document
from cleaner.proof import UNMARKABLE, marked
from cleaner.review.decisions import Decision
from cleaner.review.excerpts import Excerpt, excerpts, visible
from cleaner.review.wording import Wording, wording
from cleaner.ruleset.edit import Unwritable, indented, item, scalar
from cleaner.shadow import fold
from cleaner.spans import Span

_DEAD = re.compile(r"[^a-z0-9]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_LONGEST_SLUG = 30  # characters
_SHOWN = 60  # characters of the stretch in the title
_PLACEHOLDER = "Write the sentence of a story that comes closest to the noise and must stay."


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft rule: its id, its file's class and language, and its text in YAML from "- id:" in the first column on, in
    several versions, of which the first that proves itself is to be taken."""

    rule_id: str
    noise_class: str
    language: str
    versions: tuple[str, ...]

    @property
    def head(self) -> str:
        """What stands above the rules in a file for rules like this one."""
        return (
            f"class: {self.noise_class}\nkind: line\nlanguage: {self.language}\n"
            "about: What was marked as missed in review.\n\nrules:\n"
        )


def draft(missed: Decision) -> Draft:
    """The draft of a missed stretch: the whole lines that it covers, or the part of a line.

    Raises Unwritable for a stretch that no such rule can cut.
    """
    text = missed.original or missed.text
    span = visible(text, missed.span if missed.original else Span(0, len(text)))
    language = _language(missed)
    doc = Document(text, language)
    words = wording(doc, span)
    key = "\0".join((missed.noise_class, language, words.kind, *words.phrases))
    slug = _slug(words.phrases[0])
    tail = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    rule_id = f"{missed.noise_class}.{language}-{slug}-{tail}" if slug else f"{missed.noise_class}.{language}-{tail}"
    shown = list(_examples(text, span))
    if not shown:
        raise Unwritable("no example can show it: ⟦ and ⟧, which mark cuts, or half of a character stand in it")
    keeps = dict.fromkeys((_near(doc, span, words), _PLACEHOLDER))
    versions = tuple(_written(rule_id, missed, words, removes, kept) for kept in keeps for removes in shown)
    return Draft(rule_id, missed.noise_class, language, versions)


def _slug(phrase: str) -> str:
    """The first words of a phrase, as far as an id can hold them."""
    words = _DEAD.sub("-", fold(phrase)).strip("-")
    if len(words) <= _LONGEST_SLUG:
        return words
    return words[: _LONGEST_SLUG + 1].rpartition("-")[0] or words[:_LONGEST_SLUG]


def _language(missed: Decision) -> str:
    """The document's language; if nobody told it, the rule is for every one."""
    primary = (missed.language or "").split("-")[0].lower()
    return primary if _LANGUAGE.fullmatch(primary) else "mul"


def _examples(text: str, span: Span) -> Iterator[str]:
    """The stretch marked, in its context first: with the line right above and the one right below it."""

    def rank(each: Excerpt) -> tuple[bool, int]:
        beside = each.before + each.after
        near = max(each.before, each.after) <= 1
        return not near, -beside if near else beside

    for each in sorted(excerpts(text, span), key=rank):
        if not UNMARKABLE.search(each.text):
            yield marked(each.text, [each.span])


def _near(doc: Document, span: Span, words: Wording) -> str:
    """The prose line of the document that shares most words with a stretch, and does not hold it."""
    known = set(" ".join(words.phrases).casefold().split())
    lines = [doc.line(index) for index in doc.prose_lines]
    texts = [
        " ".join(doc.text[line.start : line.end].split())
        for line in lines
        if line.end <= span.start or line.start >= span.end
    ]
    fit = [text for text in texts if not UNMARKABLE.search(text)]
    return max(fit, key=lambda text: (len(known & set(text.casefold().split())), text), default=_PLACEHOLDER)


def _written(rule_id: str, missed: Decision, words: Wording, removes: str, keeps: str) -> str:
    title = f"Marked as missed: {words.phrases[0][:_SHOWN]}"
    told = f"{missed.document} ({missed.source})" if missed.source else missed.document
    rows = [f"- id: {rule_id}", f"  title: {scalar(_plain(title))}"]
    rows += [f"  kind: {words.kind}"] if words.kind != "line" else []
    rows += ["  status: draft", "  match:", *(f"    {row}" for row in words.match)]
    rows += [f"  source: {scalar(_plain(told))}", "  examples:", "    removes:"]
    return "\n".join(rows) + "\n" + indented(item(removes), 6) + "    keeps:\n" + indented(item(keeps), 6)


def _plain(text: str) -> str:
    return UNMARKABLE.sub("?", text)
