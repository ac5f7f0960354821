"""Which profiles belong to which domain: those named, or those beside it that speak of its issues."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from negsim.errors import InputError, quoted
from negsim.interop.read import genius_issues, geniusweb, negmas
from negsim.interop.read.geniusweb import inner
from negsim.interop.reading import FileReading
from negsim.interop.recognising import ADDITIVE, Kind, geniusweb_kind
from negsim.interop.sources import SourceFile, files_of, read_source
from negsim.language.names import listed
from negsim.language.yaml.nodes import Mapping, Node


def joined(kind: Kind, sources: Sequence[SourceFile], reading: FileReading) -> list[SourceFile]:
    """Give the domain first, then its profiles; what is missing is looked for beside what is there.

    Raises
    ------
    InputError
        There are several domains, none, no profile, or a profile whose kind of utility cannot be imported.
    """
    domains = [source for source in sources if source.part == "domain"]
    profiles = [source for source in sources if source.part == "profile"]
    _refuse_other_utilities(profiles, reading)
    if kind == "negolog":
        return profiles
    if not domains:
        domains = [_domain_for(kind, profiles, reading)]
    if len(domains) > 1:
        raise InputError.one(
            f"there are {len(domains)} domains: {listed([d.path for d in domains])}",
            "name the one that is meant: its profiles are found beside it",
        )
    domain = domains[0]
    if domain.kind == "genius" and domain.xml is not None:
        # Its own faults come first: without sound indices no profile would fit.
        genius_issues.read_domain(domain.xml, reading)
        reading.stop_if_faulty()
    if not profiles:
        profiles = [p for p in _beside(domain.path, kind, reading) if p.part == "profile"]
        _refuse_other_utilities(profiles, reading)
    fitting = [profile for profile in profiles if fits(domain, profile)]
    for profile in profiles:
        if profile not in fitting:
            reading.note(profile.path, "this profile speaks of other issues, and was left aside")
    if not fitting:
        raise InputError.one(
            f"the domain {quoted(domain.path, 200)} has no profile beside it that speaks of its issues",
            "name the profiles too, behind the domain",
        )
    return [domain, *fitting]


def fits(domain: SourceFile, profile: SourceFile) -> bool:
    """Whether a profile speaks of a domain's issues."""
    if domain.kind == "genius":
        return _genius_fits(domain, profile)
    if domain.kind == "negmas":
        return negmas.fits(domain, profile)
    assert isinstance(domain.node, Mapping)
    assert profile.node is not None
    body = geniusweb.inner(profile.node)
    mine, theirs = _keys(domain.node.get("issuesValues")), set()
    if body is not None:
        theirs = _keys(body.get("issueUtilities"))
    return bool(theirs) and theirs <= mine


def _genius_fits(domain: SourceFile, profile: SourceFile) -> bool:
    assert domain.xml is not None
    assert profile.xml is not None
    spoken = {genius_issues.issue_index(element) for element in profile.xml.all("issue")}
    return bool(spoken) and spoken <= {
        genius_issues.issue_index(element) for element in domain.xml.all("issue")
    }


def _keys(node: Node | None) -> set[str]:
    return set(node) if isinstance(node, Mapping) else set()


def _domain_for(kind: Kind, profiles: Sequence[SourceFile], reading: FileReading) -> SourceFile:
    """Find the domain beside profiles; GeniusWeb's profiles hold it, and those of Genius repeat it."""
    beside = [s for s in _beside(profiles[0].path, kind, reading) if s.part == "domain"]
    fitting = [domain for domain in beside if fits(domain, profiles[0])]
    if len(fitting) == 1:
        return fitting[0]
    if len(fitting) > 1:
        raise InputError.one(
            f"several domains beside fit: {listed([d.path for d in fitting])}", "name one of them"
        )
    if kind == "geniusweb":
        assert profiles[0].node is not None
        body = inner(profiles[0].node)
        found = body.get("domain") if body is not None else None
        if isinstance(found, Mapping):
            return replace(profiles[0], part="domain", node=found)
    if kind == "genius":
        reading.note(
            profiles[0].path, "no domain beside it: its own list of issues was taken for one"
        )
        return replace(profiles[0], part="domain")
    raise InputError.one(
        f"no domain lies beside the profile {quoted(profiles[0].path, 200)}",
        "name the domain's file too",
    )


def _beside(path: str, kind: Kind, reading: FileReading) -> list[SourceFile]:
    """Read what lies in the same folder and is of the same kind; what cannot be read is none of it."""
    found = []
    for name in files_of(os.path.dirname(path) or "."):  # noqa: PTH120 (a path as it was typed)
        if Path(name).resolve() == Path(path).resolve():
            continue
        try:
            source = read_source(name, reading)
        except InputError as error:
            reading.note(
                name, f"this file cannot be read, and was left aside: {error.faults[0].what}"
            )
            continue
        if source.kind == kind:
            found.append(source)
    return found


def _refuse_other_utilities(profiles: Sequence[SourceFile], reading: FileReading) -> None:
    for source in profiles:
        if source.kind == "geniusweb" and source.node is not None:
            found = geniusweb_kind(source.node)
            if found != ADDITIVE:
                reading.fault(
                    source.node.where,
                    f"the profile is of a kind that cannot be imported: {quoted(found or '')}",
                    f"{ADDITIVE} can: utilities that are weighted sums",
                )
    reading.stop_if_faulty()
