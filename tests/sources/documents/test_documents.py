"""Documents of every kind give the same paragraphs, whoever wrote them, and what would do harm is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from negsim.errors import InputError
from negsim.sources.documents import package as package_module
from negsim.sources.documents import streams
from negsim.sources.documents.document import ReadDocument
from negsim.sources.documents.file import read_file
from negsim.sources.documents.plain import decoded
from tests.sources.documents.files import W, archive, opendocument, page, pdf, word

SAID = ("Nobody will blast at night — not “ever”.", "Ніхто не має права.", "Köln 🕊")
WORD_BODY = "".join(f"<w:p><w:r><w:t>{said}</w:t></w:r></w:p>" for said in SAID)
ODT_BODY = "".join(f"<text:p>{said}</text:p>" for said in SAID)
HTML_BODY = "".join(f"<p>{said}</p>" for said in SAID)
RTF_BODY = r"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Helvetica;}{\f1\fnil\fcharset204 Arial;}}
{\info{\title A note}{\author Ada}}{\*\generator Some program;}\uc1
Nobody will blast\~at night \emdash  not \ldblquote ever\rdblquote .\par
{\f1 \'cd\'b3\'f5\'f2\'ee \'ed\'e5 \'ec\'e0\'ba \'ef\'f0\'e0\'e2\'e0.\par}
K\u246 ?ln \u-10179?\u-8886?{\footnote }}"""


def read(tmp_path: Path, name: str, data: bytes, encoding: str | None = None) -> ReadDocument:
    path = tmp_path / name
    path.write_bytes(data)
    return read_file(str(path), encoding).document


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", word(WORD_BODY)),
        ("a.odt", opendocument(ODT_BODY)),
        ("a.rtf", RTF_BODY.encode("ascii")),
        ("a.html", f"<!DOCTYPE html><html><body>{HTML_BODY}".encode()),
        ("a.htm", f'<html><meta charset="utf-16">{HTML_BODY}'.encode("utf-16")),
        ("utf8.txt", "\n".join(SAID).encode("utf-8-sig")),
        ("utf16.txt", "\r\n".join(SAID).encode("utf-16")),
        ("utf16be.txt", "\r\n\r\n".join(SAID).encode("utf-16-be")),
        ("mac.txt", "\r".join(SAID).encode()),
        ("form.txt", "".join(f"[¶{n}] {said}\n\n" for n, said in enumerate(SAID, 4)).encode()),
    ],
)
def test_the_same_words_are_the_same_paragraphs(tmp_path: Path, name: str, data: bytes) -> None:
    document = read(tmp_path, name, data)
    plain = [paragraph.replace("\u00a0", " ") for paragraph in document.text.paragraphs]
    assert tuple(plain) == SAID
    assert document.text.pages == ()


def test_what_a_file_says_of_itself_is_kept(tmp_path: Path) -> None:
    html = (
        '<html lang="de"><head><title>Seite</title><meta name="author" content="Ada">'
        '<meta property="article:published_time" content="2025-01-18T09:00:00Z">'
        f'<link rel="canonical" href="https://example.org/a"></head>{HTML_BODY}'
    )
    about = read(tmp_path, "a.html", html.encode()).about
    assert (about.title, about.author, about.language) == ("Seite", "Ada", "de")
    assert (str(about.stated), about.url) == ("2025-01-18", "https://example.org/a")
    about = read(tmp_path, "a.docx", word(WORD_BODY)).about
    assert (about.title, about.author, str(about.saved)) == ("A letter", "Ada", "2025-01-19")
    about = read(tmp_path, "a.odt", opendocument(ODT_BODY)).about
    assert (about.title, about.language, str(about.saved)) == ("A note", "uk", "2025-02-01")
    about = read(tmp_path, "a.rtf", RTF_BODY.encode()).about
    assert (about.title, about.author) == ("A note", "Ada")
    about = read(tmp_path, "a.pdf", pdf([page(["No deal."])])).about
    assert (about.title, about.author, str(about.saved)) == (
        "An agreement",
        "Two villages",
        "2025-01-18",
    )


def test_a_comment_in_word_is_on_the_passage_that_it_marks(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>First.</w:t></w:r></w:p>"
        '<w:p><w:r><w:t xml:space="preserve">The  village </w:t></w:r><w:commentRangeStart w:id="7"/>'
        "<w:r><w:t>will not pay</w:t></w:r></w:p><w:p><w:r><w:t>for it</w:t></w:r>"
        '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r><w:r><w:t>, ever.</w:t></w:r></w:p>'
        '<w:p><w:r><w:t>Last.</w:t></w:r><w:r><w:commentReference w:id="8"/></w:r></w:p>'
        "<w:p><w:del><w:r><w:delText>Struck out.</w:delText></w:r></w:del></w:p>"
    )
    document = read(
        tmp_path,
        "a.docx",
        word(
            body,
            comments=[("7", "Ben", "Is that so?"), ("8", "Ben", "All of it")],
            more=f'<w:footnote w:id="1" xmlns:w="{W}"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>',
        ),
    )
    assert document.text.paragraphs == (
        "First.",
        "The village will not pay",
        "for it, ever.",
        "Last.",
        "A note.",
    )
    whole = document.text.whole
    assert [(whole[c.start : c.stop], c.says, c.author) for c in document.comments] == [
        ("will not pay\nfor it", "Is that so?", "Ben"),
        ("Last.", "All of it", "Ben"),
    ]
    assert document.notes == (
        "1 paragraph of footnotes at the end",
        "left out: 1 passage struck out by tracked changes",
    )


def test_a_comment_in_libreoffice_is_on_the_passage_that_it_marks(tmp_path: Path) -> None:
    body = (
        '<text:tracked-changes><text:p>Gone.</text:p></text:tracked-changes><text:p>We<text:s text:c="3"/>'
        '<office:annotation office:name="a"><dc:creator>Ben</dc:creator><dc:date>2025-01-20T00:00:00</dc:date>'
        "<text:p>Really?</text:p></office:annotation><text:span>will not</text:span> pay"
        '<office:annotation-end office:name="a"/>, <text:note><text:note-body><text:p>A note.</text:p>'
        "</text:note-body></text:note>ever.</text:p>"
    )
    document = read(tmp_path, "a.odt", opendocument(body))
    assert document.text.paragraphs == ("We will not pay, ever.", "A note.")
    [comment] = document.comments
    assert document.text.whole[comment.start : comment.stop] == "will not pay"
    assert (comment.says, comment.author, str(comment.date)) == ("Really?", "Ben", "2025-01-20")


def test_lines_of_a_pdf_are_joined_to_paragraphs_over_pages_too(tmp_path: Path) -> None:
    said = [f"Article {n}. The ford stays open to all who cross it. " * 3 for n in (1, 2, 3)]
    split = said[2].strip().rpartition(" stays ")
    pages = [
        [(72.0, 820.0, f"Treaty, page {n}"), *page(paragraphs)]
        for n, paragraphs in enumerate(([*said[:2], split[0]], [f"stays {split[2]}"], ["End."]), 1)
    ]
    document = read(tmp_path, "a.pdf", pdf(pages))
    assert document.text.paragraphs == (*(" ".join(one.split()) for one in said), "End.")
    assert document.text.pages == (1, 1, 1, 3)
    assert document.notes == ("left out: 3 lines of running heads and page numbers",)


LEFT = [(72.0, 700.0 - 14 * n, f"left line {n} of a column that is full") for n in range(5)]
RIGHT = [(320.0, 700.0 - 14 * n, f"right line {n} of the other one, too") for n in range(5)]
HEADING = (
    72.0,
    740.0,
    "A heading that goes over both of the columns, and that ends with a full stop here.",
)
ROWS = [line for pair in zip(LEFT, RIGHT, strict=True) for line in pair]


@pytest.mark.parametrize(
    "lines", [LEFT + RIGHT, RIGHT + LEFT, ROWS], ids=["in order", "not", "by rows"]
)
def test_columns_of_a_pdf_are_read_one_after_the_other(
    tmp_path: Path, lines: list[tuple[float, float, str]]
) -> None:
    document = read(tmp_path, "a.pdf", pdf([[*lines, (300.0, 40.0, "7"), HEADING]]))
    columns = " ".join(text for _, _, text in LEFT + RIGHT)
    assert document.text.paragraphs == (HEADING[2], columns, "7")


def test_three_columns_and_tables_of_a_pdf_are_told_apart(tmp_path: Path) -> None:
    three = [
        (x, 700.0 - 14 * n, f"column {name} has line {n}")
        for n in range(5)
        for x, name in ((60.0, "one"), (220.0, "two"), (380.0, "three"))
    ]
    [paragraph] = read(tmp_path, "a.pdf", pdf([three])).text.paragraphs
    names = [word for word in paragraph.split() if word in {"one", "two", "three"}]
    assert names == ["one"] * 5 + ["two"] * 5 + ["three"] * 5
    table = [
        (x, 700.0 - 14 * n, text)
        for n in range(8)
        for x, text in ((72.0, f"Article {n}"), (300.0, f"{n} per cent"))
    ]
    [paragraph] = read(tmp_path, "b.pdf", pdf([table])).text.paragraphs
    assert paragraph.startswith("Article 0 0 per cent Article 1 1 per cent")


def test_the_language_that_a_pdf_names_is_kept(tmp_path: Path) -> None:
    assert (
        read(tmp_path, "a.pdf", pdf([page(["Geen akkoord."])], language="nl")).about.language
        == "nl"
    )
    assert read(tmp_path, "b.pdf", pdf([page(["No deal."])])).about.language is None


@pytest.mark.parametrize("packed", [1, 2, 9])
def test_a_pdf_that_swells_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packed: int
) -> None:
    monkeypatch.setattr(streams, "MOST_UNPACKED", 1_000_000)
    small = read(tmp_path, "a.pdf", pdf([page(["No deal."])], packed=min(packed, 2)))
    assert small.text.paragraphs == ("No deal.",)
    with pytest.raises(InputError, match="unpacks to more than 1 MB"):
        read(tmp_path, "b.pdf", pdf([[(72.0, 700.0, "a" * 2_000_000)]], packed=packed))


def test_a_comment_in_rtf_is_on_the_passage_that_it_marks(tmp_path: Path) -> None:
    data = (
        rb"{\rtf1\ansi We {\*\atrfstart 1}will not pay{\*\atrfend 1}{\*\atnid B}{\*\atnauthor Ben}\chatn"
        rb"{\*\annotation{\*\atnref 1}{\*\atndate 131178496}\pard\plain Is that \'e4 lie?\par Really?} for it.\par "
        rb"Last{\*\atnid A}{\*\atnauthor Ann}\chatn{\*\annotation All of it}.}"
    )
    document = read(tmp_path, "a.rtf", data)
    assert document.text.paragraphs == ("We will not pay for it.", "Last.")
    whole = document.text.whole
    assert [
        (whole[c.start : c.stop], c.says, c.author, c.date and str(c.date))
        for c in document.comments
    ] == [
        ("will not pay", "Is that ä lie?\nReally?", "Ben", "2025-01-20"),
        ("Last.", "All of it", "Ann", None),
    ]


def test_the_article_of_a_page_is_read_without_what_stands_around_it(tmp_path: Path) -> None:
    around = "<nav><p>Home</p></nav><script>var a = '<p>no</p>';</script><div hidden>Secret</div>"
    article = "<article><h1>Talks</h1>They <b>met</b>.<br><br>They left.<table><tr><td>1<td>2</table></article>"
    document = read(tmp_path, "a.html", f"<html>{around}<p>Read more</p>{article}</html>".encode())
    assert document.text.paragraphs == ("Talks", "They met.", "They left.", "1", "2")
    assert document.notes == ("read: the article, 26 of the page's 35 characters",)
    document = read(tmp_path, "b.html", f"<html>{around}<p>All there is</p></html>".encode())
    assert document.text.paragraphs == ("All there is",)


def test_an_encoding_that_nothing_tells_is_guessed_and_said(tmp_path: Path) -> None:
    said = (
        "Ніхто не має права стріляти вночі біля села, де сплять люди. Так сказав голова громади. "
        * 3
    )
    text, notes = decoded(said.encode("cp1251"), "a.txt")
    assert text == said
    assert re.match("the file does not say its encoding; read as cp1251: check", notes[0])
    assert decoded(said.encode("koi8-u"), "a.txt", "koi8-u") == (said, ())


SWOLLEN = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.pdf", pdf([[], []]), "'a.pdf' holds no text: its 2 pages are pictures"),
        ("a.pdf", pdf([page(["No."])], is_locked=True), "'a.pdf' is protected by a password"),
        ("a.pdf", b"%PDF-1.7 and no more", "'a.pdf' is broken: no program"),
        ("a.docx", archive({"word/document.xml": SWOLLEN}), "declares a document type in"),
        ("a.docx", archive({"word/document.xml": "<w:document>"}), "is broken in 'word/document"),
        ("a.docx", word(WORD_BODY)[:200], "'a.docx' is broken: File is not a zip file"),
        ("a.docx", word(""), "'a.docx' holds no text"),
        ("a.odt", opendocument("", manifest="<encryption-data/>"), "is protected by a password"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "of Office before 2007"),
        (
            "b.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "'b.docx' is protected by a password",
        ),
        ("a.xlsx", archive({"xl/workbook.xml": "<a/>"}), "'a.xlsx' is a workbook"),
        ("a.png", b"\x89PNG\r\n", "'a.png' is a picture"),
        ("a.txt", bytes(range(256)) * 4, "'a.txt' is no text"),
        ("a.txt", b" \n", "'a.txt' is empty"),
        ("a.html", b"<html><script>x()</script></html>", "'a.html' holds no text"),
        ("a.rtf", b"{\\rtf1" + b"{" * 100_000, "'a.rtf' holds no text"),
    ],
)
def test_what_cannot_be_read_is_said(
    tmp_path: Path, name: str, data: bytes, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(data)
    with pytest.raises(InputError, match=re.escape(message)):
        read_file(name)


def test_an_archive_that_swells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_module, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(InputError, match="unpacks to more than 1 MB"):
        read(tmp_path, "a.docx", archive({"word/document.xml": b" " * 2_000_000}))


def test_deep_pages_are_read_without_end_of_the_stack(tmp_path: Path) -> None:
    data = b"<html>" + b"<div>" * 1_500 + b"No deal." + b"</div>" * 1_500
    assert read(tmp_path, "a.html", data).text.paragraphs == ("No deal.",)
    with pytest.raises(InputError, match="more elements, one within another, than any page has"):
        read(tmp_path, "b.html", data.replace(b"<div>", b"<div>" * 20))


def test_where_there_is_no_file_the_nearest_is_named(tmp_path: Path) -> None:
    (tmp_path / "minutes.pdf").write_bytes(b"x")
    with pytest.raises(InputError, match=r"did you mean .*minutes\.pdf"):
        read_file(str(tmp_path / "minuts.pdf"))
    with pytest.raises(InputError, match="is a folder"):
        read_file(str(tmp_path))
    with pytest.raises(InputError, match="no encoding is called 'cp9999'"):
        read_file(str(tmp_path / "minutes.pdf"), "cp9999")


def test_an_encoding_is_named_for_texts_alone(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"`encoding`: '.*a\.docx' says itself how it is encoded"):
        read(tmp_path, "a.docx", word(WORD_BODY), "cp1251")


def test_raw_bytes_of_a_picture_in_rtf_are_passed_over(tmp_path: Path) -> None:
    data = b"{\\rtf1 One.{\\pict\\wmetafile8\\bin6 }}}{{\\x}\\par Two.}"
    assert read(tmp_path, "a.rtf", data).text.paragraphs == ("One.", "Two.")
