"""Documents as programs write them, small and by hand: nothing of negsim has a part in them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def archive(parts: dict[str, str | bytes], *, packed: bool = True) -> bytes:
    """Give an archive of some parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return data.getvalue()


def word(body: str, *, comments: Iterable[tuple[str, str, str]] = (), more: str = "") -> bytes:
    """Give a Word document of the XML of its body; comments are number, author and text."""
    noted = "".join(
        f'<w:comment w:id="{number}" w:author="{author}" w:date="2025-01-20T10:00:00Z">'
        f"<w:p><w:r><w:t>{escape(says)}</w:t></w:r></w:p></w:comment>"
        for number, author, says in comments
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>A letter</dc:title><dc:creator>Ada</dc:creator>'
        "<dcterms:modified>2025-01-19T08:00:00Z</dcterms:modified></cp:coreProperties>",
    }
    if noted:
        parts["word/comments.xml"] = f'<w:comments xmlns:w="{W}">{noted}</w:comments>'
    if more:
        parts["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{W}">{more}</w:footnotes>'
    return archive(parts)


def opendocument(body: str, *, manifest: str = "<m/>") -> bytes:
    """Give a text of OpenDocument of the XML of its body."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    meta = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
    dc = "http://purl.org/dc/elements/1.1/"
    spaces = f'xmlns:office="{office}" xmlns:text="{text}" xmlns:dc="{dc}" xmlns:meta="{meta}"'
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {spaces}><office:meta><dc:title>A note</dc:title>"
            "<dc:date>2025-02-01T08:00:00</dc:date><dc:language>uk</dc:language></office:meta></office:document-meta>",
            "META-INF/manifest.xml": manifest,
        }
    )


def pdf(
    pages: Sequence[Sequence[tuple[float, float, str]]],
    *,
    is_locked: bool = False,
    language: str = "",
    packed: int = 0,
) -> bytes:
    """Give a PDF: on each page, lines of text with the places where they begin, packed some times over."""
    catalog = f"<< /Type /Catalog /Pages 2 0 R {f'/Lang ({language})' if language else ''} >>"
    objects: list[bytes] = [catalog.encode(), b""]
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects += [
        font,
        b"<< /Title (An agreement) /Author (Two villages) /ModDate (D:20250118093000) >>",
    ]
    kids = []
    for lines in pages:
        drawn = b"".join(
            b"BT /F1 11 Tf %g %g Td (%s) Tj ET\n"
            % (x, y, text.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)"))
            for x, y, text in lines
        )
        filters = b""
        for _ in range(packed):
            drawn, filters = zlib.compress(drawn, 9), filters + b"/FlateDecode "
        words = b"<< /Length %d /Filter [%s] >>" % (len(drawn), filters)
        objects.append(b"%s\nstream\n%s\nendstream" % (words, drawn))
        kids.append(b"%d 0 R" % (len(objects) + 1))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    lock = b""
    if is_locked:
        objects.append(
            b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)
        )
        lock = b" /Encrypt %d 0 R /ID [<00> <00>]" % len(objects)
    data, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer << /Size %d /Root 1 0 R /Info 4 0 R%s >>\n" % (len(objects) + 1, lock)
    return bytes(data) + b"startxref\n%d\n%%%%EOF\n" % table


def page(
    paragraphs: Sequence[str], *, top: float = 780.0, width: int = 90
) -> list[tuple[float, float, str]]:
    """Lay paragraphs out on a page: lines of so many characters, a gap between paragraphs."""
    lines, y = [], top
    for paragraph in paragraphs:
        line = ""
        for word in [*paragraph.split(), ""]:
            if not word or len(line) + len(word) >= width:
                lines.append((72.0, y, line))
                line, y = word, y - 14
            else:
                line = f"{line} {word}".strip()
        y -= 12
    return lines
