"""What a report was computed from, so that anybody can see whether they hold the same files."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from negsim.language.model.scenario import Scenario


@dataclass(frozen=True)
class Fingerprint:
    """A name and the SHA-256 of what it names.

    Parameters
    ----------
    name : str
        Of a file, without the folders above it, which differ from machine to machine.
    sha256 : str
        64 hexadecimal digits: of the file's bytes, as `sha256sum` gives them; of the content as JSON where the
        scenario was not read from a file.
    is_file : bool
    """

    name: str
    sha256: str
    is_file: bool


def fingerprints(scenario: Scenario) -> tuple[Fingerprint, ...]:
    """Give the fingerprints of a scenario's file and of its registers, in the order in which it names them."""
    path = Path(scenario.path)
    if not path.is_file():
        return (_of_content(scenario),)
    registers = [Path(os.path.normpath(path.parent / name)) for name in scenario.claims]
    return tuple(_of_file(one) for one in (path, *registers))


def _of_file(path: Path) -> Fingerprint:
    return Fingerprint(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), is_file=True)


def _of_content(scenario: Scenario) -> Fingerprint:
    """A text without a file: whatever the scenario and its registers say, in one order."""
    data = scenario.model_dump(mode="json", exclude={"path", "where"})
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return Fingerprint(scenario.id, hashlib.sha256(text.encode()).hexdigest(), is_file=False)
