"""What other cleaners' rules do to the same pages: C4's, RefinedWeb's, and filters of repeated sentences.

    python -m benchmarks.peers_quality DIR... [--extractor trafilatura] [--venv DIR] [--json FILE]

A DIR is what `benchmarks.pages` takes. The packages of the others are installed in an environment of their own
below `--venv` (made if it is not there); which rules are a package's and which are written down from a paper is told in
`peers_worker.py`. They were made for English, and to find good documents rather than to keep a document whole: the
table says what they do as cleaners, not what they are worth where they come from.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.pages import page_sets
from benchmarks.peers import DATA_JUICER, DATATROVE, environment
from benchmarks.peers_worker import SYSTEMS
from cleaner import Pipeline
from cleaner.bench.align import align
from cleaner.bench.data import data
from cleaner.bench.figures import Figures
from cleaner.bench.labels import Labels
from cleaner.bench.score import score_tokens
from cleaner.bench.sources import GoldSet, find
from cleaner.bench.words import words

PACKAGES = (*DATATROVE, *DATA_JUICER)
OURS = {"cleaner": "default", "cleaner, careful": "careful", "cleaner, thorough": "thorough"}
NAMES = {
    "c4_lines": "C4 rules for lines (datatrove)",
    "c4": "C4 rules for lines and pages (datatrove)",
    "c4_spans": "C4 three-sentence spans over the set (datatrove)",
    "repeated_sentences": "repeated sentences (data-juicer)",
    "refinedweb_lines": "RefinedWeb corrections of lines (from the paper)",
    "refinedweb": "RefinedWeb corrections, pages with over 5 % dropped",
}
COLUMNS = ("set", "system", "F1 before", "after", "room closed", "story lines lost", "precision", "recall", "damaged",
           "dropped")  # fmt: skip
Document = tuple[str, str, Labels]


def peer(python: Path, system: str, texts: Sequence[str]) -> list[str | None]:
    """What a system makes of some texts; None for each that it throws away."""
    worker = Path(__file__).with_name("peers_worker.py")
    given = "".join(json.dumps(text) + "\n" for text in texts)
    done = subprocess.run([python, worker, system], input=given, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise SystemExit(f"{system}: {done.stderr[-2000:]}")
    return [json.loads(line) for line in done.stdout.splitlines() if line]


def figures(gold: GoldSet, documents: Sequence[Document], outputs: Sequence[str | None]) -> Figures:
    """The figures of any cleaner's outputs: what is not in an output any more was removed."""
    scores = []
    for (name, digest, labels), output in zip(documents, outputs, strict=True):
        gone = [1] * len(labels.words)
        for index in align(words(output or "").folded, labels.words.folded):
            if index >= 0:
                gone[index] = 0
        scores.append(score_tokens(name, digest, labels, gone, output or ""))
    return Figures(gold.name, gold.kind, tuple(scores), skipped=gold.skipped)


def systems(texts: Sequence[str], python: Path) -> Iterator[tuple[str, list[str | None]]]:
    """Each system's name and what it makes of the texts."""
    for name, preset in OURS.items():
        pipeline = Pipeline.load(preset=preset)
        yield name, [pipeline.clean(text).text for text in texts]
    for system in SYSTEMS:
        yield NAMES[system], peer(python, system, texts)


def row(system: str, found: Figures, dropped: int) -> str:
    """A row of the table, in Markdown."""
    pages = found.pages
    assert pages
    lost = pages.story_lines_gone / pages.story_lines if pages.story_lines else 0
    room = "–" if pages.room_closed is None else f"{pages.room_closed:.0%}"
    cells = [
        found.name, system, f"{pages.before.f1:.4f}", f"{pages.after.f1:.4f}", room, f"{lost:.2%}",
        *("–" if each is None else f"{each:.3f}" for each in (found.precision, found.recall)),
        f"{found.damaged} of {len(found.scores)}", f"{dropped}",
    ]  # fmt: skip
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Print the table, set by set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", nargs="+", type=Path, metavar="DIR")
    parser.add_argument("--extractor", action="append", help="only these sets in noisy/ (all, if not given)")
    parser.add_argument(
        "--venv", type=Path, default=Path(".bench/peers"), help="environments are made below it; default: .bench/peers"
    )
    parser.add_argument("--json", type=Path, metavar="FILE")
    args = parser.parse_args()
    python = environment(args.venv / "quality", PACKAGES)
    report = []
    print(
        "| set | system | F1 before | after | room closed | story lines lost | precision | recall | damaged | dropped |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    with TemporaryDirectory(prefix="pages-") as work:
        sets = find([each for place in args.places for each in page_sets(place, Path(work))])
        for gold in sets:
            if args.extractor and gold.entries[0].file.parent.name not in args.extractor:
                continue
            documents = [each for entry in gold.entries for each in entry.read()]
            for system, outputs in systems([labels.text for _, _, labels in documents], python):
                found = figures(gold, documents, outputs)
                dropped = sum(output is None for output in outputs)
                print(row(system, found, dropped), flush=True)
                report.append({"system": system, "dropped": dropped, **data(found)})
    if args.json:
        args.json.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
