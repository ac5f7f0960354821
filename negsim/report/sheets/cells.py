"""What sheets put into cells: options and questions in the words of the file, claims, and who is who."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negsim.language.model.evidence import Claim, Sources
from negsim.language.model.issues import Issue
from negsim.language.model.scenario import Scenario
from negsim.language.words import option_label
from negsim.questions.zone.result import Choice
from negsim.report.sheets.sheet import SheetColumn, Value


def issue_columns(scenario: Scenario) -> Iterator[SheetColumn]:
    """Make a column for each issue, its question on top; of numbers where its options are numbers."""
    for issue in scenario.issues:
        unit = issue.range.unit if issue.range is not None else None
        head = f"{issue.ask} ({unit})" if unit else issue.ask
        yield SheetColumn(head, 12 if issue.is_numeric else 24)


def options_of(scenario: Scenario, package: Choice) -> Iterator[Value]:
    """Give a package's options, an issue each: labels, or numbers."""
    for issue in scenario.issues:
        yield option_cell(issue, package[issue.id])


def option_cell(issue: Issue, option: str | float) -> Value:
    """Give an option's label, or its number."""
    return option if issue.is_numeric else option_label(issue, str(option))


def claim_ids(claims: Iterable[Claim], scenario: Scenario) -> str:
    """Name claims; by document too where there are several."""
    several = len(scenario.registers) > 1
    return " ".join(claim.full_id if several else claim.id for claim in claims)


def assumptions(sources: Sources) -> str:
    """Give the assumptions among the sources, as written."""
    return "; ".join(source.written for source in sources if source.is_assumption)
