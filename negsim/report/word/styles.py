"""How the document looks: A4, the language, and the styles that an office may change in one place."""

from __future__ import annotations

from typing import Any

from negsim.report.word.markup import element

FONT = "Calibri"
TYPED = "Consolas"
LANGUAGE = "en-GB"
INK, MUTED, RULE, SHADE = "1A1A1A", "595959", "B3B3B3", "E4EBF0"
MARGIN = 2.0  # centimetres
FOOT = 1.2  # above and below
PAGE = (21.0, 29.7)
TEXT_WIDTH = PAGE[0] - 2 * MARGIN
WIDE_MARGIN = 1.8
WIDE_TEXT = PAGE[1] - 2 * WIDE_MARGIN

# Style: points, bold, colour, points before and after, and whether it stays with what follows.
_LOOKS: dict[str, tuple[float, bool, str, float, float, bool]] = {
    "Normal": (10, False, INK, 0, 3, False),
    "Title": (14, True, INK, 0, 2, True),
    "Subtitle": (10, False, MUTED, 0, 1, True),
    "Heading 1": (12, True, INK, 6, 2, True),
    "Heading 2": (11, True, INK, 6, 2, True),
    "Heading 3": (10, True, INK, 4, 1, True),
    "Caption": (9.5, True, INK, 4, 2, True),
    "List Bullet": (10, False, INK, 0, 2, False),
    "List Number": (10, False, INK, 0, 2, False),
}
# Our own, on top of Normal.
_OWN: dict[str, tuple[float, bool, str, float, float, bool]] = {
    "Lead": (11.5, False, INK, 4, 3, False),
    "Remark": (9.5, False, MUTED, 0, 4, False),
    "Heading remark": (9.5, False, MUTED, 0, 2, True),
    "Term": (10, True, INK, 3, 1, True),
    "Fact": (9.5, False, INK, 1, 1, False),
    "Fact term": (9.5, True, INK, 1, 1, False),
    "Cell": (9, False, INK, 1, 1, False),
    "Cell heading": (9, True, INK, 2, 2, True),
    "Picture": (10, False, INK, 2, 2, False),
    "endnote text": (9, False, INK, 0, 3, False),
    "Footer": (8.5, False, MUTED, 0, 0, False),
}


def dress(document: Any) -> None:
    """Give a document its page, its language and its styles."""
    from docx.enum.style import WD_STYLE_TYPE

    _page(document.sections[0])
    _settings(document)
    styles = document.styles
    for name, look in _LOOKS.items():
        _dress(styles[name], *look)
    known = {style.name: style for style in styles}
    for name, look in _OWN.items():
        style = known.get(name) or styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _dress(style, *look)
    _reference(styles)
    styles["Title"].element.get_or_add_pPr().remove_all("w:pBdr")


def widen(section: Any) -> None:
    """Turn a section's page on its side, for pictures."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(PAGE[1]), Cm(PAGE[0])
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(WIDE_MARGIN))


def straighten(section: Any) -> None:
    """Turn a section's page upright again."""
    from docx.enum.section import WD_ORIENT

    section.orientation = WD_ORIENT.PORTRAIT
    _page(section)


def _page(section: Any) -> None:
    from docx.shared import Cm

    section.page_width, section.page_height = Cm(PAGE[0]), Cm(PAGE[1])
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin = section.bottom_margin = Cm(FOOT)
    section.header_distance = section.footer_distance = Cm(0.7)


def _settings(document: Any) -> None:
    from docx.oxml.ns import qn

    settings = document.settings.element
    for tag in ("w:savePreviewPicture", "w:rsids", "w14:docId"):
        for found in settings.findall(qn(tag) if tag != "w14:docId" else _W14_ID):
            settings.remove(found)
    for found in settings.iter(qn("w:compatSetting")):
        if found.get(qn("w:name")) == "compatibilityMode":
            found.set(qn("w:val"), "15")
    for found in settings.iter(qn("w:themeFontLang")):
        found.set(qn("w:val"), LANGUAGE)


_W14_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}docId"


def _dress(
    style: Any, size: float, bold: bool, colour: str, before: float, after: float, keep: bool
) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(colour)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.keep_with_next = keep
    style.paragraph_format.line_spacing = 1.0
    style.font.cs_bold = bold
    style.hidden = False
    style.quick_style = True
    marks = style.element.get_or_add_rPr()
    for tag in ("w:rFonts", "w:lang", "w:spacing", "w:kern", "w:szCs"):
        marks.remove_all(tag)
    fonts = {f"w:{slot}": FONT for slot in ("ascii", "hAnsi", "eastAsia")}
    marks.insert(0, element("w:rFonts", {**fonts, "w:cs": "Arial"}))
    # Scripts that run from the right have sizes of their own, in half points.
    marks.find(qn("w:sz")).addnext(element("w:szCs", {"w:val": str(round(2 * size))}))
    marks.append(element("w:lang", {"w:val": LANGUAGE, "w:eastAsia": LANGUAGE, "w:bidi": "ar-SA"}))


def _reference(styles: Any) -> None:
    """The style of the small numbers that point to notes."""
    from docx.enum.style import WD_STYLE_TYPE

    style = styles.add_style("endnote reference", WD_STYLE_TYPE.CHARACTER)
    style.font.superscript = True
