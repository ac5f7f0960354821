"""How the report was computed: the version, the engine, the inputs with their fingerprints, seeds and draws."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from negsim.document.content import Fact, Facts, Prose, Section, Span, prose
from negsim.document.notes import document_name
from negsim.language.overlay.files import as_asked
from negsim.language.phrases import counted, listed
from negsim.questions.ensemble.result import Ensemble
from negsim.questions.simulate.result import Simulation
from negsim.report.material import Material
from negsim.version import __version__


def computed(material: Material) -> Section:
    """Say all that one needs to compute it again."""
    facts = tuple(Fact(prose(term), says) for term, says in _facts(material))
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
    return shlex.join(words)
