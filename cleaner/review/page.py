"""The page: one file that holds its documents, its styles and its scripts, and asks no network for anything."""

from __future__ import annotations

import hashlib
import html
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from importlib.metadata import version
from io import StringIO
from tempfile import TemporaryFile
from typing import IO, Any

from cleaner.review.cases import Case
from cleaner.review.chunks import Packer, packed
from cleaner.review.index import Index
from cleaner.web import SCRIPTS, STYLES, asset

_STYLES = (*STYLES, "report/frame.css", "report/parts.css")
_OWN = (
    *("data", "search", "filter", "list"),  # what there is, and what of it is shown
    *("decisions", "precision", "plots", "summary"),
    *("tip", "card", "choose", "reader"),
    *("filters", "state", "verdicts", "keys", "main"),
)
_SCRIPTS = (*SCRIPTS, *(f"report/{name}.js" for name in _OWN))
_POLICY = (
    "default-src 'none'; script-src {script}; style-src {style}; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_DATA = '<script type="text/plain" id="{name}">{data}</script>\n'


def build(cases: Iterable[Case], *, titles: Mapping[str, str] | None = None, title: str = "") -> str:
    """The page as a text: see `write`."""
    sink = StringIO()
    write(sink, cases, titles=titles, title=title)
    return sink.getvalue()


def write(sink: IO[str], cases: Iterable[Case], *, titles: Mapping[str, str] | None = None, title: str = "") -> int:
    """Write the page that shows some documents; how many there were.

    `titles` are what rules are called, by their ids. Documents are read one by one and packed into a file without a
    name, so memory holds none of them; what grows is the index, about 100 bytes a cut. The same documents give the same
    page. Raises RecordError for a malformed record, and what reading the documents raises.
    """
    index, digest = Index(titles or {}), hashlib.sha256()
    with closing(TemporaryFile("w+", encoding="ascii")) as chunks:
        packer = Packer(index)
        for chunk in _chunks(packer, cases):
            digest.update(chunk.encode())
            chunks.write(_DATA.format(name=f"chunk-{len(packer.counts) - 1}", data=chunk))
        about = {"title": title, "version": version("cleaner"), "digest": digest.hexdigest(), "chunks": packer.counts}
        before, after = _frame(title, packed(about | index.data()))
        chunks.seek(0)
        sink.write(before)
        while block := chunks.read(1 << 20):
            sink.write(block)
        sink.write(after)
    return len(index)


def _chunks(packer: Packer, cases: Iterable[Case]) -> Iterator[str]:
    for case in cases:
        yield from packer.add(case)
    yield from packer.end()


def _frame(title: str, index: str) -> tuple[str, str]:
    """What stands before the chunks and after them. The scripts run before the chunks are read: the page is there at
    once, however many follow."""
    style, script = ("".join(map(asset, names)) for names in (_STYLES, _SCRIPTS))
    policy = _POLICY.format(script=hashed(script), style=hashed(style))
    values: dict[str, Any] = {
        "policy": html.escape(policy, quote=True).replace("&#x27;", "'"),
        "title": html.escape(title or "Review of cuts"),
        "style": style,
        "index": index,
        "script": script,
    }
    page = asset("report/page.html")
    for name, value in values.items():
        page = page.replace(f"<!-- {name} -->", value, 1)
    before, after = page.split("<!-- chunks -->")
    return before, after


def hashed(content: str) -> str:
    """The source expression that allows one inline script or style: the digest of what stands between its tags."""
    return f"'sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
