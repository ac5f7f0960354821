"""What is built holds what is needed: scenarios and registers travel with the package."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = {
    f"{folder}/{path.name}"
    for folder in ("scenarios", "seeds")
    for path in (ROOT / folder).glob("*.yaml")
}
ENGINE = "negsim/explore/assets/engine"

pytestmark = [pytest.mark.build, pytest.mark.xdist_group("build")]


def run(*command: str, cwd: Path, **variables: str) -> str:
    """Run a command in a folder and give what it prints."""
    environment = {**os.environ, **variables}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist, and the wheel from that sdist."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), ".", cwd=ROOT)
    return folder


@pytest.fixture(scope="module")
def site(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a folder of its own; what it depends on is there already."""
    folder = tmp_path_factory.mktemp("site")
    [wheel] = dist.glob("*.whl")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--no-compile",
    ]
    run(*pip, "--target", str(folder), str(wheel), cwd=folder)
    return folder


def test_the_wheel_carries_every_scenario_and_register(dist: Path) -> None:
    [wheel] = dist.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"negsim/{name}" for name in DATA} <= names
    assert {"negsim/py.typed", "negsim/__init__.py"} <= names
    assert {"negsim/explore/assets/page.html", f"{ENGINE}/worker.js"} <= names


def test_the_wheel_carries_the_package_and_nothing_else(dist: Path) -> None:
    [wheel] = dist.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"negsim"}
    assert not [name for name in names if name.endswith((".pyc", "~"))]


def test_the_sdist_carries_data_and_tests(dist: Path) -> None:
    [sdist] = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert names >= DATA
    assert {"LICENSE", "README.md", "pyproject.toml", "tests/conftest.py", ".ci/gate"} <= names


def test_an_installed_negsim_finds_its_own_scenarios(site: Path, tmp_path: Path) -> None:
    program = (
        "from negsim.language.shipped import locate, shipped_names\n"
        "for name in shipped_names():\n"
        "    print(locate(name).resolve())\n"
    )
    printed = run(sys.executable, "-c", program, cwd=tmp_path, PYTHONPATH=str(site))
    scenarios = (site / "negsim" / "scenarios").resolve().glob("*.yaml")
    assert printed.splitlines() == sorted(str(path) for path in scenarios)


def test_an_installed_negsim_loads_every_scenario_with_its_claims(
    site: Path, tmp_path: Path
) -> None:
    program = (
        "import negsim\n"
        "for name in negsim.shipped_names():\n"
        "    print(name, len(negsim.load(name).scenario.all_claims) > 0)\n"
    )
    printed = run(sys.executable, "-c", program, cwd=tmp_path, PYTHONPATH=str(site))
    names = sorted(path.stem for path in (ROOT / "scenarios").glob("*.yaml"))
    assert printed.splitlines() == [f"{name} True" for name in names]


def test_the_installed_command_answers_in_any_folder(site: Path, tmp_path: Path) -> None:
    command = str(site / "bin" / "negsim")
    printed = run(command, "run", "harbour", cwd=tmp_path, PYTHONPATH=str(site))
    assert "Shipping lines" in printed
    assert list(tmp_path.iterdir()) == []
