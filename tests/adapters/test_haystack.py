"""Haystack's pipelines."""

import pytest

pytest.importorskip("haystack")
from haystack import Document, Pipeline

from cleaner.adapters.haystack import CleanerComponent

pytestmark = pytest.mark.engines


def test_the_same_as_the_plain_pipeline_also_saved_and_loaded(rows, expected, own):
    given = [Document(content=row["text"], id=f"n{row['id']}", meta={"n": row["id"]}) for row in rows]
    pipeline = Pipeline()
    pipeline.add_component("cleaner", CleanerComponent(add=["error"], rules=[str(own)]))
    saved = pipeline.dumps()
    for each in (pipeline, Pipeline.loads(saved, allowed_modules=["cleaner.adapters.haystack"])):
        done = each.run({"cleaner": {"documents": given}})["cleaner"]["documents"]
        assert [document.content for document in done] == [row["text"] for row in expected]
        assert [document.id for document in done] == [document.id for document in given]
        assert sum(document.meta.get("cleaner_error") is not None for document in done) == 1
    assert all(list(document.meta) == ["n"] for document in given)
