"""Which of the lines above a story that are shaped like headlines is the headline: what stands above it is a label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.document import Document
from cleaner.evidence.cohesion import content
from cleaner.evidence.features import Evidence
from cleaner.evidence.strangeness import weight
from cleaner.shapes import SPACELESS, WORD, in_title_case, words

# Where words are not parted, a line of short pieces that are: "科技 会员专享".
_SPACELESS_LABELS = re.compile(f"^(?=.*[{SPACELESS}])[\\w・/&]{{1,8}}(?: [\\w・/&]{{1,8}}){{1,3}}$")
# The steps of a path of sections: "New Zealand / Southland".
_STEP = re.compile(" [/›»>] ")
# What parts names of sections, also without spaces.
_PARTED = re.compile(r"[|·•»›>→]|(?<=\S) / (?=\S)|(?<=[^\W\d]):(?=[^\W\d])")
_LABEL = 4  # words
_HEADLINE, _ABOUT = 5, 2.0  # words of a headline at least, and how many of them the story has
_OPENING = 6  # paragraphs


def spaceless_labels(line: str) -> bool:
    """True for a row of short names in a script without spaces."""
    return _SPACELESS_LABELS.match(line) is not None


def labels_above(doc: Document, shaped: Sequence[int]) -> int:
    """How many of the lines at `shaped`, which are shaped like headlines, stand above the headline."""
    return _kickers(doc, shaped) or _strange_labels(doc, shaped) or _titled_below(doc, shaped)


def _strange_labels(doc: Document, shaped: Sequence[int]) -> int:
    """How many are names of sections, or share no word with the story, above a longer line that does."""
    if len(shaped) == 1:
        return 0
    for count, index in enumerate(shaped):
        line = doc.folded[index]
        pieces = _PARTED.split(line)
        if any(words(piece) > _LABEL for piece in pieces):
            if _all_have_capitals(doc.cased(index)) and not _known(doc, line):
                continue  # a menu that was put on one line
            return count if count and _tells_of_story(doc, line) else 0
        if len(pieces) == 1 and _known(doc, line):
            break
    return 0


def _all_have_capitals(cased: str) -> bool:
    return all(token[0].isupper() for token in WORD.findall(cased))


def _titled_below(doc: Document, shaped: Sequence[int]) -> int:
    """How many stand above the first long line in title case, if there are few words on each: who says it, say.

    What stands below a headline is written like a sentence.
    """
    titled = (in_title_case(doc.cased(index)) and words(doc.folded[index]) > _HEADLINE for index in shaped)
    count = next((k for k, is_titled in enumerate(titled) if is_titled), 0)
    brief = all(words(doc.folded[index]) <= _LABEL for index in shaped[:count])
    return count if count and brief and _tells_of_story(doc, doc.folded[shaped[count]]) else 0


def _tells_of_story(doc: Document, line: str) -> bool:
    return words(line) >= _HEADLINE and _known(doc, line) >= _ABOUT


def _known(doc: Document, line: str) -> float:
    """How many of a line's content words the story has where it begins: a page's last lines name its sections too."""
    return weight(doc.view(Evidence).story.in_any(content(line), doc.prose_lines[:_OPENING]))


def _kickers(doc: Document, shaped: Sequence[int]) -> int:
    """How many are the topic or the column: short, and right above the longer headline.

    Topics in capitals may have a blank line below them.
    """
    lines = [doc.folded[index] for index in shaped]
    loud = [doc.cased(index).isupper() for index in shaped]
    brief = (is_label(line) or (upper and words(line) <= _LABEL) for line, upper in zip(lines, loud, strict=True))
    count = next((k for k, is_brief in enumerate(brief) if not is_brief), 0)
    if not count or words(lines[count]) <= max(_LABEL, *map(words, lines[:count])):
        return 0
    alone = all(loud[:count]) and not loud[count]
    gaps = [below - above for above, below in zip(shaped[:count], shaped[1 : count + 1], strict=True)]
    return count if max(gaps[:-1], default=1) == 1 and gaps[-1] <= 1 + alone else 0


def is_label(line: str) -> bool:
    """True for a few words without a stop or a figure, or a path of such."""
    if spaceless_labels(line):
        return True
    steps = _STEP.split(line)
    return (
        len(line) <= 40 * min(len(steps), 2)
        and all(0 < words(step) <= _LABEL for step in steps)
        and line[-1] not in ".?!:,;"
        and not any(map(str.isdigit, line))
    )
