"""The example jobs, whole, on two local workers."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pa = pytest.importorskip("pyarrow")
import pyarrow.parquet as pq  # noqa: E402

pytestmark = pytest.mark.engines
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SCHEMA = pa.schema([("id", pa.int64()), ("body", pa.string()), ("tags", pa.list_(pa.string()))])


@pytest.fixture(scope="module", params=["ray", "spark"])
def job(request):
    pytest.importorskip({"ray": "ray", "spark": "pyspark"}[request.param])
    return EXAMPLES / f"{request.param}_job.py"


@pytest.fixture(scope="module")
def stories(rows, tmp_path_factory):
    """A data set of three files, one of them of two row groups and one without rows."""
    directory = tmp_path_factory.mktemp("stories")
    bodies = [{"id": row["id"], "body": row["text"], "tags": row["tags"]} for row in rows]
    for number, part in enumerate((bodies[:7], bodies[7:], [])):
        pq.write_table(pa.Table.from_pylist(part, SCHEMA), directory / f"{number}.parquet", row_group_size=4)
    return directory


def run(job, *arguments):
    command = [sys.executable, str(job), *map(str, arguments), "--workers", "2"]
    environment = {name: value for name, value in os.environ.items() if name != "PYSPARK_PYTHON"}
    return subprocess.run(command, capture_output=True, text=True, env=environment)


def test_a_job_with_own_rules(job, stories, rows, expected, own, tmp_path):
    out = tmp_path / "out"
    ran = run(job, stories, out, "--field", "body", "--rules", own)
    assert ran.returncode == 0, ran.stderr
    done = sorted(pq.read_table(out).to_pylist(), key=lambda row: row["id"])
    assert [(row["id"], row["body"], row["tags"]) for row in done] == [tuple(row.values()) for row in expected]
    changed = sum(before != after for before, after in zip(rows, expected, strict=True))
    summary = json.loads(ran.stdout.splitlines()[-1])
    del summary["seconds"]
    assert summary == {"read": len(rows), "written": len(rows), "changed": changed, "passed_on": 1}


def test_a_column_that_is_not_there(job, stories, tmp_path):
    ran = run(job, stories, tmp_path / "out")
    assert ran.returncode == 2
    assert "no column 'text': there are id, body, tags" in ran.stderr
    assert not (tmp_path / "out").exists()
