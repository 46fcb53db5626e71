"""Pages to clean text, in memory, as the `clean` command does it, beside trafilatura alone on the same pages."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from benchmarks.clock import alternate, timed
from benchmarks.figures import Figure, speed
from benchmarks.parts import Setting
from benchmarks.pipelines import afresh, full, patterns
from cleaner import Pipeline
from cleaner.extract import NoText, extract
from cleaner.formats.source import Stream
from cleaner.jobs.alone import clean_stream
from cleaner.jobs.documents import Options, Outcome
from cleaner.jobs.walk import Task


def measure(setting: Setting) -> Iterator[Figure]:
    """Both pipelines behind the extractor beside the extractor alone."""
    pages = [file.read_bytes() for file in sorted(setting.work.pages.iterdir())]
    texts = [page.decode() for page in pages]
    pipelines = {"full default pipeline": full(), "pattern rules alone": patterns()}
    times = alternate(
        setting.rounds,
        {
            "floor": lambda: timed(_extract, texts),
            **{
                name: (lambda it=it: afresh(it, lambda page: through(page, it), pages))
                for name, it in pipelines.items()
            },
        },
    )  # fmt: skip
    for name in pipelines:
        yield speed("html", name, len(pages), "pages/s", times, name, "floor", beside="trafilatura alone",
                    note=f"{len(pages)} pages of {sum(map(len, pages)) / len(pages) / 1000:.0f} KB")  # fmt: skip


def through(page: bytes, pipeline: Pipeline) -> bytes:
    """A page's clean text, as `clean` writes it; nothing if there is no article in it."""
    sink = BytesIO()
    task = Task("page", Stream(BytesIO(page)), "html", None, "text", "", "page")
    clean_stream(task, sink, pipeline, Options(), None, None, Outcome())
    return sink.getvalue()


def _extract(page: str) -> str:
    try:
        return extract(page)
    except NoText:
        return ""
