"""The round trip: a wrong cut marked on the page becomes proof, the narrowed rule passes, the document comes out right.

Every step is a command that is documented, run as it stands there.
"""

import re
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest
from click.testing import CliRunner

from cleaner.cli.main import cleaner
from cleaner.review.journal import read

expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect
pytest.importorskip("uvicorn", reason="uvicorn is not installed")

PACK = """\
class: teaser
language: en
about: What the Saltmere Evening Post puts between paragraphs.

rules:
  # The desk's own opener.
  - id: teaser.en-from-our-vault
    title: Pointer to the archive
    match:
      starts: ["from our vault:"]
      pattern: '^from our vault: \\S.{8,150}$'
    examples:
      removes:
        - "⟦From our vault: Divers' bell rings again⟧"
      keeps:
        - "He read it to us from our vault: nobody listened."
"""
WRONG = "From our vault: that is how the column was called until 1983, and nobody knew why."
STORY = f"""\
The harbour board of Saltmere voted on Monday to close the reading room above the customs house.

{WRONG}

The papers go to the county archive in May, said the keeper, Eskdale Bramwell.
"""


_MAIN = "from cleaner.cli.main import cleaner; cleaner()"


def run(*args, code=0):
    """What a command prints."""
    done = CliRunner().invoke(cleaner, list(map(str, args)))
    assert done.exit_code == code, done.output
    return done.stdout


def mark_wrong(page, address):
    """Open the page, go to its first cut, and say that it is wrong."""
    page.goto(address)
    page.locator("html[data-ready=true]").wait_for(state="attached")
    page.get_by_role("button", name="Document", exact=True).click()
    page.keyboard.press("n")
    page.get_by_role("button", name="Wrong").click()


@contextmanager
def reviewing(*args):
    """`cleaner review … --serve`, until Ctrl-C; yields the address it prints."""
    command = [sys.executable, "-c", _MAIN, "review", *map(str, args), "--serve", "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        try:
            yield running.stdout.readline().strip()
        finally:
            running.send_signal(signal.SIGINT)
            said = running.communicate(timeout=60)[1]
        assert running.returncode == 0, said


def test_from_a_click_to_a_rule_that_keeps_the_sentence(page, tmp_path):
    rules, article, decisions = tmp_path / "my-rules", tmp_path / "vault.txt", tmp_path / "decisions.jsonl"
    rules.mkdir()
    pack = rules / "teaser.yaml"
    pack.write_text(PACK, "utf-8")
    article.write_text(STORY, "utf-8")

    with reviewing(article, "--rules", rules, "--decisions", decisions) as address:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{32}", address)
        mark_wrong(page, address)
        expect(page.get_by_role("button", name="Wrong")).to_have_attribute("aria-pressed", "true")
        page.get_by_role("button", name="Decisions", exact=True).click()
        expect(page.get_by_text("Each decision is written to disk as it is made.")).to_be_visible()
        expect(page).not_to_have_url(re.compile("token"))
        precision = page.get_by_role("region", name="Precision by rule")
        expect(precision.get_by_role("row", name="teaser.en-from-our-vault")).to_contain_text("0 % to 79 %")
        (decision,) = read(decisions).decisions
        assert (decision.verdict, decision.rule, decision.text.strip()) == ("wrong", "teaser.en-from-our-vault", WRONG)
        assert decision.original == STORY
        page.reload()  # what is on disk is there again
        expect(page.get_by_role("button", name="Download decisions (1)")).to_be_visible()

    said = run("rules", "apply-decisions", decisions, "--rules", rules, code=1)
    assert "teaser.en-from-our-vault cuts what keeps 2 says is the story's: narrow it" in said
    assert pack.read_text("utf-8") == PACK + f'        - "{WRONG}"\n'

    pack.write_text(pack.read_text("utf-8").replace("{8,150}$", "{8,150}[^.]$"), "utf-8")
    run("rules", "test", rules)
    run("clean", article, "--rules", rules, "-o", tmp_path / "clean.txt", "--quiet")
    assert (tmp_path / "clean.txt").read_text("utf-8") == STORY


def test_what_is_downloaded_is_a_file_of_decisions(page, tmp_path):
    rules, article, report = tmp_path / "my-rules", tmp_path / "vault.txt", tmp_path / "report.html"
    rules.mkdir()
    (rules / "teaser.yaml").write_text(PACK, "utf-8")
    story = f"The \U0001f514 bell rang twice on Monday, said the keeper.\r\n{STORY}\r\nRing \U0001f4de the newsroom\r\n"
    article.write_bytes(story.encode())
    run("review", article, "--rules", rules, "-o", report, "--quiet")
    mark_wrong(page, report.as_uri())
    page.get_by_text("the newsroom").click(click_count=3)
    page.get_by_role("region", name="Document").get_by_label("Class").select_option("promo")
    page.get_by_role("button", name="Mark").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download decisions (2)").click()
    saved.value.save_as(tmp_path / "decisions.jsonl")
    wrong, missed = read(tmp_path / "decisions.jsonl").decisions
    assert wrong.text.strip() == WRONG and wrong.original == missed.original == story
    assert (missed.verdict, missed.noise_class, missed.rule) == ("missed", "promo", None)
    assert missed.text.strip() == "Ring \U0001f4de the newsroom"
    said = run("rules", "apply-decisions", tmp_path / "decisions.jsonl", "--rules", rules, code=1)
    assert "2 put in" in said and "promo.en-ring-the-newsroom" in said
