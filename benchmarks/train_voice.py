"""Train the words of the kind `voice` for one language, and write its rule file anew.

    python -m benchmarks.train_voice LANGUAGE [--bio] [--further FILE] [--marked DIR]... [--pages DIR]...
        [--common FILE]

What outlets say is learned from `voice/LANGUAGE.tsv` (a class, a tab, a line; written for this), from the examples of
all rules of the language, and from marked documents (`--marked`, files that begin with the language, see
fixtures/gold). What stories say is learned from what these leave, from the lines of class "story", which use an
outlet's words for a story's ends, from the counterexamples, from page sets (`--pages`: gold bodies in that language,
cleaned first, so that notices which gold keeps are not learned as stories), and from lines drawn at random from the
language's common words (`--common`: JSON, a list of words and their frequencies by language, as the package wordfreq
has them), for the languages that have few pages. What the examples' stories are about is not learned
(voice/topics.yaml), nor are names in them.

With `--bio` it is what outlets say of their writers, which goes into a rule of its own. With `--further` what the words
of a rule file tell is one more sign, so that what was learned earlier, from other lines, is not lost.

Logistic regression with an L2 penalty (scikit-learn: `pip install scikit-learn`): many words and pairs of words tell a
little each, and choosing few of them (L1) finds a fifth less. Small weights are left out. It prints how many lines of
outlets are found at each threshold in five folds, and how many lines of stories with them, and puts words and bias into
rules/LANGUAGE/voice.yaml or bio_voice.yaml, whose threshold and examples stay as they are.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import fsum
from pathlib import Path
from typing import Any
from zlib import crc32

import click
import yaml

from cleaner.evidence.stems import terms
from cleaner.filters.voice import LETTERS, WORDS
from cleaner.formats.encoding import decode
from cleaner.language import LangDetect
from cleaner.pipeline import Pipeline, known_rules
from cleaner.proof import unmark
from cleaner.shadow import fold
from cleaner.shapes import has_words

_MARK = re.compile(r"⟦(?:(\w+)\|)?(.*?)⟧", re.DOTALL)
# What outlets say in words of their own. Headlines, captions and names are made of any words.
_NOTICES = frozenset(["ad", "copyright", "disclaimer", "nav", "placeholder", "promo", "share"])
_BIOS = frozenset(["bio"])
_WORDS_OF_STORY, _LONGEST = 4, 1500
_MET_IN_NOTICES, _MET_IN_STORIES = 2, 20  # lines that a term must be on
_SMALLEST = 0.2  # weight
_NEAR = "near "  # begins the group of a line that was written to be near to a notice
_DRAWN = 1500  # lines of common words
_FOLDS = 5
_NAME = 0.6  # of a word inside sentences: written with a capital so often, it is a name
_NOUNS_HAVE_CAPITALS = ("de",)
_EARLIER = 3.0  # times as loud: what earlier words tell is hardly held back by the penalty
_WORD = re.compile(r"[^\W\d_][^\W_]*")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:\"“”„«»(–—-])\W*$")
VOICE = Path(__file__).with_name("voice")
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
        if has_words(line, _WORDS_OF_STORY if said is None else WORDS) and len(line) <= _LONGEST:
            # What is quoted is nobody's plea: a line may tell of the word "please".
            yield Line(frozenset(terms(line, LETTERS, quoted=False)), said, group)


def written(language: str) -> Iterator[tuple[str, str]]:
    """What was written for this: class and line."""
    for row in (VOICE / f"{language}.tsv").read_text(encoding="utf-8").splitlines():
        said, _, text = row.partition("\t")
        yield said, text


def of_written(language: str, classes: AbstractSet[str]) -> Iterator[Line]:
    """The lines that were written for this."""
    for said, text in written(language):
        if said == "story":
            yield from lines_of(text, None, f"{_NEAR}{text}")
        elif said in classes:
            yield from lines_of(text, said, text)


def of_marked(text: str, group: str, classes: AbstractSet[str], noise_class: str | None = None) -> Iterator[Line]:
    """The lines of a marked text, or of an example of a rule of that class."""
    for mark in _MARK.finditer(text):
        name = noise_class or mark[1]
        if name in classes:
            yield from lines_of(mark[2], name, group)
    yield from lines_of(_MARK.sub("\n", text), None, group)


def of_rules(language: str, classes: AbstractSet[str]) -> Iterator[Line]:
    """The lines of the examples of a language's rules."""
    for rule in known_rules():
        if rule.language == language and rule.kind != "voice":
            for text in rule.examples.removes:
                yield from of_marked(text, rule.id, classes, rule.noise_class)
            for text in rule.examples.keeps:
                yield from lines_of(unmark(text)[0], None, rule.id)


def of_pages(folders: Sequence[Path], language: str) -> Iterator[Line]:
    """The lines of gold bodies in a language."""
    detect, pipeline = LangDetect(), Pipeline.load(languages=[language])
    for file in sorted(file for folder in folders for file in (folder / "gold").glob("*.txt")):
        text = decode(file.read_bytes())[0]
        if detect(text) == language:
            yield from lines_of(pipeline.clean(text, language).text, None, file.stem)


def of_common_words(frequencies: Mapping[str, float], seed: int = 1) -> Iterator[Line]:
    """Lines of words drawn by their frequency."""
    draw = random.Random(seed)
    words = [word for word in frequencies if not word[0].isdigit()]
    for number in range(_DRAWN):
        row = draw.choices(words, [frequencies[word] for word in words], k=draw.randint(10, 24))
        yield from lines_of(" ".join(row), None, f"drawn {number}")


def names_in(texts: Iterable[str]) -> set[str]:
    """The first letters of words that have a capital inside sentences."""
    met: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts:
        for word in _WORD.finditer(text):
            if not _SENTENCE_BEGINS.search(text[: word.start()]):
                met[stem_of(word[0])] += 1
                capital[stem_of(word[0])] += word[0][0].isupper()
    return {stem for stem, count in met.items() if capital[stem] > _NAME * count}


def texts_written(language: str) -> Iterator[str]:
    """The lines that were written for this, and the examples of the language's rules."""
    yield from (text for _, text in written(language))
    for rule in known_rules():
        if rule.language == language and rule.kind != "voice":
            for text in (*rule.examples.removes, *rule.examples.keeps):
                yield from unmark(text)[0].splitlines()


def stem_of(word: str) -> str:
    """A word as a term has it."""
    return fold(word)[:LETTERS]


@click.command()
@click.argument("language")
@click.option("--bio", is_flag=True, help="Learn what is said of writers instead of notices.")
@click.option("--further", type=click.Path(exists=True, path_type=Path), help="Learn further from a rule's words.")
@click.option("--marked", multiple=True, type=click.Path(exists=True, path_type=Path), help="Marked documents.")
@click.option("--pages", multiple=True, type=click.Path(exists=True, path_type=Path), help="Page sets.")
@click.option("--common", type=click.Path(exists=True, path_type=Path), help="Common words, as JSON.")
@click.option("--penalty", default=1.0, show_default=True, help="Inverse strength of the L2 penalty.")
def main(
    language: str, bio: bool, further: Path | None, marked: tuple[Path, ...], pages: tuple[Path, ...],
    common: Path | None, penalty: float,
) -> None:  # fmt: skip
    """Train the words of the kind `voice` for LANGUAGE."""
    classes = _BIOS if bio else _NOTICES
    lines = [*of_written(language, classes), *of_rules(language, classes), *of_pages(pages, language)]
    for folder in marked:
        for file in sorted(folder.glob(f"{language}-*.txt")):
            lines += of_marked(file.read_text(encoding="utf-8"), file.stem, classes)
    if common:
        frequencies = dict(json.loads(common.read_text(encoding="utf-8")).get(language, ()))
        lines += of_common_words(frequencies) if frequencies else ()
    file = Path("rules", language, "bio_voice.yaml" if bio else "voice.yaml")
    train(list(dict.fromkeys(lines)), language, penalty, file, _words_of(further) if further else {})


def _words_of(file: Path) -> dict[str, float]:
    (rule,) = yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]
    return {term: weight for words in rule["options"]["words"].values() for term, weight in words.items()}


def train(lines: Sequence[Line], language: str, penalty: float, file: Path, earlier: Mapping[str, float]) -> None:
    """Fit the model, print what it finds in folds it has not seen, and write the words into the language's rule."""
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    lists = yaml.safe_load((VOICE / "topics.yaml").read_text(encoding="utf-8"))
    names = names_in(texts_written(language)) if language not in _NOUNS_HAVE_CAPITALS else ()
    topics = {*lists.get(language, ()), *names} - set(lists["known"])
    met = {said: Counter(t for line in lines if (line.said is not None) == said for t in line.terms)
           for said in (True, False)}  # fmt: skip
    known = {t for t, n in met[True].items() if n >= _MET_IN_NOTICES}
    known |= {t for t, n in met[False].items() if n >= _MET_IN_STORIES}
    known = {term for term in known if topics.isdisjoint(term.split(" "))}
    rows = [dict.fromkeys(sorted(line.terms & known), 1.0) for line in lines]
    for row, line in zip(rows, lines, strict=True):
        row[""] = _EARLIER * fsum(earlier[term] for term in line.terms & earlier.keys())
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    # What the solver takes.
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    said = np.array([line.said is not None for line in lines])
    near = np.array([line.group.startswith(_NEAR) for line in lines])
    fold_of = np.array([crc32(line.group.encode()) % _FOLDS for line in lines])

    def fitted(rows: Any) -> Any:
        model = LogisticRegression(l1_ratio=0.0, C=penalty, solver="liblinear", random_state=1)
        return model.fit(matrix[rows], said[rows])

    scores = np.zeros(len(lines))
    for number in range(_FOLDS):
        scores[fold_of == number] = fitted(fold_of != number).decision_function(matrix[fold_of == number])
    click.echo(f"{language}: {said.sum()} lines of outlets, {(~said).sum()} of stories")
    for threshold in THRESHOLDS:
        found = scores > threshold
        wrong = found & ~said
        click.echo(
            f"  {threshold}: {(found & said).sum() / said.sum():.0%}, {wrong.sum()} of stories, "
            f"{(wrong & near).sum()} of {near.sum()} that were written to be near"
        )
    model = fitted(np.arange(len(lines)))
    learned = dict(zip(vectorizer.feature_names_, map(float, model.coef_[0]), strict=True))
    trust = _EARLIER * learned.pop("")
    weights = {term: learned.get(term, 0.0) + trust * earlier.get(term, 0.0) for term in {*learned, *earlier}}
    weights = {term: round(weight, 2) for term, weight in weights.items() if abs(weight) >= _SMALLEST}
    weights |= lists["by_hand"].get(language, {})
    write(file, float(model.intercept_[0]), weights, classes_of(lines, weights))


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


def write(file: Path, bias: float, weights: Mapping[str, float], classes: Mapping[str, str]) -> None:
    """Put bias and words into a rule file, whose other options stay as they are."""
    groups: dict[str, list[str]] = defaultdict(list)
    for term in sorted(weights, key=lambda term: (-weights[term], term)):
        groups[classes[term] if weights[term] > 0 else "story"].append(term)
    text = file.read_text(encoding="utf-8")
    (rule,) = yaml.safe_load(text)["rules"]
    kept = {name: value for name, value in rule["options"].items() if name not in ("bias", "words")}
    rows = ["    options:", *(f"      {name}: {json.dumps(value)}" for name, value in kept.items())]
    rows += [f"      bias: {bias:.2f}", "      words:"]
    for name in sorted(groups, key=lambda name: (name == "story", name)):
        cells = [f"{json.dumps(term, ensure_ascii=False)}: {weights[term]:g}" for term in groups[name]]
        rows += _wrapped(f"        {name}: {{", cells, "}")
    start, end = text.index("    options:"), text.index("    examples:")
    file.write_text(text[:start] + "\n".join(rows) + "\n" + text[end:], encoding="utf-8")


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
