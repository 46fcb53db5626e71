"""How well `cleaner learn` finds what outlets put around their stories, and what it takes of the stories.

    python -m benchmarks.learned [--outlets N] [--articles N] [--seed N] [--work DIR] [--accept-above C] [--option O]
    python -m benchmarks.learned --lines 5000000 --work DIR

The corpus is that of `outlets.py`. The command learns from all articles, and the accepted rules alone clean them; then
it learns from the first half of each outlet's, and they clean the other. Printed are precision and recall by
characters, each loss of the story with the rule that cut it, recall by kind of element and by outlet, what recall the
shipped packs have on the same, and what learning cost. With --lines it learns from a corpus with so many lines that
are not blank, and tells only the cost: MB (a million bytes of the file) a second of CPU time, and peak memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from benchmarks.clock import Cost
from benchmarks.learned_score import Clean, Score, score
from benchmarks.learning import ACCEPT, alone, learn, write
from benchmarks.outlets import Article, articles
from cleaner.pipeline import Pipeline

MB = 1_000_000
EACH = 500  # articles of an outlet in a corpus of many lines
FEWEST = 15  # lines that an article has, or more (the mean of many)
SHOWN = 20  # losses printed


@click.command()
@click.option("--outlets", default=10, show_default=True)
@click.option("--articles", "each", default=200, show_default=True, help="Articles of each outlet.")
@click.option("--seed", default=1, show_default=True)
@click.option("--work", type=click.Path(path_type=Path), help="Where corpora and packs are kept. Default: nowhere.")
@click.option("--accept-above", "accept", default=ACCEPT, show_default=True, help="Confidence of rules to accept.")
@click.option("--lines", type=int, help="Measure only what it costs to learn from so many lines.")
@click.option("--elements", is_flag=True, help="Print the recall of each element too.")
@click.option("--option", "options", multiple=True, help="Given to `cleaner learn` as it is; may be repeated.")
def main(outlets: int, each: int, seed: int, work: Path | None, accept: float, lines: int | None, elements: bool,
         options: tuple[str, ...]) -> None:  # fmt: skip
    """Learn from a made-up corpus and score the rules."""
    with ExitStack() as stack:
        place = work or Path(stack.enter_context(TemporaryDirectory(prefix="learned-")))
        if lines:
            corpus = of_lines(place, lines, seed)
            cost = learn(corpus, place / "lines-pack", accept, options)
            click.echo(f"{lines:,} lines: {told(cost, corpus.stat().st_size)}")
            return
        known = list(articles(outlets, each, seed))
        first = {article.id for article in known if int(article.id.rsplit("/", 1)[1]) < each // 2}
        half = [article for article in known if article.id in first]
        other = [article for article in known if article.id not in first]
        shipped = Pipeline.load()
        for name, learned_from, scored in (("all", known, known), ("held out", half, other)):
            corpus, pack = place / f"{name.replace(' ', '-')}.jsonl", place / f"{name.replace(' ', '-')}-pack"
            size = write(corpus, map(_record, learned_from))
            cost = learn(corpus, pack, accept, options)
            rules = alone(pack)
            click.echo(f"\n{name}: learned from {len(learned_from)} articles, {len(rules.rules)} rules accepted")
            click.echo(f"  learning: {told(cost, size)}")
            for row in rows(score(scored, by(rules)), score(scored, by(shipped)), elements):
                click.echo(row)


def by(pipeline: Pipeline) -> Clean:
    """How a pipeline cleans an article that it knows the outlet of."""
    return lambda article: pipeline.clean(article.text, source=article.source)


def told(cost: Cost, size: int) -> str:
    """What it cost to learn from a file of `size` bytes."""
    return (
        f"{size / MB:.1f} MB in {cost.cpu:.1f} s of CPU time, {size / MB / cost.cpu:.2f} MB/s a core; "
        f"{cost.wall:.1f} s by the clock; peak memory {cost.peak / MB:.0f} MB"
    )


def rows(learned: Score, shipped: Score, elements: bool = False) -> Iterator[str]:
    """The table: precision, recall, losses, and recall by kind and outlet, beside that of the shipped packs."""
    yield (
        f"  precision {learned.precision:.4f}, recall {learned.recall:.4f} by characters "
        f"({learned.noise.gone} of {learned.noise.there}); the shipped packs: recall {shipped.recall:.4f}"
    )
    yield (
        f"  of the stories {learned.story.gone} of {learned.story.there} characters lost, in {learned.harmed} "
        f"articles; by the shipped packs {shipped.story.gone}"
    )
    ordered = sorted(learned.losses, key=lambda loss: (-loss.size, loss.article))
    for loss in ordered[:SHOWN]:
        yield f"    {loss.article} [{loss.rules}] {loss.text[:160]!r}"
    if len(ordered) > SHOWN:
        yield f"    and {len(ordered) - SHOWN} more"
    yield f"  {'recall by kind':<44}{'learned':>9}{'shipped':>9}{'characters':>12}"
    for kind, tally in sorted(learned.kinds.items()):
        yield f"    {kind:<42}{tally.share:9.3f}{shipped.kinds[kind].share:9.3f}{tally.there:12}"
    yield f"  {'recall by outlet':<44}{'learned':>9}{'shipped':>9}{'characters':>12}   of the story lost"
    for source, (noise, story) in sorted(learned.sources.items()):
        known = shipped.sources[source][0].share
        yield f"    {source:<42}{noise.share:9.3f}{known:9.3f}{noise.there:12}   {story.gone}"
    if elements:
        yield f"  {'recall by element':<44}{'learned':>9}{'shipped':>9}{'characters':>12}"
        for (source, name), tally in sorted(learned.elements.items()):
            known = shipped.elements[source, name].share
            yield f"    {source + ' ' + name:<42}{tally.share:9.3f}{known:9.3f}{tally.there:12}"


def of_lines(place: Path, lines: int, seed: int) -> Path:
    """A corpus with so many lines that are not blank or a few more, as JSON Lines; made once."""
    file = place / f"lines-{lines}-seed{seed}-{_digest()}.jsonl"
    if not file.exists():
        unfinished = file.with_suffix(".unfinished")
        write(unfinished, map(_record, _up_to(lines, articles(lines // (EACH * FEWEST) + 1, EACH, seed))))
        unfinished.rename(file)
    return file


def _up_to(lines: int, made: Iterable[Article]) -> Iterator[Article]:
    for article in made:
        if lines <= 0:
            return
        yield article
        lines -= sum(map(bool, article.text.split("\n")))


def _record(article: Article) -> tuple[str, str, str, str]:
    return article.id, article.source, article.date, article.text


def _digest() -> str:
    """What a corpus is made of besides its seed."""
    here = Path(__file__).parent
    files = [here / "outlets.py", here / "stories.py", *sorted((here / "houses").glob("*.yaml"))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]


if __name__ == "__main__":
    main()
