"""Which files a job has, and where each goes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISLNK, S_ISREG

from cleaner.errors import CleanerError
from cleaner.formats import of


class BadJob(CleanerError):
    """Sources and targets that make no sense together."""


@dataclass(frozen=True, slots=True)
class Task:
    """One file to clean: `name` is what reports and records call it, `output` the same for what is written.

    `problem` says why it can't even be tried.
    """

    name: str
    source: Path
    target: Path | None
    output: str
    problem: str = ""


def plan(sources: Sequence[Path], out: Path | None, in_place: bool, format_name: str | None) -> list[Task]:
    """The files of a job, in order of their names.

    A directory is mirrored below `out`, one file goes to `out` itself, or into it if it is a directory; of several
    sources each goes into `out` under its own name. Hidden files are left out. Raises BadJob.
    """
    for source in sources:
        if not source.exists() and not source.is_symlink():
            raise BadJob(f"{shown(source)}: no such file or directory")
    many = len(sources) > 1
    tasks: list[Task] = []
    for source in sources:
        if source.is_dir():
            root = None if out is None else out / source.resolve().name if many else out
            tasks += _directory(source, root, in_place, out, format_name)
        else:
            into = out is not None and (many or out.is_dir())
            name = _output_name(source, format_name, set()) if into else ""
            target = source if in_place else (out / name if into and out else out)
            tasks.append(Task(shown(source), source, target, shown(target or source)))
    _check(tasks, in_place)
    return tasks


def _directory(
    root: Path, out: Path | None, in_place: bool, avoid: Path | None, format_name: str | None
) -> Iterator[Task]:
    """A task for each file below `root`."""
    inside = root.resolve()
    skipped = None if in_place or avoid is None else avoid.resolve()
    if skipped == inside:
        raise BadJob(f"{shown(root)} would be written over itself: name another OUT, or say --in-place")
    for folder, folders, files in os.walk(root, onerror=None):
        here = Path(folder)
        linked = [name for name in folders if (here / name).is_symlink()]
        folders[:] = sorted(
            name for name in folders
            if name not in linked and not name.startswith(".") and (here / name).resolve() != skipped
        )  # fmt: skip
        taken = set(files)
        for name in sorted(files + linked):
            if name.startswith("."):
                continue
            path = here / name
            relative = path.relative_to(root)
            output = relative.with_name(_output_name(path, format_name, taken))
            target = path if in_place else (out / output if out else None)
            problem = _problem(path, inside)
            if not (name in linked and not problem):  # a linked directory inside: its files come anyway
                yield Task(shown(relative), path, target, shown(relative if in_place else output), problem)


def _problem(path: Path, inside: Path) -> str:
    try:
        mode = path.lstat().st_mode
    except OSError:
        return ""  # gone since: whoever opens it will say so
    if S_ISLNK(mode):
        try:
            end = path.resolve(strict=True)
        except (OSError, RuntimeError):
            return "a link that leads nowhere"
        if not end.is_relative_to(inside):
            return "a link that points out of the source directory"
    elif not S_ISREG(mode):
        return "not a regular file"
    return ""


def _output_name(path: Path, format_name: str | None, taken: set[str]) -> str:
    """The name a file is written under: its own, or with the ending of what its format writes."""
    ending = of(path).output if format_name is None else None
    if ending is None:
        return path.name
    plain = path.with_suffix(ending).name
    return path.name + ending if plain in taken else plain


def _check(tasks: Sequence[Task], in_place: bool) -> None:
    targets: dict[Path, Task] = {}
    for task in tasks:
        if task.target is None:
            continue
        other = targets.setdefault(task.target, task)
        if other is not task:
            raise BadJob(f"{task.name} and {other.name} would both be written to {shown(task.target)}")
        if not in_place and _same(task.target, task.source):
            raise BadJob(f"{task.name} would be written over itself: name another OUT, or say --in-place")


def _same(target: Path, source: Path) -> bool:
    try:
        return target.samefile(source)
    except OSError:
        return False  # one of them is not there


def shown(path: Path) -> str:
    """A path as text that can be printed and put into JSON, bytes that are not UTF-8 escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
