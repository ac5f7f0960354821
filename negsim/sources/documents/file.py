"""Which kind of document a file is, by what is in it, and the reader for it."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from negsim.errors import InputError, quoted
from negsim.language.yaml.text import like
from negsim.sources.documents.document import ReadDocument
from negsim.sources.documents.html import read_html
from negsim.sources.documents.opendocument import read_opendocument
from negsim.sources.documents.package import Package, locked
from negsim.sources.documents.pdf import read_pdf
from negsim.sources.documents.plain import read_plain
from negsim.sources.documents.rtf import read_rtf
from negsim.sources.documents.word import read_word

MOST_READ = 100_000_000  # bytes
KINDS_READ = "a PDF, a Word document, an OpenDocument text, RTF, HTML or plain text"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRANGERS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x1f\x8b", "an archive"),
    (b"Rar!", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"%!PS", "PostScript"),
)


@dataclass(frozen=True)
class FileRead:
    """A file, and what was read of it."""

    path: str
    sha256: str  # of the file
    document: ReadDocument


def read_file(path: str, encoding: str | None = None) -> FileRead:
    """Read a document of any kind that is known.

    Parameters
    ----------
    path : str
        An ordinary file of this machine, of at most 100 MB.
    encoding : str or None
        Of a plain text or a page; found where None.

    Raises
    ------
    InputError
        It cannot be read, is of no such kind, broken, shut by a password, made to do harm, or holds no text.
    """
    data = _bytes(path)
    return FileRead(path, sha256(data).hexdigest(), _read(data, path, encoding))


def _read(data: bytes, path: str, encoding: str | None) -> ReadDocument:
    found = _read_office(data, path)
    if found is not None:
        if encoding is not None:
            raise InputError.one(
                f"`encoding`: {quoted(path, 200)} says itself how it is encoded",
                "name it for plain texts and pages alone",
                arguments=("encoding",),
            )
        return found
    for mark, name in _STRANGERS:
        if data.startswith(mark):
            raise _stranger(path, name)
    head = data[:2_000].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    is_page = Path(path).suffix.lower() in {".html", ".htm", ".xhtml"}
    if is_page or head.startswith((b"<!doctype html", b"<html")) or b"<html" in head[:500]:
        return read_html(data, path, encoding)
    return read_plain(data, path, encoding)


def _read_office(data: bytes, path: str) -> ReadDocument | None:
    """Read what begins with the mark of a format; None where it does not."""
    if b"%PDF-" in data[:1024]:
        return read_pdf(data, path)
    if data.startswith(b"PK\x03\x04"):
        package = Package(data, path)
        if "word/document.xml" in package.names:
            return read_word(package)
        if "content.xml" in package.names and b"opendocument.text" in (
            package.part("mimetype") or b""
        ):
            return read_opendocument(package)
        raise _stranger(path, "a workbook" if "xl/workbook.xml" in package.names else "an archive")
    if data.startswith(b"{\\rtf"):
        return read_rtf(data, path)
    if data.startswith(_OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise locked(path)
        raise InputError.one(
            f"{quoted(path, 200)} is in the format of Office before 2007 (.doc)",
            "open it, and save it as .docx",
        )
    return None


def _stranger(path: str, name: str) -> InputError:
    return InputError.one(f"{quoted(path, 200)} is {name}", f"give {KINDS_READ}")


def _bytes(path: str) -> bytes:
    try:
        mode = Path(path).stat().st_mode
        if not stat.S_ISREG(mode):
            what = "a folder" if stat.S_ISDIR(mode) else "no ordinary file"
            raise InputError.one(f"{quoted(path, 200)} is {what}", "give the path of a file")
        with Path(path).open("rb") as file:
            data = file.read(MOST_READ + 1)
    except FileNotFoundError:
        raise InputError.one(f"there is no file {quoted(path, 200)}", like(path)) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError.one(
            f"{quoted(path, 200)} cannot be read: {reason}", "give the path of a file"
        ) from None
    if len(data) > MOST_READ:
        raise InputError.one(f"{quoted(path, 200)} is larger than 100 MB", "split it")
    if not data.strip():
        raise InputError.one(f"{quoted(path, 200)} is empty", "check that it is the right file")
    return data
