"""What cut lines said about the story: title, section, author, published, updated, agency, place, date.

A rule names the pieces by groups in its pattern. Where a section label, a byline or a date was cut by a rule that names
none, the line itself tells: without its label it is the section, the author or the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cleaner.record import Metadatum, Removal
from cleaner.spans import Span

_BY = re.compile(
    r"(?:(?:written|posted|reported|edited|reviewed|fact checked|words|story|text|hosted) )?by\b|"
    r"(?:authors?|reporter|autor(?:in|a|es)?|auteurs?|autor[ei]|автор|текст|yazan|muhabir|作者|记者|記者|كتبت?|بقلم)\b|"
    r"(?:redactado |escrito )?por\b|von\b|par\b|di\b|a cura di\b|door\b",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"updated|aktualisiert|mis à jour|modifié|actualizado|atualizado|aggiornato|bijgewerkt|gewijzigd|aktualizacja|"
    r"обновлено|оновлено|güncelle|更新|تحديث",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"(?:first |last |data )?(?:published|posted|updated|publi(?:shed|cado|cato|é)e?|veröffentlicht|aktualisiert|stand|"
    r"mis à jour|modifié|(?:última )?actualiza(?:do|ción)|atualizado|aggiornato|gepubliceerd|bijgewerkt|publikacji|"
    r"опубликовано|обновлено|оновлено|giriş|güncelleme|发布时间|更新)(?: (?:on|at|am|le|el|a|em|il|op|il))?\b",
    re.IGNORECASE,
)
_EDGES = " \t\r\n\u00a0\u3000|·•:：,;()[]-–—."
_PARTS = re.compile(rf"[|•·\n]|\((?={_UPDATED.pattern})|(?<=\S)\s+(?={_UPDATED.pattern})", re.IGNORECASE)
_OF_CLASS = {"section": "section", "byline": "author", "date": "published"}
_LABELS = {"author": _BY, "published": _STAMP}


def collect(text: str, removals: Iterable[Removal]) -> dict[str, tuple[Metadatum, ...]]:
    """The metadata that `removals` (offsets of `text`) gave away, by name, in the order of the text."""
    removals = list(removals)
    named = sorted({field for removal in removals for field in removal.fields}, key=lambda field: field[1])
    derived = {field for removal in removals if not removal.fields for field in _derived(text, removal, named)}
    found: dict[str, dict[str, Metadatum]] = {}
    for name, span in [*named, *sorted(derived, key=lambda field: field[1])]:
        value = " ".join(text[span.start : span.end].split())
        if value:
            found.setdefault(name, {}).setdefault(value, Metadatum(value, span))
    order = {name: sorted(values.values(), key=lambda m: m.span) for name, values in found.items()}
    return {name: tuple(order[name]) for name in sorted(order)}


def _derived(text: str, removal: Removal, named: list[tuple[str, Span]]) -> Iterator[tuple[str, Span]]:
    """What a line without named pieces says, unless another rule named its piece."""
    name = _OF_CLASS.get(removal.noise_class)
    if name is None or any(removal.span.start <= span.start < removal.span.end for _, span in named):
        return
    for part in _parts(text, removal.span) if name == "published" else (removal.span,):
        span = _trimmed(text, part)
        label = _LABELS[name].match(text, span.start, span.end) if name in _LABELS else None
        if label:
            span = _trimmed(text, Span(label.end(), span.end))
        if span.start == span.end:
            continue
        if name != "published":
            yield name, span
        elif any(map(str.isdigit, text[span.start : span.end])):
            yield ("updated" if label and _UPDATED.search(label.group()) else name), span


def _parts(text: str, span: Span) -> Iterator[Span]:
    """The times on a line that holds several: "Published … | Updated …"."""
    at = span.start
    for separator in _PARTS.finditer(text, span.start, span.end):
        yield Span(at, separator.start())
        at = separator.end()
    yield Span(at, span.end)


def _trimmed(text: str, span: Span) -> Span:
    """The span without spaces and separators at its ends."""
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip(_EDGES))
    return Span(start, max(start, span.start + len(piece.rstrip(_EDGES))))
