"""What annotation tools export, in each of their layouts, and comments of reviewers."""

from __future__ import annotations

import json
import re
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest

from negsim.interop.qda.importing import import_codings
from negsim.interop.qda.register import ImportedRegister
from tests.interop.qda import programs


def doccano(path: Path, *examples: dict[str, Any]) -> ImportedRegister:
    path.write_text("".join(f"{json.dumps(one)}\n" for one in examples), "utf-8")
    return import_codings([str(path)])


def test_doccano_is_read_in_each_of_its_layouts_and_out_of_its_zip(tmp_path: Path) -> None:
    files = programs.doccano(tmp_path / "d", style="labels")
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        for file in files:
            archive.write(file, file.name)
    apart = import_codings([str(file) for file in files])
    together = import_codings([str(tmp_path / "d.zip")])
    assert together.register.claims == apart.register.claims
    assert {claim.note for claim in together.register.claims} == {"Coder: anna", "Coder: ben"}
    assert together.register.documents[0].id == "letter"


# What a reader takes for one character, written down by hand: an accent set apart, pictures joined, flags, syllables.
SEEN = [
    *"Caf",
    "e\u0301",
    " ",
    "👩\u200d🚒",
    " ",
    "🇺🇦",
    "🇵🇱",
    " ",
    "\u1112\u1161\u11ab",
    "क्",
    "षि",
    " ",
]


def test_doccano_may_count_characters_as_they_are_seen(tmp_path: Path) -> None:
    said = "There will never be a settlement."
    words = [(found.start(), found.end()) for found in re.finditer(r"\w+", said)]
    label = [[len(SEEN) + start, len(SEEN) + stop, "x"] for start, stop in words]
    found = doccano(tmp_path / "x.jsonl", {"text": "".join(SEEN) + said, "label": label})
    place = len(unicodedata.normalize("NFC", "".join(SEEN)))
    anchors = [claim.anchor for claim in found.register.claims if claim.anchor is not None]
    assert [(one.start - place, one.stop - place) for one in anchors] == words
    assert any("characters as they are seen" in note for note in found.notes)


def test_what_doccano_has_beside_is_told(tmp_path: Path) -> None:
    found = doccano(
        tmp_path / "all.jsonl",
        {
            "id": 3,
            "text": "No deal.",
            "label": [[0, 2, "x"], "whole"],
            "relations": [{}],
            "Comments": ["a", "b"],
        },
    )
    assert [claim.note for claim in found.register.claims] == [None]
    assert found.notes[:3] == (
        "1 relation left out",
        "2 comments left out",
        "1 label of a whole text left out",
    )
    assert found.register.documents[0].id == "text_3"


def test_early_doccano_names_users_by_number(tmp_path: Path) -> None:
    span = {"label": 4, "start_offset": 0, "end_offset": 2, "user": 7}
    found = doccano(tmp_path / "x.jsonl", {"text": "No deal.", "annotations": [span]})
    [claim] = found.register.claims
    assert (claim.note, claim.says) == ("Coder: user 7", "Marked as “4”.")


def test_doccano_as_one_list_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps([{"text": "No deal.", "label": [[0, 2, "kind: aim"]]}]), "utf-8")
    assert import_codings([str(path)]).register.claims[0].kind == "aim"


def label_studio(path: Path, **task: Any) -> ImportedRegister:
    path.write_text(json.dumps([{"id": 1, **task}]), "utf-8")
    return import_codings([str(path)])


def result(kind: str = "labels", name: str = "r1", **value: Any) -> dict[str, Any]:
    return {"id": name, "type": kind, "from_name": "l", "to_name": "t", "value": value}


def test_label_studio_has_remarks_and_results_that_are_left_out(tmp_path: Path) -> None:
    found = label_studio(
        tmp_path / "l.json",
        data={"t": "No deal.", "title": "Letter", "author": "the port"},
        predictions=[{}, {}],
        annotations=[
            {
                "completed_by": 5,
                "result": [
                    result(start=0, end=2, text="No", labels=["kind: aim"]),
                    result("textarea", text=["They say no."]),
                    result("choices", "r2", choices=["x"]),
                    {"type": "relation", "from_id": "r1", "to_id": "r1"},
                ],
            },
            {
                "completed_by": 6,
                "was_cancelled": True,
                "result": [result(start=0, end=2, labels=["x"])],
            },
        ],
    )
    [claim] = found.register.claims
    assert (claim.kind, claim.says, claim.note) == ("aim", "They say no.", "Coder: annotator 5")
    assert found.notes[:4] == (
        "2 predictions left out",
        "1 result of the kind 'choices' left out",
        "1 result of the kind 'relation' left out",
        "1 annotation that was cancelled left out",
    )
    [document] = found.register.documents
    assert (document.id, document.author) == ("letter", "the port")


def test_labels_of_a_page_are_found_by_their_words(tmp_path: Path) -> None:
    value = {"start": "/p[1]/text()[1]", "end": "/p[1]/text()[1]", "text": "deal"}
    found = label_studio(
        tmp_path / "l.json",
        data={"t": "No deal here."},
        annotations=[{"result": [result("hypertextlabels", hypertextlabels=["x"], **value)]}],
    )
    anchor = found.register.claims[0].anchor
    assert anchor is not None
    assert (anchor.start, anchor.stop) == (3, 7)


@pytest.mark.parametrize("ending", ["docx"])
def test_a_comment_may_be_written_as_codes_or_as_a_claim(ending: str, tmp_path: Path) -> None:
    path = programs.word(tmp_path / f"letter.{ending}")
    found = import_codings([str(path)], coder="ben")
    assert [(claim.kind, claim.says) for claim in found.register.claims] == [
        ("aim", "On dyke."),
        ("aim", "On ships."),
    ]
    assert found.register.documents[0].sha256 is not None
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    written = "kind: condition, about: port, bears_on: {depth: ten}, says: Only so."
    parts["word/comments.xml"] = parts["word/comments.xml"].replace(b"On ships.", written.encode())
    parts["word/comments.xml"] = parts["word/comments.xml"].replace(b"kind: aim", b"")
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    dyke, ships = import_codings([str(path)], coder="ben").register.claims
    assert (dyke.standing, dyke.says) == ("proposed", "On dyke.")
    assert (ships.kind, ships.about, ships.bears_on) == (
        "condition",
        ("port",),
        (("depth", "ten"),),
    )
    assert (ships.says, ships.standing, ships.note) == ("Only so.", "confirmed", "Coder: ben")
