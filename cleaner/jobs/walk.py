"""Which files a job has, and where each goes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISLNK, S_ISREG
from typing import TYPE_CHECKING

from cleaner.errors import CleanerError
from cleaner.formats import WRITTEN, by_name, ending, named, told, without_ending
from cleaner.formats.codec import codec_of
from cleaner.formats.source import Source

if TYPE_CHECKING:
    from upath import UPath

    Place = Path | UPath


class BadJob(CleanerError):
    """Sources and targets that make no sense together."""


@dataclass(frozen=True, slots=True)
class Task:
    """One file to clean: `name` is what reports and records call it, `output` the same for what is written.

    `form` is the format it is read as, `to` and `codec` are those it is written in; with `gathers`, other tasks have
    the same target. `problem` says why it can't even be tried.
    """

    name: str
    source: Source
    form: str
    target: Place | None
    to: str
    codec: str
    output: str
    gathers: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Shard:
    """One of several machines that share a job: `number` of `count`, from 1."""

    number: int = 1
    count: int = 1

    def has(self, piece: int) -> bool:
        """Whether a piece of the job, by its number, is this shard's."""
        return piece % self.count == self.number - 1

    def named(self, name: str) -> str:
        """A file's name with the shard in it, before its endings."""
        if self.count == 1:
            return name
        stem = without_ending(name)
        return f"{stem}-{self.number:05}-of-{self.count:05}{name[len(stem) :]}"


ALL = Shard()


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of all files of a job: formats if not those that names tell, and which shard this is."""

    form: str | None = None
    to: str | None = None
    in_place: bool = False
    shard: Shard = ALL


def plan(sources: Sequence[Place], out: Place | None, ask: Ask) -> list[Task]:
    """The files of a job, in order of their names.

    A directory is mirrored below `out`, one file goes to `out` itself, or into it if it is a directory; of several
    sources each goes into `out` under its own name. Where `out` is named as a file of documents (.jsonl, .parquet and
    so on), all documents go to it. Hidden files are left out. Raises BadJob.
    """
    for source in sources:
        if not source.exists() and not (isinstance(source, Path) and source.is_symlink()):
            raise BadJob(f"{shown(source)}: no such file or directory")
    many = len(sources) > 1
    gathers = out is not None and _gathers(sources, out)
    tasks: list[Task] = []
    for source in sources:
        if source.is_dir():
            root = out if gathers or out is None or not many else out / _own_name(source)
            tasks += _directory(source, root, out, ask, gathers)
        else:
            into = out is not None and not gathers and (many or out.is_dir())
            target = source if ask.in_place else out
            if into and out:
                target = out / _output_name(source, ask, set())
            task = _task(shown(source), source, target, shown(target or source), ask, telling=not into, gathers=gathers)
            tasks.append(task)
    _check(tasks, ask.in_place)
    return tasks


def _gathers(sources: Sequence[Place], out: Place) -> bool:
    """Whether all goes to one file."""
    return _form_of(out) in WRITTEN and not out.is_dir() and (len(sources) > 1 or sources[0].is_dir())


def _task(
    name: str,
    source: Place,
    target: Place | None,
    output: str,
    ask: Ask,
    *,
    telling: bool,
    gathers: bool,
    problem: str = "",
) -> Task:
    """A file to clean; with `telling`, its target's name tells the format to write."""
    told_form, codec = told(source.name)
    form = ask.form or told_form
    to = by_name(form).written
    if target is not None and not ask.in_place:
        if telling:
            to, codec = _form_of(target) or to, codec_of(target.name)[1]
            to = "text" if to == "html" else to
        to = ask.to or to
        if to not in WRITTEN and not by_name(form).whole:
            raise BadJob(f"{name} has many documents, which {to} can't hold: name an OUT of another format")
        if to in WRITTEN:
            target, output = (target.with_name(ask.shard.named(target.name)), ask.shard.named(output))
    packing = codec_of(source.name)[1]
    return Task(name, Source(source, packing, name), form, target, to, codec, output, gathers, problem)


def _form_of(path: Place) -> str | None:
    """The format that a name tells, if it tells one."""
    plain, _ = codec_of(path.name.lower())
    return told(path.name)[0] if without_ending(plain) != plain else None


def _own_name(source: Place) -> str:
    return source.resolve().name if isinstance(source, Path) else source.name


def _directory(root: Place, out: Place | None, avoid: Place | None, ask: Ask, gathers: bool) -> Iterator[Task]:
    """A task for each file below `root`."""
    for path, relative, taken, problem in _files(root, None if ask.in_place else avoid):
        if gathers or out is None:
            target = out
            output = relative if out is None else Path(out.name)
        else:
            output = relative.with_name(_output_name(path, ask, taken))
            target = path if ask.in_place else out.joinpath(*output.parts)
        if ask.in_place:
            target, output = path, relative
        yield _task(
            shown(relative), path, target, shown(output), ask, telling=gathers, gathers=gathers, problem=problem
        )


def _files(root: Place, avoid: Place | None) -> Iterator[tuple[Place, Path, set[str], str]]:
    """Files below a directory: the path, the path from `root`, the names beside it, and what is wrong with it."""
    if not isinstance(root, Path):
        for file in sorted((each for each in root.rglob("*") if each.is_file()), key=str):
            relative = Path(file.relative_to(root).as_posix())
            if not any(part.startswith(".") for part in relative.parts):
                yield file, relative, set(), ""
        return
    inside = root.resolve()
    skipped = avoid.resolve() if isinstance(avoid, Path) else None
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
            path = here / name
            if name.startswith(".") or (skipped and path.resolve() == skipped):
                continue
            problem = _problem(path, inside)
            if not (name in linked and not problem):  # a linked directory inside: its files come anyway
                yield path, path.relative_to(root), taken, problem


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


def _output_name(path: Place, ask: Ask, taken: set[str]) -> str:
    """The name a file is written under."""
    form = ask.form or told(path.name)[0]
    to = ask.to or by_name(form).written
    if ask.form and not ask.to:
        return path.name
    name = named(path.name, form, to)
    return path.name + ending(to) if name != path.name and name in taken else name


def _check(tasks: Sequence[Task], in_place: bool) -> None:
    targets: dict[Place, Task] = {}
    for task in tasks:
        if task.target is None:
            continue
        other = targets.setdefault(task.target, task)
        if other is not task and not task.gathers:
            raise BadJob(f"{task.name} and {other.name} would both be written to {shown(task.target)}")
        if not in_place and _same(task.target, task.source.path):
            raise BadJob(f"{task.name} would be written over itself: name another OUT, or say --in-place")


def _same(target: Place, source: Place) -> bool:
    if not (isinstance(target, Path) and isinstance(source, Path)):
        return str(target) == str(source)
    try:
        return target.samefile(source)
    except OSError:
        return False  # one of them is not there


def shown(path: Place) -> str:
    """A path as text that can be printed and put into JSON, bytes that are not UTF-8 escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace") if isinstance(path, Path) else str(path)
