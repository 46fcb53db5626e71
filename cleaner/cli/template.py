"""A new rule file, its examples to be filled in."""

from __future__ import annotations

import re

from cleaner.record import CLASSES
from cleaner.shadow import fold

_ID = re.compile(r"^([a-z]+)\.[a-z0-9]+(-[a-z0-9]+)*$")

_FILE = """\
class: {noise_class}
kind: line
language: {language}
about: Say what these rules have in common.

rules:
  - id: {rule_id}
    title: Say what it cuts in a few words
    scope: anywhere
    match:
      starts: [{start}]
      pattern: '{pattern}'
    confidence: medium
    status: draft
    source: say where outlets print this
    examples:
      removes:
        - |
{removes}
      keeps:
        - |
          Write the sentence of a story that comes closest to the noise and must stay.
"""
_EXAMPLE = """\
A sentence of the story stands before it.
⟦Read more: Divers find a bronze bell
⟧A sentence of the story stands behind it."""


def template(rule_id: str, language: str, marked: str | None) -> str:
    """The text of a rule file with one draft rule; `marked` is an example with its cut between ⟦ and ⟧.

    Raises ValueError for an id that can't be, or an example without marks.
    """
    found = _ID.match(rule_id)
    if not found or found.group(1) not in CLASSES:
        raise ValueError(f"{rule_id!r} is no rule id: <class>.<slug>, the class one of {', '.join(CLASSES)}")
    example = (marked or _EXAMPLE).strip("\n")
    if "⟦" not in example or "⟧" not in example:
        raise ValueError("mark what is to be cut with ⟦ and ⟧ in the example")
    opening = fold(example.split("⟦", 1)[1].lstrip()).split("\n")[0].split("⟧")[0]
    start = " ".join(re.split(r"(?<=[:|>]) |\s", opening)[:2]).strip()
    return _FILE.format(
        noise_class=found.group(1),
        language=language,
        rule_id=rule_id,
        start='"' + start.replace("\\", "\\\\").replace('"', '\\"') + '"',
        pattern=("^" + re.escape(start)).replace("'", "''").replace("\\ ", " ") + ".{0,200}$",
        removes="\n".join(" " * 10 + row if row else "" for row in example.split("\n")),
    )
