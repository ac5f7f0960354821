"""The house stays tidy: one meaning for a name, one place for a question, no import that nobody sees."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from negsim.charts.kinds import KINDS
from negsim.cli.frame import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "negsim"
QUESTIONS = PACKAGE / "questions"

# Folders of tests that have no folder of the package: what they hold is about all of it.
ABOUT_ALL = {
    "browser",
    "comparison",
    "data",
    "hostile",
    "house",
    "laws",
    "oracle",
    "published",
}
# Where negsim itself is imported inside functions, and why.
LAZY = {
    "__init__.py": "the public names, so that `import negsim` costs nothing",
    "overlaid.py": "as study.py: who only loads does not pay for arrays",
    "studio/asked.py": "who only writes waits for nothing that draws",
    "study.py": "a study that only loads does not pay for the questions it is not asked",
    "testing/__init__.py": "strategies need hypothesis, which users of the laws alone may not have",
}
# Names that mean two things, and why both keep it.
SHARED_NAMES: dict[str, str] = {}
# More than eight files in the folder of a question, and why.
LARGE = {
    "draws": "no question: what ensembles and futures share, a file for each step of drawing",
    "laws": "one file for each group of laws, as the reference numbers them",
}


@cache
def modules() -> list[tuple[str, ast.Module]]:
    """Give every module of the package, by its path in it."""
    return [
        (path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
    ]


def test_a_public_class_name_means_one_thing() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for path, module in modules():
        for node in module.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(path)
    several = {name: paths for name, paths in homes.items() if len(paths) > 1}
    assert {name: paths for name, paths in several.items() if name not in SHARED_NAMES} == {}
    assert set(SHARED_NAMES) <= set(several)


def test_a_question_has_few_files() -> None:
    counts = {
        folder.name: len([path for path in folder.glob("*.py") if path.name != "__init__.py"])
        for folder in QUESTIONS.iterdir()
        if (folder / "__init__.py").exists()
    }
    assert len(counts) > 12
    assert {name: n for name, n in counts.items() if n > 8 and name not in LARGE} == {}


def test_folders_of_tests_are_those_of_the_package() -> None:
    folders = {
        path.parent.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")
    }
    about_package = {path for path in folders if path.parts and path.parts[0] not in ABOUT_ALL}
    assert len(about_package) > 20
    assert {path.as_posix() for path in about_package if not (PACKAGE / path).is_dir()} == set()


def test_every_question_has_tests() -> None:
    questions = {path.parent.name for path in QUESTIONS.glob("*/find.py")}
    tested = {path.parent.name for path in (ROOT / "tests" / "questions").glob("*/test_*.py")}
    assert questions - tested == set()


def test_every_module_that_draws_a_chart_is_in_the_one_table() -> None:
    draws = {
        path.stem
        for path in (PACKAGE / "charts").glob("*.py")
        if any(
            isinstance(node, ast.FunctionDef) and node.name == "draw"
            for node in ast.parse(path.read_text(encoding="utf-8")).body
        )
    } - {"kinds"}
    assert draws == {kind.draw.__module__.rpartition(".")[2] for kind in KINDS.values()}
    assert all(name == kind.name for name, kind in KINDS.items())


def test_nothing_is_imported_by_a_text() -> None:
    """The command line alone looks its commands up by their names."""
    found = [
        f"{path}:{node.lineno}"
        for path, module in modules()
        if path != "cli/frame.py"
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"import_module", "importlib.import_module", "__import__"}
    ]
    assert found == []


def test_only_what_is_heavy_is_imported_late() -> None:
    found = [
        f"{path}:{node.lineno} {name}"
        for path, module in modules()
        if not path.startswith("cli/") and path not in LAZY
        for function in ast.walk(module)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
        )
        if name.split(".")[0] == "negsim"
    ]
    assert found == []


@pytest.mark.parametrize(
    "question", sorted(path.parent.name for path in QUESTIONS.glob("*/tell.py"))
)
def test_who_holds_an_answer_has_its_words(question: str) -> None:
    module = import_module(f"negsim.questions.{question}")
    assert module.__name__ + ".tell" in {
        value.__module__ for value in vars(module).values() if callable(value)
    }


# What belongs to the command line though it stands below it, each with its reason.
COMMANDS_BELOW = {
    "report/annex/computed.py": "the command that writes this report once more",
    "explore/model/model.py": "a name that no variant can have",
    "interop/write/spreadsheet.py": "an empty form says what to do with it once it is filled in",
    "language/schema_register.py": "the title of a schema",
    "language/schema_words.py": "the schema says which command reads what",
}
COMMAND = re.compile(rf"(?<![\w-])--[a-z]|\bnegsim ({'|'.join(COMMANDS)})\b")


def test_only_the_command_line_says_what_to_type() -> None:
    said = [
        f"{name}: {text}"
        for name, tree in modules()
        if not name.startswith("cli/") and name not in COMMANDS_BELOW
        for text in texts(tree)
        if COMMAND.search(text)
    ]
    assert said == []


def texts(tree: ast.Module) -> list[str]:
    """Give the texts in a module's code, its documentation apart."""
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef)
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, holders) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documented
    ]
