"""Decisions put into rule files: what stands there stays, what was wrong is proof from then on."""

import pytest

from cleaner.errors import RuleError
from cleaner.review.apply import Applied
from cleaner.review.decisions import merged
from cleaner.review.rulefiles import RuleFiles
from tests.review.strategies import decided

PACK = """\
class: teaser
kind: line
language: en
about: Ours.

rules:
  # Any line that begins so.
  - id: teaser.en-hark
    title: Hark
    match:
      starts: ["hark:"]
      pattern: '^hark: \\S.{2,80}$'
    examples:
      removes:
        - "⟦Hark: bells ring in Orlow⟧"
      keeps:
        - "He said: hark."   # a near miss

  - id: teaser.en-lo
    title: Lo
    match: {starts: ["lo:"], longest: 80}
    examples: {removes: ["⟦Lo: bells⟧"], keeps: ["Low water."]}
"""
STORY = "The bell rang twice on Monday, and nobody on the quay knew why."
TEXT = f"{STORY}\n\nHark: the herald, said the board.\n\nLo: a bell\n\nRing the board when you hear it\n"
WRONG = decided(TEXT, "Hark: the herald, said the board.")
MISSED = decided(TEXT, "Ring the board when you hear it", "missed", noise_class="promo")


@pytest.fixture
def pack(tmp_path):
    file = tmp_path / "ours" / "teaser.yaml"
    file.parent.mkdir()
    file.write_bytes(PACK.encode())
    return file


def applied(decisions, *files, drafts=None, shipped=()):
    return Applied(merged(decisions), RuleFiles(files), shipped, drafts or files[0].parent / "decided")


def test_a_wrong_cut_is_an_example_that_the_rule_fails(pack):
    done = applied([WRONG], pack)
    changed = PACK.replace("# a near miss\n", '# a near miss\n        - "Hark: the herald, said the board."\n')
    assert [(note.outcome, note.said) for note in done.notes] == [
        ("new", f"{pack}:18:11: teaser.en-hark is to keep this")
    ]
    assert done.failures() == [
        f"{pack}:18:11: teaser.en-hark cuts what keeps 2 says is the story's: narrow it\n"
        "    Hark: the herald, said the board."
    ]
    assert pack.read_text("utf-8") == PACK
    done.files.write()
    assert pack.read_text("utf-8") == changed


def test_never_twice_and_quiet_when_the_rule_is_narrowed(pack):
    applied([WRONG], pack).files.write()
    once = pack.read_text("utf-8")
    again = applied([WRONG], pack)
    assert [note.outcome for note in again.notes] == ["there"] and "has it already" in again.notes[0].said
    assert len(again.failures()) == 1 and not again.files.diff()
    pack.write_text(once.replace("{2,80}$'", "{2,80}[^.]$'"), "utf-8")
    narrowed = applied([WRONG], pack)
    assert "has it already" in narrowed.notes[0].said
    assert not narrowed.failures() and not narrowed.files.diff()


def test_two_rules_of_a_file_and_brackets(pack):
    done = applied([WRONG, decided(TEXT, "Lo: a bell", rule="teaser.en-lo")], pack)
    assert len(done.failures()) == 2
    done.files.write()
    assert 'keeps: ["Low water.", "Lo: a bell"]' in pack.read_text("utf-8")


def test_a_right_cut_and_what_is_withdrawn_ask_for_nothing(pack):
    right = decided(TEXT, "Hark: the herald, said the board.", "right")
    withdrawn = decided(TEXT, "Lo: a bell", None, rule="teaser.en-lo")
    done = applied([right, withdrawn], pack)
    assert not done.notes and not done.files.diff() and not done.failures()


def test_a_cut_that_is_not_made_any_more(pack):
    pack.write_text(PACK.replace('["hark:"]', '["hearken:"]').replace("^hark", "^hearken"), "utf-8")
    done = applied([WRONG], pack)
    assert done.notes[0].outcome == "there" and "not make this cut any more" in done.notes[0].said


def test_a_cut_that_no_example_can_show(pack, monkeypatch):
    monkeypatch.setattr("cleaner.review.apply.counterexample", lambda *given: None)
    done = applied([WRONG], pack)
    assert done.notes[0].outcome == "left" and "no example of its own can show it" in done.notes[0].said
    assert not done.files.diff()


def test_without_the_original_the_cut_by_itself(pack):
    done = applied([decided(TEXT, "Hark: the herald, said the board.", original=None)], pack)
    assert done.notes[0].outcome == "new"
    done = applied([decided(TEXT, STORY, original=None)], pack)
    assert done.notes[0].outcome == "left" and "no original" in done.notes[0].said


def test_rules_of_other_files_are_named_and_the_rest_is_done(pack, pipeline):
    shipped = [rule for rule in pipeline.rules if rule.language == "en"][:3]
    theirs = decided(TEXT, "Hark: the herald, said the board.", rule=shipped[0].id)
    nobodys = decided(TEXT, "Hark: the herald, said the board.", rule="teaser.en-none")
    done = applied([theirs, nobodys, WRONG], pack, shipped=shipped)
    said = {note.decision.rule: (note.outcome, note.said) for note in done.notes}
    assert (
        said[shipped[0].id][0] == "left"
        and "`without`" in said[shipped[0].id][1]
        and "`protect`" in said[shipped[0].id][1]
    )
    assert said["teaser.en-none"] == ("left", "teaser.en-none: there is no such rule")
    assert said["teaser.en-hark"][0] == "new"


def test_an_example_that_can_not_be_shown(pack):
    text = f"{STORY}\nHark: the ⟦herald⟧, said he."
    done = applied([decided(text, "Hark: the ⟦herald⟧, said he.")], pack)
    assert done.notes[0].outcome == "left" and "⟦" in done.notes[0].said


def test_what_was_missed_is_a_draft_in_a_file_of_its_own(pack):
    done = applied([MISSED], pack)
    file = pack.parent / "decided" / "en" / "promo.yaml"
    assert done.notes[0].outcome == "new" and str(file) in done.notes[0].said
    assert not done.failures()
    done.files.write()
    (rule,) = RuleFiles([file]).rules
    assert rule.status == "draft" and rule.noise_class == "promo"
    assert pack.read_text("utf-8") == PACK
    again = applied([MISSED], pack, file)
    assert again.notes[0].outcome == "there" and not again.files.diff()


def test_a_second_draft_is_put_behind_the_first_and_nothing_is_drafted_that_is_cut_by_now(pack):
    other = decided(f"{TEXT}\nTell the board", "Tell the board", "missed", noise_class="promo")
    applied([MISSED], pack).files.write()
    file = pack.parent / "decided" / "en" / "promo.yaml"
    before = file.read_text("utf-8")
    done = applied([other, MISSED], pack, file)
    done.files.write()
    assert file.read_text("utf-8").startswith(before)
    assert len(RuleFiles([file]).rules) == 2
    cut = applied([decided(TEXT, "Lo: a bell", "missed")], pack)
    assert cut.notes[0].outcome == "there" and "cut by now" in cut.notes[0].said


def test_a_diff_of_what_would_change(pack):
    done = applied([WRONG, MISSED], pack)
    diff = done.files.diff()
    assert f"--- {pack}\n+++ {pack}\n" in diff and "--- /dev/null\n" in diff
    assert '+        - "Hark: the herald, said the board."\n' in diff


def test_bad_rule_files_are_told_all_at_once(pack):
    other = pack.with_name("other.yaml")
    other.write_text(PACK.replace("title: Hark", "titel: Hark"), "utf-8")
    with pytest.raises(RuleError, match="titel"):
        RuleFiles([pack, other])
    other.write_text(PACK, "utf-8")
    with pytest.raises(RuleError, match="is taken"):
        RuleFiles([pack, other])
    other.write_bytes(b"\xff")
    with pytest.raises(RuleError, match="not UTF-8"):
        RuleFiles([other, pack.with_name("none.yaml")])


def test_parts_of_patterns_stay_as_they_are_written(pack):
    written = PACK.replace("'^hark: \\S.{2,80}$'", "'^hark: {{words}}$'")
    (pack.parent / "parts.yaml").write_text("about: Ours.\nparts: {words: '\\S.{2,80}'}\n", "utf-8")
    pack.write_bytes(written.encode())
    done = applied([WRONG], pack)
    assert len(done.failures()) == 1
    done.files.write()
    assert "{{words}}" in pack.read_text("utf-8") and "the herald" in pack.read_text("utf-8")


def test_a_bad_parts_file_is_told_before_anything_is_changed(pack):
    (pack.parent / "parts.yaml").write_text("about: Ours.\nparts: {words: '(a'}\n", "utf-8")
    with pytest.raises(RuleError, match="bad-regex"):
        RuleFiles([pack])
