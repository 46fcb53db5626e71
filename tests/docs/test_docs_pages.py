"""What the pages say of the code is so."""

import json
import re
from pathlib import Path

import pytest

from cleaner import testing
from cleaner.filters.base import kinds
from cleaner.proof import lint, prove
from cleaner.ruleset.load import parse

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def test_the_tests_that_the_laws_name_are_there():
    page = (DOCS / "laws.md").read_text("utf-8")
    there = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_laws*.py"))
    there += (ROOT / "tests" / "laws" / "test_kinds.py").read_text("utf-8")
    named = set(re.findall(r"`(test_\w+)`", page))
    assert len(named) > 15 and all(f"def {name}(" in there for name in named)
    laws = re.findall(r"`cleaner\.testing\.(\w+)`", page)
    assert len(laws) == 9 and all(callable(getattr(testing, law)) for law in laws)
    assert re.findall(r"^## (\d)\. ", page, re.MULTILINE) == list("123456789")


def test_the_modules_that_the_design_names_are_there():
    page = (DOCS / "design.md").read_text("utf-8")
    table = page.split("## Layers")[1].split("## ")[0]
    named = re.findall(r"^\| [^|]+ \| (`.+) \|$", table, re.MULTILINE)
    modules = [name for row in named for name in re.findall(r"`(\w+)`", row)]
    assert len(modules) > 30
    for name in modules:
        assert (ROOT / "cleaner" / name).is_dir() or (ROOT / "cleaner" / f"{name}.py").is_file(), name
    for path in re.findall(r"`(cleaner/[\w/.]+)`", page):
        assert (ROOT / path).exists(), path


def test_every_link_of_the_readme_and_of_the_docs_is_there_in_a_checkout():
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")):
        text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
        for link in re.findall(r"\]\(([^)\s#:]+)(?:#[^)]*)?\)", text):
            assert (page.parent / link).exists(), f"{page.relative_to(ROOT)}: {link}"


def test_the_recipe_for_vs_code_is_json_and_the_schema_it_names_is_printed():
    page = (DOCS / "how-to" / "vs-code.md").read_text("utf-8")
    blocks = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", page, re.DOTALL)]
    assert blocks[0]["yaml.schemas"]["./rules.schema.json"]
    pattern = blocks[1]["tasks"][0]["problemMatcher"]["pattern"]
    found = re.match(pattern["regexp"], "my-rules/vault.yaml:6:5: no-anchor: its pattern runs on every line")
    assert found and found.groups()[:3] == ("my-rules/vault.yaml", "6", "5")


def blocks():
    for page in (ROOT / "README.md", *sorted(DOCS.rglob("*.md"))):
        for number, block in enumerate(re.findall(r"```yaml\n(.*?)```", page.read_text("utf-8"), re.DOTALL)):
            if block.startswith("class:"):
                yield pytest.param(block, id=f"{page.name}-{number}")


@pytest.mark.parametrize("block", list(blocks()))
def test_a_rule_file_on_a_page_loads_and_proves_itself(block):
    rules, problems = parse(block, "page.yaml", kinds())
    assert rules and not problems, "\n".join(map(str, problems))
    assert not [str(failure) for failure in prove(rules, rules)]
    assert not lint(rules), [str(problem) for problem in lint(rules)]
