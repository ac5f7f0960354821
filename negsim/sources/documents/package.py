"""Files that are archives of XML, as Word and LibreOffice write them: unpacked within bounds, entities refused."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from negsim.errors import InputError, quoted
from negsim.sources.documents.xml_safely import declares_a_type, parsed

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_UNPACKED = 200_000_000  # bytes of one part


class Package:
    """An archive, of which parts are read.

    Parameters
    ----------
    data : bytes
    path : str
        For messages.

    Raises
    ------
    InputError
        It is no archive, or a broken one.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self.names = frozenset(self._archive.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, RuntimeError) as error:
            raise self._broken(error) from None

    def part(self, name: str) -> bytes | None:
        """Unpack a part; None where there is none of that name."""
        if name not in self.names:
            return None
        try:
            with self._archive.open(name) as file:
                data = file.read(MOST_UNPACKED + 1)
        except RuntimeError as error:
            if "password" in str(error):
                raise locked(self.path) from None
            raise self._broken(error) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise self._broken(error) from None
        if len(data) > MOST_UNPACKED:
            raise InputError.one(
                f"{quoted(self.path, 200)} unpacks to more than {MOST_UNPACKED // 1_000_000} MB",
                "check where it comes from: archives that swell are made to do harm",
            )
        return data

    def xml(self, name: str) -> _Element | None:
        """Parse a part; None where there is none of that name."""
        data = self.part(name)
        return None if data is None else parse_xml(data, self.path, name)

    def _broken(self, error: Exception) -> InputError:
        return InputError.one(
            f"{quoted(self.path, 200)} is broken: {error}",
            "open and save it again, or ask for another copy",
        )


def parse_xml(data: bytes, path: str, name: str) -> _Element:
    """Parse XML that declares no document type, and so no entity that could swell."""
    from lxml import etree

    if declares_a_type(data):
        raise InputError.one(
            f"{quoted(path, 200)} declares a document type in {quoted(name)}, which may hold entities",
            "check where it comes from: programs for documents write none",
        )
    try:
        return parsed(data)
    except etree.XMLSyntaxError as error:
        raise InputError.one(
            f"{quoted(path, 200)} is broken in {quoted(name)}: {error.msg}",
            "open and save it again, or ask for another copy",
        ) from None


def locked(path: str) -> InputError:
    """Say that a password keeps a file shut."""
    return InputError.one(
        f"{quoted(path, 200)} is protected by a password",
        "open it with the password, and save it without one",
    )
