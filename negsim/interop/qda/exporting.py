"""A register of claims to coding programs, and a scenario's codes to begin coding with."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from negsim.errors import InputError, quoted
from negsim.files import write_bytes, write_text
from negsim.interop.exporting import Exported
from negsim.interop.qda.write.code_book import code_book, codes_for
from negsim.interop.qda.write.refi import refi_project
from negsim.interop.qda.write.table import claims_table
from negsim.language.load import load_register
from negsim.language.model.scenario import Scenario
from negsim.language.names import listed
from negsim.sources.standing import passages

CodingForm = Literal["qdpx", "codings"]
ENDINGS: dict[str, CodingForm] = {".qdpx": "qdpx", ".csv": "codings"}


def export_register(path: str, output: Path, form: CodingForm | None = None) -> Exported:
    """Write a register of claims, with the texts that it names, for a coding program.

    Parameters
    ----------
    path : str
        Of the register; its texts are found relative to it.
    output : Path
        A REFI-QDA project (`.qdpx`), or a table (`.csv`).
    form : str or None
        What to write; by the ending of the file where absent.

    Returns
    -------
    Exported
        The file, and a line for all that it does not hold.

    Raises
    ------
    InputError
        The register is at fault, or the ending says nothing, or speaks against the form.
    OutputError
        The file cannot be written.
    """
    meant = ENDINGS.get(output.suffix.lower())
    if meant is None or form not in (None, meant):
        raise InputError.one(
            f"{quoted(output.name, 200)} does not say how to write a register",
            f"end it in {listed(ENDINGS)}",
        )
    register = load_register(path)
    found = passages(register)
    notes = [f"{name}: {error.faults[0].what}" for name, error in found.missing.items()]
    if meant == "qdpx":
        data, told = refi_project(register, found.texts, Path(path).stem)
        write_bytes(output, data)
    else:
        table, told = claims_table(register, found.texts)
        write_text(output, table)
    return Exported((output,), (*notes, *told))


def export_codes(scenario: Scenario, output: Path) -> Exported:
    """Write a code book (`.qdc`) with which passages can be marked as claims for a scenario."""
    write_bytes(output, code_book(codes_for(scenario)))
    return Exported((output,), ())
