"""Adding to a rule file as a person would: all that stands there stays as it is, comments and layout too.

Whatever is added, the file is read again: it must say what it said before and the new entry, else nothing is changed.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from cleaner.errors import CleanerError
from cleaner.ruleset import nodes

_BOM = "\ufeff"
_WIDEST = 110  # columns; a longer text stands in a block of its own
# What a block of YAML can't hold as it stands: control characters, and breaks that are not "\n".
_NO_BLOCK = re.compile("[^\\t\\n\\x20-\\x7e\\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_UNFIT_START = re.compile(r"[^\S\n]*\n")  # a block's first line must tell its indentation


class Unwritable(CleanerError):
    """A text that can't be put into a rule file; the message says why."""


def add_example(text: str, rule: int, part: str, example: str) -> str:
    """The text of a rule file with an example added to those of its rule number `rule` (from 0) under `part` (removes,
    keeps or misses). Raises Unwritable."""
    path = ("rules", rule, "examples", part)
    return _added(text, path, example)


def add_rule(text: str, written: str) -> str:
    """The text of a rule file with one rule more, behind all others. `written` is the rule as YAML that begins with
    "- id:" in the first column. Raises Unwritable."""
    data = nodes.read(written, "").data
    return _added(text, ("rules",), data[0], written)


def item(example: str) -> str:
    """An example as an entry of a list, in YAML that begins with "- " in the first column."""
    if "\n" not in example and len(example) < _WIDEST:
        return f"- {scalar(example)}\n"
    if _NO_BLOCK.search(example) or _UNFIT_START.match(example) or example.endswith("\n\n") or not example.strip():
        return f"- {nodes.quoted(example)}\n"
    indented = "2" if example[0] in " \t" else ""
    kept = "" if example.endswith("\n") else "-"
    rows = example.removesuffix("\n").split("\n")
    return "\n".join([f"- |{indented}{kept}", *(f"  {row}" if row else "" for row in rows)]) + "\n"


def scalar(text: str) -> str:
    """A text as YAML on one line, in quotes."""
    if _NO_BLOCK.search(text) or "\n" in text or ("'" in text and ('"' in text or "\\" in text)):
        return nodes.quoted(text)
    return f"'{text}'" if '"' in text or "\\" in text else f'"{text}"'


def indented(written: str, columns: int) -> str:
    """YAML moved to the right, empty lines left empty."""
    return "".join(f"{' ' * columns}{row}\n" if row else "\n" for row in written.removesuffix("\n").split("\n"))


def _added(text: str, path: nodes.Path, entry: Any, written: str = "") -> str:
    """The text with an entry added to the list at `path`, `written` as YAML if it is no text."""
    bom, body = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    wanted = deepcopy(nodes.read(body, "").data)
    found = nodes.listed(body, path)
    if found is None:
        raise Unwritable("there is no list of examples to put it in")
    if found.brackets:
        changed = f"{body[: found.end]}, {nodes.quoted(entry)}{body[found.end :]}" if not written else body
    else:
        end = _end_of_block(body, found)
        rows = indented(written or item(entry), found.column)
        before = "" if body[:end].endswith("\n") else "\n"
        made = before + rows
        changed = body[:end] + (made.replace("\n", "\r\n") if "\r\n" in body else made) + body[end:]
    _at(wanted, path).append(entry)
    tree = nodes.read(changed, "")
    if tree.problems or tree.data != wanted:
        raise Unwritable("YAML can't hold it where it belongs: put it in by hand")
    return bom + changed


def _end_of_block(text: str, found: nodes.Listed) -> int:
    """Where the row behind the last entry of a list begins: what is indented more than its dash is still of it."""
    at = end = _next_row(text, found.start)
    while at < len(text):
        after = _next_row(text, at)
        row = text[at:after]
        if row.strip():
            if len(row) - len(row.lstrip(" ")) <= found.column:
                break
            end = after
        at = after
    return end


def _next_row(text: str, at: int) -> int:
    return text.find("\n", at) + 1 or len(text)


def _at(data: Any, path: nodes.Path) -> Any:
    for part in path:
        data = data[part]
    return data
