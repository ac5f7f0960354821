"""A scenario to other tools' files, written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from negsim.errors import InputError, quoted
from negsim.files import make_folder, write_bytes, write_text, writing
from negsim.interop.losses import (
    BODIES,
    CONSENT,
    IDS,
    QUOTA,
    RED_LINES,
    RULES,
    WAYS,
    WISHES,
    losses,
)
from negsim.interop.write.form_rows import form_rows
from negsim.interop.write.genius import genius_files
from negsim.interop.write.minizinc import minizinc_model
from negsim.interop.write.negmas import negmas_files
from negsim.interop.write.parquet import write_parquet
from negsim.interop.write.spreadsheet import form_csv, form_workbook
from negsim.language.model.scenario import Scenario
from negsim.language.names import listed

Form = Literal["genius", "negmas", "spreadsheet", "parquet", "minizinc"]
ENDINGS: dict[str, Form] = {
    ".xlsx": "spreadsheet",
    ".csv": "spreadsheet",
    ".parquet": "parquet",
    ".mzn": "minizinc",
}
FORMS: tuple[Form, ...] = ("genius", "negmas", "spreadsheet", "parquet", "minizinc")
_FOLDERS = ("genius", "negmas")


@dataclass(frozen=True)
class Exported:
    """What was written, and what could not be said there."""

    paths: tuple[Path, ...]
    notes: tuple[str, ...]


def export(scenario: Scenario, output: Path, form: Form | None = None) -> Exported:
    """Write a scenario, its variants applied, as another tool reads it.

    Parameters
    ----------
    scenario : Scenario
    output : Path
        A folder for Genius and NegMAS, which is made; a file for the others.
    form : str or None
        What to write; by the ending of the file where absent.

    Returns
    -------
    Exported
        The files written, and a line for all that they cannot say.

    Raises
    ------
    InputError
        The ending says nothing, or speaks against the form.
    OutputError
        A file cannot be written.
    """
    form = _form(output, form)
    return _WRITERS[form](scenario, output)


def _form(output: Path, form: Form | None) -> Form:
    meant = ENDINGS.get(output.suffix.lower())
    if form is None:
        if meant is None:
            raise InputError.one(
                f"{quoted(str(output), 200)} does not say what to write",
                f"end it in {listed(ENDINGS)}, or say `form` {FORMS[0]} or `form` {FORMS[1]} for a folder",
                arguments=("form",),
            )
        return meant
    if form not in _FOLDERS and meant != form:
        wanted = [ending for ending, named in ENDINGS.items() if named == form]
        raise InputError.one(
            f"{quoted(output.name, 200)} does not end as {form} does", f"end it in {listed(wanted)}"
        )
    if form in _FOLDERS and (meant is not None or output.is_file()):
        raise InputError.one(
            f"{form} is several files, and {quoted(str(output), 200)} is one", "name a folder"
        )
    return form


def _genius(scenario: Scenario, output: Path) -> Exported:
    files, notes = genius_files(scenario)
    return _folder(output, files, [*losses(scenario), *notes])


def _negmas(scenario: Scenario, output: Path) -> Exported:
    files, notes = negmas_files(scenario)
    return _folder(output, files, [*losses(scenario), *notes])


def _folder(output: Path, files: dict[str, str], notes: list[str]) -> Exported:
    make_folder(output)
    for name, text in files.items():
        write_text(output / name, text)
    return Exported(tuple(output / name for name in files), tuple(notes))


def _spreadsheet(scenario: Scenario, output: Path) -> Exported:
    rows, notes = form_rows(scenario)
    if output.suffix.lower() == ".csv":
        write_text(output, form_csv(rows))
    else:
        write_bytes(output, form_workbook(rows, scenario.title))
    return Exported((output,), tuple(notes))


def _parquet(scenario: Scenario, output: Path) -> Exported:
    with writing(output) as beside:
        write_parquet(scenario, beside)
    return Exported((output,), ())


def _minizinc(scenario: Scenario, output: Path) -> Exported:
    text, notes = minizinc_model(scenario)
    write_text(output, text)
    carried = {RULES, RED_LINES, CONSENT, QUOTA, WISHES, IDS, BODIES, WAYS}
    return Exported((output,), (*losses(scenario, carried), *notes))


_WRITERS: dict[Form, Callable[[Scenario, Path], Exported]] = {
    "genius": _genius,
    "negmas": _negmas,
    "spreadsheet": _spreadsheet,
    "parquet": _parquet,
    "minizinc": _minizinc,
}
