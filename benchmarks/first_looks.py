"""How many of the rules that make wrong cuts are met in the first looks of a review, in one order and in others.

    python -m benchmarks.first_looks [--looks 50] [--times 500] [--seed 1]

The cuts are those of the preset thorough in fixtures/gold and fixtures/marked; one is wrong if less than half of its
letters and digits are marked as noise. The orders: that which `cleaner review` suggests, the least certain first, and
chance (the mean of `times` shuffles).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from statistics import mean
from typing import NamedTuple

import click

from benchmarks.corpus import FIXTURES
from cleaner.bench.marks import unmark_gold
from cleaner.pipeline import Pipeline
from cleaner.review.sampling import Cut, order, words_of


class Judged(NamedTuple):
    """A cut, and whether gold says that it is wrong."""

    cut: Cut
    wrong: bool


def judged(pipeline: Pipeline) -> Iterator[Judged]:
    """The cuts of all marked fixtures that take letters or digits."""
    files = [file for place in ("gold", "marked") for file in sorted((FIXTURES / place).glob("*.txt"))]
    for number, file in enumerate(files):
        text, marks = unmark_gold(file.read_text("utf-8"))
        noise = {at for _, (start, end) in marks for at in range(start, end)}
        cleaned = pipeline.clean(text)
        share = 1 - len(cleaned.text) / len(text)
        for removal in cleaned.removals:
            start, end = removal.span
            seen = [at for at in range(start, end) if text[at].isalnum()]
            words = words_of(text[start:end])
            cut = Cut(number, removal.rule, removal.certainty, end - start, words, share, start)
            if seen:
                yield Judged(cut, 2 * len(noise.intersection(seen)) < len(seen))


def met(cuts: Sequence[Judged], numbers: Sequence[int]) -> tuple[int, int]:
    """How many rules are met in some looks, and how many of them by a wrong cut."""
    looks = [cuts[number] for number in numbers]
    return len({each.cut.rule for each in looks}), len({each.cut.rule for each in looks if each.wrong})


@click.command()
@click.option("--looks", default=50, show_default=True)
@click.option("--times", default=500, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(looks: int, times: int, seed: int) -> None:
    """Print how many rules are met, and how many of those that make wrong cuts by one of these."""
    cuts = list(judged(Pipeline.load(preset="thorough")))
    everything = range(len(cuts))
    rules, bad = met(cuts, everything)
    wrong = sum(each.wrong for each in cuts)
    click.echo(f"{len(cuts)} cuts of {rules} rules; {wrong} are wrong, of {bad} rules; met in {looks} looks:")
    chance = random.Random(seed)
    shuffled = [met(cuts, chance.sample(everything, looks)) for _ in range(times)]
    doubtful = sorted(everything, key=lambda number: cuts[number].cut.certainty)
    for name, (all_, found) in (
        ("as suggested", met(cuts, order([each.cut for each in cuts])[:looks])),
        ("least certain", met(cuts, doubtful[:looks])),
        ("by chance", tuple(map(mean, zip(*shuffled, strict=True)))),
    ):
        click.echo(f"{name:<14} {all_:5.1f} rules, {found:4.1f} of those that are wrong")


if __name__ == "__main__":
    main()
