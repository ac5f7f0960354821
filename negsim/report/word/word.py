"""A report as a Word document: the same words as its page of HTML, in styles that an office can change."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from negsim.charts.output import render
from negsim.document.content import (
    Block,
    Bullets,
    Facts,
    Image,
    Paragraph,
    Prose,
    Section,
    Span,
    Table,
    plain,
    prose,
    shown,
)
from negsim.document.document import NOTE_LISTS, Document
from negsim.language.direction import LEFT_TO_RIGHT, is_from_the_right, stretches
from negsim.report.word.markup import (
    AFTER_BIDI,
    AFTER_BORDERS,
    clean,
    element,
    field,
    place,
    restarted,
)
from negsim.report.word.notes import add_notes, comma, refer
from negsim.report.word.styles import (
    LANGUAGE,
    MUTED,
    RULE,
    SHADE,
    TEXT_WIDTH,
    TYPED,
    WIDE_TEXT,
    dress,
    straighten,
    widen,
)

if TYPE_CHECKING:
    from negsim.document.drawn import Drawn

SLIDE = (40 / 3, 7.5)  # inches of a picture as it is drawn
DPI = 200  # dots per inch of pictures as printed
CREATED = datetime(
    2000, 1, 1, tzinfo=UTC
)  # of every document, so that the same report is the same file
_ZIPPED = (2000, 1, 1, 0, 0, 0)
LETTER = 0.19  # centimetres that a letter of a term takes
PICTURE = WIDE_TEXT - 1.5  # centimetres: leaves room for three headings above
PICTURE_DPI = round(DPI * PICTURE / 2.54 / SLIDE[0])  # of a picture as it is drawn


def word(document: Document, png: Callable[[Drawn], bytes] | None = None) -> bytes:
    """Give the bytes of a Word document: the same report, the same bytes.

    Parameters
    ----------
    document : Document
        As `negsim.report.briefing` makes it.
    png : callable, optional
        Gives a picture as PNG of `PICTURE_DPI` dots per inch, where that has been drawn already.

    Notes
    -----
    Pages are A4 upright, on their side where pictures stand. What a text rests on stands in Word's own endnotes.
    Pictures are PNG of 200 dots per inch with their alternative text.
    """
    import docx

    file = docx.Document()
    dress(file)
    _Writer(file, document, png or _png).write()
    add_notes(file, document.notes)
    data = io.BytesIO()
    file.save(data)
    return _zipped_again(data.getvalue())


class _Writer:
    """A document being written from top to bottom."""

    def __init__(self, file: Any, document: Document, png: Callable[[Drawn], bytes]) -> None:
        self.file, self.document, self.png = file, document, png
        self.met: set[str] = set()
        self.styles: dict[str, str | None] = {}
        self.pictures = 0
        self.is_wide = False

    def write(self) -> None:
        """Write all of it."""
        document = self.document
        self._properties()
        self._footer()
        self._paragraph("Title", (Span(document.title),))
        about = (document.marking, document.author, *document.dateline)
        for line in filter(None, about):
            self._paragraph("Subtitle", (Span(line),))
        for block in document.summary:
            self._block(block)
        self._paragraph("Lead", (Span(document.lead, "strong"), Span(document.answer)))
        if document.more:
            self._paragraph("Normal", (Span(document.more),))
        if document.picture is not None:
            if document.picture.is_answer and document.picture.picture.lead:
                self._paragraph("Remark", (Span(document.picture.picture.lead),))
            self._picture(document.picture)
        for section in (*document.front, *document.body):
            self._section(section, 1)
        if document.annex:
            self._turn(wide=_has_pictures(document.annex[0]))
            heading = self._paragraph("Heading 1", (Span("Annex"),))
            heading.paragraph_format.page_break_before = not self.is_wide
        for section in document.annex:
            self._section(section, 2)
        self._turn(wide=False)
        self._notes()

    def _notes(self) -> None:
        """Set the assumptions apart, and say of the endnotes, which follow, how to read them."""
        document = self.document
        said = {kind: (title, remark) for kind, _, title, remark in NOTE_LISTS}
        assumed = document.notes_of("assumption")
        if assumed:
            title, remark = said["assumption"]
            self._paragraph("Heading 2", (Span(title),))
            self._paragraph("Heading remark", (Span(remark),))
            for note in assumed:
                number = Span(f"Note {document.number[note.key]}. ", "soft")
                origin = Span(f" {note.origin}" if note.origin else "", "soft")
                self._paragraph("List Bullet", (number, Span(note.says), origin))
        if document.notes:
            self._paragraph("Heading 1", (Span("Notes"),))
            remark = said["claim"][1]
            self._paragraph("Heading remark", (Span(f"{remark[:1].upper()}{remark[1:]}."),))

    def _properties(self) -> None:
        properties = self.file.core_properties
        properties.title = clean(self.document.title)[:255]
        properties.subject = clean(self.document.lead)[:255]
        properties.author = properties.last_modified_by = "negsim"
        properties.comments = properties.keywords = properties.category = ""
        properties.language = LANGUAGE
        properties.created = properties.modified = CREATED.replace(tzinfo=None)
        properties.revision = 1

    def _footer(self) -> None:
        line = self.file.sections[0].footer.paragraphs[0]
        line.style = "Footer"
        named = (self.document.marking, self.document.title, "page ")
        self._words(line, (Span("  ·  ".join(filter(None, named))),))
        for run in field("PAGE", "1"):
            line._p.append(run)
        line.add_run(" of ")
        for run in field("NUMPAGES", "1"):
            line._p.append(run)

    def _section(self, section: Section, level: int) -> None:
        self._turn(wide=_has_pictures(section))
        self._paragraph(f"Heading {min(level, 3)}", (Span(section.title),))
        if section.remark:
            self._paragraph("Heading remark", (Span(section.remark),))
        if section.said is not None:
            said = prose(Span(section.said.opening, "strong"), section.said.rest)
            self._block(Paragraph(said, "lead"))
        for block in section.blocks:
            self._block(block)
            if isinstance(block, Image) and block.question != section.title:
                self._paragraph("Caption", (Span(block.question),))
        for inner in section.sections:
            self._section(inner, level + 1)

    def _turn(self, *, wide: bool) -> None:
        """Go on on a page on its side, or upright again."""
        from docx.enum.section import WD_SECTION

        if wide == self.is_wide:
            return
        section = self.file.add_section(WD_SECTION.NEW_PAGE)
        (widen if wide else straighten)(section)
        self.is_wide = wide

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                style = {"plain": "Normal", "lead": "Lead", "remark": "Remark"}[block.role]
                self._paragraph(style, block.words)
            case Bullets():
                count = restarted(self.file) if block.is_numbered else None
                for item in block.items:
                    if count is None:
                        self._paragraph("List Bullet", item)
                    else:
                        line = self._paragraph("List Number", item)
                        line._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = count
            case Facts():
                self._facts(block)
            case Table():
                self._table(block)
            case Image():
                self._picture(block)

    def _paragraph(self, style: str, words: Prose) -> Any:
        paragraph = self._styled(self.file.add_paragraph(), style)
        self._words(paragraph, words)
        return paragraph

    def _styled(self, paragraph: Any, style: str) -> Any:
        """Give a paragraph a style, whose id is looked up once: python-docx searches all of them each time."""
        from docx.enum.style import WD_STYLE_TYPE

        if style not in self.styles:
            self.styles[style] = self.file.part.get_style_id(style, WD_STYLE_TYPE.PARAGRAPH)
        paragraph._p.style = self.styles[style]
        return paragraph

    def _words(self, paragraph: Any, words: Prose) -> None:
        from docx.shared import Pt, RGBColor

        from_the_right = is_from_the_right(plain(words))
        if from_the_right:
            place(paragraph._p.get_or_add_pPr(), element("w:bidi"), AFTER_BIDI)
        for span in shown(words):
            for text, is_leftward in stretches(clean(span.text)):
                run = paragraph.add_run(text)
                if is_leftward:
                    run.font.rtl = True
                    if not from_the_right:  # what follows is no part of it
                        paragraph.add_run(LEFT_TO_RIGHT)
                if span.voice == "strong":
                    run.bold = True
                elif span.voice == "soft":
                    run.font.color.rgb = RGBColor.from_string(MUTED)
                elif span.voice == "typed":
                    run.font.name = TYPED
                    run.font.size = Pt(9)
            for position, key in enumerate(
                sorted(span.notes, key=self.document.number.__getitem__)
            ):
                if position:
                    comma(paragraph)
                refer(paragraph, self.document.number[key], key not in self.met)
                self.met.add(key)

    def _facts(self, block: Facts) -> None:
        if block.is_stacked:
            for fact in block.facts:
                self._paragraph("Term", fact.term)
                for words in (fact.says, *fact.remarks):
                    self._indent(self._paragraph("Normal", words))
            return
        longest = max((len(plain(fact.term)) for fact in block.facts), default=0)
        terms = min(0.46, max(0.2, LETTER * (longest + 2) / TEXT_WIDTH))
        grid = self._grid(len(block.facts), (terms, 1 - terms))
        for row, fact in zip(grid.rows, block.facts, strict=True):
            self._fill(row.cells[0], [fact.term], "Fact term")
            self._fill(row.cells[1], [fact.says, *fact.remarks], "Fact")
        self._after()

    def _table(self, table: Table) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        self._paragraph("Caption", (Span(table.caption),))
        whole = sum(column.room for column in table.columns)
        rooms = [column.room / whole for column in table.columns]
        headed = any(column.title for column in table.columns)
        grid = self._grid(headed + len(table.rows), rooms)
        grid._tbl.tblPr.append(element("w:tblCaption", {"w:val": clean(table.caption)}))
        if headed:
            _repeat(grid.rows[0])
            for cell, column in zip(grid.rows[0].cells, table.columns, strict=True):
                self._fill(cell, [(Span(column.title),)], "Cell heading")
                _shade(cell)
        rows = list(grid.rows)[headed:]
        for row, cells in zip(rows, table.rows, strict=True):
            for cell, given in zip(row.cells, cells, strict=True):
                self._fill(cell, [given.words], "Cell")
        for row in grid.rows:
            for cell, column in zip(row.cells, table.columns, strict=True):
                if column.side == "right":
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if table.left_off:
            self._paragraph("Remark", (Span(table.left_off),))
        else:
            self._after()

    def _grid(self, rows: int, rooms: Sequence[float]) -> Any:
        """Make a table of rows with rules between them, its columns so wide of the page."""
        from docx.shared import Cm

        width = WIDE_TEXT if self.is_wide else TEXT_WIDTH
        grid = self.file.add_table(rows, len(rooms))
        grid.autofit = False
        _rule(grid)
        for column, room in zip(grid.columns, rooms, strict=True):
            column.width = Cm(width * room)
        for row in grid.rows:
            row._tr.get_or_add_trPr().append(element("w:cantSplit"))
            for cell, room in zip(row.cells, rooms, strict=True):
                cell.width = Cm(width * room)
        return grid

    def _fill(self, cell: Any, paragraphs: Iterable[Prose], style: str) -> None:
        line = cell.paragraphs[0]
        for position, words in enumerate(paragraphs):
            if position:
                line = cell.add_paragraph()
            self._styled(line, style)
            self._words(line, words)

    def _after(self) -> None:
        """Leave a little room below a table."""
        from docx.shared import Pt

        gap = self._styled(self.file.add_paragraph(), "Normal")
        gap.paragraph_format.space_after = Pt(0)
        gap.paragraph_format.line_spacing = Pt(4)

    def _indent(self, paragraph: Any) -> None:
        from docx.shared import Cm, Pt

        paragraph.paragraph_format.left_indent = Cm(0.6)
        paragraph.paragraph_format.space_after = Pt(3)

    def _picture(self, image: Image) -> None:
        from docx.shared import Cm

        self.pictures += 1
        width = PICTURE if self.is_wide else TEXT_WIDTH
        paragraph = self._styled(self.file.add_paragraph(), "Picture")
        data = io.BytesIO(self.png(image.picture))
        shape = paragraph.add_run().add_picture(data, width=Cm(width))
        named = shape._inline.docPr
        named.set("name", f"Picture {self.pictures}")
        named.set("title", clean(image.picture.title))
        named.set("descr", clean(image.alt_text))


def _png(picture: Drawn) -> bytes:
    return render(picture, "png", dpi=PICTURE_DPI)


def _has_pictures(section: Section) -> bool:
    """Whether a section begins with pictures, or with a section that does."""
    if section.blocks:
        return any(isinstance(block, Image) for block in section.blocks)
    return bool(section.sections) and _has_pictures(section.sections[0])


def _repeat(row: Any) -> None:
    """Let a row of headings come again on every page."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def _shade(cell: Any) -> None:
    shade = {"w:val": "clear", "w:color": "auto", "w:fill": SHADE}
    cell._tc.get_or_add_tcPr().append(element("w:shd", shade))


def _rule(grid: Any) -> None:
    """Draw thin rules between the rows of a table, and nothing between its columns."""
    line = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": RULE}
    rules = element(
        "w:tblBorders", None, *(element(f"w:{side}", line) for side in ("top", "bottom", "insideH"))
    )
    place(grid._tbl.tblPr, rules, AFTER_BORDERS)


def _zipped_again(data: bytes) -> bytes:
    """Pack a file once more, with one date on all that is in it, and without a preview of something else."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as made:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _ZIPPED)
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, old.read(name))
    return packed.getvalue()
