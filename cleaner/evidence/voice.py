"""The words of a line as the kind `voice` weighs them: by their first letters, grammar's words among them.

What an outlet tells its readers is told by you and our as much as by newsletter and subscribe, so nothing is left out.
"""

from __future__ import annotations

import re

from cleaner.shapes import SPACELESS, UNSPACED

LETTERS = 6  # of a word that count, so that an inflected form is the same word
_TOKEN = re.compile(rf"[{SPACELESS}]+|[^\W\d_{SPACELESS}][^\W_{SPACELESS}'-]*")


def terms(line: str) -> list[str]:
    """The terms of a folded line, in order; in scripts without spaces, its pairs of characters."""
    tokens = _TOKEN.findall(line)
    if line.isascii() or not UNSPACED.search(line):
        return [token[:LETTERS] for token in tokens]
    return [term for token in tokens for term in _terms_of(token)]


def _terms_of(token: str) -> list[str]:
    if not UNSPACED.match(token):
        return [token[:LETTERS]]
    return [token[k : k + 2] for k in range(len(token) - 1)]
