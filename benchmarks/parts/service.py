"""`cleaner serve` on loopback with 200 clients at once: throughput, waiting, memory, refusals, and a stop under load.

The floor is the same documents cleaned one after the other in one process, without HTTP, by the clock.
"""

from __future__ import annotations

import asyncio
import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

from benchmarks.clients import Told, load, request
from benchmarks.figures import Figure
from benchmarks.parts import Setting
from benchmarks.pipelines import full
from benchmarks.workdir import MB

CLIENTS, WORKERS = 200, 2
REQUESTS = 20_000  # a tenth of it with --quick
ODD = 50  # every so many requests one is malformed, and one too large
LARGEST = 1_000_000  # bytes of a body
LONGEST = 600.0  # seconds for each load at most


def measure(setting: Setting) -> Iterator[Figure]:
    """Throughput, waiting times, memory, refusals; then a stop in the middle of it."""
    texts = setting.sample(2)
    bodies = [request(json.dumps({"text": text}).encode()) for text in texts]
    count = REQUESTS // 10 if setting.quick else REQUESTS
    floor = len(texts) / _alone(texts)
    with _served() as server:
        asyncio.run(_loaded(server, islice(cycle(bodies), max(count // 5, 2 * CLIENTS))))  # what grows once has grown
        before = server.memory()
        told, seconds = asyncio.run(_loaded(server, islice(_mixed(bodies), count)))
        after = server.memory()
        rate = len(told.seconds) / seconds
        yield from _speed(told, rate, floor)
        yield Figure("service", "memory of the server and its workers, at the end", after / MB, "MB", "at the start",
                     before / MB, after / before, f"{count:,} requests between")  # fmt: skip
        yield _refusals(told)
        yield _stop(server, bodies)


def _speed(told: Told, rate: float, floor: float) -> Iterator[Figure]:
    yield Figure("service", f"{CLIENTS} clients, {WORKERS} workers", rate, "documents/s", "one process, no HTTP", floor,
                 rate / floor, f"{told.lost} lost")  # fmt: skip
    fair = CLIENTS / rate * 1000
    for name, share in (("half", 0.5), ("99 of 100", 0.99)):
        waited = told.percentile(share) * 1000
        yield Figure(
            "service", f"{name} are answered within", waited, "ms", f"{CLIENTS} at that rate", fair, waited / fair
        )


def _refusals(told: Told) -> Figure:
    statuses = ", ".join(f"{count:,} with {status}" for status, count in sorted(told.statuses.items()))
    refused = sum(count for status, count in told.statuses.items() if 400 <= status < 500)
    wanted = sum(told.statuses.values()) // ODD * 2
    return Figure(
        "service", "malformed or too large, refused with 4xx", refused, "", "sent", wanted, refused / wanted, statuses
    )


def _stop(server: _Server, bodies: Sequence[bytes]) -> Figure:
    told = Told()
    begun: list[float] = []

    def done() -> None:
        if not begun and sum(told.statuses.values()) > 2 * CLIENTS:
            begun.append(perf_counter())
            server.process.send_signal(signal.SIGTERM)

    asyncio.run(asyncio.wait_for(load(server.port, CLIENTS, cycle(bodies), told, done), LONGEST))
    status = server.process.wait(60)
    seconds = perf_counter() - begun[0]
    note = f"{told.statuses[200]:,} answered, exit status {status}, {seconds:.1f} s from SIGTERM to the end"
    assert told.unheard == CLIENTS, "not all clients went on to the end"
    return Figure("service", "lost at a stop under load", told.lost, "requests", note=note)


def _alone(texts: Sequence[str]) -> float:
    """Seconds that the texts take in this process, the second time."""
    clean = full().clean
    for _ in range(2):
        begun = perf_counter()
        for text in texts:
            clean(text)
    return perf_counter() - begun


def _mixed(bodies: Sequence[bytes]) -> Iterator[bytes]:
    """Requests, with malformed and oversize ones among them."""
    for number, body in enumerate(cycle(bodies), 1):
        if number % ODD == 0:
            yield request(b'{"text": "no end')
        elif number % ODD == 1:
            yield request(b'{"text": "' + b"x" * LARGEST + b'"}')
        else:
            yield body


async def _loaded(server: _Server, requests: Iterator[bytes]) -> tuple[Told, float]:
    told = Told()
    begun = perf_counter()
    await asyncio.wait_for(load(server.port, CLIENTS, requests, told, lambda: None), LONGEST)
    return told, perf_counter() - begun


class _Server:
    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process = process
        self.port = port

    def memory(self) -> int:
        """Bytes of the server and its workers; what they share counts once."""
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        children = [pid for thread in threads for pid in thread.read_text().split()]
        return sum(_proportional(int(pid)) for pid in (self.process.pid, *children))


def _proportional(pid: int) -> int:
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


@contextmanager
def _served() -> Iterator[_Server]:
    command = [Path(sys.executable).with_name("cleaner"), "serve", "--port", "0", "--workers", str(WORKERS)]
    process = subprocess.Popen([*command, "--max-bytes", str(LARGEST)], stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr
        found = re.search(r"127\.0\.0\.1:(\d+)", process.stderr.readline())
        assert found, "the service did not start"
        yield _Server(process, int(found[1]))
    finally:
        process.kill()
        process.wait()
