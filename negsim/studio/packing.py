"""The whole folder as one file that somebody else can open."""

from __future__ import annotations

import io
import zipfile

from negsim.errors import InputError
from negsim.studio.folder import Folder

MOST_BYTES = 500_000_000


def packed(folder: Folder) -> bytes:
    """Pack the files of a folder; hidden ones, the journal among them, stay out.

    Raises
    ------
    InputError
        They are more than 500 MB.
    """
    names = folder.names()
    if sum((folder.root / name).stat().st_size for name in names) > MOST_BYTES:
        raise InputError.one("the folder is larger than 500 MB", "pack it by another program")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.write(folder.root / name, f"{folder.root.name or 'folder'}/{name}")
    return made.getvalue()
