"""Files to text: what may be read at all, and the lines that a message quotes."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from negsim.errors import Fault, InputError, Where, quoted
from negsim.language.names import nearest

MOST_BYTES = 10_000_000

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
_SPECIAL = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_LINE_END = re.compile(r"\r\n|\r|\n")


def read_text(path: str | Path) -> str:
    """Read a file as text, without its byte-order mark.

    Parameters
    ----------
    path : str or Path
        An ordinary file of this machine, of at most 10 MB, in UTF-8.

    Raises
    ------
    InputError
        The path is an address on the web, a folder, a device, a pipe or missing; the file cannot be read, is too
        large, or is not UTF-8.
    """
    return decode(_read_bytes(str(path)), str(path))


def decode(data: bytes, path: str) -> str:
    """Decode UTF-8, without its byte-order mark; a fault names line and column of the first byte that is none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError.one("the file is in UTF-16", "save it as UTF-8", Where(path, 1, 1))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The offset of the error is counted after the byte-order mark.
        body = data.removeprefix(b"\xef\xbb\xbf")
        before = split_lines(body[: error.start].decode())
        where = Where(path, len(before), len(before[-1]) + 1)
        byte = body[error.start]
        raise InputError.one(
            f"the byte 0x{byte:02x} is not UTF-8", "save the file as UTF-8", where
        ) from None


def split_lines(text: str) -> list[str]:
    r"""Split where YAML 1.2 ends a line: ``\n``, ``\r\n``, ``\r`` and nowhere else; at least one line."""
    return _LINE_END.split(text)


def with_excerpts(faults: Iterable[Fault], text: str, path: str) -> tuple[Fault, ...]:
    """Give each fault that points into this file, and quotes nothing yet, its line of the file."""
    lines = split_lines(text)
    return tuple(
        replace(fault, excerpt=lines[fault.where.line - 1])
        if fault.excerpt is None
        and fault.where is not None
        and fault.where.path == path
        and fault.where.line <= len(lines)
        and lines[fault.where.line - 1]
        and not lines[fault.where.line - 1].isspace()
        else fault
        for fault in faults
    )


def _read_bytes(path: str) -> bytes:
    if not path:
        raise InputError.one("no file is named", "give the path of a file")
    if _URL.match(path):
        raise InputError.one(
            f"{quoted(path)} is an address on the web; negsim reads files of this machine only",
            "download it first, and give the path of the file",
        )
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            raise InputError.one(f"{quoted(path)} is a folder, not a file", _of_folder(path))
        for is_such, name in _SPECIAL:
            # Reading one of these may wait for ever, or never end.
            if is_such(mode):
                raise InputError.one(
                    f"{quoted(path)} is {name}, not a file", "save the text in a file"
                )
        with Path(path).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    if len(data) > MOST_BYTES:
        raise InputError.one(
            f"{quoted(path)} is larger than 10 MB", "split it, or leave out what is not needed"
        )
    return data


def _unreadable(path: str, error: OSError | ValueError) -> InputError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return InputError.one(f"there is no file {quoted(path, 200)}", like(path))
    if isinstance(error, PermissionError):
        return InputError.one(
            f"{quoted(path, 200)} may not be read", "ask for the right to read it"
        )
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return InputError.one(
        f"{quoted(path, 200)} cannot be read: {reason}", "give the path of a file"
    )


def _of_folder(path: str) -> str:
    return f"give a file in it, such as {Path(path) / 'scenario.yaml'}"


def like(path: str) -> str:
    """Suggest the file that was meant by a path where there is none."""
    folder = Path(path).parent
    try:
        there = sorted(entry.name for entry in folder.iterdir())
    except (OSError, ValueError):
        return f"there is no folder {quoted(str(folder), 200)} either: check the path"
    meant = nearest(Path(path).name, there)
    return "check the path" if meant is None else f"did you mean {folder / meant}?"
