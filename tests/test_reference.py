"""The rule reference in docs/ is what the packs say."""

from cleaner.filters.base import kinds
from cleaner.reference import reference
from cleaner.ruleset.load import load_rules
from cleaner.ruleset.locate import bundled, rule_files


def test_it_is_current(fixtures):
    page = (fixtures.parent / "docs" / "rules.md").read_text("utf-8")
    assert page == reference(load_rules(rule_files(bundled()), kinds())), "python -m cleaner.reference > docs/rules.md"
