"""Each extractor alone and with the cleaner behind it, on pages as large as real ones: time and F1.

What the cleaner takes is timed page by page within the chain, so that the share is of the very pages and moments that
the extractor's time is of. F1 is measured as `cleaner bench` does, on pages whose story is English as the rest of the
page is. The noise in their articles is that of the corpus (the fixtures and the rules' own examples): the figures tell
how the extractors compare, not how well the cleaner does on pages it has not seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from statistics import mean
from time import process_time

from benchmarks.clock import Times, alternate, timed
from benchmarks.figures import Figure, speed
from benchmarks.news_pages import NewsPage, news_pages
from benchmarks.parts import Setting
from benchmarks.pipelines import full
from cleaner import Pipeline
from cleaner.bench.figures import Figures
from cleaner.bench.labels import from_page
from cleaner.bench.score import score
from cleaner.extract import NAMES, NoText, extract

PAGES, SCORED = 300, 150
QUICK = 8  # times fewer of both with --quick
SLOWEST, FASTEST = "trafilatura", "resiliparse"
SHARE = 0.1  # what is aimed at: the cleaner takes less of trafilatura's time than this,
TIMES = 8  # and resiliparse with the cleaner is this many times as fast as trafilatura alone


def measure(setting: Setting) -> Iterator[Figure]:
    """Pages a second of everything beside trafilatura alone, the two ratios that are aimed at, and F1."""
    fewer, seed, pipeline = QUICK if setting.quick else 1, setting.work.seed, full()
    html = [page.html for page in news_pages(PAGES // fewer, seed)]
    times = _times(setting.rounds, html, pipeline)
    for name in [*NAMES, *(f"{name} + cleaner" for name in NAMES)]:
        yield speed("extractors", name, len(html), "pages/s", times, name, SLOWEST, beside="trafilatura alone",
                    note=_about(html) if name == SLOWEST else "")  # fmt: skip
    for name in NAMES:
        yield share(name, times, len(html))
    ratio = times.ratio(SLOWEST, f"{FASTEST} + cleaner")
    yield Figure("extractors", f"aim: {FASTEST} + cleaner, times as fast as {SLOWEST} alone", ratio, "", "at least",
                 TIMES, ratio / TIMES, held(ratio >= TIMES))  # fmt: skip
    scored = list(news_pages(SCORED // fewer, seed, "en"))
    for name in NAMES:
        yield quality(name, scored, pipeline)


def _times(rounds: int, html: Sequence[str], pipeline: Pipeline) -> Times:
    """Seconds of each extractor alone, of each with the cleaner, and what of these the cleaner took."""
    chains = {name: Chain(name, pipeline) for name in NAMES}
    works: dict[str, Callable[[], float]] = {}
    for name, chain in chains.items():
        works[name] = partial(timed, partial(text_of, extractor=name), html)
        works[f"{name} + cleaner"] = partial(chain.extracting_and_cleaning, html)
        works[f"cleaner behind {name}"] = chain.cleaning
        works[f"{name} before cleaner"] = chain.extracting
    return alternate(rounds, works)


class Chain:
    """An extractor with the cleaner behind it, and what each of them took when it last ran (CPU seconds)."""

    def __init__(self, extractor: str, pipeline: Pipeline) -> None:
        self._extractor = extractor
        self._pipeline = pipeline
        self._seconds: Mapping[str, float] = {}

    def extracting_and_cleaning(self, html: Sequence[str]) -> float:
        """Run over all pages: the seconds of both."""
        whole = cleaner = 0.0
        self._pipeline.forget()
        for page in html:
            begun = process_time()
            text = text_of(page, extractor=self._extractor)
            between = process_time()
            self._pipeline.clean(text)
            ended = process_time()
            whole += ended - begun
            cleaner += ended - between
        self._seconds = {"cleaner": cleaner, "extractor": whole - cleaner}
        return whole

    def cleaning(self) -> float:
        """What of the last run the cleaner took."""
        return self._seconds["cleaner"]

    def extracting(self) -> float:
        """What of the last run the extractor took."""
        return self._seconds["extractor"]


def text_of(page: str, *, extractor: str) -> str:
    """The text an extractor finds in a page; nothing if it finds none."""
    try:
        return extract(page, extractor)
    except NoText:
        return ""


def share(name: str, times: Times, pages: int) -> Figure:
    """The cleaner's milliseconds a page beside the extractor's in the same chain."""
    cleaner, extractor = f"cleaner behind {name}", f"{name} before cleaner"
    ratio = times.ratio(cleaner, extractor)
    aimed = name == SLOWEST
    return Figure(
        "extractors", f"aim: {cleaner}, its share" if aimed else f"{cleaner}, its share",
        1000 * times.of(cleaner) / pages, "ms/page", name, 1000 * times.of(extractor) / pages, ratio,
        f"below {SHARE:g}: {held(ratio < SHARE)}" if aimed else "",
    )  # fmt: skip


def held(yes: bool) -> str:
    """Whether what is aimed at is reached."""
    return "reached" if yes else "NOT reached"


def quality(name: str, pages: Sequence[NewsPage], pipeline: Pipeline) -> Figure:
    """F1 of an extractor with the cleaner behind it, beside the extractor alone."""
    scores = []
    for number, page in enumerate(pages):
        labels = from_page(text_of(page.html, extractor=name), page.story)
        scores.append(score(f"{number:05d}", "", labels, pipeline.clean(labels.text)))
    found = Figures(name, "pages", tuple(scores)).pages
    assert found
    room = "no" if found.room_closed is None else f"{found.room_closed:.0%} of the"
    lost = found.story_lines_gone / max(1, found.story_lines)
    return Figure("extractors", f"F1, {name} + cleaner", 100 * found.after.f1, "%", "alone", 100 * found.before.f1,
                  note=f"{room} room; {lost:.2%} of the story's lines lost; {len(pages)} pages")  # fmt: skip


def _about(html: Sequence[str]) -> str:
    sizes = [len(page.encode()) / 1000 for page in html]
    elements = mean(page.count("</") for page in html)
    return f"{len(html)} pages of {mean(sizes):.0f} KB ({min(sizes):.0f} to {max(sizes):.0f}), {elements:,.0f} end tags"
