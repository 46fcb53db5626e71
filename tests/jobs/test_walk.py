"""Which files a job has and where they go."""

import os

import pytest

from cleaner.jobs.walk import ALL, Ask, BadJob, Shard, plan, shown


@pytest.fixture
def source(tmp_path):
    root = tmp_path / "src"
    (root / "deep").mkdir(parents=True)
    for name in ("b.txt", "a.txt", "deep/c.txt", "page.html", ".hidden", "both.html", "both.txt"):
        (root / name).write_text("x")
    return root


def pairs(tasks, out):
    return {task.name: (shown(task.target.relative_to(out)), task.problem) for task in tasks}


def test_a_directory_is_mirrored_in_order(source, tmp_path):
    tasks = plan([source], tmp_path / "out", Ask())
    assert pairs(tasks, tmp_path / "out") == {
        "a.txt": ("a.txt", ""), "b.txt": ("b.txt", ""),
        "both.html": ("both.html.txt", ""), "both.txt": ("both.txt", ""),
        "page.html": ("page.txt", ""), "deep/c.txt": ("deep/c.txt", ""),
    }  # fmt: skip


def test_one_file_goes_to_one_file_or_into_a_directory(source, tmp_path):
    assert plan([source / "a.txt"], tmp_path / "x.txt", Ask())[0].target == tmp_path / "x.txt"
    assert plan([source / "page.html"], tmp_path, Ask())[0].target == tmp_path / "page.txt"


def test_several_sources_keep_their_names(source, tmp_path):
    out = tmp_path / "out"
    targets = {task.target for task in plan([source / "deep", source / "a.txt"], out, Ask())}
    assert targets == {out / "deep" / "c.txt", out / "a.txt"}


def test_the_target_inside_the_source_is_not_read(source):
    out = source / "out"
    out.mkdir()
    (out / "old.txt").write_text("x")
    assert all(not task.name.startswith("out") for task in plan([source], out, Ask()))


def test_links_out_of_the_source_are_named(source, tmp_path):
    (tmp_path / "secret.txt").write_text("x")
    os.symlink(tmp_path / "secret.txt", source / "link.txt")
    os.symlink(source / "nowhere", source / "dead.txt")
    os.symlink(source / "a.txt", source / "inside.txt")
    os.symlink(tmp_path, source / "up")
    os.symlink(source / "deep", source / "again")
    problems = {task.name: task.problem for task in plan([source], tmp_path / "out", Ask())}
    assert problems["link.txt"] == problems["up"] == "a link that points out of the source directory"
    assert problems["dead.txt"] == "a link that leads nowhere"
    assert problems["inside.txt"] == "" and "again" not in problems


def test_names_that_are_not_utf8_are_shown_escaped(source, tmp_path):
    (source / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    task = next(task for task in plan([source], tmp_path / "out", Ask()) if "caf" in task.name)
    assert task.name == "caf\\xe9.txt" and os.fsencode(task.target).endswith(b"caf\xe9.txt")


def test_a_fifo_is_no_document(source, tmp_path):
    os.mkfifo(source / "pipe")
    task = next(task for task in plan([source], tmp_path / "out", Ask()) if task.name == "pipe")
    assert task.problem == "not a regular file"


@pytest.mark.parametrize("case", ["same file", "same directory", "missing", "twice"])
def test_jobs_that_make_no_sense(source, tmp_path, case):
    sources, out = {
        "same file": ([source / "a.txt"], source / "a.txt"),
        "same directory": ([source], source),
        "missing": ([source / "none.txt"], tmp_path / "x"),
        "twice": ([source / "a.txt", source / "deep" / ".." / "a.txt"], tmp_path / "x"),
    }[case]
    with pytest.raises(BadJob):
        plan(sources, out, Ask())


def test_a_file_is_not_written_over_itself_through_a_link(source, tmp_path):
    os.link(source / "a.txt", tmp_path / "same.txt")
    with pytest.raises(BadJob, match="over itself"):
        plan([source / "a.txt"], tmp_path / "same.txt", Ask())


@pytest.mark.parametrize(
    ("name", "form", "to", "output"),
    [
        ("a.jsonl", "jsonl", "jsonl", "a.jsonl"), ("a.jsonl.gz", "jsonl", "jsonl", "a.jsonl.gz"),
        ("a.warc.gz", "warc", "jsonl", "a.jsonl.gz"), ("a.html.zst", "html", "text", "a.txt.zst"),
        ("a.csv", "csv", "csv", "a.csv"), ("a.pq", "parquet", "parquet", "a.pq"), ("a.odd", "text", "text", "a.odd"),
    ],
)  # fmt: skip
def test_names_tell_formats(tmp_path, name, form, to, output):
    (tmp_path / name).write_bytes(b"")
    (tmp_path / "out").mkdir()
    (task,) = plan([tmp_path / name], tmp_path / "out", Ask())
    assert (task.form, task.to, task.target.name) == (form, to, output)


@pytest.mark.parametrize(
    ("out", "to", "codec"),
    [("o.parquet", "parquet", ""), ("o.csv.gz", "csv", "gzip"), ("o", "jsonl", ""), ("o.zst", "jsonl", "zstd")],
)
def test_the_name_of_out_tells_what_is_written(tmp_path, out, to, codec):
    (tmp_path / "a.jsonl").write_bytes(b"")
    (task,) = plan([tmp_path / "a.jsonl"], tmp_path / out, Ask())
    assert (task.to, task.codec) == (to, codec)
    (task,) = plan([tmp_path / "a.jsonl"], tmp_path / out, Ask(to="tsv"))
    assert task.to == "tsv"


def test_many_documents_do_not_go_to_a_text_file(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b"")
    with pytest.raises(BadJob, match="many documents"):
        plan([tmp_path / "a.jsonl"], tmp_path / "o.txt", Ask())


def test_all_of_a_directory_goes_to_a_file_that_is_named_as_one_of_documents(source, tmp_path):
    tasks = plan([source], tmp_path / "all.parquet", Ask())
    assert {task.target for task in tasks} == {tmp_path / "all.parquet"} and all(task.gathers for task in tasks)
    (tmp_path / "all.parquet").mkdir()
    assert not any(task.gathers for task in plan([source], tmp_path / "all.parquet", Ask()))


def test_a_shard_writes_files_of_documents_of_its_own(source, tmp_path):
    (source / "x.jsonl.gz").write_bytes(b"")
    tasks = {task.name: task for task in plan([source], tmp_path / "out", Ask(shard=Shard(2, 8)))}
    assert tasks["x.jsonl.gz"].target.name == "x-00002-of-00008.jsonl.gz" == tasks["x.jsonl.gz"].output
    assert tasks["a.txt"].target.name == "a.txt"


def test_shards_share_all_pieces():
    assert [[piece for piece in range(7) if Shard(n, 3).has(piece)] for n in (1, 2, 3)] == [[0, 3, 6], [1, 4], [2, 5]]
    assert all(map(ALL.has, range(5)))


def test_places_behind_urls_are_walked_too():
    upath = pytest.importorskip("upath")
    root = upath.UPath("memory://walked")
    for name in ("b.txt", "deep/a.jsonl", ".hidden/x.txt"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")
    tasks = plan([root], upath.UPath("memory://out"), Ask())
    assert [(task.name, str(task.target)) for task in tasks] == [
        ("b.txt", "memory://out/b.txt"), ("deep/a.jsonl", "memory://out/deep/a.jsonl"),
    ]  # fmt: skip
