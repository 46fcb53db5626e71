"""Kill a job again and again, resume it each time, and compare what comes out with an undisturbed run's.

    python -m benchmarks.killed [--megabytes 200] [--kills 20] [--workers 2] [--seed 1] [--work DIR]

The job is `clean corpus.jsonl -o out.jsonl --records records.jsonl --resume`, killed with SIGKILL at random moments,
coordinator only: its workers have to notice by themselves. It ends with exit 1 if a byte differs.
"""

from __future__ import annotations

import filecmp
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from benchmarks.corpus import json_lines


def command(source: Path, out: Path, workers: int) -> list[str]:
    """The job."""
    start = [sys.executable, "-c", "from cleaner.cli.main import clean; clean()"]
    records = out.with_name(f"{out.stem}.records.jsonl")
    return [*start, str(source), "-o", str(out), "--records", str(records), "--workers", str(workers), "--resume",
            "--json"]  # fmt: skip


def undisturbed(source: Path, out: Path, workers: int) -> float:
    """Do the job; the seconds it took."""
    begun = time.perf_counter()
    subprocess.run(command(source, out, workers), check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def killed(job: Sequence[str], moments: Sequence[float]) -> int:
    """Begin the job once for each of `moments` (seconds), kill it then, and let it end at last; kills that hit it."""
    hits = 0
    for moment in moments:
        process = subprocess.Popen(job, stdout=subprocess.DEVNULL)
        try:
            process.wait(moment)
            return hits
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            hits += 1
    subprocess.run(job, check=True, stdout=subprocess.DEVNULL)
    return hits


@click.command()
@click.option("--megabytes", default=200.0, show_default=True)
@click.option("--kills", default=20, show_default=True)
@click.option("--workers", default=2, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--work", type=click.Path(path_type=Path, file_okay=False), help="Keep corpus and outputs here.")
def main(megabytes: float, kills: int, workers: int, seed: int, work: Path | None) -> None:
    """Kill a job over a corpus at random moments and compare what comes of it."""
    with TemporaryDirectory(prefix="killed-") as temporary:
        place = work or Path(temporary)
        place.mkdir(parents=True, exist_ok=True)
        source = place / "corpus.jsonl"
        if not source.exists():
            with source.open("w", encoding="utf-8") as file:
                file.writelines(json_lines(round(megabytes * 1e6), seed))
        whole, broken = place / "whole.jsonl", place / "broken.jsonl"
        seconds = undisturbed(source, whole, workers)
        click.echo(f"{source.stat().st_size / 1e6:.1f} MB undisturbed: {seconds:.1f} s")
        chance = random.Random(seed)
        # Spread over the job: on average its work is done once when the last kill has come.
        moments = [chance.uniform(1, 1 + 2 * seconds / kills) for _ in range(kills)]
        hits = killed(command(source, broken, workers), moments)
        same = filecmp.cmp(whole, broken, shallow=False)
        lines = sum(1 for _ in broken.open("rb")), sum(1 for _ in source.open("rb"))
        click.echo(
            f"killed {hits} times: {'the same bytes' if same else 'NOT the same'}, {lines[0]} of {lines[1]} lines"
        )
        sys.exit(0 if same and hits == kills else 1)


if __name__ == "__main__":
    main()
