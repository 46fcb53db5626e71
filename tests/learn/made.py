"""Corpora of stories that differ, and what is learned from them."""

from cleaner.learn.evidence import Evidence, Frequent
from cleaner.learn.judge import verdicts
from cleaner.learn.survey import Learned, Survey

STORIES = 20


def story(number, paragraphs=3):
    """A story of words that no other story has: what it tells is of no matter here."""
    words = [f"word{'abcdefghijklmnopqrst'[number]}{chr(97 + at)}" for at in range(12 * paragraphs)]
    return [" ".join(words[at * 12 : at * 12 + 12]).capitalize() + "." for at in range(paragraphs)]


def found(documents, least=5, source="quay.example", dates=("",)):
    """Evidence and verdicts on documents, each a list of lines, of one source; `dates` in turn."""
    known = [Learned("\n".join(lines), source, dates[at % len(dates)]) for at, lines in enumerate(documents)]
    return judged_of(known, least)


def judged_of(known, least):
    """Evidence and verdicts on documents."""
    survey, evidence = Survey(), Evidence()
    for document in known:
        survey.add(document)
    evidence.add(known, Frequent(survey, least))
    return evidence, verdicts(evidence, least=least, share=0.02)
