"""A corpus to measure speed on: articles of 1 to 20 KB in all languages of the packs, made from the project's own text.

    python -m benchmarks.corpus [MEGABYTES] > corpus.jsonl

Sentences of the stories in fixtures/ are put together to new paragraphs, so that hardly a line stands there twice. The
noise among them is what the marked fixtures mark and what the rules' own examples cut. How much of it an article has
follows what trafilatura left on the 1,768 pages of ten public article benchmarks: 27 % of the pages have no noise line,
20 % have one, half of the rest more than six. The same seed gives the same corpus.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cleaner.bench.marks import unmark_gold
from cleaner.pipeline import known_rules
from cleaner.proof import unmark
from cleaner.shadow import Shadow
from cleaner.shapes import is_prose
from cleaner.spans import cut

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
SMALLEST, LARGEST = 1_000, 20_000  # bytes of an article, log-uniform between them
ENGLISH = 0.4  # share of the articles; the other languages share the rest evenly
# Noise lines of an article, by their share in percent.
NOISE = {0: 27, 1: 20, 2: 9, 3: 6, 4: 5, 6: 8, 8: 5, 12: 20}
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")
_HEAD = ("section", "title", "date", "byline")
_TAIL = ("bio", "copyright", "credit", "nav")


class Material(NamedTuple):
    """What articles of one language are made of: sentences, and noise by the zone it stands in."""

    sentences: list[str]
    head: list[str]
    body: list[str]
    tail: list[str]
    datelines: list[str]


class Article(NamedTuple):
    """One made-up article; `story` is what of its text is no noise."""

    number: int
    language: str
    text: str
    story: str


def articles(size: int, seed: int = 1, largest: int = LARGEST) -> Iterator[Article]:
    """Articles of `size` bytes (UTF-8) or a little more in all, none of them much over `largest` bytes."""
    material = _material()
    others = sorted(set(material) - {"en"})
    chance = random.Random(seed)
    made = number = 0
    while made < size:
        language = "en" if chance.random() < ENGLISH else chance.choice(others)
        text, story = _article(material[language], chance, largest, spaced=language not in ("zh", "ja"))
        yield Article(number, language, text, story)
        made += len(text.encode())
        number += 1


def sentences(language: str) -> list[str]:
    """The sentences that stories in a language are made of."""
    return _material()[language].sentences


def _article(material: Material, chance: random.Random, largest: int, spaced: bool) -> tuple[str, str]:
    """An article's text and its story."""
    least = int(SMALLEST * (largest / SMALLEST) ** chance.random())
    rows: list[str] = []
    size = 0
    while size < least:
        few = chance.sample(material.sentences, min(chance.choice((1, 2, 2, 3, 3, 4, 5)), len(material.sentences)))
        rows.append((" " if spaced else "").join(few))
        size += len(rows[-1].encode()) + 2
    story = "\n\n".join(rows) + "\n"
    noise = chance.choices(list(NOISE), list(NOISE.values()))[0]
    places = [chance.choice(("head", "tail", "tail", "body")) for _ in range(noise)]
    if noise and material.datelines and chance.random() < 0.3:
        rows[0] = chance.choice(material.datelines) + rows[0]
    for _ in range(places.count("body")):
        rows.insert(chance.randint(1, len(rows)), chance.choice(material.body))
    head = [chance.choice(material.head) for _ in range(places.count("head"))]
    tail = [chance.choice(material.tail) for _ in range(places.count("tail"))]
    return "\n\n".join([*head, *rows, *tail]) + "\n", story


@cache
def _material() -> dict[str, Material]:
    """The material by language."""
    found: dict[str, Material] = defaultdict(lambda: Material([], [], [], [], []))
    for file in sorted((FIXTURES / "gold").glob("*.txt")) + sorted((FIXTURES / "untouched").glob("*.txt")):
        text, marks = unmark_gold(file.read_text("utf-8"))
        material = found[file.name[:2]]
        story = cut(text, [span for _, span in marks])
        for line in story.split("\n"):
            if is_prose(line) and Shadow(line).same_length:  # nothing garbled: one such document would spoil hundreds
                material.sentences.extend(filter(None, _SENTENCE.split(line.strip())))
        for noise_class, span in marks:
            _add(material, noise_class, text[span.start : span.end])
    for rule in known_rules():
        for example in rule.examples.removes if rule.language in found else ():
            text, spans = unmark(example)
            for start, end in spans:
                _add(found[rule.language], rule.noise_class, text[start:end])
    return dict(found)


def _add(material: Material, noise_class: str, noise: str) -> None:
    """Noise of a class, where it stands in an article."""
    noise = noise.strip("\n")
    if noise_class == "dateline":
        material.datelines.append(noise)
    elif "\n" not in noise and noise.strip():
        zones = (
            [material.head] if noise_class in _HEAD else
            [material.tail] if noise_class in _TAIL else
            [material.body, material.tail]
        )  # fmt: skip
        for zone in zones:
            zone.append(noise)


def json_lines(size: int, seed: int = 1) -> Iterator[str]:
    """The articles as JSON Lines (`id`, `language`, `text`), with their line feeds."""
    for article in articles(size, seed):
        record = {"id": f"a{article.number:07d}", "language": article.language, "text": article.text}
        yield json.dumps(record, ensure_ascii=False) + "\n"


def main(megabytes: str = "100") -> None:
    """Print the corpus as JSON Lines."""
    sys.stdout.writelines(json_lines(int(float(megabytes) * 1e6)))


if __name__ == "__main__":
    main(*sys.argv[1:])
