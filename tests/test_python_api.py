"""The examples of docs/python-api.md run, and what they say is equal is equal."""

import ast
import re
from importlib.util import find_spec
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "python-api.md"
BLOCKS = [ast.parse(block) for block in re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)]
ENGINES = {"dask", "haystack", "langchain_core"}


def engines(block):
    """The engines a block imports."""
    names = set()
    for node in ast.walk(block):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module.split(".")[0])
    return ENGINES & names


def test_the_page():
    known, compared = {}, 0
    for block in BLOCKS:
        if not all(find_spec(name) for name in engines(block)):
            continue
        for statement in block.body:
            source = ast.unparse(statement)
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Compare):
                assert eval(source, known), source
                compared += 1
            else:
                exec(source, known)
    assert known["cleaned"].text == "The board voted on Monday.\n\nThe mayor welcomed the vote."
    assert known["table"].column_names == ["id", "text", "cleaner_removals", "cleaner_error"]
    assert compared == 3
