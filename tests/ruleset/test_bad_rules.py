"""Bad rule files, each with the message it gives.

`fixtures/bad_rules/NAME.yaml` stands beside `NAME.txt`. To accept new messages: UPDATE_GOLDEN=1 pytest tests/ruleset
"""

import os
from pathlib import Path

import pytest

from cleaner.errors import RuleError
from cleaner.filters.base import kinds
from cleaner.proof import lint, prove
from cleaner.ruleset.load import load_rules

PLACE = Path(__file__).parents[2] / "fixtures" / "bad_rules"
FILES = sorted(PLACE.glob("*.yaml"))


def messages(file):
    """All that loading, linting and proving a file has to say."""
    try:
        rules = load_rules([file], kinds())
    except RuleError as error:
        said = str(error)
    else:
        said = "\n".join(map(str, [*lint(rules), *prove(rules, rules)]))
    return said.replace(str(PLACE) + os.sep, "") + "\n"


def test_there_are_twenty_and_more():
    assert len(FILES) >= 20


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_message(file):
    golden = file.with_suffix(".txt")
    said = messages(file)
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(said, encoding="utf-8")
    assert said.strip(), "nothing is said about a bad file"
    assert said == golden.read_text(encoding="utf-8")


def test_every_problem_of_every_file_at_once():
    bad = [PLACE / f"{name}.yaml" for name in ("unknown_field", "bad_regex", "wrong_type", "missing_example")]
    with pytest.raises(RuleError) as error:
        load_rules(bad, kinds())
    assert {Path(problem.location.file).stem for problem in error.value.problems} == {file.stem for file in bad}
    assert len([p for p in error.value.problems if p.location.file.endswith("wrong_type.yaml")]) == 3
