"""What is written for coding programs keeps the rules of their format, is the same each time, and tells its gaps."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from lxml import etree

import negsim
from negsim.interop.qda.exporting import export_codes, export_register
from negsim.interop.qda.importing import codes_of_files, import_codings
from tests.interop.qda.refi_rules import faults
from tests.interop.qda.registers import registers
from tests.interop.qda.test_round_trip import written

LETTER = {
    "document": {"id": "letter", "text": "letter.txt"},
    "claims": {
        "c1": {
            "says": "bell \x07",
            "grade": "B",
            "anchor": {"from": 0, "to": 4},
            "about": "port",
            "note": "Coder: anna\nlate",
        },
        "c2": {"says": "b", "grade": "A", "anchor": {"from": 0, "to": 4, "sha256": "0" * 64}},
        "c3": {"says": "c", "grade": "A", "kind": "aim"},
    },
}


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(registers())
def test_a_project_keeps_the_rules_of_the_schema(
    drawn: tuple[dict[str, Any], dict[str, str]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        export_register(str(written(folder, *drawn)), folder / "p.qdpx")
        with zipfile.ZipFile(folder / "p.qdpx") as archive:
            root = etree.fromstring(archive.read("project.qde"))
            assert list(faults(root)) == []
            paths = [source.get("plainTextPath") for source in root.iter("{*}TextSource")]
            named = {f"sources/{path.removeprefix('internal://')}" for path in paths if path}
            assert named == set(archive.namelist()) - {"project.qde"}


def test_a_project_is_the_same_each_time(tmp_path: Path) -> None:
    path = written(tmp_path, LETTER, {"letter": "Dogs bark."})
    for name in ("a", "b"):
        export_register(str(path), tmp_path / f"{name}.qdpx")
    assert (tmp_path / "a.qdpx").read_bytes() == (tmp_path / "b.qdpx").read_bytes()


def test_what_a_project_does_not_hold_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, LETTER, {"letter": "Dogs bark."})
    assert export_register(str(path), tmp_path / "p.qdpx").notes == (
        "1 passage changed in the text: c2",
        "2 claims without a passage, kept as notes: c2, c3",
        "signs that no XML holds, written as \ufffd: letter.c1",
    )
    (tmp_path / "letter.txt").unlink()
    assert export_register(str(path), tmp_path / "p.qdpx").notes[:2] == (
        f"letter: there is no file '{tmp_path / 'letter.txt'}'",
        "letter: its text is not at hand; its document is empty",
    )


def test_coders_are_users_of_the_project(tmp_path: Path) -> None:
    path = written(tmp_path, LETTER, {"letter": "Dogs bark."})
    export_register(str(path), tmp_path / "p.qdpx")
    with zipfile.ZipFile(tmp_path / "p.qdpx") as archive:
        root = etree.fromstring(archive.read("project.qde"))
    users = {user.get("guid"): user.get("name") for user in root.iter("{*}User")}
    [selection] = root.iter("{*}PlainTextSelection")
    assert users[selection.get("creatingUser")] == "anna"
    back = import_codings([str(tmp_path / "p.qdpx")], coder="Anna")
    assert [claim.note for claim in back.register.claims] == ["Coder: anna\nlate"]


def test_a_code_book_keeps_the_rules_and_says_what_its_codes_mean(tmp_path: Path) -> None:
    scenario = negsim.load("harbour").base
    export_codes(scenario, tmp_path / "codes.qdc")
    root = etree.parse(tmp_path / "codes.qdc").getroot()
    assert list(faults(root)) == []
    rows = codes_of_files([str(tmp_path / "codes.qdc")]).splitlines()
    assert rows[0] == "code,kind,about,speaker,grade,issue,test,says,description"
    assert "kind / red_line,red_line,,,,,,," in rows
    assert f"about / port,,port,,,,,,{scenario.actors[0].name}" in rows
    assert "issue / depth / twelve,,,,,depth,twelve,,12 metres" in rows


def test_signs_that_no_xml_holds_come_back_as_told(tmp_path: Path) -> None:
    path = written(tmp_path, LETTER, {"letter": "Dogs bark."})
    export_register(str(path), tmp_path / "p.qdpx")
    back = import_codings([str(tmp_path / "p.qdpx")])
    assert back.register.claims[0].says == "bell \ufffd"
