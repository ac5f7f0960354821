"""Files that cannot be read, called by what they are."""

from __future__ import annotations

from negsim.errors import InputError, quoted

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # begins old Office files, and new ones with a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BEGINNINGS = {
    b"%PDF-": ("a PDF", "save the table in it as .xlsx or .csv"),
    b"\x1f\x8b": ("a compressed file (.gz)", "unpack it first"),
    b"Rar!": ("a compressed file (.rar)", "unpack it first"),
    b"7z\xbc\xaf": ("a compressed file (.7z)", "unpack it first"),
    b"\t\x08": ("a very old workbook (.xls)", "open it, and save it as .xlsx"),
    b"{\\rtf": ("a text in RTF", "save the table in it as .xlsx or .csv"),
}
_WORKBOOKS = (".xls", ".xlsx", ".xlsm", ".xlsb")


def refuse_stranger(data: bytes, path: str) -> None:
    """Refuse a file that is of no kind that can be read, and that begins as a known other kind does.

    Raises
    ------
    InputError
        It says what the file is, and what to save it as.
    """
    named = quoted(path, 200)
    if data.startswith(_OLD):
        if _ENCRYPTED in data:
            what = "a workbook with a password"
        elif "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
            what = "an old workbook (.xls)"
        else:
            what = "an old workbook (.xls), or one with a password"
        raise InputError.one(f"{named} is {what}", "save it as .xlsx, without a password")
    if path.lower().endswith(_WORKBOOKS) and data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise InputError.one(
            f"{named} is a web page or XML that is called a workbook",
            "open it in a spreadsheet program, and save it as .xlsx",
        )
    for beginning, (what, mend) in _BEGINNINGS.items():
        if data.startswith(beginning):
            raise InputError.one(f"{named} is {what}", mend)
