"""What learned rules add to the shipped packs on page sets, site by site.

    python -m benchmarks.learned_pages DIR... --sites SITES.tsv [--only EXTRACTOR] [--least N] [--option OPTION]

A DIR is a page set (`gold/` and `noisy/EXTRACTOR/`, see docs/bench.md) or one whose pages have snippets in place of
gold bodies (`snippets.json`: for each page what must be in its text, `with`, and what must not, `without`). SITES.tsv
has the columns set, page and site. For each set and extractor `cleaner learn` learns from all pages of the sites that
have several; the same pages are cleaned with the shipped packs alone, and with them and the learned rules. Printed are
tokens (docs/bench.md) of noise that went and of the stories that were lost: by the shipped packs, and more with the
learned rules. An OPTION goes to `cleaner learn`, which may need to be told how few documents of a source are enough.
"""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click

from benchmarks.learning import ACCEPT, anything, learn, write
from cleaner.bench.labels import Labels
from cleaner.bench.score import Piece, score
from cleaner.bench.sources import find
from cleaner.bench.words import one_line
from cleaner.pipeline import Pipeline
from cleaner.record import Cleaned


class Page(NamedTuple):
    """A page: its site, its text as extracted, and gold's word on it (a body's labels, or snippets)."""

    name: str
    site: str
    text: str
    gold: Labels | Mapping[str, Sequence[str]]


@dataclass
class Sums:
    """Tokens (or snippets) of noise and story in some pages; what went of them, and what more with learned rules."""

    noise: int = 0
    noise_gone: int = 0
    noise_more: int = 0
    story: int = 0
    story_lost: int = 0
    story_more: int = 0
    pages_better: int = 0
    pages_worse: int = 0
    lost: list[tuple[str, Piece]] = field(default_factory=list)

    def add(self, page: Page, shipped: Cleaned, learned: Cleaned) -> None:
        """Add a page as the two pipelines cleaned it."""
        judge = _by_body if isinstance(page.gold, Labels) else _by_snippets
        there, before, after = judge(page, None), judge(page, shipped), judge(page, learned)
        self.noise += there[0]
        self.story += there[1]
        self.noise_gone += before[0]
        self.story_lost += before[1]
        self.noise_more += after[0] - before[0]
        self.story_more += after[1] - before[1]
        self.pages_better += after[0] > before[0]
        self.pages_worse += after[1] > before[1]
        if isinstance(page.gold, Labels) and after[1] > before[1]:
            known = {piece.span for piece in score(page.name, "", page.gold, shipped).lost}
            pieces = score(page.name, "", page.gold, learned).lost
            self.lost += [(page.name, piece) for piece in pieces if piece.span not in known]


def _by_body(page: Page, cleaned: Cleaned | None) -> tuple[int, int]:
    """Tokens of noise and story that went; that there are, if nothing was cleaned."""
    assert isinstance(page.gold, Labels)
    if cleaned is None:
        noise = sum(map(bool, page.gold.classes))
        return noise, len(page.gold.words) - noise
    found = score(page.name, "", page.gold, cleaned)
    return found.right, found.wrong


def _by_snippets(page: Page, cleaned: Cleaned | None) -> tuple[int, int]:
    """Snippets of noise and story that went; that stood in the text, if nothing was cleaned."""
    assert not isinstance(page.gold, Labels)
    text, left = one_line(page.text), one_line(cleaned.text) if cleaned else ""
    noise, story = (
        sum(each in text and each not in left for each in map(one_line, page.gold.get(name, ())))
        for name in ("without", "with")
    )
    return noise, story


def pages(places: Sequence[Path], sites: Mapping[tuple[str, str], str]) -> Iterator[tuple[str, list[Page]]]:
    """The pages of each set and extractor whose site is told."""
    bodies = [place for place in places if (place / "gold").is_dir()]
    for gold in find(bodies) if bodies else []:
        group = gold.name.split("/")[0]
        labelled = ((Path(name).stem, labels) for entry in gold.entries for name, _, labels in entry.read()
                    if (group, Path(name).stem) in sites)  # fmt: skip
        yield gold.name, [Page(page, sites[group, page], labels.text, labels) for page, labels in labelled]
    for place in places:
        if place not in bodies:
            yield from _with_snippets(place, sites)


def _with_snippets(place: Path, sites: Mapping[tuple[str, str], str]) -> Iterator[tuple[str, list[Page]]]:
    group = place.resolve().name
    snippets = json.loads((place / "snippets.json").read_text("utf-8"))
    for folder in sorted(folder for folder in (place / "noisy").iterdir() if folder.is_dir()):
        files = (folder / f"{page}.txt" for page in sorted(snippets) if (group, page) in sites)
        yield f"{group}/{folder.name}", [
            Page(file.stem, sites[group, file.stem], file.read_text("utf-8"), snippets[file.stem])
            for file in files if file.is_file()
        ]  # fmt: skip


def several(found: Sequence[Page], least: int) -> list[Page]:
    """The pages of sites that have `least` pages or more."""
    counts = Counter(page.site for page in found)
    return [page for page in found if counts[page.site] >= least]


def compare(found: Sequence[Page], shipped: Pipeline, learned: Pipeline) -> dict[str, Sums]:
    """The sums of each site."""
    sums: dict[str, Sums] = defaultdict(Sums)
    for page in found:
        sums[page.site].add(page, *(each.clean(page.text, source=page.site) for each in (shipped, learned)))
    return dict(sums)


@click.command()
@click.argument("dirs", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--sites", "table", required=True, type=click.Path(exists=True, path_type=Path), metavar="TSV",
              help="Columns set, page and site.")  # fmt: skip
@click.option("--only", multiple=True, metavar="EXTRACTOR", help="Only what these extractors found.")
@click.option("--least", default=2, show_default=True, help="Pages that a site must have.")
@click.option("--accept-above", "accept", default=ACCEPT, show_default=True, help="Confidence of rules to accept.")
@click.option("--by-site", is_flag=True, help="Print each site that learned rules change.")
@click.option("--losses", is_flag=True, help="Print what of the stories goes with the learned rules only.")
@click.option("--option", "options", multiple=True, help="Given to `cleaner learn` as it is; may be repeated.")
def main(dirs: tuple[Path, ...], table: Path, only: tuple[str, ...], least: int, accept: float, by_site: bool,
         losses: bool, options: tuple[str, ...]) -> None:  # fmt: skip
    """Learn from the pages of each site and compare with the shipped packs alone."""
    with table.open(encoding="utf-8", newline="") as file:
        sites = {(row["set"], row["page"]): row["site"] for row in csv.DictReader(file, delimiter="\t")}
    shipped = Pipeline.load()
    click.echo(f"{'set':<26}{'sites':>6}{'pages':>6}{'rules':>6} | {'noise':>8}{'shipped':>8}{'learned':>8}"
               f" | {'story':>8}{'shipped':>8}{'learned':>8}{'share':>9} | better worse")  # fmt: skip
    for name, found in pages(dirs, sites):
        chosen = several(found, least)
        if chosen and (not only or name.split("/")[-1] in only):
            _report(name, chosen, shipped, accept, options, by_site, losses)


def _report(name: str, chosen: Sequence[Page], shipped: Pipeline, accept: float, options: Sequence[str],
            by_site: bool, losses: bool) -> None:  # fmt: skip
    with TemporaryDirectory(prefix="learned-") as work:
        corpus, pack = Path(work) / "pages.jsonl", Path(work) / "pack"
        write(corpus, ((page.name, page.site, "", page.text) for page in chosen))
        learn(corpus, pack, accept, options)
        learned = Pipeline.load(rules=[pack]) if anything(pack) else shipped
    sums = compare(chosen, shipped, learned)
    rules = len(learned.rules) - len(shipped.rules)
    click.echo(row(f"{name:<26}{len(sums):6}{len(chosen):6}{rules:6}", list(sums.values())))
    for site, each in sorted(sums.items()):
        if by_site and (each.noise_more or each.story_more):
            click.echo(row(f"  {site:<42}", [each]))
        for page, piece in each.lost if losses else ():
            click.echo(f"    LOST {site} {page} [{piece.why}] {piece.text[:160]!r}")


def row(head: str, sums: Sequence[Sums]) -> str:
    """A line of the table."""

    def total(name: str) -> int:
        return sum(getattr(each, name) for each in sums)

    story, more = total("story"), total("story_more")
    return (
        f"{head} | {total('noise'):8}{total('noise_gone'):8}{total('noise_more'):+8}"
        f" | {story:8}{total('story_lost'):8}{more:+8}{more / max(1, story):9.3%}"
        f" | {total('pages_better'):6}{total('pages_worse'):6}"
    )


if __name__ == "__main__":
    main()
