"""Codings in tables: columns by many names, texts beside them, and claims whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from negsim.errors import InputError
from negsim.interop.qda.exporting import export_register
from negsim.interop.qda.importing import import_codings
from negsim.interop.qda.register import ImportedRegister
from negsim.language.load import load_register

TEXT = "No deal without the dyke.\nShips come at night."


def read(
    folder: Path, table: str, text: str | None = TEXT, name: str = "Letter"
) -> ImportedRegister:
    (folder / "t.csv").write_text(table, "utf-8")
    paths = [str(folder / "t.csv")]
    if text is not None:
        (folder / f"{name}.txt").write_text(text, "utf-8")
        paths.append(str(folder / f"{name}.txt"))
    return import_codings(paths)


@pytest.mark.parametrize(
    "heads",
    [
        "document,passage,code,coder,says",
        "Document Name,Coded Segment,Code,Modified by,Comment",
        "Document,Quotation Content,Codes,Created by,Comment",
        "file,content,tag,user,memo",
        "SOURCE,Text,Labels,Annotator,Paraphrase",
    ],
)
def test_columns_go_by_the_names_of_other_programs(heads: str, tmp_path: Path) -> None:
    found = read(tmp_path, f"{heads}\nletter,Ships come,kind: aim,anna,They come.\n")
    [claim] = found.register.claims
    assert (claim.kind, claim.says, claim.note, claim.at) == (
        "aim",
        "They come.",
        "Coder: anna",
        "2",
    )
    assert claim.anchor is not None
    assert (claim.anchor.start, claim.anchor.stop) == (26, 36)


def test_rows_of_one_passage_are_one_claim_with_or_without_its_text(tmp_path: Path) -> None:
    rows = "document,passage,code\nletter,Ships come,kind: aim\nletter,Ships come,about: port\n"
    for text in (TEXT, None):
        [claim] = read(tmp_path, rows, text).register.claims
        assert (claim.kind, claim.about) == ("aim", ("port",))


def test_several_codes_in_a_cell_are_several(tmp_path: Path) -> None:
    rows = 'document,passage,code\nletter,Ships come,"kind: aim; about: port\nspeaker: Ida"\n'
    [claim] = read(tmp_path, rows).register.claims
    assert (claim.kind, claim.about, claim.speaker) == ("aim", ("port",), ("Ida",))


def test_a_passage_without_its_text_has_no_anchor_and_keeps_no_words(tmp_path: Path) -> None:
    found = read(tmp_path, "document,passage,code\nletter,Ships come,x\n", None)
    assert found.register.claims[0].anchor is None
    assert "Ships come" not in found.text.partition("\ndocument")[2]
    assert (
        "letter: 1 passage without an anchor, as the file does not hold the text: x" in found.notes
    )


def test_one_text_beside_one_document_is_its_text_whatever_the_two_are_called(
    tmp_path: Path,
) -> None:
    found = read(tmp_path, "document,passage,code\nminutes,Ships come,x\n")
    assert found.register.claims[0].anchor is not None
    assert "minutes: taken to be the text of Letter" in found.notes


def test_keys_of_a_claim_are_columns_too(tmp_path: Path) -> None:
    rows = (
        "document,paragraph,kind,grade,about,speaker,says,bears on,issue,test,status,date,note\n"
        'letter,2,Red Line,b,port; ships,,So.,"depth: ten, fee: [1, 2]",mud,sea,disputed,2025-01-18,n\n'
    )
    [claim] = read(tmp_path, rows, None).register.claims
    assert (claim.at, claim.kind, claim.grade, claim.about) == (
        "2",
        "red_line",
        "B",
        ("port", "ships"),
    )
    assert claim.bears_on == (("depth", "ten"), ("fee", ("1", "2")), ("mud", "sea"))
    assert (claim.standing, str(claim.date), claim.note) == ("disputed", "2025-01-18", "n")


def test_columns_that_are_not_read_are_told(tmp_path: Path) -> None:
    found = read(tmp_path, "document,code,Colour,passage,Weight\nletter,x,red,Ships come,0\n")
    assert "t.csv: columns left out: Colour, Weight" in found.notes


def test_a_register_comes_back_from_its_table_claim_by_claim(tmp_path: Path) -> None:
    register = tmp_path / "r.yaml"
    (tmp_path / "r.txt").write_text(TEXT, "utf-8")
    register.write_text(
        """document: {id: letter, text: r.txt}
claims:
  c1: {grade: B, says: "=1+1, or: so", kind: aim, about: ["port; x", ships], bears_on: {a: [b, c], fee: 5},
       anchor: {from: 0, to: 7}}
  k2: {grade: A, says: later, supersedes: c1, date: 2025-01-18, note: "Coder: Ida\\nlate", status: proposed}
""",
        "utf-8",
    )
    done = export_register(str(register), tmp_path / "out.csv")
    assert "No deal" in (tmp_path / "out.csv").read_text("utf-8")
    assert done.notes == ("what the register says of its documents, but for their ids",)
    back = import_codings([str(tmp_path / "out.csv")]).register
    before = load_register(register)
    for one, other in zip(back.claims, before.claims, strict=True):
        assert one.model_dump() == other.model_dump()


def test_two_tables_are_one_too_many(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text("document,code\nx,y\n", "utf-8")
    with pytest.raises(InputError, match="2 tables of codings among the files"):
        import_codings([str(tmp_path / "a.csv"), str(tmp_path / "b.csv")])
