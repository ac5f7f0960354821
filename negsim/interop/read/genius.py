"""Genius: a domain in XML, and an XML profile per party with evaluations, weights, reservation value and discount.

What the files mean is said in `docs/reference/formats.md`; profiles join the domain by the `index` of issues.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from negsim.errors import quoted
from negsim.interop.document import domain_name
from negsim.interop.domain import Domain, ForeignActor
from negsim.interop.parties import parties
from negsim.interop.read.genius_issues import GeniusIssue
from negsim.interop.read.genius_profile import Profile
from negsim.interop.reading import FileReading
from negsim.interop.sources import SourceFile
from negsim.interop.xml_tree import XmlElement


def agents(root: XmlElement, folder: Path, reading: FileReading) -> dict[str, str]:
    """Give the names that a domain has for its profiles: file name -> agent."""
    names = {}
    for agent in root.all("agent"):
        file, name = agent.get("utility_space") or "", agent.get("name") or ""
        if not file:
            continue
        if Path(file).name != file or file.startswith(".") or "\\" in file:
            reading.note(
                agent.where.path,
                f"an agent's profile {quoted(file)} lies in another folder, and was not read",
            )
        elif not (folder / file).is_file():
            reading.note(
                agent.where.path, f"an agent's profile {quoted(file)} is not in the folder"
            )
        elif name:
            names[file] = name
    return names


def make_domain(
    path: str,
    issues: Sequence[GeniusIssue],
    profiles: Sequence[SourceFile],
    names: dict[str, str],
    reading: FileReading,
) -> Domain:
    """Put a domain and its profiles together."""

    def actor(source: SourceFile) -> ForeignActor | None:
        name = names.get(Path(source.path).name, Path(source.path).stem)
        assert source.xml is not None
        return Profile(source.path, source.xml, issues, reading).actor(name)

    name = domain_name(path)
    return Domain(
        name,
        name,
        tuple(issue.issue for issue in issues),
        parties(profiles, actor, reading),
    )
