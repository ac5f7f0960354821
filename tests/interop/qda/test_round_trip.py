"""A register to a project of another program and back: nothing is lost that is not named."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings

from negsim.interop.qda.exporting import export_register
from negsim.interop.qda.importing import import_codings
from negsim.language.load import loads_register
from negsim.language.model.evidence import Register
from negsim.language.writer import write_yaml
from tests.interop.qda.registers import registers


def written(folder: Path, plain: dict[str, Any], texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    path = folder / "register.yaml"
    path.write_text(write_yaml(plain), "utf-8")
    return path


def compared(register: Register) -> dict[str, Any]:
    """A register as data, without where its file and its texts lie."""
    held = register.model_dump(exclude={"path"})
    for document in held["documents"]:
        document["text"] = document["text"] is not None
    return held


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(registers())
def test_a_register_comes_back_from_a_project_as_it_was(
    drawn: tuple[dict[str, Any], dict[str, str]],
) -> None:
    plain, texts = drawn
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = written(folder, plain, texts)
        before = loads_register(path.read_text("utf-8"), "the imported register")
        if not before.claims:
            return
        done = export_register(str(path), folder / "p.qdpx")
        back = import_codings([str(folder / "p.qdpx")], stem="back")
    after, wanted = compared(back.register), compared(before)
    # Fingerprints that the register lacked are made.
    for one, other in zip(after["documents"], wanted["documents"], strict=True):
        assert (one.pop("text_sha256") is not None) == one["text"]
        assert other.pop("text_sha256") is None
    for one, other in zip(after["claims"], wanted["claims"], strict=True):
        if other["anchor"] and other["anchor"]["sha256"] is None:
            one["anchor"]["sha256"] = None
    assert after == wanted, done.notes
