"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from negsim.errors import InputError, OutputError, quoted

_REASONS = {
    errno.ENOSPC: ("the disk is full", "make room, or write elsewhere"),
    errno.EDQUOT: ("your share of the disk is used up", "make room, or write elsewhere"),
    errno.EROFS: ("that file system is read-only", "write elsewhere"),
    errno.EACCES: ("it may not be written", "ask for the right to write there, or write elsewhere"),
    errno.EPERM: ("it may not be written", "ask for the right to write there, or write elsewhere"),
    errno.ENOENT: ("there is no such folder", "make the folder first, or write elsewhere"),
    errno.ENOTDIR: ("part of the path is a file, not a folder", "write elsewhere"),
    errno.EISDIR: ("it is a folder", "name a file in it"),
    errno.ENAMETOOLONG: ("the name is too long", "choose a shorter one"),
}


def ending_of(path: str | os.PathLike[str], what: str, endings: Collection[str], mend: str) -> str:
    """Give the ending of a path, in small letters, that must be one of some; a fault says what cannot be written.

    Examples
    --------
    >>> ending_of("zone.SVG", "picture", (".png", ".svg"), "let its name end in .png or .svg")
    '.svg'
    """
    ending = Path(path).suffix.lower()
    if ending not in endings:
        raise InputError.one(f"no {what} can be written as {quoted(str(path), 200)}", mend)
    return ending


def write_text(path: str | os.PathLike[str], text: str) -> None:
    r"""Write a text as UTF-8 with the line ends it has, whole or not at all.

    Examples
    --------
    >>> write_text("no/such/folder/zone.csv", "line\n")
    Traceback (most recent call last):
    negsim.errors.OutputError: 'no/such/folder/zone.csv' was not written: there is no such folder
          mend: make the folder first, or write elsewhere
    """
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file whole or not at all.

    Raises
    ------
    OutputError
        The disk is full, the place may not be written, and the like; what stood there before stands still.
    """
    with writing(path) as beside, beside.open("wb") as file:
        file.write(data)


@contextmanager
def writing(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Give a path beside the one wanted; what was written there takes its place at the end, or vanishes.

    For libraries that write files themselves. The path beside has the same ending. A device or a pipe, which
    cannot be replaced, is given as it is.

    Raises
    ------
    OutputError
        As for `write_bytes`.
    """
    wanted = Path(path)
    try:
        if wanted.exists() and not wanted.is_file() and not wanted.is_dir():
            yield wanted
            return
        # A link goes on pointing where it does; the file that it names is replaced.
        target = Path(os.path.realpath(wanted))
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder")
        if not target.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "no such folder")
        beside = target.with_name(f".{secrets.token_hex(6)}{target.suffix}")
        try:
            os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            if target.exists():
                beside.chmod(target.stat().st_mode & 0o7777)
            yield beside
            _to_disk(beside)
            beside.replace(target)
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from None


def make_folder(path: str | os.PathLike[str]) -> Path:
    """Make a folder, and those it lies in, where they are missing.

    Raises
    ------
    OutputError
        It cannot be made, or a file is in the way.
    """
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise OutputError.one(
            f"{quoted(str(path), 200)} is a file, not a folder", "name another folder"
        ) from None
    except OSError as error:
        raise _unwritable(path, error) from None
    return folder


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unwritable(path: str | os.PathLike[str], error: OSError) -> OutputError:
    reason, mend = _REASONS.get(error.errno or 0, (error.strerror or str(error), "write elsewhere"))
    return OutputError.one(f"{quoted(os.fspath(path), 200)} was not written: {reason}", mend)
