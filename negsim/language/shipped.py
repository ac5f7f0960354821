"""Where the shipped scenarios and registers lie, and which file a SCENARIO argument means."""

from __future__ import annotations

from importlib.resources import files
from os import PathLike, fspath
from pathlib import Path
from typing import Literal

from negsim.errors import InputError, quoted
from negsim.language.load import load
from negsim.language.names import nearest

_SUFFIXES = (".yaml", ".yml")


def shipped_folder(kind: Literal["scenarios", "seeds"]) -> Path:
    """Find the folder of what is shipped: inside an installed package, beside an editable one.

    Examples
    --------
    >>> shipped_folder("seeds").is_dir()
    True
    """
    package = Path(str(files("negsim")))
    inside = package / kind
    return inside if inside.is_dir() else package.parent / kind


def shipped_names() -> tuple[str, ...]:
    """List the shipped scenarios, in alphabetical order.

    Examples
    --------
    >>> "ukraine_2025" in shipped_names()
    True
    """
    return tuple(sorted(path.stem for path in shipped_folder("scenarios").glob("*.yaml")))


def shipped_copy(name: str) -> dict[str, str]:
    """Give the files of a shipped scenario, its registers first, each under its name.

    Raises
    ------
    InputError
        There is no such scenario.

    Examples
    --------
    >>> list(shipped_copy("harbour"))
    ['harbour_minutes.yaml', 'harbour.yaml']
    """
    names = shipped_names()
    if name not in names:
        meant = nearest(name, names)
        hint = f"did you mean {meant}?" if meant else f"one of {', '.join(names)}"
        raise InputError.one(f"no shipped scenario: {quoted(name)}", hint)
    source = shipped_folder("scenarios") / f"{name}.yaml"
    text = source.read_text("utf-8")
    copies = {}
    for register in load(source).claims:
        beside = Path(register).name
        if beside == source.name:  # a register may have the name of its scenario, in another folder
            beside = f"{name}_claims.yaml"
        copies[beside] = (source.parent / register).read_text("utf-8")
        text = text.replace(register, beside)
    return {**copies, f"{name}.yaml": text}


def locate(scenario: str | PathLike[str]) -> Path:
    """Find the file that a SCENARIO argument means: a path, or the name of a shipped scenario.

    Parameters
    ----------
    scenario : str or path
        A file goes before a shipped scenario of the same name.

    Returns
    -------
    Path
        As given where it is a path, so that messages name the file as the user did.

    Raises
    ------
    InputError
        Where there is no such file; the mend has the nearest name.

    Examples
    --------
    >>> locate("ukraine_2025").name
    'ukraine_2025.yaml'
    >>> locate("ukrain_2025")
    Traceback (most recent call last):
    negsim.errors.InputError: no file and no shipped scenario: 'ukrain_2025'
          mend: did you mean 'ukraine_2025'?
    """
    text = fspath(scenario)
    path = Path(text)
    if _is_file(path):
        return path
    if text in shipped_names():
        return shipped_folder("scenarios") / f"{text}.yaml"
    if _is_folder(path):
        raise InputError.one(f"a folder, not a scenario: {quoted(text)}", _one_of(path))
    raise InputError.one(f"no file and no shipped scenario: {quoted(text)}", _meant(text))


def _is_file(path: Path) -> bool:
    """Say whether it can be read as a file; a pipe such as /dev/stdin can."""
    try:
        return path.exists() and not path.is_dir()
    except (OSError, ValueError):  # a name too long for the system, or with a null in it
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _scenarios_in(folder: Path) -> list[str]:
    try:
        return sorted(str(path) for path in folder.iterdir() if path.suffix in _SUFFIXES)
    except (OSError, ValueError):
        return []


def _one_of(folder: Path) -> str:
    found = _scenarios_in(folder)
    return f"name a file in it, such as {found[0]}" if found else "name a scenario file"


def _meant(text: str) -> str:
    """Suggest the nearest file of that folder, else the nearest shipped name, else list these."""
    stem = Path(text).stem
    close = nearest(text, _scenarios_in(Path(text).parent)) or nearest(stem, shipped_names())
    if close is not None:
        return f"did you mean {quoted(close)}?"
    return f"give the path of a file, or one of {', '.join(shipped_names())}"
