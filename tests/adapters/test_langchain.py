"""LangChain's document transformers."""

import pytest

pytest.importorskip("langchain_core")
from langchain_core.documents import Document

from cleaner.adapters.langchain import CleanerTransformer
from tests.awaited import awaited

pytestmark = pytest.mark.engines


def test_the_same_as_the_plain_pipeline(rows, expected, own):
    given = [Document(row["text"], id=str(row["id"]), metadata={"n": row["id"]}) for row in rows if row["text"]]
    transformer = CleanerTransformer(add=["error"], rules=[own])
    done = transformer.transform_documents(given)
    assert [document.page_content for document in done] == [row["text"] for row in expected if row["text"]]
    assert [document.id for document in done] == [document.id for document in given]
    assert all(list(document.metadata) == ["n", "cleaner_error"] for document in done)
    assert all(list(document.metadata) == ["n"] for document in given)
    assert awaited(transformer.atransform_documents(given)) == done
