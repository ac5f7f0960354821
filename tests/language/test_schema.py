"""The schema accepts what the language accepts, and refuses what an editor should underline."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from negsim.language.load import load
from negsim.language.schema import json_schema
from negsim.language.schema_register import register_schema
from negsim.testing.documents import random_draft
from negsim.testing.yaml_text import to_yaml

CORPUS = Path(__file__).parent / "corpus_scenario"
ROOT = Path(__file__).parents[2]
SCENARIOS = sorted((ROOT / "scenarios").glob("*.yaml"))
_OLD = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")  # YAML 1.1 reads `on` as true
FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
REGISTERS = sorted((ROOT / "seeds").glob("*.yaml"))


def _plain(path: Path) -> Any:
    """Read as an editor does, by YAML 1.2: dates and `on` stay texts."""
    loader = type("Loader", (FAST,), {})
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
    plain = _plain(path)
    assert _faults(json_schema(), plain) == []
    assert _faults(json_schema(load(path)), plain) == []


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
    _check_refused("harbour.yaml", where, value)


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("negsim",), 1.2),
        (("brief",), {"author": "me"}),
        (("issues", "status", "options", "special", "read_as"), {}),
        (("issues", "status", "may_stay_open"), ["yes"]),
        (("actors", "capital", "ratification", "parliament", "need"), 5),
        (("actors", "capital", "ratification", "parliament", "needs"), "most"),
        (("actors", "capital", "red_lines", "border", "firm"), "very"),
        (("actors", "capital", "red_lines", "words", "readings", "idle", "none"), False),
        (("actors", "districts", "weights"), "known"),
        (("agreement", "at_least"), 1),
        (("timeline", "events", "vote", "after_signature"), "ends"),
        (("timeline", "events", "polls", "apply"), "tired"),
        (("expect", 0, "most_is_better"), "status"),
    ],
)
def test_the_schema_refuses_what_version_1_1_refuses(where: tuple[Any, ...], value: Any) -> None:
    _check_refused("truce.yaml", where, value)


def _check_refused(file: str, where: tuple[Any, ...], value: Any) -> None:
    plain = _plain(CORPUS / file)
    assert _faults(json_schema(), plain) == []
    assert _faults(json_schema(load(CORPUS / file)), plain) == []
    inner = plain
    for key in where[:-1]:
        inner = inner[key]
    inner[where[-1]] = value
    assert _faults(json_schema(), plain) != []


@pytest.mark.parametrize("seed", range(12))
def test_made_up_files_satisfy_the_schema_general_and_their_own(seed: int, tmp_path: Path) -> None:
    draft = random_draft(random.Random(seed), 60, version="1.1")
    for path, register in draft.registers.items():
        (tmp_path / path).write_text(to_yaml(register), encoding="utf-8")
    file = tmp_path / "made_up.yaml"
    file.write_text(to_yaml(draft.document), encoding="utf-8")
    plain = _plain(file)
    for schema in (json_schema(), json_schema(load(file))):
        assert _faults(schema, plain) == []


def test_a_file_of_version_1_is_not_offered_keys_of_1_1() -> None:
    schema = json_schema(load(CORPUS / "harbour.yaml"))
    assert "firm" not in str(schema)
    plain = _plain(CORPUS / "harbour.yaml")
    plain["actors"]["port"]["short"] = "P"
    assert _faults(schema, plain) != []
    assert _faults(json_schema(), plain) == []


def test_a_scenario_s_own_schema_knows_its_issues() -> None:
    plain = _plain(CORPUS / "harbour.yaml")
    plain["rules"]["deep_needs_night"]["if"] = {"depht": "fifteen"}
    assert _faults(json_schema(), plain) == []
    assert _faults(json_schema(load(CORPUS / "harbour.yaml")), plain) != []
