"""What a claim says of a scenario: whom it is about, and the tests that it bears on, as the scenario has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from negsim.errors import Fault, Where
from negsim.language.model.actors import Actor
from negsim.language.model.conditions import NumberTest, OptionTest
from negsim.language.model.evidence import Claim, Test
from negsim.language.model.issues import Issue
from negsim.language.model.scenario import Scenario
from negsim.language.read.conditions import read_issue_test
from negsim.language.read.context import Context
from negsim.language.yaml.nodes import Node, Scalar, Sequence

Tests = tuple[tuple[str, OptionTest | NumberTest], ...]

_NOWHERE = Where("", 1, 1)


def same_text(text: str) -> str:
    """Give a text for comparison: case and runs of spaces aside.

    Examples
    --------
    >>> same_text("  Port   Authority ") == same_text("port authority")
    True
    """
    return " ".join(text.split()).casefold()


def actors_about(claim: Claim, actors: Iterable[Actor]) -> tuple[str, ...]:
    """Name the actors that a claim is about: one of its texts, as a whole, is the id or the name."""
    texts = {same_text(text) for text in claim.about}
    return tuple(
        actor.id for actor in actors if {same_text(actor.id), same_text(actor.name)} & texts
    )


def claim_names(scenario: Scenario) -> dict[str, str]:
    """Give, per full id, what an element would name the claim: its id, or DOCUMENT.ID where several have that id."""
    ids = Counter(claim.id for claim in scenario.all_claims)
    return {
        claim.full_id: claim.id if ids[claim.id] == 1 else claim.full_id
        for claim in scenario.all_claims
    }


def tests_of(claim: Claim, issues: Mapping[str, Issue]) -> Tests:
    """Give the tests of a claim that a scenario with these issues has; others are left out."""
    tests = ((issue, test_of(issue, test, issues)) for issue, test in claim.bears_on)
    return tuple((issue, test) for issue, test in tests if test is not None)


def test_of(issue: str, test: Test, issues: Mapping[str, Issue]) -> OptionTest | NumberTest | None:
    """Give one test; None where the issues, or an option that it names, are not there."""
    return None if issue not in issues else _read(issue, test, issues, "", _NOWHERE)[0]


def misfits(
    claim: Claim, issues: Mapping[str, Issue], where: Mapping[str, Where]
) -> tuple[Fault, ...]:
    """Tell of each test of a claim that a scenario with these issues does not have; the mend has the nearest name.

    Parameters
    ----------
    claim, issues
    where : mapping
        Places in the claim's register.
    """
    subject = f"`bears_on` of claim {claim.id!r}"
    found: list[Fault] = []
    for issue, test in claim.bears_on:
        place = where.get(f"claims.{claim.id}.bears_on.{issue}", _NOWHERE)
        found += _read(issue, test, issues, subject, place)[1]
    return tuple(found)


def _read(
    issue: str, test: Test, issues: Mapping[str, Issue], subject: str, where: Where
) -> tuple[OptionTest | NumberTest | None, list[Fault]]:
    context = Context(where.path)
    context.issues = dict(issues)
    key = Scalar(text=issue, is_plain=True, where=where)
    items = (test,) if isinstance(test, str) else test
    nodes = tuple(Scalar(text=text, is_plain=False, where=where) for text in items)
    node: Node = nodes[0] if isinstance(test, str) else Sequence(items=nodes, where=where)
    return read_issue_test(context, key, node, subject), context.faults
