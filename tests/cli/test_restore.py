"""`cleaner restore`: the original comes back letter for letter, or it is said why not."""

import json

import pytest
from click.testing import CliRunner

from cleaner.cli.main import cleaner
from cleaner.extract import extract

STORY = "The dyke at Norder held through the night, the wardens said.\n"
NOISY = f"Advertisement\n\n{STORY}\nRead more: What the wardens saw\n"
UMLAUTS = "Anzeige\n" + "Die Wächter am Deich hörten nachts ein Geräusch, das später keiner erklären möchte. " * 5


def run(*args):
    return CliRunner().invoke(cleaner, [str(arg) for arg in args])


@pytest.fixture
def store(tmp_path):
    return tmp_path / "r.jsonl"


@pytest.fixture
def cleaned(tmp_path, store):
    """A cleaned file, its source gone."""
    source = tmp_path / "a.txt"
    source.write_text(NOISY)
    assert run("clean", source, "-o", tmp_path / "c.txt", "--records", store, "--quiet").exit_code == 0
    source.unlink()
    return tmp_path / "c.txt"


def test_a_file_comes_back(cleaned, store, tmp_path):
    assert cleaned.read_text() == STORY
    result = run("restore", cleaned, "--records", store, "-o", tmp_path / "b.txt")
    assert (result.exit_code, result.output) == (0, "") and (tmp_path / "b.txt").read_text() == NOISY


def test_a_file_is_restored_into_a_directory_under_its_name(cleaned, store, tmp_path):
    (tmp_path / "back").mkdir()
    run("restore", cleaned, "--records", store, "-o", tmp_path / "back")
    assert (tmp_path / "back" / "c.txt").read_text() == NOISY


def test_a_file_that_was_moved_is_known_by_its_only_record(cleaned, store, tmp_path):
    moved = cleaned.rename(tmp_path / "elsewhere.txt")
    assert run("restore", moved, "--records", store, "-o", tmp_path / "b.txt").exit_code == 0
    assert (tmp_path / "b.txt").read_text() == NOISY


def test_a_directory_comes_back_with_equal_names_in_it(tmp_path, store):
    source = tmp_path / "src"
    texts = {"x/a.txt": NOISY, "y/a.txt": f"Advertisement\n{STORY}", "b.txt": STORY}
    for name, text in texts.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text)
    run("clean", source, "-o", tmp_path / "out", "--records", store, "--quiet")
    assert (tmp_path / "out/x/a.txt").read_text() == (tmp_path / "out/y/a.txt").read_text() == STORY
    assert run("restore", tmp_path / "out", "--records", store, "-o", tmp_path / "back").exit_code == 0
    assert {name: (tmp_path / "back" / name).read_text() for name in texts} == texts


def test_json_lines_come_back_to_the_byte(tmp_path, store):
    source = tmp_path / "a.jsonl"
    row = '{"n": 1.50, "body": ' + json.dumps(NOISY) + ', "z": null}'
    rows = [row, "", "nonsense", json.dumps({"body": STORY})]
    source.write_text("\n".join(rows) + "\n")
    args = ("--field", "body", "--records", store, "--quiet")
    assert run("clean", source, "-o", tmp_path / "c.jsonl", *args).exit_code == 1
    assert (tmp_path / "c.jsonl").read_bytes() != source.read_bytes()
    failed = ("--failed", tmp_path / "c.jsonl.failed.jsonl")
    assert run("restore", tmp_path / "c.jsonl", "--records", store, *failed, "-o", tmp_path / "b.jsonl").exit_code == 0
    assert (tmp_path / "b.jsonl").read_bytes() == source.read_bytes()
    assert run("restore", tmp_path / "c.jsonl", "--records", store, "-o", tmp_path / "b.jsonl").exit_code == 0
    assert (tmp_path / "b.jsonl").read_bytes() == source.read_bytes().replace(b"nonsense\n", b"")


def test_a_changed_line_is_not_restored(tmp_path, store):
    source = tmp_path / "a.jsonl"
    source.write_text(json.dumps({"text": NOISY}) + "\n")
    run("clean", source, "-o", tmp_path / "c.jsonl", "--records", store, "--quiet")
    (tmp_path / "c.jsonl").write_text(json.dumps({"text": "The dyke broke."}) + "\n")
    result = run("restore", tmp_path / "c.jsonl", "--records", store, "-o", tmp_path / "b.jsonl")
    assert result.exit_code == 1 and "does not belong" in result.stderr and not (tmp_path / "b.jsonl").exists()


def test_a_page_comes_back_as_its_extracted_text(fixtures, tmp_path, store):
    page = fixtures / "raw" / "token.html"
    run("clean", page, "-o", tmp_path / "c.txt", "--records", store, "--quiet")
    assert run("restore", tmp_path / "c.txt", "--records", store, "-o", tmp_path / "b.txt").exit_code == 0
    assert (tmp_path / "b.txt").read_text("utf-8") == extract(page.read_text("utf-8"))
    assert (tmp_path / "c.txt").read_text("utf-8") != (tmp_path / "b.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("encoding", "in_place"),
    [("latin-1", False), ("utf-16", False), ("utf-8-sig", False), ("latin-1", True), ("utf-8-sig", True)],
)
def test_other_encodings_come_back_to_the_byte(tmp_path, store, encoding, in_place):
    source = tmp_path / "a.txt"
    source.write_bytes(UMLAUTS.encode(encoding))
    out = source if in_place else tmp_path / "c.txt"
    where = ("--in-place",) if in_place else ("-o", out)
    assert run("clean", source, *where, "--records", store, "--quiet").exit_code == 0
    assert out.read_bytes() != UMLAUTS.encode(encoding)
    assert run("restore", out, "--records", store, "-o", tmp_path / "b.txt").exit_code == 0
    assert (tmp_path / "b.txt").read_bytes() == UMLAUTS.encode(encoding)


def test_utf16_cleaned_in_place_at_its_end_comes_back_to_the_byte(tmp_path, store):
    source = tmp_path / "a.txt"
    data = ("Die Wächter am Deich hörten nachts ein Geräusch. " * 5 + "\n\nAnzeige\n").encode("utf-16")
    source.write_bytes(data)
    run("clean", source, "--in-place", "--records", store, "--quiet")
    assert source.read_bytes().startswith(data[:40]) and len(source.read_bytes()) < len(data)
    run("restore", source, "--records", store, "-o", tmp_path / "b.txt")
    assert (tmp_path / "b.txt").read_bytes() == data


def test_a_directory_cleaned_in_place_comes_back_in_place(tmp_path, store):
    source = tmp_path / "src"
    source.mkdir()
    for name in ("a.txt", "b.txt"):
        (source / name).write_text(NOISY + name)
    run("clean", source, "--in-place", "--records", store, "--quiet")
    assert "Advertisement" not in (source / "a.txt").read_text()
    assert run("restore", source, "--records", store, "-o", source).exit_code == 0
    assert [(source / name).read_text() for name in ("a.txt", "b.txt")] == [NOISY + "a.txt", NOISY + "b.txt"]


def test_a_file_without_a_record_is_named_and_the_rest_is_restored(tmp_path, store):
    source, out = tmp_path / "src", tmp_path / "out"
    source.mkdir()
    for name in ("a.txt", "b.txt"):
        (source / name).write_text(NOISY)
    run("clean", source, "-o", out, "--records", store, "--quiet")
    (out / "aa.txt").write_text(STORY)
    result = run("restore", out, "--records", store, "-o", tmp_path / "back")
    assert (result.exit_code, result.stderr) == (1, "failed: aa.txt: there is no record of it\n")
    assert sorted(path.name for path in (tmp_path / "back").iterdir()) == ["a.txt", "b.txt"]


def test_the_record_of_another_text_is_refused(cleaned, store, tmp_path):
    cleaned.write_text("The dyke broke at noon.\n")
    result = run("restore", cleaned, "--records", store, "-o", tmp_path / "b.txt")
    assert result.exit_code == 1 and "its record does not belong to this text" in result.stderr
    assert not (tmp_path / "b.txt").exists()


def test_a_record_whose_cut_was_changed_is_refused(cleaned, store, tmp_path):
    store.write_text(store.read_text().replace("Advertisement", "Advertisemint"))
    result = run("restore", cleaned, "--records", store, "-o", tmp_path / "b.txt")
    assert result.exit_code == 1 and not (tmp_path / "b.txt").exists()


@pytest.mark.parametrize("row", ["nonsense", "[]", "7", '{"id": "a.txt"}'])
def test_a_line_that_is_no_record_is_bad_usage(cleaned, store, tmp_path, row):
    store.write_text(store.read_text() + row + "\n")
    result = run("restore", cleaned, "--records", store, "-o", tmp_path / "b.txt")
    assert result.exit_code == 2 and "r.jsonl:2: not a record" in result.stderr and not (tmp_path / "b.txt").exists()


def test_what_is_not_there_is_bad_usage(cleaned, store, tmp_path):
    out = ("-o", tmp_path / "b.txt")
    assert run("restore", tmp_path / "none.txt", "--records", store, *out).exit_code == 2
    assert run("restore", cleaned, "--records", tmp_path / "none.jsonl", *out).exit_code == 2
    assert run("restore", cleaned, *out).exit_code == 2 and run("restore", cleaned, "--records", store).exit_code == 2
