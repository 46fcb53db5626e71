"""A learned pack on disk: what learning again does to it, what a person did, and what is no pack."""

import pytest
from made import STORIES, found, story

from cleaner.errors import CleanerError
from cleaner.learn.pack import Pack

LETTER, NEXT = "Our letter from the quay comes every evening", "Ring the bell of the quay for more"


def corpus(*lines, stories=STORIES, source="quay.example"):
    return found([[*story(at), *lines] for at in range(stories)], source=source)


def files(folder):
    names = [*folder.rglob("*.yaml"), folder / "learned.json"]
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in names}


def titles(pack):
    """The lines of a pack's rules, with their status."""
    return {rule["title"].removeprefix("Line: "): rule["status"] for _, rule in pack.rules()}


@pytest.fixture
def pack():
    made = Pack()
    assert made.learn(*corpus(LETTER, NEXT))["new"] == 2
    return made


def id_of(pack, line):
    return next(rule["id"] for _, rule in pack.rules() if line in rule["title"])


def rule_of(pack, line):
    return next(rule for _, rule in pack.rules() if line in rule["title"])


def test_opening_and_saving_changes_nothing(pack, tmp_path):
    pack.reject(id_of(pack, NEXT))
    pack.save(tmp_path)
    before = files(tmp_path)
    opened = Pack.open(tmp_path)
    assert (opened.files, opened.known, opened.rejected) == (pack.files, pack.known, pack.rejected)
    opened.save(tmp_path)
    assert files(tmp_path) == before


def test_learning_the_same_again_changes_nothing(pack, tmp_path):
    pack.save(tmp_path)
    before = files(tmp_path)
    again = Pack.open(tmp_path)
    assert again.learn(*corpus(LETTER, NEXT)) == {"new": 0, "seen": 2, "edited": 0, "retired": 0, "rejected": 0}
    again.save(tmp_path)
    assert files(tmp_path) == before


def test_evidence_is_updated_and_what_was_accepted_stays_so(pack):
    pack.accept(id_of(pack, LETTER))
    pack.learn(*corpus(LETTER, NEXT, stories=10))
    assert titles(pack) == {LETTER: "stable", NEXT: "draft"}
    assert rule_of(pack, LETTER)["source"].startswith("10 of 10 stories")
    assert pack.known[id_of(pack, LETTER)]["stories"] == 10


def test_what_is_not_seen_any_more_is_retired_and_comes_back_as_a_draft(pack):
    pack.accept(id_of(pack, NEXT))
    assert pack.learn(*corpus(LETTER))["retired"] == 1
    assert titles(pack) == {LETTER: "draft", NEXT: "retired"}
    assert pack.learn(*corpus(LETTER))["retired"] == 0
    pack.learn(*corpus(LETTER, NEXT))
    assert titles(pack) == {LETTER: "draft", NEXT: "draft"}


@pytest.mark.parametrize("seen", [True, False])
def test_an_edited_rule_keeps_its_words(pack, tmp_path, seen):
    rule = rule_of(pack, LETTER)
    rule["match"]["lines"].append("Our letter comes no more")
    pack.save(tmp_path)
    again = Pack.open(tmp_path)
    counts = again.learn(*corpus(*[LETTER][:seen], NEXT, stories=10))
    assert counts["edited"] == seen and counts["retired"] == 0
    assert rule_of(again, LETTER) == rule
    if seen:
        assert again.known[rule["id"]]["stories"] == 10


def test_a_rule_that_a_person_wrote_stays(pack):
    (name, *_) = pack.files
    own = {**rule_of(pack, LETTER), "id": "nav.own", "title": "Line: by hand"}
    pack.files[name]["rules"].append(own)
    pack.learn(*corpus(LETTER))
    assert own in [rule for _, rule in pack.rules()] and own["status"] == "draft"


def test_what_was_rejected_stays_away(pack, tmp_path):
    pack.reject(id_of(pack, NEXT))
    pack.save(tmp_path)
    again = Pack.open(tmp_path)
    assert again.learn(*corpus(LETTER, NEXT)) == {"new": 0, "seen": 1, "edited": 0, "retired": 0, "rejected": 1}
    assert titles(again) == {LETTER: "draft"}


def test_a_file_without_rules_goes(pack, tmp_path):
    pack.save(tmp_path)
    for line in (LETTER, NEXT):
        pack.reject(id_of(pack, line))
    pack.save(tmp_path)
    assert list(tmp_path.rglob("*.yaml")) == []


def test_sources_with_names_that_are_nearly_the_same_have_files_of_their_own():
    sources = ("a.example", "a-example", "A.example", "газета", "вестник", "../up", "quay/*", "quay", "q" * 300)
    pack = Pack()
    for source in sources:
        pack.learn(*corpus(f"{LETTER} of {source[:20]}", source=source))
    bound = {name: file["sources"] for name, file in pack.files.items()}
    assert sorted(bound.values()) == sorted([source] for source in sources)
    assert all(len(name) < 90 and ".." not in name for name in bound)


def test_there_is_no_such_rule(pack):
    with pytest.raises(CleanerError, match="there is no rule 'nav"):
        pack.accept("nav.none")


@pytest.mark.parametrize("broken", [
    b"", b"[]", b"{}", b'{"rules": {}}', b'{"rules": 3, "rejected": []}', b'{"rules": {}, "rejected": 3}', b"\xff",
    b'{"rules": {"nav.x": 3}, "rejected": []}', b'{"rules": {"nav.x": {}}, "rejected": []}',
])  # fmt: skip
def test_what_is_not_known_of_rules_is_said(tmp_path, broken):
    (tmp_path / "learned.json").write_bytes(broken)
    with pytest.raises(CleanerError, match=r"learned\.json: not what is known of learned rules"):
        Pack.open(tmp_path)


@pytest.mark.parametrize(
    "broken", [b"rules: [", b"- x", b"certainty: 0.5", b"rules: {a: b}", b"rules: [x]", b"", b"\xff"]
)
def test_a_file_that_is_no_rule_file_is_named(tmp_path, broken):
    (tmp_path / "x.yaml").write_bytes(broken)
    with pytest.raises(CleanerError, match=r"x\.yaml"):
        Pack.open(tmp_path)


def test_a_folder_that_is_not_there_is_an_empty_pack(tmp_path):
    assert Pack.open(tmp_path / "none") == Pack()


def test_a_parts_file_beside_learned_rules_stays(pack, tmp_path):
    pack.save(tmp_path)
    parts = tmp_path / "quay.example" / "parts.yaml"
    parts.write_text("about: Ours.\nparts: {words: a}\n", "utf-8")
    Pack.open(tmp_path).save(tmp_path)
    assert parts.exists()
