"""The content of a report, before anybody writes it down."""

from __future__ import annotations

from negsim.document.content import (
    Bullets,
    Cell,
    Column,
    Fact,
    Facts,
    Paragraph,
    Section,
    Span,
    Table,
    plain,
    prose,
)
from negsim.document.document import Document, Note, tables


def _document(*sections: Section, claims: str = "", assumptions: str = "") -> Document:
    known = {key: Note(key, "claim", key, "B", "says so") for key in claims.split()}
    known |= {key: Note(key, "assumption", "", None, "say") for key in assumptions.split()}
    return Document("Title", (), "No deal", ".", sections[:1], sections[1:], known)


def test_notes_are_numbered_in_the_order_in_which_a_reader_meets_them() -> None:
    first = Section(
        "a",
        "A",
        (
            Facts((Fact(prose("who"), prose("what"), (prose(Span("x", notes=("n3",))),)),)),
            Paragraph(prose(Span("y", notes=("n1", "n3")))),
        ),
    )
    cell = Cell(prose(Span("z", notes=("n2",))))
    table = Table("t", "T", (Column("c"),), ((cell,),), 1)
    inner = Section("c", "C", (Bullets((prose(Span("w", notes=("n0",))),)),))
    outer = Section("b", "B", (table,), sections=(inner,))
    document = _document(first, outer, claims="n0 n2 n3 n4", assumptions="n1 n5")
    assert dict(document.number) == {"n3": 1, "n1": 2, "n2": 3, "n0": 4}
    assert [note.key for note in document.notes] == ["n3", "n1", "n2", "n0"]
    assert [note.key for note in document.notes_of("claim")] == ["n3", "n2", "n0"]
    assert [note.key for note in document.notes_of("assumption")] == ["n1"]
    assert [(section.id, one.id) for section, one in tables(document)] == [("b", "t")]


def test_a_table_says_how_many_rows_it_leaves_off_and_where_they_are() -> None:
    rows = ((Cell(prose("1")),), (Cell(prose("2")),))
    columns = (Column("number"),)
    whole = Table("t", "T", columns, rows, 2)
    assert whole.left_off is None
    cut = Table("t", "T", columns, rows, 1234, ("package", "packages"), "zone.csv has them all.")
    assert cut.left_off == "The first 2 of 1,234 packages are shown. zone.csv has them all."


def test_the_words_of_spans_join_without_anything_between_them() -> None:
    assert plain(prose("No deal", "", Span(" as the demands stand", "soft"))) == (
        "No deal as the demands stand"
    )
