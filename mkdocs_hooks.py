"""What MkDocs does more here: pages from packs, models and README, schemas, links that lead out of docs/."""

from __future__ import annotations

import json
import posixpath
import re
from functools import cache
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

from cleaner.filters.base import kinds
from cleaner.record import CLASSES
from cleaner.ruleset.cached import cached_proven_rules
from cleaner.ruleset.locate import bundled, rule_files
from cleaner.ruleset.model import ProvenRule
from cleaner.schema import parts_schema, pipeline_schema, rule_schema
from manual import classes, fields
from manual.links import PAGES, rewritten

ROOT = Path(__file__).parent
FIGURES = ("On real pages", "How fast")  # sections of the README


@cache
def rules() -> tuple[ProvenRule, ...]:
    """The rules that ship."""
    return tuple(cached_proven_rules(rule_files(bundled()), kinds(), trusted=bundled()))


@cache
def glossary() -> dict[str, str]:
    """What the glossary says of each class."""
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    found = dict(re.findall(r"^\| (\w+) \| (.+) \|$", text, re.MULTILINE))
    return {name: found[name] for name in CLASSES}


def on_files(files: Files, config: Any) -> Files:
    """Add the pages and files that are made, and those that stand beside docs/."""
    for name, content in {**_pages(), **_files()}.items():
        if known := files.get_file_from_path(name):
            files.remove(known)
        files.append(File.generated(config, name, content=content))
    return files


def _pages() -> dict[str, str]:
    pages = {f"classes/{name}.md": classes.page(name, glossary()[name], _of(name)) for name in CLASSES}
    pages["rules.md"] = classes.overview(rules(), glossary())
    pages["rule-language.md"] = fields.page(rules())
    pages["figures.md"] = rewritten(_figures((ROOT / "README.md").read_text("utf-8")), "", "figures.md")
    for name in ("CHANGELOG.md", "CONTRIBUTING.md"):
        pages[PAGES[name]] = rewritten((ROOT / name).read_text("utf-8"), "", PAGES[name])
    return pages


def _files() -> dict[str, str]:
    schemas = {
        "schema/rules.json": rule_schema(),
        "schema/parts.json": parts_schema(),
        "schema/pipeline.json": pipeline_schema(),
    }
    files = {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in schemas.items()}
    files |= {f"examples/{path.name}": path.read_text("utf-8") for path in (ROOT / "examples").glob("*.py")}
    return files


def _of(noise_class: str) -> list[ProvenRule]:
    return classes.stable(rules(), noise_class)


def _figures(readme: str) -> str:
    """The sections of the README that tell what was measured, as a page."""
    sections = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", readme, re.MULTILINE | re.DOTALL))
    return "# What was measured\n\n" + "".join(f"## {name}\n{sections[name]}" for name in FIGURES)


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Links out of docs/ lead to where that is on the site."""
    if page.file.generated_by:
        return markdown
    return rewritten(markdown, posixpath.join("docs", posixpath.dirname(page.file.src_uri)), page.file.src_uri)


def on_page_content(html: str, page: Any, **_: Any) -> str:
    """The rules of a class go where its page has left room for them."""
    found = re.fullmatch(r"classes/(\w+)\.md", page.file.src_uri)
    for language, block in _blocks(found[1]).items() if found else ():
        html = html.replace(classes.place(language), block)
    return html


def on_post_page(output: str, **_: Any) -> str:
    """The theme's search is a dialog without a name, which who can't see it would need."""
    unnamed = 'data-md-component="search" role="dialog"'
    return output.replace(unnamed, f'{unnamed} aria-label="Search"')


@cache  # `mkdocs serve` makes all pages again for each change of one
def _blocks(noise_class: str) -> dict[str, str]:
    return classes.blocks(_of(noise_class), rules())
