"""What `import negsim` and the first commands cost: heavy libraries stay away until they are used."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import negsim

HEAVY = ("pandas", "matplotlib", "scipy", "moocore", "jinja2", "docx", "xlsxwriter", "SALib")
REPORT = f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"


def loaded(program: str) -> str:
    """Run a program in a fresh Python and give what it says, on stderr, that it has loaded."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{program}\n{REPORT}"],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr.strip()


def test_importing_negsim_loads_no_heavy_library() -> None:
    assert loaded("import negsim") == "[]"


def test_importing_negsim_loads_not_even_its_own_layers() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, negsim; print([m for m in sys.modules if m.startswith('negsim.')])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["run", "--help"], ["run", "harbour"], ["run", "harbour", "--format", "csv"]],
)
def test_a_first_command_loads_neither_tables_nor_pictures(arguments: list[str]) -> None:
    names = loaded(f"from negsim.cli import main\nmain({arguments!r})").splitlines()[-1]
    assert "'pandas'" not in names
    assert "'matplotlib'" not in names
    assert "'scipy'" not in names


def test_there_are_at_most_a_dozen_public_names() -> None:
    assert len(negsim.__all__) <= 12


@pytest.mark.parametrize("name", negsim.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(negsim, name) is not None
    assert name in dir(negsim)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'negsim' has no attribute 'lod'"):
        _ = negsim.lod


def test_the_version_is_that_of_the_package() -> None:
    project = Path(__file__).parents[2] / "pyproject.toml"
    assert tomllib.loads(project.read_text("utf-8"))["project"]["version"] == negsim.__version__
