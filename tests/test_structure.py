"""The shape of the project, held by tests: layers, sizes, names, and which process imports what."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = ("schemas", "extractors", "pipeline")  # a layer may import itself and those before it
SOURCES = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))
OWN = sorted({*SOURCES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "fixtures").rglob("*.py")})
TOP_LEVEL = {
    ".ci", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "DECISIONS.md", "LICENSE", "Makefile",
    "README.md",
    "extractors", "fixtures", "pipeline", "pyproject.toml", "requirements-dev.lock", "requirements.lock",
    "schemas", "tests",
}  # fmt: skip
LONGEST_FUNCTION = 50
LONGEST_MODULE = 400
# Words that say nothing about what a thing does; compared with the parts of snake_case and CamelCase names.
EMPTY_WORDS = {"util", "utils", "helper", "helpers", "manager", "managers", "handler", "handlers"}
NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# Where inheritance may start.
ROOTS = re.compile(r"Error$|Exception$|Enum$|^Protocol$|^Generic$|^TypedDict$|^NamedTuple$|^BaseModel$")
LANGUAGE_MODEL = ("spacy", "kiwipiepy", "pandas")
HEAVY = (*LANGUAGE_MODEL, "numpy", "cv2", "pyarrow", "pdfplumber", "pypdfium2", "sqlalchemy", "PIL")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    """The top-level package of every import, also of those inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute: from schemas.document import Document"
            yield (node.module or "").split(".")[0]


def tracked_files() -> list[str]:
    """What git holds or would hold: ignored build outputs do not count."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [line for line in listed.stdout.splitlines() if (ROOT / line).exists()]


def modules_after(statement: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after `statement`."""
    code = f"{statement}\nimport sys\nprint(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    layer = path.relative_to(ROOT).parts[0]
    above = set(LAYERS[LAYERS.index(layer) + 1 :]) | {"tests", "fixtures"}
    assert above.isdisjoint(imported(tree_of(path)))


@pytest.mark.parametrize("path", [p for p in SOURCES if p.is_relative_to(ROOT / "schemas")], ids=name_of)
def test_schemas_need_only_the_standard_library_and_pydantic(path: Path) -> None:
    assert set(imported(tree_of(path))) <= {*sys.stdlib_module_names, "pydantic", "schemas"}


@pytest.mark.parametrize("path", OWN, ids=name_of)
def test_functions_and_modules_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_MODULE
    lengths = {
        node.name: (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", OWN, ids=name_of)
def test_names_say_what_a_thing_does(path: Path) -> None:
    kinds = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    defined = [node.name for node in ast.walk(tree_of(path)) if isinstance(node, kinds)]
    for name in (*path.relative_to(ROOT).with_suffix("").parts, *defined):
        parts = {part.lower() for part in NAME_PARTS.findall(name)}
        assert parts.isdisjoint(EMPTY_WORDS), f"{name}: name the topic instead"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_nothing_is_caught_blindly(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"line {node.lineno}: name the exception"
            caught = {part.id for part in ast.walk(node.type) if isinstance(part, ast.Name)}
            assert caught.isdisjoint({"Exception", "BaseException"}), f"line {node.lineno}"


def test_classes_inherit_only_for_errors_enums_protocols_and_models() -> None:
    bases = {
        node.name: [ast.unparse(base).split("[")[0].split(".")[-1] for base in node.bases]
        for path in SOURCES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef)
    }

    def is_allowed(name: str) -> bool:
        return bool(ROOTS.search(name)) or all(is_allowed(base) for base in bases.get(name, ["nobody's"]))

    assert [name for name, above in bases.items() for base in above if not is_allowed(base)] == []


def test_the_top_level_is_fixed() -> None:
    assert {Path(name).parts[0] for name in tracked_files()} <= TOP_LEVEL


def test_no_file_refers_to_what_is_no_part_of_the_project() -> None:
    outside = ["/work/" + "shared", "../" + "shared"]
    for name in tracked_files():
        data = (ROOT / name).read_bytes()
        assert not any(place.encode() in data for place in outside), name


@pytest.mark.parametrize("part", ["readers", "ocr"])
def test_processes_that_meet_hostile_bytes_load_no_language_model(part: str) -> None:
    # Training is no part of a run, and half of it needs torch, which only `make train` installs.
    files = sorted(
        path for path in (ROOT / "extractors" / part).rglob("*.py") if "training" not in path.parts
    )
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in files]
    assert names
    assert modules_after("import " + ", ".join(names)).isdisjoint(LANGUAGE_MODEL)


def test_the_command_starts_without_heavy_libraries() -> None:
    assert modules_after("import pipeline.cli").isdisjoint(HEAVY)
