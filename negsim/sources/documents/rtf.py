"""Rich Text Format, as old offices keep it: a small reader of text, after the RTF specification 1.9.1 (2008)."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from negsim.language.phrases import counted
from negsim.sources.documents.document import About, RawComment, ReadDocument, assembled, said

_TOKEN = re.compile(
    r"\\(?:(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|'(?P<byte>[0-9a-fA-F]{2})|(?P<sign>[^a-zA-Z']))"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
_RAW = re.compile(rb"\\bin(\d{1,9})[ ]?")
# What stands apart from the text: fonts, styles, pictures, lists, headers; notes are kept for the end.
_APART = frozenset(
    "fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf object"
    " listtable listoverridetable rsidtbl generator themedata datastore fldinst xmlnstbl annotation atnid atnauthor"
    " atrfstart atrfend atndate atnref atnicn mmathPr latentstyles nonshppict bkmkstart bkmkend tc xe".split()
)
_SIGNS = {
    "tab": " ",
    "line": " ",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "cell": " ",
}
_ENDS = {"par", "sect", "page", "row"}
# Character sets of fonts, and the code pages that have them.
_CHARSETS = {
    0: 1252, 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255,
    178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250,
}  # fmt: skip


_MARKS = {"atrfstart", "atrfend"}  # where the passage of a comment begins and ends
_OF_REMARKS = {"annotation", "atnauthor", "atndate", "atnref", *_MARKS}
Place = tuple[int, int]  # paragraph and character


@dataclass
class _Remark:
    """A reviewer's comment as it is written: what it says, and by what number its passage is marked."""

    place: Place
    author: str
    says: str = ""
    atndate: str = ""
    atnref: str = ""


@dataclass(frozen=True)
class _State:
    """What holds within a group."""

    destination: str = "text"
    font: int = 0
    skipped: int = 1  # characters after one of Unicode, for programs that do not know it
    is_hidden: bool = False
    is_starred: bool = False


@dataclass
class _Reader:
    """Text from tokens, with an explicit stack."""

    codepage: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    paragraphs: list[str] = field(default_factory=lambda: [""])
    notes: list[str] = field(default_factory=list)
    held: dict[str, str] = field(default_factory=dict)
    remarks: list[_Remark] = field(default_factory=list)
    marks: dict[tuple[str, str], Place] = field(default_factory=dict)
    author: str = ""  # of the comment to come
    entered: Place = (0, 0)  # where the last mark of a passage stands
    state: _State = _State()
    stack: list[_State] = field(default_factory=list)
    pending: bytearray = field(default_factory=bytearray)
    to_skip: int = 0
    high: int | None = None

    def read(self, text: str) -> None:
        for token in _TOKEN.finditer(text):
            if token["byte"] is not None:
                if self.to_skip:
                    self.to_skip -= 1
                else:
                    self.pending.append(int(token["byte"], 16))
                continue
            if token["text"] is not None:
                self._plain(token["text"])
                continue
            self._flush()
            if token["brace"] == "{":
                self.stack.append(self.state)
                self.state = replace(self.state, is_starred=False)
                self.to_skip = 0
            elif token["brace"] == "}":
                self.state = self.stack.pop() if self.stack else _State()
                self.to_skip = 0
            elif token["word"] is not None:
                number = token["number"]
                self._control(token["word"], None if number is None else int(number))
            else:
                self._symbol(token["sign"])
        self._flush()

    def _plain(self, text: str) -> None:
        skipped = min(self.to_skip, len(text))
        self.to_skip -= skipped
        if skipped < len(text):
            # Bytes above 127 may stand for themselves, in the code page.
            self.pending += text[skipped:].encode("latin-1", "replace")

    def _flush(self) -> None:
        if self.pending:
            data, self.pending = bytes(self.pending), bytearray()
            self._add(data.decode(self.fonts.get(self.state.font, self.codepage), "replace"))

    def _add(self, text: str) -> None:
        where = self.state.destination
        if self.state.is_hidden:
            return
        if where == "text":
            self.paragraphs[-1] += text
        elif where == "footnote":
            self.notes[-1] += text
        elif where in {"title", "author"}:
            self.held[where] = self.held.get(where, "") + text
        elif where in _OF_REMARKS:
            self._remark(where, text)

    def _remark(self, where: str, text: str) -> None:
        if where in _MARKS:
            self.marks[where, text.strip()] = self.entered
        elif where == "atnauthor":
            self.author += text
        elif self.remarks and where == "annotation":
            self.remarks[-1].says += text
        elif self.remarks:
            setattr(self.remarks[-1], where, text.strip())

    def comments(self) -> Iterator[RawComment]:
        """Give the comments; one that marks no passage is on its paragraph."""
        for one in self.remarks:
            start = self.marks.get(("atrfstart", one.atnref), one.place)
            stop = self.marks.get(("atrfend", one.atnref), start)
            if start >= stop:
                start, stop = (
                    (one.place[0], 0),
                    (one.place[0], len(self.paragraphs[one.place[0]])),
                )
            lines = (" ".join(line.split()) for line in one.says.split("\n"))
            says = "\n".join(line for line in lines if line)
            yield RawComment(start, stop, says, said(one.author), _dated(one.atndate))

    def _control(self, word: str, number: int | None) -> None:
        if word == "u" and number is not None:
            self._unicode(number % 65_536)
        elif word == "uc":
            self.state = replace(self.state, skipped=max(0, number or 0))
        elif word == "ansicpg" and number:
            self.codepage = _known(f"cp{number}") or self.codepage
        elif word == "f" and number is not None:
            self.state = replace(self.state, font=number)
        elif word == "fcharset" and self.state.destination == "fonttbl" and number in _CHARSETS:
            page = _known(f"cp{_CHARSETS[number]}" if number != 77 else "mac_roman")
            if page is not None and number:
                self.fonts[self.state.font] = page
        elif word == "plain":
            self.state = replace(self.state, font=0, is_hidden=False)
        elif word in {"v", "deleted"}:
            self.state = replace(self.state, is_hidden=number != 0)
        elif word in _ENDS:
            if self.state.destination == "text":
                self.paragraphs.append("")
            else:
                self._add("\n" if self.state.destination == "annotation" else " ")
        elif word in _SIGNS:
            self._add(_SIGNS[word])
        else:
            self._enter(word)

    def _enter(self, word: str) -> None:
        """Begin what stands apart."""
        if word == "footnote":
            self.notes.append("")
            self.state = replace(self.state, destination="footnote")
        elif word in {"title", "author"} and self.state.destination == "info":
            self.state = replace(self.state, destination=word)
        elif word in _APART or self.state.is_starred:
            here = (len(self.paragraphs) - 1, len(self.paragraphs[-1]))
            if word in _MARKS:
                self.entered = here
            elif word == "annotation":
                self.remarks.append(_Remark(here, self.author))
                self.author = ""
            self.state = replace(self.state, destination=word, is_starred=False)

    def _symbol(self, sign: str) -> None:
        if sign == "*":
            self.state = replace(self.state, is_starred=True)
        elif sign in "\r\n":
            self._control("par", None)
        else:
            self._add({"~": "\u00a0", "_": "\u2011", "-": ""}.get(sign, sign))

    def _unicode(self, code: int) -> None:
        self.to_skip = self.state.skipped
        if 0xD800 <= code < 0xDC00:
            self.high = code
            return
        if 0xDC00 <= code < 0xE000:
            high, self.high = self.high, None
            if high is None:
                return
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        self._add(chr(code))


def read_rtf(data: bytes, path: str) -> ReadDocument:
    """Read a text in RTF; footnotes stand at the end, headers are left out.

    Raises
    ------
    InputError
        It holds no text.
    """
    reader = _Reader()
    reader.read(_without_pictures(data).decode("latin-1"))
    notes = [note for note in reader.notes if note.strip()]
    told = [f"{counted(len(notes), 'paragraph')} of footnotes at the end"] if notes else []
    about = About(title=said(reader.held.get("title")), author=said(reader.held.get("author")))
    paragraphs = [(paragraph, None) for paragraph in (*reader.paragraphs, *notes)]
    return assembled(path, paragraphs, about, reader.comments(), told)


def _without_pictures(data: bytes) -> bytes:
    """Leave out raw bytes, which a text may hold after a word that counts them, and which may look like anything."""
    kept, place = [], 0
    while (found := _RAW.search(data, place)) is not None:
        kept.append(data[place : found.start()])
        place = found.end() + int(found[1])
    return b"".join((*kept, data[place:]))


def _known(codepage: str) -> str | None:
    try:
        return codecs.lookup(codepage).name
    except LookupError:
        return None


def _dated(text: str) -> str | None:
    """Give the day that a packed date names: from bit 11 on the day, 16 the month, 20 the year after 1900."""
    packed = int(text) % 2**32 if text.removeprefix("-").isdecimal() else 0
    try:
        return date(1900 + (packed >> 20 & 511), packed >> 16 & 15, packed >> 11 & 31).isoformat()
    except ValueError:
        return None
