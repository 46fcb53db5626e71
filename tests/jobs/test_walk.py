"""Which files a job has and where they go."""

import os

import pytest

from cleaner.jobs.walk import BadJob, plan, shown


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
    tasks = plan([source], tmp_path / "out", False, None)
    assert pairs(tasks, tmp_path / "out") == {
        "a.txt": ("a.txt", ""), "b.txt": ("b.txt", ""),
        "both.html": ("both.html.txt", ""), "both.txt": ("both.txt", ""),
        "page.html": ("page.txt", ""), "deep/c.txt": ("deep/c.txt", ""),
    }  # fmt: skip


def test_one_file_goes_to_one_file_or_into_a_directory(source, tmp_path):
    assert plan([source / "a.txt"], tmp_path / "x.txt", False, None)[0].target == tmp_path / "x.txt"
    assert plan([source / "page.html"], tmp_path, False, None)[0].target == tmp_path / "page.txt"


def test_several_sources_keep_their_names(source, tmp_path):
    out = tmp_path / "out"
    targets = {task.target for task in plan([source / "deep", source / "a.txt"], out, False, None)}
    assert targets == {out / "deep" / "c.txt", out / "a.txt"}


def test_the_target_inside_the_source_is_not_read(source):
    out = source / "out"
    out.mkdir()
    (out / "old.txt").write_text("x")
    assert all(not task.name.startswith("out") for task in plan([source], out, False, None))


def test_links_out_of_the_source_are_named(source, tmp_path):
    (tmp_path / "secret.txt").write_text("x")
    os.symlink(tmp_path / "secret.txt", source / "link.txt")
    os.symlink(source / "nowhere", source / "dead.txt")
    os.symlink(source / "a.txt", source / "inside.txt")
    os.symlink(tmp_path, source / "up")
    os.symlink(source / "deep", source / "again")
    problems = {task.name: task.problem for task in plan([source], tmp_path / "out", False, None)}
    assert problems["link.txt"] == problems["up"] == "a link that points out of the source directory"
    assert problems["dead.txt"] == "a link that leads nowhere"
    assert problems["inside.txt"] == "" and "again" not in problems


def test_names_that_are_not_utf8_are_shown_escaped(source, tmp_path):
    (source / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    task = next(task for task in plan([source], tmp_path / "out", False, None) if "caf" in task.name)
    assert task.name == "caf\\xe9.txt" and os.fsencode(task.target).endswith(b"caf\xe9.txt")


def test_a_fifo_is_no_document(source, tmp_path):
    os.mkfifo(source / "pipe")
    task = next(task for task in plan([source], tmp_path / "out", False, None) if task.name == "pipe")
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
        plan(sources, out, False, None)


def test_a_file_is_not_written_over_itself_through_a_link(source, tmp_path):
    os.link(source / "a.txt", tmp_path / "same.txt")
    with pytest.raises(BadJob, match="over itself"):
        plan([source / "a.txt"], tmp_path / "same.txt", False, None)
