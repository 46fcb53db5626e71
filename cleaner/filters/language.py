"""Kind `language`: a paragraph in another language than the document's that is no quotation of the story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import Field

from cleaner.counter import SCRIPTS, foreign
from cleaner.document import Document
from cleaner.filters.base import Filter
from cleaner.lazy import lazy
from cleaner.matching.matcher import shown
from cleaner.matching.scan import Candidates
from cleaner.record import Removal
from cleaner.ruleset.model import Count, Strict
from cleaner.shapes import WORD, words
from cleaner.stopwords import STOPWORDS_OF
from cleaner.tongue import Tongue, function_words

# A quotation (with whose it is in brackets), code, an address, a list or a title is in another language for a reason.
_SPARED = re.compile(r"[\"{}<>=|\\•·►▶_@#/]|^\W|^'|^\d+[.)]|www\.|\S\(\)|\([\w .,'-]{3,40}\)\W*$")
_MOST_OF_DOCUMENT, _LEAST_OF_DOCUMENT, _MOST_OF_LINE, _MOST_LETTERS = 0.8, 0.2, 0.9, 0.7
_SHORTEST = 15  # characters
# Where this is not on a line that long, letters of the script are more than a tenth of it, so they are no few letters.
_FAR_APART = {name: re.compile(f"[^{letters}]{{5}}") for name, letters in SCRIPTS.items()}
_FUNCTION_WORDS = 3  # different ones: "per" three times is a price list


class LanguageOptions(Strict):
    """When a line is foreign."""

    least: Count = Field(5, description="words a line must have to be judged")
    longest: Count = Field(250, description="characters of a line at most")
    own: Annotated[float, Field(ge=0, le=1)] = Field(
        0.1, description="share of its words that may be function words of the document's language"
    )
    foreign: Annotated[float, Field(gt=0, le=1)] = Field(
        0.25, description="share of its words that must be function words of one other language"
    )
    run: Count = Field(2, description="foreign lines in a row at most: more are a poem, a letter, a translation")
    share: Annotated[float, Field(gt=0, le=1)] = Field(
        0.2, description="share of the document's lines that may be foreign: with more it has two languages"
    )


class LanguageFilter(Filter):
    """Cuts single foreign paragraphs."""

    Options = LanguageOptions
    wants = "nothing"
    last = True

    def removals(self, doc: Document, near: Candidates) -> Iterator[Removal]:
        """One removal a line."""
        if doc.zones.first is None:
            return
        view = _View(doc, self.options)
        found = {index: why for index in view.strangers() if (why := view.foreign(index))}
        if not found:
            return
        rows = [index for index in range(len(doc)) if not doc.blank(index)]
        if len(found) > self.options.share * len(rows):
            return
        for above, run in _runs(rows, set(found)):
            if len(run) <= self.options.run and not _introduces(doc, above):
                for index in run:
                    yield self.removal(doc.span(index), f"{found[index]}: {shown(doc.folded[index])}")


class _View:
    """One document's script and language, and its lines held against them."""

    def __init__(self, doc: Document, options: LanguageOptions) -> None:
        self._doc = doc
        self._options = options

    @lazy
    def _script(self) -> str | None:
        return self._doc.tongue.script(_MOST_OF_DOCUMENT)

    @lazy
    def _language(self) -> str | None:
        """The language whose function words the document has most of, if its script parts words."""
        return None if self._script in ("East Asian", "Thai") else self._doc.tongue.language(_LEAST_OF_DOCUMENT)

    def strangers(self) -> Iterable[int]:
        """The lines that do not speak the document's language, as far as function words tell."""
        if self._script is None:
            return ()
        # Without words that tell it from another one, only what is in another script is foreign.
        if self._language is None:
            return self._in_other_scripts(self._script)
        return foreign(self._doc.folded, self._language, self._options.own)

    def _in_other_scripts(self, script: str) -> Iterator[int]:
        """The lines that may be in another script: letters of this one are far apart on them."""
        far = _FAR_APART[script].search
        for index, line in enumerate(self._doc.folded):
            if len(line) >= _SHORTEST and far(line) and not (script == "Latin" and line.isascii()):
                yield index

    def foreign(self, index: int) -> str | None:
        """Why the line at `index`, one of the strangers, is foreign, if it is."""
        line = self._doc.folded[index]
        if not _SHORTEST <= len(line) <= self._options.longest:
            return None
        if words(line) < self._options.least or _SPARED.search(line):
            return None
        if sum(map(str.isalpha, line)) < _MOST_LETTERS * len(line):
            return None
        own_script = "Latin" if line.isascii() else Tongue(line, [line]).script(_MOST_OF_LINE)
        if own_script and own_script != self._script:
            return f"in {own_script} script, the text in {self._script}"
        if own_script is None or own_script not in ("Latin", "Cyrillic"):
            return None
        return self._other_language(line)

    def _other_language(self, line: str) -> str | None:
        if self._language is None:
            return None
        counts, total = function_words(line)
        other, most = counts.most_common(1)[0]
        if other == self._language or most < self._options.foreign * total:
            return None
        if len(STOPWORDS_OF[other] & set(WORD.findall(line))) < _FUNCTION_WORDS:
            return None
        if counts[self._language] > self._options.own * total:
            return None
        return f"reads as {other}, the text as {self._language}"


def _runs(rows: list[int], chosen: set[int]) -> Iterator[tuple[int | None, list[int]]]:
    """The chosen lines, neighbours together, each run with the line above it."""
    above: int | None = None
    run: list[int] = []
    for index in rows:
        if index in chosen:
            run.append(index)
            continue
        if run:
            yield above, run
        above, run = index, []
    if run:
        yield above, run


def _introduces(doc: Document, above: int | None) -> bool:
    """True if the line above ends with a colon: what follows is quoted."""
    return above is not None and doc.folded[above].rstrip("'\" ").endswith(":")
