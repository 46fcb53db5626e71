"""Jobs of tests: documents with one line of noise each, and running them."""

import json

import pytest

from cleaner.jobs.documents import Options
from cleaner.jobs.run import Plan, run
from cleaner.jobs.walk import ALL, Ask, plan

NOISE = "Advertisement\n"


def story(number):
    return f"The ferry to Lunde sails again from Friday, for the {number}th time.\n"


@pytest.fixture
def pipeline(make):
    return make("match: {lines: [advertisement]}")


@pytest.fixture
def write_rows(tmp_path):
    """Writes a file of JSON Lines: `count` documents, every other one with noise."""

    def write(name, count, start=0):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = [{"n": n, "text": (NOISE if n % 2 else "") + story(n)} for n in range(start, start + count)]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return path

    return write


@pytest.fixture
def do_job(tmp_path, pipeline):
    """Does a job: what came of it, the work folder being `tmp_path/job`."""

    def do(sources, out, *, ask=None, options=None, size=300, shard=ALL, seen=lambda outcome, weight: None, **more):
        ask = ask or Ask(shard=shard)
        sources = sources if isinstance(sources, list) else [sources]
        files = {name: tmp_path / name for name in ("records", "failed")}
        job = Plan(
            plan(sources, out, ask), options or Options(), tmp_path / "job", shard,
            files["records"], files["failed"], size,
        )  # fmt: skip
        return run(job, more.pop("pipeline", pipeline), seen=seen, **more)

    return do
