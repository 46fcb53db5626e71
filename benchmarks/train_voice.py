"""Train the words of the kind `voice` for one language, and write its rule file anew.

    python -m benchmarks.train_voice LANGUAGE [--notices FILE] [--marked DIR]... [--pages DIR]... [--common FILE]

What outlets say is learned from the examples of all rules of the language, from marked documents (`--marked`, files
that begin with the language, see fixtures/gold) and from a file of such lines (`--notices`: a class or nothing, a tab,
the line). What stories say is learned from what these leave, from the counterexamples, from page sets (`--pages`: gold
bodies in that language, cleaned first, so that notices which gold keeps are not learned as stories), and from lines
drawn at random from the language's common words (`--common`: JSON, a list of words and their frequencies by language,
as the package wordfreq has them), for the languages that have few pages. What the examples' stories are about is not
learned (voice_topics.yaml).

Logistic regression with an L1 penalty (scikit-learn: `pip install scikit-learn`) leaves few words. The words to look
for are chosen greedily until they stand on nearly all lines that the model finds, for as few lines of stories as can
be. It prints how many lines of outlets are found at each threshold in five folds, and how many lines of stories with
them, and puts words and bias into rules/LANGUAGE/voice.yaml, whose threshold and examples stay as they are.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import click
import yaml

from cleaner.filters.voice import terms_of
from cleaner.formats.encoding import decode
from cleaner.language import LangDetect
from cleaner.pipeline import Pipeline, known_rules
from cleaner.proof import unmark
from cleaner.shadow import fold
from cleaner.shapes import UNSPACED, has_words

_MARK = re.compile(r"⟦(?:(\w+)\|)?(.*?)⟧", re.DOTALL)
# What outlets say in words of their own. Headlines, captions, names and biographies are made of any words.
_CLASSES = {"ad", "copyright", "disclaimer", "nav", "placeholder", "promo", "share"}
_WORDS_OF_NOTICE, _WORDS_OF_STORY, _LONGEST = 3, 4, 1500
_MET_IN_NOTICES, _MET_IN_STORIES = 3, 20  # lines that a term must be on
_SMALLEST = 0.2  # weight
_DRAWN = 1500  # lines of common words
_FOLDS = 5
_COVERED = 0.95  # of the lines that are found, by the words to look for,
_LOOKED_FOR = 5  # which have so many letters at least
TOPICS = Path(__file__).with_name("voice_topics.yaml")
THRESHOLDS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)


@dataclass(frozen=True, slots=True)
class Line:
    """A line to learn from: its terms, its class ("" of a notice of no known class, None of a story), its document."""

    terms: frozenset[str]
    said: str | None
    group: str


def lines_of(text: str, said: str | None, group: str) -> Iterator[Line]:
    """The lines of a text that are long enough."""
    for row in text.split("\n"):
        line = fold(row.strip())
        if has_words(line, _WORDS_OF_STORY if said is None else _WORDS_OF_NOTICE) and len(line) <= _LONGEST:
            yield Line(frozenset(terms_of(line)), said, group)


def of_marked(text: str, group: str, noise_class: str | None = None) -> Iterator[Line]:
    """The lines of a marked text, or of an example of a rule of that class."""
    for mark in _MARK.finditer(text):
        name = noise_class or mark[1]
        if name in _CLASSES:
            yield from lines_of(mark[2], name, group)
    yield from lines_of(_MARK.sub("\n", text), None, group)


def of_rules(language: str) -> Iterator[Line]:
    """The lines of the examples of a language's rules."""
    for rule in known_rules():
        if rule.language == language and rule.kind != "voice":
            for text in rule.examples.removes:
                yield from of_marked(text, rule.id, rule.noise_class)
            for text in rule.examples.keeps:
                yield from lines_of(unmark(text)[0], None, rule.id)


def of_pages(folders: Sequence[Path], language: str) -> Iterator[Line]:
    """The lines of gold bodies in a language."""
    detect, pipeline = LangDetect(), Pipeline.load(languages=[language])
    for file in sorted(file for folder in folders for file in (folder / "gold").glob("*.txt")):
        text = decode(file.read_bytes())[0]
        if detect(text) == language:
            yield from lines_of(pipeline.clean(text, language).text, None, file.stem)


def of_common_words(frequencies: Mapping[str, float], spaced: bool, seed: int = 1) -> Iterator[Line]:
    """Lines of words drawn by their frequency."""
    draw = random.Random(seed)
    words = [word for word in frequencies if not word[0].isdigit()]
    for number in range(_DRAWN):
        row = draw.choices(words, [frequencies[word] for word in words], k=draw.randint(10, 24))
        yield from lines_of((" " if spaced else "").join(row), None, f"drawn {number}")


@click.command()
@click.argument("language")
@click.option("--notices", type=click.Path(exists=True, path_type=Path), help="Lines of outlets, class TAB line.")
@click.option("--marked", multiple=True, type=click.Path(exists=True, path_type=Path), help="Marked documents.")
@click.option("--pages", multiple=True, type=click.Path(exists=True, path_type=Path), help="Page sets.")
@click.option("--common", type=click.Path(exists=True, path_type=Path), help="Common words, as JSON.")
@click.option("--penalty", default=0.6, show_default=True, help="Inverse strength of the L1 penalty.")
def main(
    language: str, notices: Path | None, marked: tuple[Path, ...], pages: tuple[Path, ...], common: Path | None,
    penalty: float,
) -> None:  # fmt: skip
    """Train the words of the kind `voice` for LANGUAGE."""
    lines = [*of_rules(language), *of_pages(pages, language)]
    for folder in marked:
        for file in sorted(folder.glob(f"{language}-*.txt")):
            lines += of_marked(file.read_text(encoding="utf-8"), file.stem)
    if notices:
        for row in notices.read_text(encoding="utf-8").splitlines():
            said, _, text = row.rpartition("\t")
            lines += lines_of(text, said, text)
    if common:
        frequencies = dict(json.loads(common.read_text(encoding="utf-8"))[language])
        lines += of_common_words(frequencies, spaced=language not in ("zh", "ja"))
    train(list(dict.fromkeys(lines)), language, penalty)


def train(lines: Sequence[Line], language: str, penalty: float) -> None:
    """Fit the model, print what it finds in folds it has not seen, and write the words into the language's rule."""
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    topics = set(yaml.safe_load(TOPICS.read_text(encoding="utf-8")).get(language, ()))
    met = {said: Counter(t for line in lines if (line.said is not None) == said for t in line.terms)
           for said in (True, False)}  # fmt: skip
    known = {t for t, n in met[True].items() if n >= _MET_IN_NOTICES}
    known |= {t for t, n in met[False].items() if n >= _MET_IN_STORIES}
    known -= topics | {term for term in known if term.isdigit()}
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(sorted(line.terms & known), 1.0) for line in lines])
    said = np.array([line.said is not None for line in lines])
    fold_of = np.array([crc32(line.group.encode()) % _FOLDS for line in lines])

    def fitted(rows: Any) -> Any:
        model = LogisticRegression(l1_ratio=1.0, C=penalty, solver="liblinear", random_state=1)
        return model.fit(matrix[rows], said[rows])

    scores = np.zeros(len(lines))
    for number in range(_FOLDS):
        scores[fold_of == number] = fitted(fold_of != number).decision_function(matrix[fold_of == number])
    click.echo(f"{language}: {said.sum()} lines of outlets, {(~said).sum()} of stories")
    for threshold in THRESHOLDS:
        found = scores > threshold
        click.echo(f"  {threshold}: {(found & said).sum() / said.sum():.0%}, {(found & ~said).sum()} of stories")
    model = fitted(np.arange(len(lines)))
    weights = {t: round(float(w), 2) for t, w in zip(vectorizer.feature_names_, model.coef_[0], strict=True)
               if abs(w) >= _SMALLEST}  # fmt: skip
    at = model.decision_function(matrix) > 0.5
    look = words_to_look_for([line for line, ok in zip(lines, at, strict=True) if ok and line.said is not None],
                             met[False], int((~said).sum()), weights)  # fmt: skip
    write(language, float(model.intercept_[0]), weights, classes_of(lines, weights), look)


def words_to_look_for(
    found: Sequence[Line], in_stories: Counter[str], stories: int, weights: Mapping[str, float]
) -> list[str]:
    """Words of which nearly every line that is found has one, chosen greedily, for few of so many lines of stories."""
    left = [line.terms & {term for term, weight in weights.items() if weight > 0} for line in found]
    chosen: list[str] = []
    spared = (1 - _COVERED) * len(left)
    while len(left) > spared:
        gain = Counter(term for line in left for term in line if len(term) >= _LOOKED_FOR or UNSPACED.match(term))
        if not gain:
            break
        best = max(sorted(gain), key=lambda term: gain[term] / (0.001 * stories + in_stories[term]))
        chosen.append(best)
        left = [line for line in left if best not in line]
    return sorted(chosen)


def classes_of(lines: Sequence[Line], weights: Mapping[str, float]) -> dict[str, str]:
    """The class in whose lines each word of outlets stands most often for its size; "promo" if nobody tells."""
    sizes = Counter(line.said for line in lines if line.said)
    by_term: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        if line.said:
            for term in line.terms & weights.keys():
                by_term[term][line.said] += 1
    return {
        term: max(sorted(by_term[term]), key=lambda name: by_term[term][name] / (10 + sizes[name]), default="promo")
        for term in weights
    }


def write(
    language: str, bias: float, weights: Mapping[str, float], classes: Mapping[str, str], look: Sequence[str]
) -> None:
    """Put the words into rules/LANGUAGE/voice.yaml, between its lines `match:` and `examples:`."""
    groups: dict[str, list[str]] = defaultdict(list)
    for term in sorted(weights, key=lambda term: -weights[term]):
        groups[classes[term] if weights[term] > 0 else "story"].append(term)
    rows = ["    match:", *_wrapped("      anchors: [", [json.dumps(term, ensure_ascii=False) for term in look], "]")]
    rows += ["      longest: 300", "    options:", "      threshold: THRESHOLD", f"      bias: {bias:.2f}"]
    rows.append("      words:")
    for name in sorted(groups, key=lambda name: (name == "story", name)):
        cells = [f"{json.dumps(term, ensure_ascii=False)}: {weights[term]:g}" for term in groups[name]]
        rows += _wrapped(f"        {name}: {{", cells, "}")
    file = Path("rules", language, "voice.yaml")
    text = file.read_text(encoding="utf-8")
    threshold = re.search(r"threshold: (\S+)", text)
    body = "\n".join(rows).replace("THRESHOLD", threshold[1] if threshold else "1.5")
    start, end = text.index("    match:"), text.index("    examples:")
    file.write_text(text[:start] + body + "\n" + text[end:], encoding="utf-8")


def _wrapped(opening: str, cells: Sequence[str], closing: str, width: int = 118) -> Iterator[str]:
    """A list of YAML's flow style over as many lines as it takes."""
    row = opening
    indent = " " * (len(opening) - len(opening.lstrip()) + 2)
    for number, cell in enumerate(cells):
        cell += closing if number + 1 == len(cells) else ", "
        if len(row) + len(cell.rstrip()) > width:
            yield row.rstrip()
            row = indent
        row += cell
    yield row.rstrip()


if __name__ == "__main__":
    main()
