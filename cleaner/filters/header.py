"""Kind `header`: the head zone read as a grammar of section, headline, date, byline and share bar, in any order.

What has words of its own (a date, "By …", "Share") is found by the packs. This reads what has none: the headline, the
section above it, a bare name below it. They are told by their shape and by the company they keep.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from cleaner.document import Document
from cleaner.evidence.topmost import is_label, labels_above, spaceless_labels
from cleaner.filters.base import Filter, PatternOption
from cleaner.matching.edges import bare
from cleaner.matching.scan import Candidates
from cleaner.pattern import Pattern
from cleaner.record import NoiseClass, Removal
from cleaner.ruleset.model import Count, Rule, Strict
from cleaner.shapes import AND, CASELESS_NAME, ITEM_NUMBER, PARTICLES, SPACELESS, ends_utterance, in_title_case, words

# An item of a list, an entry of a ticker, a step.
_LIST_ITEM = re.compile(
    rf"^(?:[-*•·–]\s|{ITEM_NUMBER}|[a-z]\)\s|\d{{1,2}}[.:]\d\d(?: ?(?:uhr|h|am|pm|a\.m\.|p\.m\.))?: |"
    r"[^\W\d_]+ № ?\d)"
)
_SPOKEN = re.compile(r"^(?:\"[^\"]*\"|「[^「」]*」|『[^『』]*』)$")
_SAYS = re.compile(r": \"[^\"]+\"$")  # as headlines of interviews have it
# "Q:", "A:", "问：": an interview's question stands above the story, but is none of its headlines.
_SPEAKER = re.compile(r"^(?:[^\W\d_]|вопрос|ответ|سؤال|جواب) ?:|^- ")
_NAME = re.compile(rf"^[^\W\d_][\w.'-]*(?: (?:(?:{PARTICLES}|y|e) )*[^\W\d_][\w.'-]*){{1,3}}$")
# For whom a name writes: "Jane Doe / ABC".
_FOR = re.compile(r" ?[/|] ?[^\W\d_a-zß-öø-ÿ]{2,6}$")
_BETWEEN_NAMES = re.compile(rf",? (?:[/&|]|{AND}) |, ")
_SPACELESS_NAME = re.compile(f"^[{SPACELESS}]{{2,5}}$")
# What vouches for a headline. Menus, share bars and labels stand above shop windows and rules of games too.
_COMPANY: frozenset[NoiseClass] = frozenset({"title", "date", "byline", "dateline", "credit"})
_BETWEEN: frozenset[NoiseClass] = frozenset({"share", "ad", "promo"})
_NO_NAME_WORDS = """
    the a an of and in on at for to with by what how why is
    abstract background basics chapter checklist conclusion contents details facts guide highlights history idea ideas
    introduction key list notes overview points quick review reviews section specs steps summary takeaways tips update
    zusammenfassung überblick inhalt einleitung hintergrund résumé sommaire résumen resumen introducción índice resumo
    introdução riassunto introduzione samenvatting inhoud
    """
_LONGEST_NAME, _MOST_NAMES = 40, 4  # characters, and names on a line
_LONG, _SHORT, _BEHIND = 12, 4, 5  # words
_TICKER = 5  # words and figures
_TWO_SENTENCES = re.compile(r"[^\W\d_]{4}\. [^\W\d_]")
_NO_NAME = frozenset(_NO_NAME_WORDS.split())


class HeaderOptions(Strict):
    """How the grammar reads."""

    longest: Count = Field(250, description="characters of a headline at most")
    least: Count = Field(3, description="words of a headline at least")
    strangers: Count = Field(6, description="more lines that nothing explains make the head a list, left alone")
    lone: Annotated[float, Field(ge=0, le=1)] = Field(
        0.6, description="certainty of a headline that no date, name or agency vouches for, right above the text"
    )
    parted: Annotated[float, Field(ge=0, le=1)] = Field(
        0.9, description="the same with a blank line between headline and text"
    )
    deck: PatternOption | None = Field(
        None, description="such a headline reads like a sentence if it matches this: a deck perhaps, never over `lone`"
    )


class HeaderFilter(Filter):
    """Cuts the headline, the section label above it and the author's name below it."""

    Options = HeaderOptions
    wants = "nothing"
    weighs = True
    joint = True

    def __init__(self, rule: Rule) -> None:
        super().__init__(rule)
        self._deck = Pattern(self.options.deck, trusted=rule.trusted) if self.options.deck else None

    def removals(self, doc: Document, near: Candidates) -> Iterator[Removal]:
        """One removal a line; classes title, section and byline."""
        opening = _opening(doc, near)
        head = _head(doc, near, opening)
        known = {index for index in head if near.classes(index)}
        strangers = [index for index in head if index not in known]
        # What stands below the last line that vouches for a headline makes no list of what stands above it.
        vouching = [index for index in head if near.classes(index) & _COMPANY]
        counted = [index for index in strangers if not vouching or index < vouching[-1]]
        if not strangers or len(counted) > self.options.strangers:
            return
        copies = self._titles(doc, strangers)
        if not copies:
            yield from self._signature(doc, near, head, known)
            return
        # A headline may be broken over two lines.
        broken = [index for index in strangers if index - 1 in copies and doc.cased(index)[0].islower()]
        titles = sorted({*copies, *broken})
        others = [index for index in strangers if index not in titles]
        names = [index for index in others if self._is_name(doc, index, titles[0], known)]
        signed = {*names, *(index for index in head if index > titles[0] and "byline" in near.classes(index))}
        roles = [index for index in others if index not in names and index - 1 in signed and _is_role(doc, near, index)]
        sure = (
            any(_parted(doc, near, index) for index in names)
            or len(copies) > 1
            or any((near.classes(index) | near.parts(index)) & _COMPANY for index in opening)
        )
        above = [index for index in others if index < titles[0] and not doc.prose(index)]
        labels = [index for index in above if sure or is_label(doc.folded[index])]
        if not (sure or known or labels or self._lone(doc, near, head)):
            return
        score = None if sure else self._unvouched(doc, near, titles[-1])
        shortest = min((bare(doc.folded[index]) for index in copies), key=len)
        for index in titles:
            why = "headline by its shape and place" if sure else "headline by its shape, with no date or name beside it"
            path = index in copies and bare(doc.folded[index]) != shortest
            yield self._part(doc, index, "title", why, "" if path else "title", score)
        for index in labels:
            field = "section" if is_label(doc.folded[index]) else ""
            yield self._part(doc, index, "section", "label above the headline", field, score)
        for index in names:
            yield self._part(doc, index, "byline", "bare name below the headline", "author", score)
        if sure:
            for index in roles:
                span, why = doc.span(index), "short line below the author, above the rest of the header"
                yield self.removal(span, why, noise_class="byline")

    def _signature(self, doc: Document, near: Candidates, head: Sequence[int], known: set[int]) -> Iterator[Removal]:
        """The author's name where there is no headline: above all, and right above the date."""
        top = head[0]
        if top not in known and "date" in near.classes(top + 1) and self._is_name(doc, top, top, known):
            yield self._part(doc, top, "byline", "bare name above the date", "author")

    def _part(
        self, doc: Document, index: int, noise_class: NoiseClass, why: str, field: str, score: float | None = None
    ) -> Removal:
        """The cut of one line, which tells the `field` of the metadata that is named, if any."""
        content = doc.span(index, 0, len(doc.folded[index]))
        fields = ((field, content),) if field else ()
        return self.removal(doc.span(index), why, noise_class=noise_class, fields=fields, score=score)

    def _titles(self, doc: Document, strangers: Sequence[int]) -> list[int]:
        """The headline, every copy of it in the head, and paths that end with it; of several headlines the first."""
        shaped = [index for index in strangers if self._is_headline(doc.folded[index])]
        shaped = [index for index in shaped if not _says_of_outlet(doc, index)] or shaped
        first = doc.zones.first or 0
        # Below a deck stands no headline but a copy, unless that was no deck: a notice above it all.
        if doc.zones.decks and shaped and (shaped[0] < first or not ends_utterance(doc.folded[first])):
            above = {bare(doc.folded[index]) for index in shaped if index < first}
            shaped = [index for index in shaped if index < first or bare(doc.folded[index]) in above]
        texts = [bare(doc.folded[index]) for index in shaped]
        repeated = next((text for text in texts if sum(_repeats(other, text) for other in texts) > 1), None)
        chosen = repeated or next(iter(texts[labels_above(doc, shaped) :]), None)
        return [index for index, text in zip(shaped, texts, strict=True) if chosen and _repeats(text, chosen)]

    def _is_headline(self, line: str) -> bool:
        return (
            len(line) <= self.options.longest
            and words(line) >= self.options.least
            and line[-1] not in ":,;"
            and not (_LIST_ITEM.match(line) or _SPEAKER.match(line) or spaceless_labels(line))
        )

    def _is_name(self, doc: Document, index: int, title: int, known: set[int]) -> bool:
        line = _FOR.sub("", doc.cased(index))
        if index < title:
            return False
        beside = bool({index - 1, index + 1} & known)
        if _SPACELESS_NAME.match(line) or _is_caseless_name(doc, line):
            return beside
        if _is_one_name(doc, line):
            return True
        names = _BETWEEN_NAMES.split(line) if beside else []
        return 1 < len(names) <= _MOST_NAMES and all(_is_one_name(doc, name) for name in names)

    def _lone(self, doc: Document, near: Candidates, head: Sequence[int]) -> bool:
        """A headline alone above the story, too long for a section heading; shorter if a blank line parts it off."""
        if len(head) != 1:
            return False
        return bool(words(doc.folded[head[0]]) > self.options.least + (0 if _parted(doc, near, head[0]) else 1))

    def _unvouched(self, doc: Document, near: Candidates, title: int) -> float:
        """The certainty of a headline with no date, name or agency beside it."""
        told = self._deck is not None and self._deck.search(doc.cased(title))
        # Headings of guides ask, stories open with what somebody says, what is as long or has a full stop within is a
        # deck or a sentence, and a small letter goes on from the headline that was above it.
        line = doc.folded[title]
        other = (
            line.endswith("?")
            or bool(_SPOKEN.match(line) or _TWO_SENTENCES.search(line))
            or (words(line) > _LONG and not (in_title_case(doc.cased(title)) or _SAYS.search(line)))
            or doc.cased(title)[0].islower()
        )
        return float(self.options.parted if _parted(doc, near, title) and not (told or other) else self.options.lone)


def _says_of_outlet(doc: Document, index: int) -> bool:
    """True for a ticker of rates, and for what begins small: an outlet's motto, if there is any other headline."""
    cased = doc.cased(index)
    tokens = cased.split()
    figures = sum(any(map(str.isdigit, token)) for token in tokens)
    return figures * 2 > len(tokens) > _TICKER or cased[:2].islower()


def _repeats(line: str, headline: str) -> bool:
    """True for a copy of a headline, for a path of sections that ends with one: "Courts > Mayor acquitted", and for one
    with a name or a sign behind it: "Mayor acquitted - The Post".
    """
    if line == headline or words(headline) <= _SHORT:
        return line == headline
    if line.startswith(f"{headline} "):
        return words(line) <= words(headline) + _BEHIND
    return line.endswith(f" {headline}")


def _opening(doc: Document, near: Candidates) -> Sequence[int]:
    """The lines to be looked at. A story of figures alone, without any prose, opens with its dateline."""
    if doc.zones.first is not None:
        return doc.zones.lines("opening")
    return range(next((index + 1 for index in range(len(doc)) if "dateline" in near.parts(index)), 0))


def _head(doc: Document, near: Candidates, opening: Sequence[int]) -> list[int]:
    """The lines of the head with anything on them: with its dateline, cut or kept, the story has begun."""
    head = opening if doc.zones.first is None else doc.zones.lines("head")
    begun = next((index for index in opening if "dateline" in near.parts(index)), len(doc))
    return [index for index in head if index < begun and not doc.blank(index)]


def _speaks_of(doc: Document, name: str) -> bool:
    """True if the story opens with who or what bears that name: then it is a heading, for reporters are no figures."""
    return any(name in doc.folded[index] for index in doc.prose_lines[:2])


def _is_one_name(doc: Document, cased: str) -> bool:
    tokens = cased.split()
    return (
        len(cased) <= _LONGEST_NAME
        and bool(_NAME.match(cased))
        and tokens[0][0].isupper()
        and tokens[-1][0].isupper()
        and sum(token[0].isupper() for token in tokens) >= 2
        and not any(map(str.isdigit, cased))
        and not _speaks_of(doc, cased.lower())
        and not any(token.lower() in _NO_NAME for token in tokens)
        and not (cased.endswith(".") and len(tokens[-1]) > 4)  # Jr. or an initial, but no sentence's last words
    )


def _is_caseless_name(doc: Document, line: str) -> bool:
    return len(line) <= _LONGEST_NAME and bool(CASELESS_NAME.fullmatch(line)) and not _speaks_of(doc, line)


def _parted(doc: Document, near: Candidates, index: int) -> bool:
    """True if a blank line follows, or what stands between a headline and its story: a share bar, an advertisement."""
    below = index + 1
    return below < len(doc) and (doc.blank(below) or bool(near.classes(below) & _BETWEEN))


def _is_role(doc: Document, near: Candidates, index: int) -> bool:
    """True if below an author's name stands what he or she is, or for whom, and the header goes on below that."""
    line = doc.folded[index]
    below = index + 1
    return (
        len(line) <= 50
        and words(line) <= 5
        and not ends_utterance(line)
        and line[-1] not in ":,;"
        and below < len(doc)
        and bool(near.classes(below))
    )
