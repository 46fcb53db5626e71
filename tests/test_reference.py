"""The rule reference in docs/ is what the packs say."""

from cleaner.pipeline import known_rules
from cleaner.reference import reference


def test_it_is_current(fixtures):
    page = (fixtures.parent / "docs" / "rules.md").read_text("utf-8")
    assert page == reference(known_rules()), "python -m cleaner.reference > docs/rules.md"
