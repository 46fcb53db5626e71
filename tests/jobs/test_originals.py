"""Originals from records and what was cleaned: the same letters, whatever the format; None where nothing fits."""

import json

import pytest
from click.testing import CliRunner

from cleaner.cli.main import cleaner
from cleaner.jobs.originals import originals
from cleaner.jobs.restore import File
from cleaner.jobs.store import stored

STORY = "The council of Oster voted on Monday to mend the old lock.\n"
TEXTS = [f"Advertisement\n\n{STORY}", STORY, f"{STORY}\nAdvertisement\n"]


def cleaned(source, out, records):
    args = ["clean", source, "-o", out, "--records", records, "--quiet"]
    assert CliRunner().invoke(cleaner, list(map(str, args))).exit_code == 0
    if out.is_dir():
        return [File(path.name, path, path) for path in sorted(out.rglob("*.txt"))]
    return [File(out.name, out, out)]


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_documents_of_a_file(tmp_path, form):
    source = tmp_path / "src.jsonl"
    source.write_text("".join(json.dumps({"text": text}) + "\n" for text in TEXTS))
    files = cleaned(source, tmp_path / f"out.{form}", tmp_path / "r.jsonl")
    found = list(originals(files, stored(tmp_path / "r.jsonl")))
    assert [text for _, text in found] == TEXTS
    assert [record["characters"] for record, _ in found] == [len(text) for text in TEXTS]


def test_files_of_one_document_each_whatever_their_encoding(tmp_path):
    (tmp_path / "src").mkdir()
    for number, (text, encoding) in enumerate(zip(TEXTS, ["utf-8", "utf-16", "latin-1"], strict=True)):
        (tmp_path / "src" / f"{number}.txt").write_text(text, encoding=encoding)
    files = cleaned(tmp_path / "src", tmp_path / "out", tmp_path / "r.jsonl")
    found = [text for _, text in originals(files, stored(tmp_path / "r.jsonl"))]
    assert [text.removeprefix("\ufeff") for text in found] == TEXTS  # UTF-16 begins with a mark, which is text


def test_without_the_cleaned_files_there_are_no_originals(tmp_path):
    (tmp_path / "a.txt").write_text(TEXTS[0])
    files = cleaned(tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "r.jsonl")
    assert [text for _, text in originals([], stored(tmp_path / "r.jsonl"))] == [None]
    (tmp_path / "b.txt").write_text("Another text.\n")
    assert [text for _, text in originals(files, stored(tmp_path / "r.jsonl"))] == [None]
    (tmp_path / "b.txt").unlink()
    assert [text for _, text in originals(files, stored(tmp_path / "r.jsonl"))] == [None]
