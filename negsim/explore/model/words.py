"""What the page says of each thing that can be moved: in words, with its evidence, and as a variant writes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from negsim.explore.model.changes import Element
from negsim.explore.model.places import Place, PlaceElement
from negsim.language.claims.carried import carried
from negsim.language.model.actors import Actor, Reservation
from negsim.language.model.evidence import Sources, grade, status
from negsim.language.model.numbers import Quantity, format_number
from negsim.language.model.preferences import Preference, Wish
from negsim.language.model.ratification import Body
from negsim.language.model.red_lines import RedLine
from negsim.language.model.scenario import Scenario
from negsim.language.model.variants import Agreement, Quorum, Rule
from negsim.language.words import clause_in_words, demand_in_words, option_label, question
from negsim.language.writer import write_yaml
from negsim.space.members import claims_of, reservation_in_words

Json = dict[str, Any]


def evidence(scenario: Scenario, sources: Sources) -> Json:
    """Give what an element rests on."""
    return {
        "claims": [claim.full_id for claim in claims_of(scenario, sources)],
        "assumptions": [source.written for source in sources if source.is_assumption],
        "status": status(sources),
        "grade": grade(sources, scenario.all_claims),
    }


def claims(scenario: Scenario) -> dict[str, Json]:
    """Give all claims by full id."""
    titles = {name: document.title or name for name, document in scenario.document.items()}
    return {
        claim.full_id: {
            "id": claim.id,
            "document": titles[claim.document],
            "at": claim.at,
            "speaker": list(claim.speaker),
            "kind": claim.kind,
            "grade": claim.grade,
            "says": claim.says,
        }
        for claim in scenario.all_claims
    }


def alternatives(scenario: Scenario, place: Place) -> list[Json]:
    """Give all that may stand at a place, in the order of its standings."""
    found: list[Json] = []
    taken: set[str] = set()
    for standing in place.standings:
        name = _reading(standing)
        if standing.variant is not None:
            name = f"{name}@{standing.variant}"
        plain, k = name, 1
        while name in taken:
            k += 1
            name = f"{plain}:{k}"
        taken.add(name)
        found.append(_alternative(scenario, place, standing, name))
    return found


def _reading(standing: PlaceElement) -> str:
    element = standing.element
    return element.readings[element.reading].id if isinstance(element, RedLine) else ""


def _alternative(scenario: Scenario, place: Place, standing: PlaceElement, name: str) -> Json:
    element, reading = standing.element, _reading(standing)
    sources: Sources = getattr(element, "sources", ())
    rests = evidence(scenario, sources)
    if isinstance(element, RedLine):
        stands = carried(scenario, place.path.split(".", 1)[0], element)
        rests |= {"grade": stands.grade, "line": stands.status}
    return {
        "id": name,
        "label": in_words(reading or standing.variant or "as written"),
        "says": says(scenario, element),
        "variant": standing.variant,
        "evidence": rests,
        "yaml": yaml_lines(place.path, _written(scenario, place, element)),
        "reading": reading or None,
        "element": str(standing.whole),
    }


def _written(scenario: Scenario, place: Place, element: Element) -> Any:
    """Give an element as a variant takes it: of an actor whose weights nobody knows, it states none."""
    plain = element.to_plain()
    if isinstance(element, (Preference, Wish)):
        actor = scenario.actor[place.path.split(".", 1)[0]]
        if not actor.knows_weights:
            plain = {key: value for key, value in plain.items() if key != "weight"}
    return plain


def in_words(name: str) -> str:
    """Make an id readable."""
    return name.replace("_", " ")


def says(scenario: Scenario, element: Element) -> str:
    """Say what an element asks for."""
    if isinstance(element, Preference):
        return _preference(scenario, element)
    if isinstance(element, Agreement):
        return agreement_in_words(scenario, element)
    if isinstance(element, Body):
        return body_in_words(scenario, element)
    if isinstance(element, Rule):
        return clause_in_words(element.clause, scenario)
    return demand_in_words(element, scenario)


def _preference(scenario: Scenario, preference: Preference) -> str:
    issue = scenario.issue[preference.issue]
    if preference.ladder is not None:
        return preference.ladder.to_plain()
    if preference.position is not None:
        at = preference.position
        where = at if isinstance(at, str) else format_number(at.best)
        return f"best at {option_label(issue, where)}, and the farther the worse"
    table = preference.scores if preference.points is None else preference.points
    assert table is not None
    return "; ".join(f"{option_label(issue, key)} {number.to_plain()}" for key, number in table)


def term_label(scenario: Scenario, element: Element) -> str:
    """Give the issue's question, or the wish's id in words."""
    if isinstance(element, Preference):
        return question(scenario.issue[element.issue]).rstrip(":")
    assert isinstance(element, (Wish, Rule))
    return in_words(element.id)


def yaml_lines(key: str, value: Any) -> list[str]:
    """Write an element as it stands under `set` or `add` of a variant, without indentation."""
    return write_yaml({key: value}).rstrip("\n").split("\n")


def number(quantity: Quantity | None) -> Json | None:
    """Give a number as written, with its range."""
    if quantity is None:
        return None
    return {
        "best": format_number(quantity.best),
        "low": format_number(quantity.low),
        "high": format_number(quantity.high),
        "written": str(quantity.to_plain())
        if quantity.shape != "triangular"
        else f"{format_number(quantity.best)} ({format_number(quantity.low)} to {format_number(quantity.high)})",
    }


def reservation(scenario: Scenario, actor: Actor) -> Json:
    """Give what an actor has without a deal, as the file says it."""
    held = actor.reservation_value
    kind = "none"
    if held is not None:
        kind = "value" if held.value else "points" if held.points else "as_good_as"
    written = None if held is None else held.value or held.points
    return {
        "reservation": number(written),
        "reservation_says": reservation_in_words(actor, scenario),
        "reservation_path": f"{actor.id}.reservation_value",
        "reservation_kind": kind,
        "evidence": evidence(scenario, actor.sources),
    }


def reservation_yaml(actor: str, held: Reservation) -> list[str]:
    """Write a reservation value as a variant sets it."""
    return yaml_lines(f"{actor}.reservation_value", held.to_plain())


def agreement_in_words(scenario: Scenario, agreement: Agreement) -> str:
    """Say a quota in a sentence."""

    def names(ids: Sequence[str]) -> str:
        return ", ".join(scenario.actor[one].name for one in ids)

    def says(rule: Quorum) -> str:
        what = "principals" if rule.votes is None else "votes"
        text = f"at least {format_number(rule.at_least)} {what}"
        if rule.of is not None:
            text += f" among {names(rule.of)}"
        if rule.including:
            text += f", {names(rule.including)} in any case"
        return text

    return "; or ".join("; and ".join(map(says, rules)) for rules in agreement.ways)


def body_in_words(scenario: Scenario, body: Body) -> str:
    """Say how many votes are enough, and who has how many."""
    held = ", ".join(
        f"{scenario.actor[voter].name} {format_number(votes.best)}" for voter, votes in body.votes
    )
    needed, total = body.needs.fewest(body.total), format_number(body.total)
    return f"{needed} of {total} votes: {held}"
