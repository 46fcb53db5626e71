"""Batches cleaned: rows and other columns as they were, texts as a plain pipeline gives them, rules that travel."""

import logging
import pickle
import subprocess
import sys

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import CleanerError, FieldError, PatternTimeout, restore
from cleaner.batch import BatchCleaner
from cleaner.pipeline import known_rules
from cleaner.portable import DocumentCleaner
from cleaner.testing import documents
from cleaner.told import PREFIX, TOLD

STORY = "The board voted on Monday to dredge the channel."
NOISY = f"By Jane Ashdown\n{STORY}\n\nAdvertisement\n\n{STORY[:-1]} again."
CLEAN = f"{STORY}\n\n{STORY[:-1]} again."


@pytest.fixture(scope="module")
def cleaner(pipeline):
    return BatchCleaner(add=TOLD, pipeline=pipeline)


@pytest.fixture(scope="module")
def travelled(cleaner):
    return pickle.loads(pickle.dumps(cleaner))


def rows():
    """Rows with texts made of the shipped rules' examples, some null."""
    text = documents(known_rules()).map(lambda text: text.encode("utf-8", "ignore").decode())
    row = st.fixed_dictionaries({"id": st.integers(0, 99), "text": st.none() | text, "note": st.none() | st.text("ab")})
    return st.lists(row, max_size=6)


SCHEMA = pa.schema([("id", pa.int64()), ("text", pa.string()), ("note", pa.string())], metadata={"made": "by hand"})
ROWS = st.deferred(rows)


@settings(max_examples=40)
@given(ROWS)
def test_texts_as_the_pipeline_cleans_them_and_all_else_as_it_was(pipeline, cleaner, rows):
    batch = pa.RecordBatch.from_pylist(rows, schema=SCHEMA)
    done = cleaner(batch)
    done.validate(full=True)
    assert done.schema.equals(cleaner.schema(SCHEMA), check_metadata=True)
    assert done.select(["id", "note"]).equals(batch.select(["id", "note"]))
    for before, after in zip(rows, done.to_pylist(), strict=True):
        if before["text"] is None:
            assert after == before | {PREFIX + name: None for name in TOLD}
            continue
        cleaned = pipeline.clean(before["text"])
        assert after["text"] == cleaned.text
        assert after["cleaner_removals"] == cleaned.record()["removals"]
        record = {"sha256": after["cleaner_sha256"], "removals": after["cleaner_removals"]}
        assert restore(after["text"], record) == before["text"]


@settings(max_examples=25)
@given(ROWS, st.lists(st.integers(0, 6), max_size=3), st.randoms())
def test_neither_the_order_of_rows_nor_how_they_are_batched_shows(cleaner, rows, cuts, random):
    whole = cleaner(pa.Table.from_pylist(rows, schema=SCHEMA))
    order = list(range(len(rows)))
    random.shuffle(order)
    shuffled = pa.Table.from_pylist([rows[i] for i in order], schema=SCHEMA)
    edges = sorted({0, len(rows), *(min(at, len(rows)) for at in cuts)})
    parts = [shuffled.slice(start, end - start) for start, end in zip(edges, edges[1:], strict=False)]
    apart = [row for part in parts for row in cleaner(part).to_pylist()]
    chunked = pa.concat_tables(parts or [shuffled])
    assert apart == cleaner(chunked).to_pylist() == [whole.to_pylist()[i] for i in order]


@settings(max_examples=25)
@given(ROWS)
def test_a_cleaner_that_travelled_gives_the_same(cleaner, travelled, rows):
    batch = pa.RecordBatch.from_pylist(rows, schema=SCHEMA)
    assert travelled(batch).equals(cleaner(batch), check_metadata=True)


def test_slices_chunks_and_structs(cleaner):
    inner = pa.array(
        [{"text": "Advertisement"}, {"text": NOISY}, None, {"text": None}], pa.struct([("text", pa.string())])
    )
    table = pa.table({"doc": pa.chunked_array([inner.slice(1, 2), inner.slice(1, 0), inner.slice(3)])})
    done = BatchCleaner("doc.text", pipeline=cleaner.pipeline)(table.slice(0, 3))
    assert done.to_pylist() == [{"doc": {"text": CLEAN}}, {"doc": None}, {"doc": {"text": None}}]


def test_no_rows(cleaner):
    for nothing in (pa.RecordBatch.from_pylist([], schema=SCHEMA), SCHEMA.empty_table()):
        assert cleaner(nothing).num_rows == 0
        assert cleaner(nothing).schema.equals(cleaner.schema(SCHEMA), check_metadata=True)
    assert cleaner(pa.table({})) == pa.table({})


def test_a_field_that_is_not_there(cleaner):
    for batch in (pa.table({"txt": ["a"]}), pa.table({"txt": pa.array([], pa.string())})):
        with pytest.raises(FieldError, match="no column 'text': there are txt; did you mean 'txt'"):
            cleaner(batch)
    with pytest.raises(FieldError, match="there is a column 'cleaner_removals' already"):
        cleaner(cleaner(pa.table({"text": ["a"]})))
    with pytest.raises(FieldError, match="no 'removal'"):
        BatchCleaner(add=["removal"])


def test_a_pipeline_or_options(pipeline):
    assert BatchCleaner(keep=["ad", "byline"])(pa.table({"text": [NOISY]}))["text"].to_pylist() == [NOISY]
    with pytest.raises(TypeError, match="keep"):
        BatchCleaner(pipeline=pipeline, keep=["ad"])
    with pytest.raises(CleanerError, match="preset"):
        BatchCleaner(preset="bold")


def test_a_document_that_fails_is_passed_on(cleaner, caplog):
    class Stuck:
        def clean(self, text, **more):
            if "stuck" in text:
                raise PatternTimeout("the pattern took too long")
            return cleaner.pipeline.clean(text)

    broken = BatchCleaner(add="error", longest=200, pipeline=Stuck())
    with caplog.at_level(logging.WARNING):
        done = broken(pa.table({"text": [NOISY, "stuck\nAdvertisement", "Advertisement\n" * 20]}))
    assert done.to_pylist() == [
        {"text": CLEAN, "cleaner_error": None},
        {"text": "stuck\nAdvertisement", "cleaner_error": "the pattern took too long"},
        {"text": "Advertisement\n" * 20, "cleaner_error": "280 characters, more than 200"},
    ]
    assert len(caplog.records) == 2


def test_bytes_that_are_no_text_are_passed_on_as_they_are(cleaner):
    raw = pa.array([b"Advertisement \xe9", NOISY.encode()])
    done = cleaner(pa.table({"text": raw.view(pa.string())}))
    assert done["text"].cast(pa.binary()).to_pylist() == [b"Advertisement \xe9", CLEAN.encode()]
    assert done["cleaner_error"].to_pylist() == ["not Unicode at character 14", None]


def test_a_document_that_is_spared_says_so(cleaner):
    text = "Advertisement\n" * 20 + STORY
    done = cleaner(pa.table({"text": [text]})).to_pylist()[0]
    assert done["text"] == text and done["cleaner_removals"] == []
    assert done["cleaner_error"].startswith("spared by the guard 'budget': 85% of the document")


OWN = """\
class: promo
language: en
about: The club of a paper.
rules:
  - id: promo.en-saltmere-club
    title: Name of the club
    match: {lines: [saltmere reading club]}
    examples: {removes: ['⟦Saltmere Reading Club⟧'], keeps: ['The Saltmere Reading Club met.']}
"""
ELSEWHERE = """\
import pickle, sys
import pyarrow as pa
cleaner = pickle.load(sys.stdin.buffer)
print(cleaner(pa.table({"text": ["Saltmere Reading Club\\n" + sys.argv[1]]}))["text"][0])
"""


def test_own_rules_travel_to_where_their_file_is_not(tmp_path):
    file = tmp_path / "own.yaml"
    file.write_text(OWN, encoding="utf-8")
    packed = pickle.dumps(BatchCleaner(rules=[file], languages=["en"]))
    file.unlink()
    ran = subprocess.run([sys.executable, "-c", ELSEWHERE, STORY], input=packed, capture_output=True, check=True)
    assert ran.stdout.decode().strip() == STORY


def test_copies_share_a_pipeline_and_equal_content_is_equal_bytes():
    packed = pickle.dumps(BatchCleaner(languages=["nl"]))
    assert packed == pickle.dumps(BatchCleaner(languages=["nl"])) == pickle.dumps(pickle.loads(packed))
    assert packed != pickle.dumps(BatchCleaner(languages=["nl"], keep=["ad"]))
    first, second = pickle.loads(packed), pickle.loads(packed)
    assert first.pipeline is second.pipeline


def test_a_document_alone(pipeline):
    text, told = DocumentCleaner(pipeline=pipeline, add=["language", "metadata"]).document(NOISY)
    assert text == CLEAN
    assert told == {
        "cleaner_language": None,
        "cleaner_metadata": [{"name": "author", "value": "Jane Ashdown", "start": 3, "end": 15}],
    }


BOUND = "match: {lines: [advertisement]}\nsources: [saltmere.example]"


def test_a_column_says_where_each_text_comes_from(make):
    cleaner = BatchCleaner("doc.text", source_field="doc.from", pipeline=make(BOUND))
    noisy = f"{STORY}\nAdvertisement\n"
    texts = [noisy, noisy, noisy, None]
    sources = ["https://saltmere.example/1", "krona.example", None, "saltmere.example"]
    table = pa.table({"doc": [{"text": t, "from": s} for t, s in zip(texts, sources, strict=True)]})
    for each in (cleaner, pickle.loads(pickle.dumps(cleaner))):
        done = each(table)
        assert [row["text"] for row in done["doc"].to_pylist()] == [f"{STORY}\n", noisy, noisy, None]
        assert done.schema == table.schema


def test_a_source_field_that_is_not_there(make):
    cleaner = BatchCleaner(source_field="from", pipeline=make(BOUND))
    with pytest.raises(FieldError, match="from"):
        cleaner.schema(pa.schema({"text": pa.string()}))
    assert cleaner.columns == ["text", "from"] and BatchCleaner(pipeline=make(BOUND)).columns == ["text"]


def test_the_source_of_a_document_with_fields(make):
    cleaner = DocumentCleaner(source_field="from", pipeline=make(BOUND))
    noisy = f"{STORY}\nAdvertisement\n"
    assert cleaner.document(noisy, cleaner.source({"from": "saltmere.example"}))[0] == f"{STORY}\n"
    assert cleaner.document(noisy)[0] == cleaner.document(noisy, cleaner.source({}))[0] == noisy
    assert cleaner.source({"from": None}) is None and cleaner.source({"from": 7}) == "7"
    assert DocumentCleaner(pipeline=make(BOUND)).source({"": "saltmere.example"}) is None
