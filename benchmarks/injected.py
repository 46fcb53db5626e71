"""How many headlines of other stories are found when they are put into a story, and what is cut of stories alone.

    python -m benchmarks.injected [--seed N] [--times N] [--misses]

The stories are those of fixtures/gold, fixtures/marked and fixtures/untouched without what is marked; the headlines are
their titles and the lines marked as offtopic. Into each story, `times` times a manner: one headline of another story of
its language at a gap between two paragraphs chosen by chance (`one`), two side by side (`two`), one as the last line
(`last`), one in the story's first four paragraphs (`short`), one with a full stop (`stop`). It prints by language what
share of them the presets default and thorough cut, how many lines of the story go as well, and how many of the stories
without anything put in (a rule of words may cut there too; only the class offtopic is counted). The same seed gives the
same figures.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import click

from benchmarks.corpus import FIXTURES
from cleaner.bench.marks import unmark_gold
from cleaner.document import Document
from cleaner.pipeline import Pipeline
from cleaner.record import Cleaned
from cleaner.shapes import ends_utterance
from cleaner.spans import Span, cut

MANNERS = ("one", "two", "last", "short", "stop")
LONGEST, SHORTEST = 120, 12  # characters of a headline


class Story(NamedTuple):
    """A story without noise, and its own headlines."""

    name: str
    text: str
    headlines: tuple[str, ...]

    @property
    def language(self) -> str:
        """The language its file name tells."""
        return self.name[:2]


def stories() -> Iterator[Story]:
    """All stories of the fixtures."""
    for place in ("gold", "marked", "untouched"):
        for file in sorted((FIXTURES / place).glob("*.txt")):
            text, marks = unmark_gold(file.read_text("utf-8"))
            found = [text[start:end] for name, (start, end) in marks if name in ("title", "offtopic")]
            headlines = tuple(line for line in found if SHORTEST <= len(line) <= LONGEST and "\n" not in line)
            yield Story(file.stem, cut(text, [span for _, span in marks]).strip("\n") + "\n", headlines)


def injected(story: Story, headlines: list[str], manner: str, chance: random.Random) -> tuple[str, list[Span]] | None:
    """The story with headlines put in, and where they stand; None if it has no place for them."""
    doc = Document(story.text)
    lines = story.text.split("\n")
    if len(doc) != len(lines):  # hard-wrapped: a line is not a paragraph there
        return None
    gaps = [index + 1 for index in doc.prose_lines if ends_utterance(doc.folded[index])]
    if manner == "short":
        gaps = gaps[:4]
        lines = lines[: gaps[-1]] if gaps else lines
    if len(gaps) < 3:
        return None
    chosen = chance.sample(headlines, 2 if manner == "two" else 1)
    if manner == "stop":
        chosen = [line.rstrip(".") + ("。" if story.language in ("zh", "ja") else ".") for line in chosen]
    at = len(lines) if manner == "last" else chance.choice(gaps[:-1])
    above = "\n".join(lines[:at]).rstrip("\n") + "\n\n"
    spans: list[Span] = []
    for line in chosen:
        spans.append(Span(len(above), len(above) + len(line)))
        above += line + "\n\n"
    return above + "\n".join(lines[at:]).lstrip("\n"), spans


def lost(cleaned: Cleaned, noise: list[Span]) -> list[str]:
    """What of class offtopic was cut outside of `noise`."""
    return [
        cleaned.original[removal.span.start : removal.span.end].strip()
        for removal in cleaned.removals
        if removal.noise_class == "offtopic" and not any(_covers(removal.span, span) for span in noise)
    ]


def _covers(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


@click.command()
@click.option("--seed", default=1, show_default=True)
@click.option("--times", default=4, show_default=True, help="Headlines put into a story in each manner.")
@click.option("--misses", is_flag=True, help="Print what is missed and what of the stories is cut.")
def main(seed: int, times: int, misses: bool) -> None:
    """Put headlines into stories and look for them."""
    chance = random.Random(seed)
    pipelines = {name: Pipeline.load(preset=name) for name in ("default", "thorough")}
    known = list(stories())
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    false: Counter[tuple[str, str, str]] = Counter()
    for story in known:
        others = [line for other in known if other.language == story.language and other.name != story.name
                  for line in other.headlines]  # fmt: skip
        for name, pipeline in pipelines.items():
            for line in lost(pipeline.clean(story.text), []):
                false[story.language, name, "alone"] += 1
                if misses:
                    click.echo(f"FALSE {name} {story.name}: {line}")
        for manner in MANNERS:
            for _ in range(times):
                made = injected(story, others, manner, chance)
                if made is None:
                    continue
                text, spans = made
                for name, pipeline in pipelines.items():
                    cleaned = pipeline.clean(text)
                    found = [span for span in spans if any(_covers(hit, span) for hit in cleaned.spans)]
                    for key in ((story.language, name), ("all", name)):
                        counts[key][manner] += len(spans)
                        counts[key][f"{manner} found"] += len(found)
                    # What it cuts of the story alone is counted above.
                    more = set(lost(cleaned, spans)) - set(lost(pipeline.clean(story.text), []))
                    false[story.language, name, "beside"] += len(more)
                    if misses:
                        for line in more:
                            click.echo(f"BESIDE {name} {story.name}: {line}")
                        for span in set(spans) - set(found):
                            click.echo(f"MISS {name} {manner} {story.name}: {text[span.start : span.end]}")
    report(counts, false)


def report(counts: dict[tuple[str, str], Counter[str]], false: Counter[tuple[str, str, str]]) -> None:
    """Print the tables."""
    for preset in ("default", "thorough"):
        click.echo(f"\n{preset:9}" + "".join(f"{manner:>8}" for manner in MANNERS) + "   lost: alone beside")
        for language in sorted({language for language, _ in counts}, key=lambda name: (name == "all", name)):
            row = counts[language, preset]
            cells = "".join(f"{row[f'{manner} found'] / max(1, row[manner]):8.2f}" for manner in MANNERS)
            sums = [
                sum(n for (where, name, how), n in false.items()
                    if name == preset and how == kind and language in (where, "all"))
                for kind in ("alone", "beside")
            ]  # fmt: skip
            click.echo(f"{language:9}{cells}{sums[0]:14}{sums[1]:7}")


if __name__ == "__main__":
    main()
