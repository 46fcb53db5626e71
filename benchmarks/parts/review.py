"""The review page of 20,000 documents in a browser: the file, how long until it can be used, how long filters take.

It needs Chromium and Playwright. Each figure stands beside the bar that it is held to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.browser import installed, started
from benchmarks.clock import CLEAN, launch
from benchmarks.corpus import articles
from benchmarks.figures import Figure
from benchmarks.parts import Setting
from benchmarks.workdir import MB

DOCUMENTS, LARGEST = 20_000, 8_000  # bytes of the largest: about 3,200 characters in the mean
SOURCES = 40
OPEN, FILTER, FILE = 3.0, 300.0, 60.0  # seconds, milliseconds, MB
_ASK = """async (filter) => {
  const { page } = Cleaner;
  const begun = performance.now();
  await page.ask({ ...page.state.filter, text: "", class: "", rule: "", ...filter });
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - begun;
}"""
_FILTERS: dict[str, dict[str, str]] = {
    "class": {"class": "teaser"},
    "rule": {"rule": "copyright.all-rights-reserved"},
    "text that is often there": {"text": "e"},
    "text that is nowhere": {"text": "no such words stand anywhere"},
    "nothing": {},
}


def measure(setting: Setting) -> Iterator[Figure]:
    """Making the page, its size, opening it, filtering it, and its memory."""
    count = DOCUMENTS // 10 if setting.quick else DOCUMENTS
    work = setting.work
    page = work.out("review.html")
    source = _documents(page.with_name("review.jsonl"), count, work.seed)
    cost = launch(CLEAN.with_name("cleaner"), "review", source, "-o", page, "--source-field", "source", "--quiet")
    about = f"{count:,} documents"
    yield Figure("review", "making the page", cost.cpu, "s CPU", note=f"{about}; cleaning them is most of it")
    yield Figure("review", "memory of that", cost.peak / MB, "MB")
    yield _held("size of the file", page.stat().st_size / MB, "MB", FILE)
    if installed() is None:
        yield Figure("review", "in a browser", note="there is no Chromium")
        return
    yield from _browsed(page, setting.rounds)


def _held(what: str, value: float, unit: str, bar: float, note: str = "") -> Figure:
    return Figure("review", what, value, unit, "the bar", bar, value / bar, note)


def _documents(file: Path, count: int, seed: int) -> Path:
    with file.open("w", encoding="utf-8") as sink:
        for each in islice(articles(10**12, seed + 1, LARGEST), count):
            row = {"source": f"outlet-{each.number % SOURCES}.example", "text": each.text}
            sink.write(json.dumps(row, ensure_ascii=False) + "\n")
    return file


def _browsed(page: Path, rounds: int) -> Iterator[Figure]:
    opening, searching, memory = [], [], []
    filters: dict[str, list[float]] = {name: [] for name in _FILTERS}
    for _ in range(rounds):
        with _opened() as tab:
            begun = perf_counter()
            tab.goto(page.as_uri(), wait_until="commit")
            tab.wait_for_selector("html[data-ready]", state="attached")
            opening.append(perf_counter() - begun)
            tab.wait_for_selector("html[data-searchable=true]", state="attached", timeout=120_000)
            searching.append(perf_counter() - begun)
            for name, asked in _FILTERS.items():
                filters[name].append(tab.evaluate(_ASK, asked))
            memory.append(_heap(tab))
    yield _held("until it can be used", median(opening), "s", OPEN, "by the clock, as all below")
    yield Figure("review", "until all texts can be searched", median(searching), "s")
    for name, times in filters.items():
        yield _held(f"filter by {name}", median(times), "ms", FILTER, "until it is drawn, the summary too")
    yield Figure("review", "memory of its scripts", median(memory) / MB, "MB", note="texts ready to be searched")


@contextmanager
def _opened() -> Iterator[Any]:
    with started() as browser:
        yield browser.new_page(viewport={"width": 1280, "height": 800})


def _heap(tab: Any) -> float:
    session = tab.context.new_cdp_session(tab)
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"])
