"""Cleaners of others, each in an environment of its own: how they are set up, and how they are asked for their time.

What each does is in `peers_worker.py`, which runs in its environment. An environment that is there is used again.
"""

from __future__ import annotations

import subprocess
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from signal import SIGKILL
from tempfile import TemporaryFile
from threading import Timer
from typing import IO, NamedTuple

SETUP, ROUND = 900.0, 900.0  # seconds that setting up one environment may take, and all texts once
DATATROVE = ("datatrove==0.10.1", "spacy", "nltk", "tokenizers", "regex", "xxhash<4", "fasteners")
DATA_JUICER = ("py-data-juicer==1.6.1", "aiohttp")


class Peer(NamedTuple):
    """A cleaner: its name in the table, what `peers_worker.py` calls it, and the packages that it needs."""

    title: str
    system: str
    packages: Sequence[str]

    @property
    def package(self) -> str:
        """The package that it is in, without its version."""
        return self.packages[0].split("=")[0]


TEXT = (
    Peer("datatrove, C4 rules for lines", "c4_lines", DATATROVE),
    Peer("dolma, c4_v1", "dolma_c4", ("dolma==1.2.1",)),
    Peer("data-juicer, clean-links", "clean_links", DATA_JUICER),
    Peer("data-juicer, repeat-sentences", "repeated_sentences", DATA_JUICER),
    Peer("unstructured, clean()", "unstructured_clean", ("unstructured==0.27.35",)),
    Peer("clean-text", "clean_text", ("clean-text==0.7.1",)),
)
HTML = (
    Peer("jusText", "justext", ("jusText==3.0.2", "lxml_html_clean")),
    Peer("trafilatura", "trafilatura", ("trafilatura==2.3.1", "lxml_html_clean")),
)


class Unavailable(Exception):
    """A peer that can't be set up or run, with the reason."""


def environment(home: Path, packages: Sequence[str]) -> Path:
    """The interpreter of the environment `home` with these packages, made if it is not there. Raises Unavailable."""
    python, ready = home / "bin" / "python", home / "ready"
    if not ready.is_file() or ready.read_text() != repr(packages):
        venv.create(home, with_pip=True, clear=True)
        _run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *packages])
        ready.write_text(repr(packages))
    return python


def _run(command: Sequence[str | Path]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SETUP)
    except subprocess.TimeoutExpired:
        raise Unavailable(f"not set up within {SETUP:.0f} s") from None
    if done.returncode:
        raise Unavailable(f"can't be installed: {_last(done.stderr)}")


class Worker:
    """A peer that holds texts and cleans all of them whenever asked."""

    def __init__(self, process: subprocess.Popen[str], complaints: IO[str]) -> None:
        self._process = process
        self._complaints = complaints

    def round(self) -> float:
        """CPU seconds of its process for all texts. Raises Unavailable if it fails, or takes over `ROUND` seconds."""
        assert self._process.stdin
        assert self._process.stdout
        clock = Timer(ROUND, self._process.kill)
        clock.start()
        try:
            with suppress(BrokenPipeError):
                self._process.stdin.write("again\n")
                self._process.stdin.flush()
            said = self._process.stdout.readline()
        finally:
            clock.cancel()
        if not said:
            raise Unavailable(f"can't be run: {self._why()}")
        return float(said)

    def _why(self) -> str:
        if self._process.wait() == -SIGKILL:
            return f"stopped after {ROUND:.0f} s or killed"
        self._complaints.seek(0)
        return _last(self._complaints.read())


@contextmanager
def worker(peer: Peer, place: Path, texts: Path) -> Iterator[Worker]:
    """A peer at work on the texts of a file (a JSON string a line). Raises Unavailable."""
    script = Path(__file__).with_name("peers_worker.py")
    command = [environment(place / peer.package, peer.packages), script, "--time", peer.system, texts]
    with TemporaryFile("w+", encoding="utf-8", errors="replace") as complaints:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints, text=True, encoding="utf-8"
        )
        try:
            yield Worker(process, complaints)
        finally:
            process.terminate()
            process.communicate()


def _last(text: str) -> str:
    """The last line of what a program complained about."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return lines[-1][:200] if lines else "no reason given"
