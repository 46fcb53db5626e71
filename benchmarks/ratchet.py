"""A ratchet of speed: figures that are kept in the repository, and that a change may not worsen unnoticed.

Instructions are counted by valgrind where it is installed: they do not depend on what else the machine does, on its
clock or caches, and repeat to about a percent. (`perf` counts faster, but only whole processes and only
where the machine lets it.) Otherwise CPU time is told as a multiple of a loop's in pure Python, in turns with it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.clock import ROOT
from benchmarks.corpus import articles
from benchmarks.machine import made_with
from benchmarks.ratchet_worker import WORKS
from benchmarks.workdir import text_bytes

ALLOWED = 0.10
ABOUT = "Figures that `python -m benchmarks ratchet` holds a change to, written by its option --pin. Less is better."
UNITS = {"instructions": "instructions per byte, by valgrind", "ratio": "CPU time as a multiple of a loop's in Python"}
SIZE = 150_000  # bytes of text
Figures = Mapping[str, float]


def best_way() -> str:
    """`instructions` where valgrind is, else `ratio`."""
    return "instructions" if shutil.which("valgrind") else "ratio"


def measured(way: str) -> dict[str, Any]:
    """The figures now, with what they were made with."""
    texts = [each.text for each in articles(SIZE)]
    with TemporaryDirectory(prefix="ratchet-") as work:
        file = Path(work) / "texts.jsonl"
        file.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
        digest = hashlib.sha256(file.read_bytes()).hexdigest()[:12]
        figures = _instructions(file, text_bytes(texts)) if way == "instructions" else _ratios(file)
    made = made_with(0, ("regex", "langdetect"))
    return {"python": made["python"], "versions": made["versions"], "texts": digest, "figures": figures}


def _instructions(file: Path, size: int) -> dict[str, float]:
    """Instructions per byte of each work: callgrind writes its counts at each mark of the worker."""
    counts = file.with_name("counts")
    valgrind = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={counts}", "--dump-before=getpgrp"]
    _run([*valgrind, sys.executable, "-m", "benchmarks.ratchet_worker", "mark", str(file)])
    found = [_total(counts.with_name(f"counts.{number + 2}")) for number in range(len(WORKS))]
    return {name: round(count / size, 1) for name, count in zip(WORKS, found, strict=True)}


def _total(file: Path) -> int:
    """The count in one of callgrind's files."""
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith("totals:"):
            return int(line.split()[1])
    raise RuntimeError("valgrind counted nothing: is this interpreter linked with another C library?")


def _ratios(file: Path) -> dict[str, float]:
    said = _run([sys.executable, "-m", "benchmarks.ratchet_worker", "time", str(file)])
    return {name: round(float(value), 3) for name, value in json.loads(said).items()}


def _run(command: Sequence[str]) -> str:
    environment = os.environ | {"PYTHONHASHSEED": "0"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr[-1000:]}")
    return done.stdout


def read(file: Path) -> dict[str, Any]:
    """What is pinned, by way of measuring; nothing if the file is not there."""
    return dict(json.loads(file.read_text(encoding="utf-8"))["pinned"]) if file.is_file() else {}


def write(file: Path, pinned: Mapping[str, Any]) -> None:
    """Write what is pinned, sorted, so that a diff shows what changed."""
    data = {"about": ABOUT, "pinned": pinned}
    file.write_text(json.dumps(data, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def worse(now: Mapping[str, Any], pinned: Mapping[str, Any] | None) -> list[str]:
    """A sentence for each figure that is over 10 % worse than pinned; work that is not pinned can't be worse."""
    held: Figures = pinned["figures"] if pinned else {}
    return [
        f"{name}: {value:,g} is {value / held[name] - 1:.0%} more than the pinned {held[name]:,g}"
        for name, value in now["figures"].items()
        if name in held and value > held[name] * (1 + ALLOWED)
    ]


def rows(now: Mapping[str, Any], pinned: Mapping[str, Any] | None) -> Iterator[str]:
    """Each figure beside the pinned one, and whether they were made with the same Python and packages."""
    held: Figures = pinned["figures"] if pinned else {}
    for name, value in now["figures"].items():
        before = f"pinned {held[name]:>12,g}  {value / held[name] - 1:+7.1%}" if name in held else "not pinned"
        yield f"{name:<24}{value:>12,g}  {before}"
    if pinned and any(pinned[key] != now[key] for key in ("python", "versions")):
        yield f"note: pinned with Python {pinned['python']}, {pinned['versions']}: some of the change may be theirs"
    if pinned and pinned["texts"] != now["texts"]:
        yield "note: pinned on other texts: fixtures or rules' examples have changed since, and the texts with them"
