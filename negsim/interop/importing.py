"""Paths to a scenario: the files they stand for, sorted into a domain and its profiles, and read by their format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from negsim.errors import InputError
from negsim.interop.collecting import KINDS, collect
from negsim.interop.document import Imported, domain_to_plain, imported
from negsim.interop.domain import Domain
from negsim.interop.joining import joined
from negsim.interop.read import (
    genius,
    genius_issues,
    geniusweb,
    negmas,
    negolog,
    scores,
    spreadsheet,
)
from negsim.interop.reading import DEFAULT_STEPS, FileReading
from negsim.interop.recognising import Kind
from negsim.interop.sources import SourceFile
from negsim.language.names import listed


def import_files(
    paths: Sequence[str], kind: Kind | None = None, *, steps: int = DEFAULT_STEPS
) -> Imported:
    """Read other tools' files.

    Parameters
    ----------
    paths : sequence of str
        A folder; or a domain's file, whose profiles are those beside it that fit; or it and its profiles, or profiles
        alone, whose domain is the one beside them that fits.
    kind : str or None
        Whose files they are; found by their content where absent.
    steps : int
        Into how many equal steps a range of real numbers is cut.

    Returns
    -------
    Imported
        The scenario, its text, and what could not be carried over.

    Raises
    ------
    InputError
        With every fault of the files, each with its place.
    """
    reading = FileReading(steps)
    sources = collect(paths, kind, reading)
    found = sources[0].kind
    assert found is not None
    if found == "spreadsheet":
        plain = _one_table(sources, reading)
    elif found == "scores":
        plain = _game(sources, paths, reading)
    else:
        sources = joined(found, sources, reading)
        plain = domain_to_plain(_domain(found, sources, paths, reading), reading)
    reading.stop_if_faulty()
    used = listed(dict.fromkeys(Path(source.path).name for source in sources), most=20)
    return imported(plain, reading, f"Imported from {KINDS[found]}: {used}.")


def _domain(
    kind: Kind, sources: Sequence[SourceFile], paths: Sequence[str], reading: FileReading
) -> Domain:
    domains = [source for source in sources if source.part == "domain"]
    profiles = [source for source in sources if source.part == "profile"]
    if kind == "genius":
        return _genius(domains[0], profiles, reading)
    if kind == "negmas":
        return negmas.make_domain(domains[0], profiles, reading)
    if kind == "negolog":
        folder = Path(paths[0]) if Path(paths[0]).is_dir() else Path(paths[0]).parent
        return negolog.make_domain(folder.resolve().name or "domain", profiles, reading)
    return geniusweb.make_domain(domains[0], profiles, reading)


def _genius(domain: SourceFile, profiles: list[SourceFile], reading: FileReading) -> Domain:
    assert domain.xml is not None
    issues = genius_issues.read_domain(domain.xml, reading)
    reading.stop_if_faulty()
    names = genius.agents(domain.xml, Path(domain.path).parent, reading)
    return genius.make_domain(domain.path, issues, profiles, names, reading)


def _one_table(sources: Sequence[SourceFile], reading: FileReading) -> dict[str, Any]:
    if len(sources) > 1:
        raise InputError.one(
            f"{len(sources)} spreadsheets: {listed([s.path for s in sources])}", "name one of them"
        )
    return spreadsheet.read_table(sources[0], reading)


def _game(
    sources: Sequence[SourceFile], paths: Sequence[str], reading: FileReading
) -> dict[str, Any]:
    return scores.read_game(sources, paths, reading)
