"""How the report was computed: the version, the engine, the inputs with their fingerprints, seeds and draws."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

from negsim.document.content import Fact, Facts, Prose, Section, Span, prose
from negsim.document.document import Note
from negsim.document.notes import document_name
from negsim.language.overlay.files import as_asked
from negsim.language.phrases import counted, listed
from negsim.questions.ensemble.result import Ensemble
from negsim.questions.simulate.result import Simulation
from negsim.report.material import Material
from negsim.version import __version__


def computed(material: Material, notes: Sequence[Note] = ()) -> Section:
    """Say all that one needs to compute it again, and by which id a register knows each claim that has a number."""
    facts = tuple(Fact(prose(term), says) for term, says in _facts(material))
    ids = [
        part
        for number, note in enumerate(notes, start=1)
        if note.kind == "claim"
        for part in (f"{number}: ", Span(note.key, "typed"), "  ")
    ]
    if ids:
        facts += (Fact(prose("Claims by the numbers of their notes"), prose(*ids)),)
    return Section("computed", "How it was computed", (Facts(facts),))


def _facts(material: Material) -> Iterator[tuple[str, Prose]]:
    findings, settings = material.findings, material.settings
    yield "Program", prose(f"negsim {__version__}")
    yield "Command", prose(Span(_command(material), "typed"))
    engine = {"enumerate": "package by package", "sweep": "issue by issue"}
    yield "Engine", prose(f"{findings.engine}: {engine.get(findings.engine, findings.engine)}")
    if findings.exact:
        yield (
            "Numbers",
            prose("exact: no package is left out, and nothing is rounded before it is printed"),
        )
    else:
        parts = listed(list(findings.answer.exact_parts or ())) or "nothing"
        yield "Numbers", prose(f"estimates where marked; exact all the same: {parts}")
    yield (
        "Packages",
        prose(f"{counted(findings.total, 'package')}, {findings.feasible:,} of them feasible"),
    )
    drawn, lived = material.of(Ensemble), material.of(Simulation)
    if drawn is not None:
        draws = counted(drawn.draws, "draw")
        yield "Draws", prose(f"{draws}, seed {settings.seed}: a sample, with its intervals")
    if lived is not None:
        certain = " (nothing is left to chance)" if lived.is_certain else ""
        number = counted(lived.futures, "future")
        yield "Futures", prose(f"{number}, seed {settings.seed}{certain}")
    for document in material.scenario.document.values():
        because = f" {document.because}" if document.because else ""
        yield "Source", prose(f"{document_name(document)}.{because}")
    for one in material.fingerprints:
        kind = "SHA-256 of the file" if one.is_file else "SHA-256 of the content"
        yield kind, prose(f"{one.name} ", Span(one.sha256, "typed"))


def _command(material: Material) -> str:
    """Give the command that writes the same report again."""
    scenario, settings = material.scenario, material.settings
    variants = as_asked(scenario)
    words = ["negsim", "report", scenario.id]
    words += ["--variant", "+".join(variants)] if variants else []
    for change in scenario.applied:
        if change not in scenario.variant:
            words += ["--set", change]
    if settings.engine != "auto":
        words += ["--engine", settings.engine]
    words += ["--draws", str(settings.draws), "--futures", str(settings.futures)]
    words += ["--seed", str(settings.seed), "--rows", str(settings.rows)]
    words += ["--annex"] if settings.annex else []
    said = {"author": settings.author, "date": settings.dated, "marking": settings.marking}
    words += ["--summary", "NOTE.md"] if settings.summary else []
    words += [word for name, text in said.items() if text for word in (f"--{name}", text)]
    return shlex.join(words)
