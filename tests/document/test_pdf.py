"""A PDF says every word as it stands, whatever the words look like, and is tagged A4 with its pictures drawn."""

from __future__ import annotations

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negsim.document.cells import count, words
from negsim.document.content import (
    Block,
    Bullets,
    Column,
    Fact,
    Facts,
    Image,
    Paragraph,
    Section,
    Span,
    Table,
    prose,
)
from negsim.document.document import Document, Note
from negsim.document.pdf import content, pdf
from negsim.errors import InputError, printable

HOSTILE = (
    "#panic()",
    "$x$ [a] *b* _c_",
    "\\u{41} \\ \\\\",
    "<b>&amp;</b>",
    '"] #eval("1")',
    "@note-1 =x",
)
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3"/></svg>'
)


class Picture:
    title = "A #picture"
    alt_text = "A box."
    lead = ""


def document(*texts: str) -> Document:
    """Each text in every place that a text can have."""
    image = Image("box", "What?", Picture())
    note = {"k": Note("k", "claim", "c1", "B", texts[0], texts[-1])}
    blocks: list[Block] = [
        block
        for text in texts
        for block in (
            Paragraph(prose(Span(text, "strong", ("k",)), Span(text, "typed"))),
            Bullets((prose(text), prose(Span(text, "soft"))), is_numbered=True),
            Facts((Fact(prose(text), prose(text), (prose(text),)),), is_stacked=True),
            Facts((Fact(prose(text), prose(text)),)),
        )
    ]
    rows = tuple((words(text), count(3, 0.5)) for text in texts)
    columns = (Column(texts[0]), Column("how many", "right"))
    blocks.append(Table("t", texts[0], columns, rows, len(rows) + 1))
    front = Section("f", texts[0], tuple(blocks), texts[-1])
    wide = Section("w", "Drawn", (image,))
    return Document(
        texts[0],
        texts,
        "No deal",
        " yet.",
        (front,),
        (),
        note,
        texts[0],
        summary=(blocks[0],),
        author=texts[0],
        marking=texts[-1],
        picture=image,
        body=(wide,),
    )


def svg(_: object) -> bytes:
    return SVG


@pytest.fixture(scope="module")
def made() -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(pdf(document(*HOSTILE, "سلام"), svg))


def test_every_text_is_read_as_it_stands(made: pypdfium2.PdfDocument) -> None:
    read = "".join("".join(page.get_textpage().get_text_range().split()) for page in made)
    for text in HOSTILE:
        assert read.count("".join(text.split())) >= 8, text


def test_it_is_a4_tagged_and_pictures_lie_on_pages_on_their_side(
    made: pypdfium2.PdfDocument,
) -> None:
    sizes = {tuple(map(round, page.get_size())) for page in made}
    assert sizes == {(595, 842), (842, 595)}
    assert pypdfium2.raw.FPDFCatalog_IsTagged(made.raw)
    assert made.get_metadata_dict()["Title"] == HOSTILE[0]


def test_the_same_document_is_the_same_file() -> None:
    assert pdf(document("one"), svg) == pdf(document("one"), svg)


@settings(max_examples=60)
@given(st.text(min_size=1).filter(str.strip))
def test_a_text_reaches_the_page_as_data_alone(text: str) -> None:
    """What the template is given has the text as it is printed everywhere, in as many places as it was put."""
    found = content(document(text), svg)
    (span, typed) = found["front"][0]["blocks"][0]["words"]["spans"]
    assert span["text"] == typed["text"] == printable(text).encode("utf-8", "replace").decode()
    assert found["title"] == span["text"]


def test_who_has_no_typst_is_told_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("negsim.document.pdf.find_spec", lambda _: None)
    with pytest.raises(InputError, match=r"mend: pip install 'negsim\[pdf\]'"):
        pdf(document("one"), svg)
