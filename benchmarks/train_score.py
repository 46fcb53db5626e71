"""Train the weights of the kind `score` on page sets, and show what each threshold would cut on sites left out.

    python -m benchmarks.train_score DIR... [--groups SITES.tsv] [--penalty C]

A DIR is a page set (`gold/` and `noisy/`, see docs/bench.md). Texts are cleaned by all rules of words first; what is
judged are the lines that they leave and that are no prose. A line is noise if gold has less than half of its words.
Logistic regression (L2, scikit-learn: `pip install scikit-learn`) on features scaled by their deviation, one model a
zone, each set given the same weight so that no genre drowns the others. SITES.tsv (columns set, page, site) keeps the
pages of one site together in the five folds; without it each page is its own site.

It prints, for each zone and threshold, the words of noise and of story cut on held-out sites by set: choose the lowest
threshold at which no set is harmed. Then it prints the weights as YAML for rules/mul/score.yaml.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from cleaner.bench.labels import Labels
from cleaner.bench.sources import find
from cleaner.document import Document
from cleaner.evidence.features import Evidence
from cleaner.pipeline import Pipeline
from cleaner.spans import Offsets, cut

ZONES = ("head", "body", "tail")
THRESHOLDS = (1.5, 2.0, 2.5, 3.0, 3.5, 4.0)
LEAST_DEVIATION = 0.05  # a feature that hardly ever shows would get a giant weight
SMALLEST_WEIGHT = 0.05
HEAVIEST_LINE = 40  # words; longer ones count no more


@dataclass(frozen=True, slots=True)
class Line:
    """One line to learn from: where it was met, its features, and how many of its words are story and noise."""

    group: str
    site: str
    zone: str
    features: dict[str, float]
    story: int
    noise: int


def lines_of(labels: Labels, pipeline: Pipeline, group: str, site: str) -> list[Line]:
    """The short lines that the rules of words leave of a text."""
    runs = pipeline.clean(labels.text).spans
    doc, offsets = Document(cut(labels.text, runs)), Offsets(runs)
    evidence = Evidence(doc)
    found = []
    for zone in ZONES:
        for index in doc.zones.lines(zone):  # type: ignore[arg-type]
            line = doc.folded[index]
            if not line or len(line) > 300 or doc.prose(index) or not any(map(str.isalnum, line)):
                continue
            place = doc.line(index)
            words = labels.words.between([offsets.hull((place.start, place.end))])
            noise = sum(bool(labels.classes[word]) for word in words)
            if words:
                found.append(Line(group, site, zone, evidence.features(index), len(words) - noise, noise))
    return found


@click.command()
@click.argument("dirs", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--groups", type=click.Path(exists=True, path_type=Path), help="TSV with columns set, page, site.")
@click.option("--penalty", default=0.05, show_default=True, help="Inverse strength of the L2 penalty.")
def main(dirs: tuple[Path, ...], groups: Path | None, penalty: float) -> None:
    """Train the weights of the kind `score`."""
    sites: dict[tuple[str, str], str] = {}
    if groups:
        with groups.open(encoding="utf-8", newline="") as file:
            sites = {(row["set"], row["page"]): row["site"] for row in csv.DictReader(file, delimiter="\t")}
    pipeline = Pipeline.load(without=["offtopic.weighed-line"])
    lines: list[Line] = []
    for gold in find(dirs):
        group = gold.name.split("/")[0]
        with click.progressbar(gold.entries, label=gold.name) as entries:
            for entry in entries:
                for name, _, labels in entry.read():
                    page = Path(name).stem
                    lines += lines_of(labels, pipeline, group, sites.get((group, page), f"{group}/{page}"))
    for zone in ZONES:
        train([line for line in lines if line.zone == zone], zone, penalty)


def train(lines: list[Line], zone: str, penalty: float) -> None:
    """Fit one zone's model, print the table of thresholds from held-out folds, then the weights."""
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold

    vectorizer = DictVectorizer()
    raw = vectorizer.fit_transform([line.features for line in lines])
    deviation = np.sqrt(np.asarray(raw.multiply(raw).mean(0) - np.square(raw.mean(0))).ravel())
    scale = np.maximum(deviation, LEAST_DEVIATION)
    matrix = raw.multiply(1 / scale).tocsr()
    noise = np.array([line.noise > line.story for line in lines])
    heft = np.array([min(line.story + line.noise, HEAVIEST_LINE) ** 0.5 for line in lines])
    names = np.array([line.group for line in lines])
    for name in set(names):
        heft[names == name] /= heft[names == name].sum() ** 0.5
    heft /= heft.mean()

    def fitted(rows: Any) -> Any:
        return LogisticRegression(C=penalty, max_iter=500).fit(matrix[rows], noise[rows], sample_weight=heft[rows])

    scores = np.zeros(len(lines))
    for seen, held_out in GroupKFold(5).split(matrix, noise, [line.site for line in lines]):
        scores[held_out] = fitted(seen).decision_function(matrix[held_out])
    click.echo(f"\n{zone}: {len(lines)} lines, {noise.mean():.0%} noise; words of noise/story cut on held-out sites")
    for threshold in THRESHOLDS:
        cells: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for line, score in zip(lines, scores, strict=True):
            if score >= threshold:
                cells[line.group][0] += line.noise
                cells[line.group][1] += line.story
        click.echo(f"  {threshold}: " + "  ".join(f"{name} {a}/{b}" for name, (a, b) in sorted(cells.items())))
    model = fitted(np.arange(len(lines)))
    weights = zip(vectorizer.feature_names_, model.coef_[0] / scale, strict=True)
    click.echo(f"        {zone}:\n          bias: {model.intercept_[0]:.2f}\n          weights:")
    for name, weight in sorted(weights, key=lambda pair: -abs(pair[1])):
        if abs(weight) >= SMALLEST_WEIGHT:
            click.echo(f"            {name}: {weight:.2f}")


if __name__ == "__main__":
    main()
