"""The schema accepts what the language accepts, and refuses what an editor should underline."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from negsim.language.load import load
from negsim.language.schema import json_schema
from negsim.language.schema_register import register_schema

ROOT = Path(__file__).parents[2]
SCENARIOS = sorted((ROOT / "scenarios").glob("*.yaml"))
_OLD = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")  # YAML 1.1 reads `on` as true
REGISTERS = sorted((ROOT / "seeds").glob("*.yaml"))


def _plain(path: Path) -> Any:
    """Read as an editor does, by YAML 1.2: dates and `on` stay texts."""
    loader = type("Loader", (yaml.SafeLoader,), {})
    loader.yaml_implicit_resolvers = {  # type: ignore[attr-defined]
        first: [(tag, form) for tag, form in pairs if tag not in _OLD]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), ["t", "f"])  # type: ignore[attr-defined]
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)


def _faults(schema: Any, plain: Any) -> list[str]:
    return [
        str(fault.message) for fault in jsonschema.Draft202012Validator(schema).iter_errors(plain)
    ]


def test_the_schemas_are_schemas() -> None:
    for schema in (json_schema(), register_schema()):
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_every_shipped_scenario_satisfies_the_schema_general_and_its_own(path: Path) -> None:
    assert _faults(json_schema(), _plain(path)) == []
    assert _faults(json_schema(load(path)), _plain(path)) == []


@pytest.mark.parametrize("path", REGISTERS, ids=lambda path: path.stem)
def test_every_shipped_register_satisfies_the_schema(path: Path) -> None:
    assert _faults(register_schema(), _plain(path)) == []


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("actors", "port", "reservation_valeu"), 1),
        (("actors", "port", "consent"), "sometimes"),
        (("issues", "depth", "options"), {"ten": "x"}),
        (("rules", "deep_needs_night", "require"), {"depth": "ten"}),
        (("expect", 0, "zone"), "opne"),
        (("timeline", "step"), "fortnight"),
        (("actors", "port", "preferences", "depth", "weight"), "hihg"),
    ],
)
def test_the_schema_refuses_what_the_language_refuses(where: tuple[Any, ...], value: Any) -> None:
    plain = _plain(Path(__file__).parent / "corpus_scenario" / "harbour.yaml")
    assert _faults(json_schema(), plain) == []
    inner = plain
    for key in where[:-1]:
        inner = inner[key]
    inner[where[-1]] = value
    assert _faults(json_schema(), plain) != []


def test_a_scenario_s_own_schema_knows_its_issues() -> None:
    folder = Path(__file__).parent / "corpus_scenario"
    plain = _plain(folder / "harbour.yaml")
    plain["rules"]["deep_needs_night"]["if"] = {"depht": "fifteen"}
    assert _faults(json_schema(), plain) == []
    assert _faults(json_schema(load(folder / "harbour.yaml")), plain) != []
