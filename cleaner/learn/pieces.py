"""The pieces of a document that may recur: whole lines, their templates, and how lines open and end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from cleaner.shapes import A_NUMBER

Kind = Literal["line", "template", "opening", "lead", "ending", "inside"]
Place = Literal["head", "body", "tail"]

LONGEST = 600  # characters of a line that is looked at as a whole: longer ones are paragraphs of a story
_TEMPLATED = 160  # characters of a line that may have slots
_LONGEST_ENDING = 300  # characters of a sentence that may close a paragraph again and again
_EDGE = 3  # paragraphs at either end that may open like a dateline or end like a signature
_PROSE = 80  # characters of a line that is taken for a paragraph if it ends like a sentence
_ENDS = frozenset(".!?…。！？؟")
_CLOSERS = "\"'”’»)]"
# A number, a time, a price; a name of one or more capitalized words.
_NUMBER = re.compile(A_NUMBER)
_CAPITAL = r"[A-ZÀ-ÖØ-ÞЀ-ЯĀ-Ž][\w'’.-]*"
_MONTHS = """
    " january february march april june july august september october november december januar februar märz mai juni
    juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre décembre enero
    febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre janeiro fevereiro março maio
    junho julho setembro outubro novembro dezembro gennaio febbraio aprile maggio giugno luglio settembre ottobre
    dicembre januari februari maart mei augustus stycznia lutego marca kwietnia maja czerwca lipca sierpnia września
    października listopada grudnia января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня ocak şubat mart nisan
    mayıs haziran temmuz ağustos eylül ekim kasım aralık يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر
    أكتوبر نوفمبر ديسمبر
"""
_DATE = re.compile(rf"(?<=\ue000)([ .]{{0,2}}(?:de |d')?)\b(?:{'|'.join(_MONTHS.split())})\b", re.IGNORECASE)
_TELLING = 8  # letters that a template must have beside a name it opens with
_PARTICLE = r"(?:de|van|von|der|da|di|du|del|la|le|al|bin)"
_NAME = re.compile(rf"(?<!^)(?<![\w'’]){_CAPITAL}(?:[ ](?:{_PARTICLE}[ ])?{_CAPITAL})*")
NUMBER, NAME, MONTH = "\ue000", "\ue001", "\ue002"  # slots, in the private use area: no line has them
_FIRST = re.compile(rf"{_CAPITAL} {NAME}(?: {NAME})*")
_OPENING = re.compile(r"^([^:|·•»›—–/]{1,40}[:|·•»›—–/])\s*\S")
# A dateline and what else opens a first paragraph: up to a dash, or a bracket and what may follow it.
_LEAD = re.compile(
    r"^([^.!?:;—–]{0,40}(?:\([^()]{1,30}\)|（[^（）]{1,30}）)?[^.!?:;—–]{0,20}(?:\s[—–-]{1,2}\s|—|[)）]\s?[-—–:：]?\s?))(?=\S)"
)
_LEADING = re.compile(r"[—–)）-]")  # one of these ends it
_LONGEST_LEAD = 100
_BREAK = re.compile(r"[.!?…][\"'”’»)]*\s+|[。！？](?=.)")  # a sentence's last sign, and what is between it and the next
_BRACKET = re.compile(r"\s*([(\[（][^()\[\]（）]{1,40}[)\]）])[.]?$")
_CLOSING = frozenset(")]）")
_REMARK = re.compile(r"\s*[(\[（][^()\[\]（）]{8,150}[)\]）]")
_INITIALS = re.compile(r"\s*[(\[（][^\W\d_]{1,4}(?:[/.,·-][^\W\d_]{1,4}){0,3}[)\]）][.]?")
_LETTERS = re.compile(r"[^\W\d_]+")


class Piece(NamedTuple):
    """Something that may recur: its kind, what is compared, and the words on the line it was made from."""

    kind: Kind
    key: str
    text: str


class Row(NamedTuple):
    """A line that is not blank, whether it reads like a paragraph, its pieces, and the sentences of a paragraph."""

    text: str
    prose: bool
    pieces: tuple[Piece, ...]
    sentences: tuple[str, ...] = ()


def is_prose(line: str) -> bool:
    """Whether a line reads like a paragraph: long, or ending like a sentence and not short; a rough and fast guess."""
    dense = 3 if line and ord(line[0]) > 0x2E7F else 1  # scripts without spaces say more in fewer characters
    if len(line) * dense < _PROSE:
        return False
    told = _BRACKET.sub("", line) if line[-1] in _CLOSING else line
    return told.rstrip(_CLOSERS)[-1:] in _ENDS


def lines_of(text: str) -> list[str]:
    """The lines of a document that are not blank, without the blanks around them."""
    return [line for line in map(str.strip, text.split("\n")) if line]


def edges(prose: Sequence[bool]) -> tuple[set[int], set[int]]:
    """By number, the first paragraphs, which may open like a dateline, and the last, which may end like a signature."""
    at = [index for index, each in enumerate(prose) if each]
    return set(at[:_EDGE]), set(at[-_EDGE:])


def row(line: str, prose: bool, leads: bool = False, ends: bool = False) -> Row:
    """A line with its pieces; `leads` and `ends` tell whether it is a paragraph at an edge of the story."""
    found = [Piece("line", line, line)] if len(line) <= LONGEST else []
    if prose:
        sentences = _sentences(line)
        _of_paragraph(line, sentences, leads, ends, found)
        return Row(line, True, tuple(found), tuple(sentences))
    if len(line) <= _TEMPLATED:
        _of_line(line, found)
    return Row(line, False, tuple(found))


def rows(text: str) -> list[Row]:
    """The lines of a document with their pieces."""
    lines = lines_of(text)
    prose = [is_prose(line) for line in lines]
    leads, ends = edges(prose)
    return [row(line, prose[index], index in leads, index in ends) for index, line in enumerate(lines)]


def places(prose: Sequence[bool], often: Sequence[bool]) -> list[Place]:
    """Where lines stand: before the first paragraph of the story, within it, or behind its last.

    A paragraph that is frequent itself is none of the story's.
    """
    at = [index for index, each in enumerate(prose) if each and not often[index]]
    first, last = (at[0], at[-1]) if at else (len(prose), len(prose))
    return ["head" if index < first else "tail" if index > last else "body" for index in range(len(prose))]


def _of_paragraph(line: str, sentences: list[str], leads: bool, ends: bool, found: list[Piece]) -> None:
    lead = _LEAD.match(line) if leads and _LEADING.search(line, 0, _LONGEST_LEAD) else None
    if lead:
        found.append(Piece("lead", template(lead.group(1)), lead.group(1)))
    if "(" in line or "[" in line or "（" in line:
        for bracket in _REMARK.finditer(line):
            found.append(Piece("inside", _NUMBER.sub(NUMBER, bracket.group(0)), bracket.group(0)))
    last = _BRACKET.search(line) if ends and line.rstrip(".")[-1:] in _CLOSING else None
    if last is None:
        if len(sentences) > 1 and 2 < len(sentences[-1]) <= _LONGEST_ENDING:
            start = line.rindex(sentences[-2], 0, -len(sentences[-1])) + len(sentences[-2])
            found.append(Piece("ending", sentences[-1], line[start:]))
    elif _INITIALS.fullmatch(last.group(0)):
        found.append(Piece("ending", _LETTERS.sub("a", last.group(0)), last.group(0)))


def _sentences(paragraph: str) -> list[str]:
    found = []
    start = 0
    for between in _BREAK.finditer(paragraph):
        found.append(paragraph[start : between.start() + 1])
        start = between.end()
    return [*found, paragraph[start:]]


def _of_line(line: str, found: list[Piece]) -> None:
    slotted = template(line)
    if slotted != line and has_words(slotted):
        found.append(Piece("template", slotted, line))
    if NAME in slotted:
        named = _FIRST.match(slotted)  # what opens with two capitals may open with a name
        if named and len("".join(_LETTERS.findall(rest := slotted[named.end() :]))) >= _TELLING:
            found.append(Piece("template", NAME + rest, line))
    opening = _OPENING.match(line)
    if opening and has_words(key := template(opening.group(1))):
        found.append(Piece("opening", key, line))


def template(line: str) -> str:
    """A line with its numbers, months behind numbers, and names made slots."""
    numbered = _NUMBER.sub(NUMBER, line)
    if numbered != line:
        numbered = _DATE.sub(rf"\1{MONTH}", numbered)
    return _NAME.sub(NAME, numbered)


def behind_opening(line: str) -> str:
    """What stands behind the opening of a line that has one."""
    opening = _OPENING.match(line)
    return line[opening.end(1) :] if opening else ""


_NO_SLOTS = dict.fromkeys(map(ord, (NUMBER, NAME, MONTH)))


def has_words(key: str) -> bool:
    """Whether a template holds anything but slots and signs."""
    return _LETTERS.search(key.translate(_NO_SLOTS)) is not None


def sentences(found: list[Row]) -> list[str]:
    """The sentences of a document's paragraphs: what its story is told by."""
    return [part for row in found for part in row.sentences if len(part) > 20]
