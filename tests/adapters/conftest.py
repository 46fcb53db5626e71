"""What the tests of all engines share: rows, and what a plain pipeline makes of their texts."""

import pytest

STORY = "The board voted on Monday to dredge the channel."
NOISY = f"By Jane Ashdown\n{STORY}\n\nAdvertisement\n\n{STORY[:-1]} again."
SPARED = "Advertisement\n" * 20 + STORY
OWN = """\
class: promo
language: en
about: The club of a paper.
rules:
  - id: promo.en-saltmere-club
    title: Name of the club
    match: {lines: [saltmere reading club]}
    examples: {removes: ['⟦Saltmere Reading Club⟧'], keeps: ['The Saltmere Reading Club met.']}
"""


@pytest.fixture(scope="session")
def own(tmp_path_factory):
    """A directory with a rule file of one's own."""
    directory = tmp_path_factory.mktemp("rules")
    (directory / "own.yaml").write_text(OWN, encoding="utf-8")
    return directory


@pytest.fixture(scope="session")
def rows(fixtures):
    """Rows with the raw articles of the fixtures among them, and texts that are clean, empty, null and spared."""
    raw = [path.read_text("utf-8") for path in sorted((fixtures / "raw").rglob("*.txt"))]
    club = f"{STORY}\nSaltmere Reading Club\n"
    texts = [*raw, NOISY, STORY, "", None, SPARED, club, None, *raw[::-1]]
    return [{"id": number, "text": text, "tags": ["a"] * (number % 3)} for number, text in enumerate(texts)]


@pytest.fixture(scope="session")
def expected(rows, own):
    """The rows as a plain pipeline with the own rules cleans them."""
    from cleaner import Pipeline

    pipeline = Pipeline.load(rules=[own])
    done = [row | {"text": row["text"] and pipeline.clean(row["text"]).text} for row in rows]
    assert sum(before != after for before, after in zip(rows, done, strict=True)) > 5
    return done
