"""The locked tools are those that pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LINES = [
    line
    for line in (ROOT / ".ci" / "dev.lock").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def flat(group: str) -> list[str]:
    """List what a dependency group asks for, the groups that it includes too."""
    texts: list[str] = []
    for item in PROJECT["dependency-groups"][group]:
        texts += [item] if isinstance(item, str) else flat(item["include-group"])
    return texts


def locked(python: str) -> dict[str, str]:
    """Give the locked version of each package on one Python."""
    versions: dict[str, str] = {}
    for line in LINES:
        requirement = Requirement(line)
        marker = requirement.marker
        if marker is None or marker.evaluate({"python_version": python}):
            [pin] = requirement.specifier
            versions[canonicalize_name(requirement.name)] = pin.version
    return versions


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_a_name_an_exact_version_and_at_most_a_python(line: str) -> None:
    assert re.fullmatch(r'[a-z0-9.-]+==[\w.]+( ; (python_version == "3\.\d+"( or )?)+)?', line)


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("text", [*PROJECT["project"]["dependencies"], *flat("dev")])
def test_what_is_asked_for_is_locked_and_new_enough(text: str, python: str) -> None:
    requirement = Requirement(text)
    version = locked(python)[canonicalize_name(requirement.name)]
    assert requirement.specifier.contains(version, prereleases=True)
