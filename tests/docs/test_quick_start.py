"""The quick start does what it says: its files are saved, its commands are run, its outcome is compared."""

import ast
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from cleaner.cli.main import clean, cleaner

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "quick-start.md").read_text("utf-8")
_BLOCK = re.compile(r"([^\n]*)\n\n```(\w+)\n(.*?)```", re.DOTALL)


def run(command):
    program, *args = shlex.split(command)
    if program == "mkdir":
        Path(args[0]).mkdir()
        if args[1:] == ["&&", "cp", "article.txt", "articles/"]:
            shutil.copy("article.txt", "articles")
        return ""
    result = CliRunner().invoke({"clean": clean, "cleaner": cleaner}[program], args)
    assert result.exit_code == 0, (command, result.output)
    return result.stdout


pytestmark = pytest.mark.usefixtures("load_once")


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_the_page():
    compared, said = 0, []
    for before, language, block in _BLOCK.findall(PAGE):
        if "Save this as" in before:
            Path(re.search(r"as `([\w.]+)`", before)[1]).write_text(block, "utf-8")
        elif named := re.match(r"Now `([\w.]+)` holds", before):
            assert Path(named[1]).read_text("utf-8") == block
            compared += 1
        elif language == "sh" and "venv" not in block:
            said += map(run, block.splitlines())
        elif language == "python":
            compared += _python(block)
    assert compared == 3 and len(said) >= 9
    assert Path("again.txt").read_text("utf-8") == Path("article.txt").read_text("utf-8")
    assert Path("with-dateline.txt").read_text("utf-8").startswith("SALTMERE (Post) - The eight")
    assert "1 rules, 2 examples, 0 failed" in "".join(said)


def _python(block):
    """Run a block; an expression with a comment in quotes behind it has that value. How many had."""
    known, compared = {}, 0
    for statement in ast.parse(block).body:
        source = ast.unparse(statement)
        if not isinstance(statement, ast.Expr):
            exec(source, known)
            continue
        comment = block.splitlines()[statement.lineno - 1].partition("  # ")[2]
        value = eval(source, known)
        if comment.startswith("'"):
            assert value == ast.literal_eval(comment), source
            compared += 1
    return compared


def test_the_start_page_shows_the_diff_of_it():
    text = next(block for before, _, block in _BLOCK.findall(PAGE) if "`article.txt`" in before)
    Path("article.txt").write_text(text, "utf-8")
    shown = re.search(r"```diff\n(.*?)```", (DOCS / "index.md").read_text("utf-8"), re.DOTALL)[1]
    found = run("clean article.txt --diff --quiet").splitlines()[3:]
    assert [row.rstrip() for row in found] == shown.splitlines()
