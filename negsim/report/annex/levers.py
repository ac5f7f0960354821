"""The smallest changes, what each asks of whom, and what stands against it."""

from __future__ import annotations

from negsim.document.content import Block, Bullets, Fact, Facts, Prose, Section, Span, prose
from negsim.document.lists import Unanswered, cut, rest, said, unanswered
from negsim.document.notes import claim_keys
from negsim.questions.levers.find import Levers
from negsim.questions.levers.tell import (
    answer,
    declared_in_words,
    in_words,
    leaves,
    members,
    moves,
    packages_of,
    steps_in_words,
    told,
    walk_aways,
)
from negsim.report.material import Material

TITLE = "Levers"
RETREATS = 10


def levers(material: Material) -> Section:
    """Rank the smallest changes, then take each kind apart."""
    found = material.levers
    if isinstance(found, Unanswered):
        return unanswered("levers", TITLE, found)
    most = material.settings.rows
    inner = [
        _ranking(found, most),
        _retreats(found),
        _walk_aways(found),
        *(_declared(found, place) for place in range(len(found.declared))),
    ]
    present = tuple(section for section in inner if not section.is_empty)
    return Section("levers", TITLE, tuple(said(answer(found))), sections=present)


def _ranking(found: Levers, most: int) -> Section:
    title = f"What would {'raise the floor' if found.before.size else 'open the zone'}"
    shown, more = cut(list(told(found)), most)
    items: list[Prose] = []
    for one in shown:
        against = members(found, one)
        claims = tuple(dict.fromkeys(key for m in against for key in claim_keys(m.claims)))
        assumed = any(member.is_assumed for member in against)
        stands = "; against it stands nothing but assumption" if assumed and not claims else ""
        items.append(
            prose(
                Span(f"{in_words(found, one)}.", "strong", claims),
                Span(f" {leaves(one)}{stands}.", "soft"),
            )
        )
    blocks: list[Block] = [Bullets(tuple(items), is_numbered=True)] if items else []
    blocks += rest(more, "change", where="negsim levers --limit 0 lists them all")
    return Section(
        "lever-ranking",
        title,
        tuple(blocks),
        "the least asked for first; notes: what stands against it",
    )


def _retreats(found: Levers) -> Section:
    shown, more = cut(found.details, RETREATS)
    facts = tuple(
        Fact(
            prose(Span(steps_in_words(found.scenario, one.steps), "strong")),
            prose(f"{packages_of(one)}."),
            tuple(prose(Span(f"{text}.", "soft")) for text in moves(found.scenario, one)),
        )
        for one in shown
    )
    blocks: list[Block] = [Facts(facts, is_stacked=True)] if facts else []
    blocks += rest(more, "retreat")
    for path in found.unkeepable:
        blocks += said(f"{path} is crossed by every package: no step keeps it.")
    remark = "over red lines, in steps along the issues"
    return Section("retreats", "The smallest retreats", tuple(blocks), remark)


def _walk_aways(found: Levers) -> Section:
    items = tuple(prose(f"{text}.") for text in walk_aways(found))
    blocks = (Bullets(items),) if items else ()
    return Section(
        "walk-aways", "Walk-away values", blocks, "that would have to fall, red lines kept"
    )


def _declared(found: Levers, place: int) -> Section:
    one = found.declared[place]
    items = tuple(prose(text) for text in declared_in_words(found.scenario, one))
    title = one.lever.say or one.id
    return Section(f"lever-{place + 1}", title, (Bullets(items),), f"lever {one.id}")
