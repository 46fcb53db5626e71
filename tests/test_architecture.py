"""The house rules: who may import whom, and how big things get."""

import ast
from pathlib import Path

import cleaner

PACKAGE = Path(cleaner.__file__).parent
# A module imports from its own layer and lower ones; that there is no circle is a test of its own.
LAYERS = [
    {"spans", "shadow", "_fold", "errors", "shapes", "lines", "syntax", "pattern", "shelf", "stopwords"}
    | {"deck", "split", "_split", "tongue", "counter", "_counter", "atomic", "cache", "garbage", "lifeline", "plugins"}
    | {"web", "lazy"},
    {"document", "record", "metadata", "tidy", "told", "columns", "plot", "difference"},
    {"ruleset"},
    {"matching"},
    {"evidence"},
    {"filters", "guards"},
    {"pipeline"},
    {"language", "extract", "proof", "reference", "testing", "formats", "bench", "portable", "batch"}
    | {"schema", "steps", "trial"},
    {"jobs", "adapters"},
    {"learn", "review", "service"},
    {"cli"},
]
ONE_IMPORTER = {
    "regex": "pattern",
    "langdetect": "language",
    "trafilatura": "extract.by_trafilatura",
    "resiliparse": "extract.by_resiliparse",
    "platformdirs": "cache",
    "yaml": "ruleset.nodes",
    "charset_normalizer": "formats.encoding",
    "hypothesis": "testing",
    "fastwarc": "formats.records",
    "filelock": "jobs.state",
    "matplotlib": "plot",
    "ray": "adapters.ray",
    "pyspark": "adapters.spark",
    "dask": "adapters.dask",
    "pandas": "adapters.dask",
    "datasets": "adapters.huggingface",
    "rensa": "learn.stories",
    "datatrove": "adapters.datatrove",
    "scrapy": "adapters.scrapy",
    "itemadapter": "adapters.scrapy",
    "langchain_core": "adapters.langchain",
    "haystack": "adapters.haystack",
    "fastapi": "service.app",
    "prometheus_client": "service.metrics",
    "uvicorn": "service.server",
}
FREE = {"__init__"}


def modules():
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)
        yield name, ast.parse(path.read_text("utf-8"))


def imports(tree):
    """Every module imported anywhere in a tree, also inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer(name):
    top = name.split(".")[0]
    return next(number for number, names in enumerate(LAYERS) if top in names)


def test_modules_import_only_from_their_layer_and_lower_ones():
    for name, tree in modules():
        if name in FREE:
            continue
        for imported in imports(tree):
            if not imported.startswith("cleaner."):
                continue
            other = imported.removeprefix("cleaner.")
            assert layer(other) <= layer(name), f"cleaner.{name} imports {imported}"


def test_there_are_no_import_circles():
    graph = {name: set() for name, _ in modules()}
    for name, tree in modules():
        for imported in imports(tree):
            other = "__init__" if imported == "cleaner" else imported.removeprefix("cleaner.")
            if other in graph and other != name and imported.startswith("cleaner"):
                graph[name].add(other)

    done, active = set(), []

    def visit(name):
        assert name not in active, " -> ".join([*active, name])
        if name not in done:
            active.append(name)
            for other in sorted(graph[name]):
                visit(other)
            active.pop()
            done.add(name)

    for name in graph:
        visit(name)


def test_a_third_party_package_has_one_importer():
    for name, tree in modules():
        for imported in imports(tree):
            top = imported.split(".")[0]
            if top in ONE_IMPORTER:
                assert name == ONE_IMPORTER[top], f"cleaner.{name} imports {top}"


def test_modules_and_functions_stay_small():
    for name, tree in modules():
        last = max((node.end_lineno for node in ast.walk(tree) if hasattr(node, "end_lineno")), default=0)
        assert last <= 320, f"cleaner.{name} has {last} lines"
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                body = node.end_lineno - node.body[0].lineno + 1
                assert body <= 50, f"cleaner.{name}.{node.name} has {body} lines"


def test_public_functions_and_classes_have_docstrings():
    for name, tree in modules():
        assert ast.get_docstring(tree), f"cleaner.{name} has no docstring"
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"cleaner.{name}.{node.name} has no docstring"


def test_the_core_knows_no_language_detector_and_no_extractor():
    core = {name for names in LAYERS[:6] for name in names}
    for name, tree in modules():
        if name.split(".")[0] in core:
            assert not {"cleaner.language", "cleaner.extract"} & set(imports(tree)), name


def test_nothing_needs_an_engine():
    for name, tree in modules():
        if not name.startswith("adapters"):
            assert not any(imported.startswith("cleaner.adapters") for imported in imports(tree)), name
