"""The readable middle of a folded line: without the bullets, brackets, arrows and colons around it."""

from __future__ import annotations

import re

from cleaner.shapes import SPACELESS

_DECORATION = " -_*.,:;!?'\"()[]{}<>|/\\#+=~^&%$@…•·‧∙●○◆◇■□▪▫▲▼△▽►▶▷◀◄→←↑↓⇒»«›‹✓✔✅★☆【】「」『』〔〕《》。、"
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")
_LEAD = re.compile(r"[^\W_]")
_SPACELESS_END = re.compile(f"[{SPACELESS}]$")


def bare(line: str) -> str:
    """What is left of a folded line without anything at its ends that is no letter or digit, runs of space as one."""
    middle = line.strip(_DECORATION)
    if middle and not (middle[0].isalnum() and middle[-1].isalnum()):
        middle = _EDGE.sub("", middle)
    return " ".join(middle.split()) if "  " in middle else middle


def lead(line: str) -> int:
    """Offset of the first letter or digit of a folded line, its length if there is none."""
    if line[:1].isalnum():
        return 0
    found = _LEAD.search(line)
    return found.start() if found else len(line)


def opens(line: str, literal: str, at: int) -> bool:
    """True if `literal` stands at offset `at` of `line` as whole words."""
    if not line.startswith(literal, at):
        return False
    end = at + len(literal)
    return end == len(line) or not line[end].isalnum() or not stands_apart(literal)


def stands_apart(literal: str) -> bool:
    """True if a word that `literal` ends with is parted from the next: not so in scripts without spaces."""
    return literal[-1].isalnum() and not _SPACELESS_END.search(literal)
