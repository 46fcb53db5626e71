"""Cleaners of others beside this one on the same text: CPU time in turns, each in a process and environment of its own.

The ratio is how many times as many documents this one does. What they do differs from what this one does, and from each
other: `peers_worker.py` says what each is. One that can't be set up or run is named with the reason.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.clock import alternate
from benchmarks.figures import Figure, shown, speed
from benchmarks.parts import Setting
from benchmarks.parts.html import through
from benchmarks.peers import HTML, TEXT, Peer, Unavailable, worker
from benchmarks.pipelines import afresh, full, patterns
from benchmarks.workdir import MB

SAMPLE = 3  # MB: some are slow
Own = Mapping[str, Callable[[], float]]


def measure(setting: Setting) -> Iterator[Figure]:
    """Every peer beside both pipelines."""
    texts = setting.sample(SAMPLE)
    pages = [file.read_text("utf-8") for file in sorted(setting.work.pages.iterdir())][: 20 if setting.quick else 100]
    pipelines = {"full": full(), "pattern rules alone": patterns()}
    texts_own = {name: (lambda it=it: afresh(it, it.clean, texts)) for name, it in pipelines.items()}
    pages_own = {
        name: (lambda it=it: afresh(it, lambda page: through(page.encode(), it), pages))
        for name, it in pipelines.items()
    }
    for peers, documents, own in ((TEXT, texts, texts_own), (HTML, pages, pages_own)):
        for peer in peers:
            yield from beside(peer, documents, own, setting)


def beside(peer: Peer, documents: Sequence[str], own: Own, setting: Setting) -> Iterator[Figure]:
    """One peer's figures."""
    file = setting.work.out(f"for-{peer.system}.jsonl")
    size = _write(file, documents) / MB
    try:
        with worker(peer, setting.work.place / "peers", file) as other:
            times = alternate(setting.rounds, {"peer": other.round, **own})
    except Unavailable as reason:
        yield Figure("peers", peer.title, note=str(reason))
        return
    for name in own:
        yield speed(
            "peers", f"{peer.title} ({name})", len(documents), "documents/s", times, name, "peer", beside="the peer",
            note=f"{shown(size / times.of(name))} beside {shown(size / times.of('peer'))} MB/s",
        )  # fmt: skip


def _write(file: Path, documents: Sequence[str]) -> int:
    file.write_text("".join(json.dumps(text) + "\n" for text in documents), encoding="utf-8")
    return sum(len(text.encode()) for text in documents)
