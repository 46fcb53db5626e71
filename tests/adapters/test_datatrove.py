"""datatrove, from JSON Lines to JSON Lines, in two processes."""

import gzip
import json

import pytest

pytest.importorskip("datatrove")
from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from cleaner.adapters.datatrove import CleanerStep

pytestmark = pytest.mark.engines


def documents(rows):
    """datatrove knows no document without text."""
    return [row for row in rows if row["text"]]


def test_the_same_as_the_plain_pipeline(rows, expected, own, tmp_path):
    (tmp_path / "in").mkdir()
    for part in range(2):
        lines = (json.dumps(row | {"id": str(row["id"])}) for row in documents(rows)[part::2])
        (tmp_path / "in" / f"{part}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    executor = LocalPipelineExecutor(
        pipeline=[
            JsonlReader(str(tmp_path / "in"), doc_progress=False),
            CleanerStep(add=["error"], rules=[own]),
            JsonlWriter(str(tmp_path / "out"), output_filename="${rank}.jsonl.gz"),
        ],
        tasks=2,
        workers=2,
        logging_dir=str(tmp_path / "logs"),
    )
    stats = executor.run()
    lines = [line for path in (tmp_path / "out").iterdir() for line in gzip.decompress(path.read_bytes()).splitlines()]
    done = sorted(map(json.loads, lines), key=lambda row: int(row["id"]))
    assert [(int(row["id"]), row["text"]) for row in done] == [(row["id"], row["text"]) for row in documents(expected)]
    assert sum(row["metadata"]["cleaner_error"] is not None for row in done) == 1
    counted = next(step for step in stats.stats if "Cleaner" in step.name)
    assert counted["documents"].total == len(done)
    assert 0 < counted["changed"].total < len(done)


def test_metadata_stay_and_grow(rows, own):
    step = CleanerStep(add=["language", "removals"], rules=[own])
    (done,) = step.run([Document("Advertisement\nThe board voted.", "1", metadata={"url": "x"})])
    assert done.id == "1" and done.metadata["url"] == "x" and done.metadata["cleaner_language"] is None
    assert [removal["text"] for removal in done.metadata["cleaner_removals"]] == ["Advertisement\n"]
