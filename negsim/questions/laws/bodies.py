"""Laws 37 to 39: what bodies that ratify do to the zone."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from negsim.language.model.actors import Actor, Consent
from negsim.language.model.numbers import Quantity
from negsim.language.model.ratification import Body, Needs
from negsim.questions.laws.case import Case, changed, unused
from negsim.questions.laws.law import DoesNotApply, law
from negsim.questions.laws.views import difference, view

MOST_VOTES = 9  # of one voter


@law(37)
def another_body_never_grows_the_zone(case: Case, rng: Random) -> str | None:
    """One more body that has to ratify lets no package into the zone, and changes nothing at the table."""
    actor = rng.choice(_asked(case))
    other = case.with_actor(_with_body(actor, _some_body(case, actor, rng)))
    if not other.zone <= case.zone:
        package = case.shown(min(other.zone - case.zone))
        return f"with one more body of {actor.name}, the zone gets {package}"
    sizes = [one.findings.zone.table_size for one in (case, other)]
    if sizes[0] != sizes[1]:
        return f"with one more body of {actor.name}, {sizes[1]} packages suit the table, not {sizes[0]}"
    return None


@law(38)
def a_body_whose_winners_contain_anothers_changes_nothing(case: Case, rng: Random) -> str | None:
    """A body that passes whatever another body of the same actor passes changes nothing."""
    actor = rng.choice(_asked(case))
    if not actor.ratification:
        actor = _with_body(actor, _some_body(case, actor, rng))
        case = case.with_actor(actor)
    strict = rng.choice(actor.ratification)
    fewest = strict.needs.fewest(strict.total)
    loose = changed(
        strict,
        id=unused("loose", {body.id for body in actor.ratification}),
        votes=tuple((v, Quantity.plain(n.best + rng.choice([0, 0, 1]))) for v, n in strict.votes),
        needs=_votes(rng.randint(1, fewest)),
    )
    other = case.with_actor(_with_body(actor, loose))
    found = difference(view(case.findings), view(other.findings))
    return found and f"with a body that passes what {actor.name}'s {strict.id} passes, {found}"


@law(39)
def a_veto_is_a_body_of_one(case: Case, rng: Random) -> str | None:
    """A principal counts for the zone, and for conflicts, like a faction alone in a body of another principal."""
    if case.scenario.agreement is not None:
        raise DoesNotApply("there is a quota")
    principals = [a for a in case.scenario.actors if a.consent.kind == "always"]
    alone = [a for a in principals if not a.ratification]
    if len(principals) < 2 or not alone:
        raise DoesNotApply("there are no two principals of whom one asks nobody at home")
    veto = rng.choice(alone)
    actor = rng.choice([a for a in principals if a is not veto])
    body = Body(
        id=unused("own", {one.id for one in actor.ratification}),
        votes=((veto.id, Quantity.plain(Fraction(1))),),
        needs=_votes(1),
    )
    with_body = case.with_actor(_with_body(actor, body))
    other = with_body.with_actor(changed(veto, consent=Consent(kind="never")))
    if other.zone != case.zone:
        package = case.shown(min(other.zone ^ case.zone))
        return f"with {veto.name} a body of {actor.name}, the zone differs by {package}"
    for what in ("the size of the red-line zone", "the suspects", "the minimal conflicts"):
        was, is_now = (view(one.findings)[what] for one in (case, other))
        if was != is_now:
            return f"with {veto.name} a body of {actor.name}, {what}: {was} before, {is_now} after"
    return None


def _asked(case: Case) -> list[Actor]:
    return [actor for actor in case.scenario.actors if actor.consent.kind != "never"]


def _with_body(actor: Actor, body: Body) -> Actor:
    return changed(actor, ratification=(*actor.ratification, body))


def _some_body(case: Case, actor: Actor, rng: Random) -> Body:
    """A body of some actors, who need as many votes as can be had."""
    voters = rng.sample(case.scenario.actors, rng.randint(1, len(case.scenario.actors)))
    votes = [(one.id, rng.randint(1, MOST_VOTES)) for one in voters]
    return Body(
        id=unused("added", {body.id for body in actor.ratification}),
        votes=tuple((name, Quantity.plain(Fraction(number))) for name, number in votes),
        needs=_votes(rng.randint(1, sum(number for _, number in votes))),
    )


def _votes(number: int) -> Needs:
    return Needs(kind="votes", number=Quantity.plain(Fraction(number)))
