"""What of a job is finished: a manifest in a folder beside the output, so that a job that was ended can go on.

The folder holds the files of finished units until they are joined, and `manifest.jsonl`: a first line with what the
job is, then a line for each unit that was finished and for each output that was joined, each on disk before the next
step is taken. A unit counts as finished if its line is whole, what it read is still the same, and each file it wrote
is there with the size and the digest that the line gives; so does an output.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from io import BytesIO, UnsupportedOperation
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from cleaner.jobs.sinks import Written, sync
from cleaner.jobs.tally import Tally
from cleaner.jobs.walk import BadJob
from cleaner.jobs.work import OUT, Done

_MANIFEST = "manifest.jsonl"


class State:
    """The finished part of a job."""

    def __init__(
        self, folder: Path, manifest: BinaryIO, lines: list[Mapping[str, Any]], *, lasting: bool = True
    ) -> None:
        """`lasting`: the folder is there until the job is done, however often it is ended."""
        self.folder = folder
        self.lasting = lasting
        self.keep = False  # the job was ended on purpose, and may go on
        self._manifest = manifest
        self._units = {line["unit"]: line for line in lines if "unit" in line}
        self._joined = {line["joined"]: line for line in lines if "joined" in line}
        self.began = bool(lines)  # whether anything was finished

    def finished(self, key: str, digest: str, output: str) -> Tally | None:
        """The counts of a unit if it is finished, and what it wrote is still there or joined in `output`."""
        line = self._units.get(key)
        if line is None or line["digest"] != digest:
            return None
        joined = self.joined(output)
        for file in (Written(*each) for each in line["files"]):
            if not (file.name.endswith(OUT) and joined) and not file.stands(self.folder):
                return None
        return Tally.of(line["tally"])

    def joined(self, output: str) -> bool:
        """Whether an output was made of its parts and is still what was made."""
        line = self._joined.get(output)
        return line is not None and Written(*line["file"]).stands(self.folder)

    def knows(self, key: str) -> bool:
        """Whether a unit was finished at some time: only then its input's digest is worth a look."""
        return key in self._units

    def finish(self, done: Done) -> None:
        """Write down that a unit is finished."""
        files = [list(file) for file in done.files]
        line = {"unit": done.key, "digest": done.digest, "files": files, "tally": done.outcome.tally.state()}
        self.began = True
        self._write(line)

    @property
    def aside(self) -> Path | None:
        """Where files are made that are moved to their places: what is left of them is cleared up with the job."""
        return self.folder if self.lasting else None

    @property
    def outputs(self) -> dict[str, str]:
        """The outputs that were made, each with a digest of all that went into it."""
        return {output: line["of"] for output, line in self._joined.items()}

    def forget(self, output: str) -> None:
        """An output is not what it should be: its units count for nothing without their files."""
        del self._joined[output]

    def join(self, output: str, file: Written, of: str) -> None:
        """Write down that an output was made."""
        line = {"joined": output, "file": list(file), "of": of}
        self._joined[output] = line
        self._write(line)

    def _write(self, line: Mapping[str, Any]) -> None:
        self._manifest.write(json.dumps(line).encode() + b"\n")
        with suppress(UnsupportedOperation):  # of a job of which nothing is kept
            sync(self._manifest)


@contextmanager
def passing() -> Iterator[State]:
    """The state of a job of which nothing is kept if it is ended."""
    with TemporaryDirectory(prefix="cleaner-") as folder:
        yield State(Path(folder), BytesIO(), [], lasting=False)


@contextmanager
def opened(folder: Path, what: Mapping[str, Any], *, resume: bool) -> Iterator[tuple[State, str]]:
    """The state of a job in its folder, and a word on what was found there. The folder goes if the block ends well.

    `what` is all that a finished unit depends on beside its input: with another, all is done again. Raises BadJob if
    another process works on the job, or if there is an unfinished one and it is not to be resumed; OSError.
    """
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise BadJob(f"{folder}: another process is at work on this job") from None
    try:
        manifest = folder / _MANIFEST
        lines, word = _read(manifest, what, resume)
        if not lines:
            _clear(folder)
            manifest.write_bytes(json.dumps(what).encode() + b"\n")
        with manifest.open("ab") as file:
            state = State(folder, file, lines[1:])
            try:
                yield state, word
            except BaseException:
                state.keep = state.began  # where nothing was finished there is nothing to go on with
                if not state.keep:
                    shutil.rmtree(folder)
                raise
        if not state.keep:
            shutil.rmtree(folder)
    finally:
        lock.release()


def _read(manifest: Path, what: Mapping[str, Any], resume: bool) -> tuple[list[Mapping[str, Any]], str]:
    """The lines of a manifest that can be relied on."""
    if not manifest.exists():
        return [], ""
    if not resume and manifest.read_bytes().count(b"\n") < 2:
        return [], ""  # ended before anything was finished
    if not resume:
        raise BadJob(
            f"{manifest.parent} holds a job that was not finished: go on with --resume, or remove it to begin anew"
        )
    lines: list[Mapping[str, Any]] = []
    whole = 0
    with manifest.open("rb") as rows:
        for row in rows:
            try:
                lines.append(json.loads(row))
            except ValueError:
                break  # the line in which the job was ended, and there is none behind it
            whole += len(row)
    if not lines or lines[0] != json.loads(json.dumps(what)):
        return ([], "the rules, the options or the program are not those of the unfinished job: all is done again")
    with manifest.open("rb+") as file:
        file.truncate(whole)
    return lines, "resumed"


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        if path.name != "lock":
            path.unlink()
