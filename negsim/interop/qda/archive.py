"""Archives of other programs, unpacked no further than needed, and never beyond a bound."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from negsim.errors import InputError, quoted

MOST_TEXT = 10_000_000  # bytes of one text
_MOST_READ = 100_000_000  # bytes of an archive that are read in all
_ONCE_MORE = "save or export it from its program once more"


class ProjectArchive:
    """A zip archive: its members by their names, none unpacked beyond a bound.

    Parameters
    ----------
    archive : ZipFile
    path : str
        As messages name it.
    """

    def __init__(self, archive: zipfile.ZipFile, path: str) -> None:
        self._archive, self._path, self._read = archive, path, 0
        # Folders are called now `Sources`, now `sources`, and slashes lean both ways.
        self._names = {_plain(info.filename): info.filename for info in archive.infolist()}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all members, as they are written."""
        return tuple(self._names.values())

    def has(self, name: str) -> bool:
        """Whether there is a member of this name, whatever its case."""
        return _plain(name) in self._names

    def read(self, name: str, most: int = MOST_TEXT) -> bytes:
        """Unpack a member.

        Raises
        ------
        InputError
            It is missing, broken, locked with a password, or larger than `most`.
        """
        written = self._names.get(_plain(name))
        if written is None:
            raise InputError.one(f"{quoted(self._path, 200)} holds no {quoted(name)}", _ONCE_MORE)
        try:
            with self._archive.open(written) as member:
                data = member.read(most + 1)
        except RuntimeError:
            raise InputError.one(
                f"{quoted(self._path, 200)} is locked with a password", "save it without one"
            ) from None
        except Exception as error:  # noqa: BLE001 (zipfile and zlib raise half a dozen kinds)
            raise InputError.one(
                f"{quoted(name)} in {quoted(self._path, 200)} is broken: {type(error).__name__}",
                _ONCE_MORE,
            ) from None
        self._read += len(data)
        if len(data) > most or self._read > _MOST_READ:
            size = most if len(data) > most else _MOST_READ
            raise InputError.one(
                f"{quoted(name)} in {quoted(self._path, 200)} unpacks to more than {size // 10**6} MB",
                "leave out what is not needed",
            )
        return data


def _plain(name: str) -> str:
    return name.replace("\\", "/").casefold()


@contextmanager
def opened_archive(path: str) -> Iterator[ProjectArchive]:
    """Open an archive.

    Raises
    ------
    InputError
        It is none, or broken.
    """
    with _archive(path) as archive:
        yield ProjectArchive(archive, path)


def _archive(path: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except Exception as error:  # noqa: BLE001 (zipfile raises half a dozen kinds)
        raise InputError.one(
            f"{quoted(path, 200)} is no archive that can be read: {type(error).__name__}",
            _ONCE_MORE,
        ) from None
