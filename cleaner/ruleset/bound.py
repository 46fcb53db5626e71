"""Where documents come from, and which rules are bound to that: hosts and paths, and the globs that name them.

A source is a host, a URL, a path or just a name. It is seen folded: case does not matter, nor do a URL's scheme, user,
port, query and fragment, a `www.` in front, or a path's `./`. Its host is what stands before the first slash.

A glob is read in the same way; `*` in it stands for any characters, slashes too. Without a slash it must match the
host: `saltmerepost.example`, `*.saltmerepost.example`. With one it must match all of the source from its beginning or
from any slash on: `feeds/saltmere/*`, `saltmerepost.example/sport/*`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import translate

_ANY = "*"
_IN_FRONT = re.compile(r"\A(?:\./|www\.)+")
_URL = re.compile(r"(?:[a-z*][a-z0-9+.*-]*:)?//(?:[^/?#]*@)?([^?#]*)")
_SLASHES = re.compile(r"/+")
_PORT = re.compile(r"(?::[0-9]+)+\Z")
LONGEST = 2000  # characters of a source that are looked at: no host and no path of a file is longer


def folded(source: str) -> str:
    """A source, or a glob, as it is compared: `https://www.SaltmerePost.example:80/a?b` is `saltmerepost.example/a`."""
    name = _IN_FRONT.sub("", source[:LONGEST].casefold().strip().replace("\\", "/"))
    if url := _URL.match(name):
        name = _IN_FRONT.sub("", url.group(1))
    host, slash, path = _SLASHES.sub("/", name).partition("/")
    return _PORT.sub("", host) + slash + path


def check_glob(glob: str) -> str:
    """The glob, if it can match anything. Raises ValueError."""
    if any(map(str.isspace, glob)):
        raise ValueError(f"{glob!r} has a space in it: a source is a host or a path, * stands for anything")
    if set(glob) & set("?#[]"):
        raise ValueError(f"{glob!r}: only * stands for anything, and a query is never looked at")
    if not folded(glob).strip("/"):
        raise ValueError(f"{glob!r} names neither a host nor a path")
    return glob


def group_of(globs: Iterable[str]) -> tuple[str, ...]:
    """What is the same for all rules that are bound to the same sources: their globs, folded, each once, in order."""
    return tuple(sorted(set(map(folded, globs))))


def within(inner: Sequence[str], outer: Sequence[str]) -> bool:
    """Whether rules bound to `outer` are asked wherever those bound to `inner` are; no globs at all: everywhere.

    Told by the globs as they are written: `a.example` is not seen to be within `*.example`.
    """
    wide = group_of(outer)
    return not wide or (set(group_of(inner)) <= set(wide) and bool(inner))


def example_of(glob: str) -> str:
    """A source that a glob matches."""
    return folded(glob).replace(_ANY, "x")


class Globs:
    """Groups of globs, and which of them match a source: found by a part of it, so that thousands of groups cost what
    few cost."""

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        """Each group's globs as `group_of` gives them."""
        # Globs by the part before their first slash, by what that part ends with behind `*.`, and all others.
        self._by_part: dict[str, list[_Glob]] = defaultdict(list)
        self._by_parent: dict[str, list[_Glob]] = defaultdict(list)
        self._others: list[_Glob] = []
        for number, globs in enumerate(groups):
            for glob in globs:
                self._add(_Glob(glob, number))

    def _add(self, glob: _Glob) -> None:
        part = glob.text.partition("/")[0]
        parent = part.removeprefix("*.")
        if _ANY not in part:
            self._by_part[part].append(glob)
        elif parent != part and _ANY not in parent:
            self._by_parent[parent].append(glob)
        else:
            self._others.append(glob)

    def of(self, source: str) -> tuple[int, ...]:
        """The numbers of the groups of which a glob matches, in order."""
        name = folded(source)
        if not name:
            return ()
        return tuple(sorted({glob.group for glob in self._near(name) if glob.matches(name)}))

    def _near(self, name: str) -> Iterator[_Glob]:
        """The globs that may match."""
        for part in set(name.split("/")):
            yield from self._by_part.get(part, ())
            dot = part.find(".")
            while self._by_parent and dot >= 0:
                yield from self._by_parent.get(part[dot + 1 :], ())
                dot = part.find(".", dot + 1)
        yield from self._others


class _Glob:
    """A folded glob, compiled, and the number of its group."""

    def __init__(self, text: str, group: int) -> None:
        self.text = text
        self.group = group
        self._path = "/" in text
        before = r"(?:(?s:.*)/)?" if self._path and not text.startswith("/") else ""
        # A glob without a star or a slash is found by being the host: there is nothing to compile.
        self._pattern = re.compile(before + translate(text)) if self._path or _ANY in text else None

    def matches(self, name: str) -> bool:
        """Whether a folded source is one of these."""
        seen = name if self._path else name.partition("/")[0]
        return seen == self.text if self._pattern is None else self._pattern.match(seen) is not None
