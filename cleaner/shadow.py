"""The folded twin of a text: what patterns and literals are held against.

Folding takes away the differences that do not matter for finding boilerplate: the shape of quotes and dashes,
the kind of space, full-width forms, HTML entities, invisible characters and, in the last step, case. Nearly always
the twin is as long as the text; where entities or invisible characters make it shorter, `Shadow` knows the way back.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from cleaner.spans import cut

try:
    from cleaner._fold import Folder as _Folder
except ImportError:  # no compiler when the package was installed
    _Folder = None  # type: ignore[assignment,misc]

_SAME_LENGTH = (
    ("'", "\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`"),
    ('"', "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u301d\u301e\u301f"),
    ("-", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63"),
    (" ", "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"),
    # Letters that lower-casing would lengthen or tell apart: Turkish dotted and dotless i, long s, Kelvin, Angstrom.
    ("I", "\u0130"),
    ("i", "\u0131"),
    ("s", "\u017f"),
    ("K", "\u212a"),
    ("\u00c5", "\u212b"),
)
_REPLACEMENTS = tuple((old, new) for new, olds in _SAME_LENGTH for old in olds if not old.isascii())
_ASCII = bytes(range(128))
_TICK = "`"  # one that was full width stays until the letters are lower case
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_HAS_FULL_WIDTH = re.compile("[\uff01-\uff5e]")
INVISIBLE = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
# `re` looks for a set of characters five times as fast as for anything else.
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_SHRINK = rf"[{INVISIBLE}]|&(?:#[0-9]{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[a-zA-Z][a-zA-Z0-9]{{1,24}});"
_SHRINKS = re.compile(_SHRINK)
# UTF-8 that was read as Windows-1252 or Latin-1 ("mojibake"): the bytes behind the first of a character, as they show.
_BYTES = {chr(code): code for code in range(0x80, 0x100)} | {
    char: code for code in range(0x80, 0xA0) if (char := bytes([code]).decode("cp1252", "ignore"))
}
_BEHIND = "".join(re.escape(char) for char, code in _BYTES.items() if code < 0xC0)
# No language writes these side by side; where one stands, others may be read as what they were too.
_MOJIBAKE = re.compile(f"Ã[{_BEHIND}]|â€[{_BEHIND}]")
_MENDS = re.compile(rf"[ÂÃÄÅÐÑØÙ][{_BEHIND}]|[âãäåæçèé][{_BEHIND}]{{2}}|{_SHRINK}")


def _folder() -> _Folder | None:
    """The compiled twin of `_plain`, `_lowered` and `_hides`."""
    if _Folder is None:
        return None
    same = [(old, new) for new, olds in _SAME_LENGTH for old in olds]
    full = [(chr(code), chr(made)) for code, made in _FULL_WIDTH.items()]
    olds, news = map("".join, zip(*same, *full, strict=True))
    ranges = re.findall(r"(.)(?:-(.))?", INVISIBLE)
    hidden = "".join(chr(code) for first, last in ranges for code in range(ord(first), ord(last or first) + 1))
    return _Folder(olds, news, _TICK, hidden)


_FOLDER = _folder()


def beyond_ascii(text: str) -> str:
    """The characters of `text` that are not ASCII, in order: few in most languages, so quick to look through."""
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


def plain(text: str) -> str:
    """Quotes, dashes, spaces and full-width forms made plain; case kept; as long as `text`."""
    return _both(text)[0]


def fold(text: str) -> str:
    """`plain` text in lower case; as long as `text`."""
    return _both(text)[1]


def _both(text: str) -> tuple[str, str]:
    """The text made plain, and folded."""
    found = _FOLDER.fold(text) if _FOLDER else None
    if found is None:
        made = _plain(text)
        found = made, _lowered(made)
    return found


def _plain(text: str) -> str:
    """The same as `plain`, in Python alone."""
    text = text.replace("\t", " ").replace(_TICK, "'")
    if text.isascii():
        return text
    beyond = beyond_ascii(text)
    for old, new in _REPLACEMENTS:
        if old in beyond:
            text = text.replace(old, new)
    if _HAS_FULL_WIDTH.search(beyond):
        text = text.translate(_FULL_WIDTH)
    return text


def _lowered(text: str) -> str:
    """Plain text in lower case; as long as `text`."""
    text = text.replace(_TICK, "'")
    lowered = text.lower()
    if len(lowered) != len(text):  # the few characters whose lower case is longer stay as they are
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered


def _hides(text: str) -> bool:
    """True if an invisible character is in the text."""
    if _FOLDER:
        return _FOLDER.hides(text)
    return not text.isascii() and _INVISIBLE.search(beyond_ascii(text)) is not None


class Shadow:
    """The folded twin of one text, and the way back to the text's offsets."""

    __slots__ = ("_origin", "folded", "plain")

    def __init__(self, text: str) -> None:
        """Fold `text`. Linear in its length."""
        self._origin: list[int] | None = None
        if not text.isascii() and ("Ã" in text or "â€" in text) and _MOJIBAKE.search(text):
            text, self._origin = _shrink(text, _MENDS)
        elif ("&" in text or _hides(text)) and _SHRINKS.search(text):
            text, self._origin = _shrink(text, _SHRINKS)
        self.plain, self.folded = _both(text)

    def without(self, runs: Sequence[tuple[int, int]]) -> Shadow | None:
        """The shadow of the text without `runs`; None if characters that come together there may fold otherwise."""
        if self._origin is not None or any(char in self.plain for char in "&ΣÃ€"):
            return None
        left = object.__new__(Shadow)
        left._origin = None
        left.plain, left.folded = cut(self.plain, runs), cut(self.folded, runs)
        return left

    @property
    def same_length(self) -> bool:
        """True if offsets of the shadow are offsets of the text."""
        return self._origin is None

    def origin(self, at: int) -> int:
        """The offset in the text of the shadow's offset `at` (its length maps to the text's length)."""
        return at if self._origin is None else self._origin[at]


def _shrink(text: str, what: re.Pattern[str]) -> tuple[str, list[int]]:
    """`text` with what matches `what` decoded or left out, and each character's offset in `text`."""
    pieces: list[str] = []
    origin: list[int] = []
    at = 0
    for found in what.finditer(text):
        start, end = found.span()
        pieces.append(text[at:start])
        origin.extend(range(at, start))
        at = end
        if end - start == 1:
            continue
        decoded = html.unescape(found.group()) if text[start] == "&" else _read_again(found.group())
        if len(decoded) != 1:  # no entity after all
            at = start
            continue
        # A decoded line break would make lines that the text does not have.
        pieces.append(" " if decoded in "\r\n" else decoded)
        origin.append(start)
    pieces.append(text[at:])
    origin.extend(range(at, len(text) + 1))
    return "".join(pieces), origin


def _read_again(shown: str) -> str:
    """The character whose UTF-8 bytes are shown one by one; what is shown, if they are none."""
    try:
        return bytes(_BYTES[char] for char in shown).decode()
    except (KeyError, UnicodeDecodeError):
        return shown
