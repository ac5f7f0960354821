"""What every number rests on, what nothing uses, and which conclusions fall with which source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from negsim.language.claims.provenance import Element, elements, gaps, uses
from negsim.language.model.evidence import Claim, Sources
from negsim.language.model.red_lines import RedLine
from negsim.language.model.scenario import Scenario
from negsim.questions.codings.silence import silent_lines
from negsim.questions.trace.result import Trace, Without
from negsim.questions.zone.find import run
from negsim.questions.zone.result import Findings
from negsim.solve.ahead import Told, foresee_walks
from negsim.solve.answer import Suspect
from negsim.solve.kernels.tally import Tally, tally
from negsim.solve.tables.blame import minimal_sets
from negsim.space.space import compile_scenario

Progress = Callable[[int, int], None]


def trace(
    scenario: Scenario,
    *,
    findings: Findings | None = None,
    progress: Progress | None = None,
    told: Told | None = None,
) -> Trace:
    """Trace every element to its claims and back, and try what falls when they are not believed.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    findings : Findings, optional
        What `run` found of the scenario, where that is known already.
    progress : callable, optional
        Called with the number of packages done, and of how many, while it is seen what each of them violates.
    told : callable, optional
        Called once, before the work begins, with the packages that are gone through, and about how many seconds that
        takes.

    Raises
    ------
    TooLarge
        Where the space is too large to go through.

    Notes
    -----
    An element stands while one of its sources stands: a claim that is believed, or an assumption. Of what falls, red
    lines are dropped; weights, scores and reservation values are numbers of the analyst, and keep their values. So
    the loss of sources can open an empty zone, and never empties an open one. An element that names no source stands
    until assumptions are taken out.
    """
    # Walks for the answer, where it is not known already, and for blame.
    walks = 2 if findings is None else 1
    foresee_walks(compile_scenario(scenario).problem, told, walks=walks)
    findings = run(scenario) if findings is None else findings
    found = elements(scenario)
    counted = tally(findings.space.problem, progress)
    empty = not findings.zone.is_open
    claims, sources = _flips(findings, counted) if empty else ((), ())
    return Trace(
        findings=findings,
        elements=found,
        uses=uses(scenario, found),
        gaps=gaps(scenario, found),
        pivotal=silent_lines(findings),
        without=tuple(_without(findings, found, counted)),
        flips_by_claims=claims,
        flips_by_sources=sources,
    )


def _lines(findings: Findings) -> Iterator[tuple[Suspect, str, RedLine]]:
    """Red lines that count, with the suspects that the engines know them by."""
    for a in findings.space.problem.asked:
        actor = findings.scenario.actors[a]
        for k, line in enumerate(actor.red_lines):
            yield Suspect("red_lines", a, k), f"{actor.id}.{line.id}", line


def _without(findings: Findings, found: Sequence[Element], counted: Tally) -> Iterator[Without]:
    lines = {path: 1 << counted.layout.bit[suspect] for suspect, path, _ in _lines(findings)}
    for kind, name, lost, assumptions in _removals(findings.scenario):
        falls = tuple(one.path for one in found if _falls(one.sources, lost, assumptions))
        dropped = tuple(path for path in falls if path in lines)
        mask = sum(lines[path] for path in dropped)
        zone = counted.n_within(mask)
        yield Without(
            kind=kind,
            name=name,
            claims=len(lost),
            falls=falls,
            dropped=dropped,
            zone=zone,
            floor=counted.floor_within(mask),
            flips=zone > 0 and not findings.zone.is_open,
            conflicts_fallen=tuple(
                one.paths for one in findings.conflicts if set(one.paths) & set(dropped)
            ),
        )


def _falls(sources: Sources, lost: frozenset[str], assumptions: bool) -> bool:
    """Whether nothing is left that an element rests on."""
    if not sources:
        return assumptions
    return all(assumptions if source.claim is None else source.claim in lost for source in sources)


def _removals(scenario: Scenario) -> Iterator[tuple[str, str, frozenset[str], bool]]:
    """What may be disbelieved: kind, name, claims lost, and whether assumptions are."""
    claims = scenario.all_claims

    def those(gone: Callable[[Claim], bool]) -> frozenset[str]:
        return frozenset(claim.full_id for claim in claims if gone(claim))

    for name in scenario.document:
        yield "document", name, those(lambda c, n=name: c.document == n), False  # type: ignore[misc]
    for name in dict.fromkeys(name for claim in claims for name in claim.speaker):
        yield "speaker", name, those(lambda c, n=name: set(c.speaker) == {n}), False  # type: ignore[misc]
    for name in dict.fromkeys(name for claim in claims for name in claim.reported_by):
        yield "reporter", name, those(lambda c, n=name: n in c.reported_by), False  # type: ignore[misc]
    for name in sorted({claim.grade for claim in claims}, reverse=True):
        yield "grade", name, those(lambda c, n=name: c.grade >= n), False  # type: ignore[misc]
    yield "assumptions", "", frozenset(), True


def _flips(
    findings: Findings, counted: Tally
) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]:
    """The inclusion-minimal sets of claims, and of claims and assumptions, whose loss opens the zone."""
    layout = counted.layout
    openings = counted.openings(layout.of_layers(("red_lines",)))
    rests = {
        suspect: tuple(s.claim or s.written for s in line.sources) or (f"{path} (no source named)",)
        for suspect, path, line in _lines(findings)
    }
    only_claims = {
        suspect: bool(line.sources) and all(s.claim is not None for s in line.sources)
        for suspect, _, line in _lines(findings)
    }
    names = sorted({name for row in rests.values() for name in row})
    bit = {name: 1 << place for place, name in enumerate(names)}
    by_claims, by_sources = set(), set()
    for mask in openings:
        members = layout.members(mask)
        lost = 0
        for suspect in members:
            for name in rests[suspect]:
                lost |= bit[name]
        by_sources.add(lost)
        if all(only_claims[suspect] for suspect in members):
            by_claims.add(lost)

    def named(masks: set[int]) -> tuple[tuple[str, ...], ...]:
        sets = (
            tuple(name for name in names if mask & bit[name])
            for mask in minimal_sets(masks, len(names))
        )
        return tuple(sorted(sets, key=lambda one: (len(one), one)))

    return named(by_claims), named(by_sources)
