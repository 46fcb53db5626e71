"""Score the pipeline on any checkout of the public article benchmarks that is at hand.

    python -m benchmarks.pages DIR... [options of `cleaner bench`]

A DIR is a page set (`gold/` and `noisy/`, see docs/bench.md), a checkout in one of the layouts below, or a directory
that holds such directories. Nothing is downloaded. HTML goes through trafilatura, as it does in `clean`.

* `ground-truth.json` (page -> `articleBody`) beside `html/<page>.html.gz`: scrapinghub/article-extraction-benchmark,
  and the first release of Murrough-Foley/web-content-extraction-benchmark (WCXB).
* `ground-truth/<page>.json` (`ground_truth.main_content`) beside `html/<page>.html.gz`: WCXB 2.0, where each split is
  such a directory; articles and pages of other types become two sets.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import click

from cleaner.cli.bench import bench
from cleaner.extract import NoText, extract
from cleaner.formats.encoding import decode


class Page(NamedTuple):
    """A page of a benchmark: its set, its name, the body that gold wants, and the file of its HTML."""

    group: str
    name: str
    body: str
    html: Path


def page_sets(place: Path, work: Path, workers: int = 1) -> list[Path]:
    """The page sets in a directory; what is a public layout is extracted into `work` first."""
    if (place / "gold").is_dir() and (place / "noisy").is_dir():
        return [place]
    pages = list(public_pages(place))
    if pages:
        return _extracted(pages, work, workers)
    inside = sorted(each for each in place.iterdir() if each.is_dir()) if place.is_dir() else []
    return [found for each in inside for found in page_sets(each, work, workers)]


def public_pages(place: Path) -> Iterator[Page]:
    """The pages of a checkout that lies in one of the known layouts; none if it does not."""
    name = place.resolve().name
    if (place / "ground-truth.json").is_file() and (place / "html").is_dir():
        truth = json.loads((place / "ground-truth.json").read_text(encoding="utf-8"))
        for page, entry in sorted(truth.items()):
            yield Page(name, page, str(entry.get("articleBody") or ""), place / "html" / f"{page}.html.gz")
    elif (place / "ground-truth").is_dir() and (place / "html").is_dir():
        for file in sorted((place / "ground-truth").glob("*.json")):
            entry = json.loads(file.read_text(encoding="utf-8"))
            body = str(entry["ground_truth"].get("main_content") or "")
            group = f"{name}-article" if _type(entry) == "article" else f"{name}-other"
            yield Page(group, file.stem, body, place / "html" / f"{file.stem}.html.gz")


def _type(entry: Mapping[str, Any]) -> str:
    return str(entry.get("_internal", {}).get("page_type", {}).get("primary", "article"))


def _extracted(pages: list[Page], work: Path, workers: int) -> list[Path]:
    """The pages as sets in `work`: what was extracted before is not extracted again."""
    with ProcessPoolExecutor(workers) as pool:
        for page, text in zip(pages, pool.map(_text, pages, [work] * len(pages), chunksize=8), strict=True):
            _write(_noisy(page, work), text)
            _write(work / page.group / "gold" / f"{page.name}.txt", page.body)
    return [work / group for group in sorted({page.group for page in pages})]


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="")


def _noisy(page: Page, work: Path) -> Path:
    return work / page.group / "noisy" / "trafilatura" / f"{page.name}.txt"


def _text(page: Page, work: Path) -> str:
    """What trafilatura finds in a page: nothing, if it finds no article."""
    if _noisy(page, work).is_file():
        return _noisy(page, work).read_bytes().decode("utf-8")
    try:
        return extract(decode(gzip.decompress(page.html.read_bytes()))[0])
    except NoText:
        return ""


def _run(places: tuple[Path, ...], extracted: Path | None, **options: Any) -> None:
    for name in ("pin", "check"):
        if options[name] == Path():
            raise click.UsageError(f"--{name} needs a file here")
    with TemporaryDirectory(prefix="pages-") as temporary:
        work = extracted or Path(temporary)
        found = [page_set for place in places for page_set in page_sets(place, work, options["workers"])]
        if not found:
            raise click.UsageError(f"no page set and no known layout in {', '.join(map(str, places))}")
        bench.callback(places=tuple(found), **options)  # type: ignore[misc]


main = click.Command(
    "pages",
    params=[
        *bench.params,
        click.Option(
            ["--extracted"],
            type=click.Path(path_type=Path),
            metavar="DIR",
            help="Keep the extracted pages here, and use those that are here from last time.",
        ),
    ],
    callback=_run,
    help=__doc__.replace("\n\n", "\n\n\b\n"),
    context_settings={"help_option_names": ["-h", "--help"]},
)

if __name__ == "__main__":
    sys.exit(main())
