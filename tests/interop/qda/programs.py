"""Files as coding programs write them, with their quirks: one text, and passages of it that are marked."""

from __future__ import annotations

import json
import uuid
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

# Of two bytes, of three, of two units of UTF-16, with a sign that composes; no word twice.
PARAGRAPHS = (
    "Перше слово: Київ не вступить. 🕊 А далі — ні.",
    "The Zu\u0308rich draft says 🌊🌊 no dyke without 15 m – and “never” by night.",
    "Last: ships come in at every tide, κάθε μέρα.",
)
PASSAGES = (
    "Київ не вступить",
    "no dyke without 15 m – and “never”",
    "never” by night.\nLast: ships",
    "ships come in",
    "κάθε μέρα",
)
NORMALISED = tuple(passage.replace("u\u0308", "ü") for passage in PASSAGES)
CODES = ("membership", "dyke", "night", "ships", "dyke")
CODERS = ("anna", "ben", "anna", "ben", "anna")


def offset(text: str, place: int, unit: str) -> int:
    """Count what stands before a place, as a program of that unit does."""
    before = text[:place]
    if unit == "utf16":
        return len(before.encode("utf-16-le")) // 2
    return len(before.encode()) if unit == "utf8" else len(before)


@dataclass(frozen=True)
class Marked:
    """A passage with its place, its code and its coder."""

    words: str
    start: int
    stop: int
    code: str
    coder: str


def marked(
    unit: str = "codepoints", end: str = "\n", counted_end: str | None = None, mark: str = ""
) -> tuple[str, list[Marked]]:
    """Give the text with these ends of lines, and its passages as counted with others, or in another unit."""
    text = end.join(PARAGRAPHS)
    counted = mark + (end if counted_end is None else counted_end).join(PARAGRAPHS)
    found = []
    for words, code, coder in zip(PASSAGES, CODES, CODERS, strict=True):
        here = words.replace("\n", end if counted_end is None else counted_end)
        start = counted.index(here)
        first, last = (offset(counted, place, unit) for place in (start, start + len(here)))
        found.append(Marked(words.replace("\n", end), first, last, code, coder))
    return text, found


def guid(name: object, braces: bool = False) -> str:
    """A GUID of a name."""
    plain = str(uuid.uuid5(uuid.NAMESPACE_OID, str(name)))
    return f"{{{plain.upper()}}}" if braces else plain


def refi(
    path: Path,
    unit: str = "codepoints",
    end: str = "\n",
    counted_end: str | None = None,
    *,
    origin: str = "Some Program 1.0",
    folder: str = "sources",
    bom: bool = False,
    counts_bom: bool = False,
    names: bool = True,
    braces: bool = False,
    selection_names: bool = False,
    inline: bool = False,
    extra: str = "",
    encoding: str = "utf-8",
) -> Path:
    """A REFI-QDA project of one text."""
    text, passages = marked(unit, end, counted_end, "\ufeff" if counts_bom else "")

    def name(value: str) -> str:
        return f"name={quoteattr(value)}" if names else ""

    codes = "".join(
        f'<Code guid="{guid(code, braces)}" name={quoteattr(code)} isCodable="true"/>'
        for code in dict.fromkeys(CODES)
    )
    users = "".join(
        f'<User guid="{guid(coder)}" {name(coder)}/>' for coder in dict.fromkeys(CODERS)
    )
    selections = "".join(
        f'<PlainTextSelection guid="{guid(number)}"'
        f" name={quoteattr(one.words if selection_names else '')}"
        f' startPosition="{one.start}" endPosition="{one.stop}" creatingUser="{guid(one.coder)}">'
        f'<Coding guid="{guid((number, 0))}" creatingUser="{guid(one.coder)}">'
        f'<CodeRef targetGUID="{guid(one.code, not braces)}"/></Coding></PlainTextSelection>'
        for number, one in enumerate(passages)
    )
    inner = f"<PlainTextContent>{escape(text)}</PlainTextContent>" if inline else ""
    where = "" if inline else f'plainTextPath="internal://{guid("text")}.txt"'
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        f'<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin={quoteattr(origin)}>'
        f"<Users>{users}</Users><CodeBook><Codes>{codes}</Codes></CodeBook>"
        f'<Sources><TextSource guid="{guid("source")}" {name("Letter.docx")} {where}>{inner}'
        f"{selections}</TextSource></Sources>{extra}</Project>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.qde", xml.encode(encoding))
        if not inline:
            data = text.encode("utf-8-sig" if bom else "utf-8")
            archive.writestr(f"{folder}/{guid('text')}.txt", data)
    return path


def doccano(
    folder: Path, unit: str = "codepoints", style: str = "label", end: str = "\n"
) -> list[Path]:
    """doccano's files, one for each annotator."""
    text, passages = marked(unit, end)
    folder.mkdir()
    for coder in ("anna", "ben"):
        own = [one for one in passages if one.coder == coder]
        lists = [[one.start, one.stop, one.code] for one in own]
        tables = [
            {"id": 1, "label": one.code, "start_offset": one.start, "end_offset": one.stop}
            for one in own
        ]
        example = {
            "label": {"id": 3, "text": text, "label": lists, "Comments": []},
            "labels": {"id": 3, "text": text, "meta": {"filename": "Letter.txt"}, "labels": lists},
            "entities": {
                "id": 3,
                "text": text,
                "entities": tables,
                "relations": [{}],
                "Comments": [],
            },
        }[style]
        line = json.dumps(example, ensure_ascii=style == "label")
        (folder / f"{coder}.jsonl").write_text(f"{line}\n", "utf-8", newline="")
    return sorted(folder.iterdir())


def label_studio(
    path: Path, unit: str = "codepoints", style: str = "json", end: str = "\n"
) -> Path:
    """An export of Label Studio, whole or short; line feeds of its passages as a backslash and n."""
    text, passages = marked(unit, end)
    tasks = []
    if style == "json":
        annotations = [
            {
                "id": number,
                "completed_by": {"id": number, "email": coder},
                "was_cancelled": False,
                "result": [
                    {
                        "id": f"r{place}",
                        "from_name": "label",
                        "to_name": "body",
                        "type": "labels",
                        "value": {
                            "start": one.start,
                            "end": one.stop,
                            "text": one.words.replace(end, "\\n"),
                            "labels": [one.code],
                        },
                    }
                    for place, one in enumerate(passages)
                    if one.coder == coder
                ],
            }
            for number, coder in enumerate(("anna", "ben"), start=1)
        ]
        tasks = [{"id": 9, "data": {"body": text, "title": "Letter"}, "annotations": annotations}]
    else:
        tasks = [
            {
                "id": 9,
                "text": text,
                "annotator": coder,
                "label": [
                    {"start": one.start, "end": one.stop, "text": one.words, "labels": [one.code]}
                    for one in passages
                    if one.coder == coder
                ],
            }
            for coder in ("anna", "ben")
        ]
    path.write_text(json.dumps(tasks), "utf-8")
    return path


def table(
    path: Path, heads: tuple[str, str, str, str], delimiter: str = ",", end: str = "\n"
) -> list[Path]:
    """A table of codings as programs export them, and the text beside it."""
    text, passages = marked(end=end)
    lines = [delimiter.join(heads)]
    for one in passages:
        cells = ("Letter", one.words, one.code, one.coder)
        lines.append(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in cells))
    path.write_text("\n".join(lines) + "\n", "utf-8-sig", newline="")
    beside = path.with_name("Letter.txt")
    beside.write_text(text, "utf-8", newline="")
    return [path, beside]


def refi_codes(path: Path, codes: dict[str, str]) -> Path:
    """A REFI-QDA project of one passage with a code below each of some codes."""
    book = "".join(
        f'<Code guid="{guid(above)}" name="{above}" isCodable="true">'
        f'<Code guid="{guid((above, below))}" name="{below}" isCodable="true"/></Code>'
        for above, below in codes.items()
    )
    codings = "".join(
        f'<Coding guid="{guid((one, 0))}"><CodeRef targetGUID="{guid(one)}"/></Coding>'
        for one in codes.items()
    )
    xml = (
        '<Project xmlns="urn:QDA-XML:project:1.0" name="p"><CodeBook><Codes>'
        f'{book}</Codes></CodeBook><Sources><TextSource guid="{guid("s")}" name="Letter">'
        "<PlainTextContent>No deal.</PlainTextContent>"
        f'<PlainTextSelection guid="{guid("p")}" startPosition="0" endPosition="2">{codings}'
        "</PlainTextSelection></TextSource></Sources></Project>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.qde", xml)
    return path


def word(path: Path) -> Path:
    """A Word document whose reviewers commented on the passages: what they think, and lines that are codes."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    text, passages = marked()
    ends = {one.stop: f'<w:commentRangeEnd w:id="{n}"/>' for n, one in enumerate(passages)}
    starts = {one.start: f'<w:commentRangeStart w:id="{n}"/>' for n, one in enumerate(passages)}
    body = ""
    for place, letter in enumerate(text):
        body += ends.get(place, "")
        if letter == "\n":
            body += "</w:p><w:p>"
        else:
            run = f'<w:r><w:t xml:space="preserve">{escape(letter)}</w:t></w:r>'
            body += starts.get(place, "") + run
    comments = "".join(
        f'<w:comment w:id="{n}" w:author="{one.coder}" w:date="2025-01-18T09:00:00Z">'
        f"<w:p><w:r><w:t>On {one.code}.</w:t></w:r></w:p><w:p><w:r><w:t>kind: aim</w:t></w:r></w:p>"
        "</w:comment>"
        for n, one in enumerate(passages)
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f"<w:document {space}><w:body><w:p>{body}</w:p></w:body></w:document>",
        )
        archive.writestr("word/comments.xml", f"<w:comments {space}>{comments}</w:comments>")
    return path
