"""A job that is killed at any moment and resumed gives what it gives undisturbed; see also benchmarks.killed."""

import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

_JOB = """
import sys
from pathlib import Path

from cleaner.jobs.documents import Options
from cleaner.jobs.run import Plan, run
from cleaner.jobs.walk import ALL, Ask, plan
from cleaner.pipeline import Pipeline

if __name__ == "__main__":
    source, out, work = map(Path, sys.argv[1:])
    tasks = plan([source], out, Ask())
    records, failed = (out.with_name(out.name + ending) for ending in (".records", ".failed"))
    job = Plan(tasks, Options(), work, ALL, records, failed, 4000)
    pipeline = Pipeline.load(languages=["nl"])
    tally = run(job, pipeline, workers=2, resume=True, seen=lambda outcome, weight: None)
    print(tally.documents)
"""


def _alive(process):
    """Processes of a job's group that still run."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            state, _, group = (entry / "stat").read_text().rsplit(")", 1)[1].split()[:3]
            if group == str(process.pid) and state != "Z":
                found.append(entry.name)
    return found


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="looks for processes in /proc")
@pytest.mark.parametrize("what", ["rows", "files"])
def test_killed_and_resumed_again_and_again(tmp_path, write_rows, what):
    script = tmp_path / "job.py"
    script.write_text(_JOB)
    source = write_rows("a.jsonl", 4000)
    if what == "files":
        (tmp_path / "src").mkdir()
        for number, row in enumerate(source.read_text().splitlines()):
            (tmp_path / "src" / f"{number:04}.txt").write_text(row)
        source = tmp_path / "src"
    outs = [tmp_path / f"{name}{'.jsonl' if what == 'rows' else ''}" for name in ("whole", "broken")]
    command = [sys.executable, str(script), str(source)]
    subprocess.run([*command, str(outs[0]), str(tmp_path / "work-whole")], check=True, capture_output=True)
    chance, kills = random.Random(7), 0
    while kills < 4:
        process = subprocess.Popen(
            [*command, str(outs[1]), str(tmp_path / "work")], start_new_session=True, stdout=subprocess.DEVNULL
        )
        goal = _finished(tmp_path / "work") + chance.randint(1, 25)
        while process.poll() is None and _finished(tmp_path / "work") < goal:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.02))  # at any moment between two units
        if process.poll() is not None:
            break
        process.send_signal(signal.SIGKILL)
        process.wait()
        kills += 1
    for _ in range(50):  # the workers end by themselves
        if not _alive(process):
            break
        time.sleep(0.1)
    assert not _alive(process)
    last = subprocess.run([*command, str(outs[1]), str(tmp_path / "work")], check=True, capture_output=True, text=True)
    assert kills and last.stdout == "4000\n"
    assert _content(outs[0]) == _content(outs[1]) and not (tmp_path / "work").exists()
    records = [out.with_name(out.name + ".records").read_bytes() for out in outs]
    assert records[0].replace(b"whole", b"broken") == records[1]


def _finished(work):
    """How many lines the manifest of a job has."""
    try:
        return (work / "manifest.jsonl").read_bytes().count(b"\n")
    except OSError:
        return 0


def _content(out):
    if out.is_file():
        return out.read_bytes()
    return {path.name: path.read_bytes() for path in out.iterdir()}
