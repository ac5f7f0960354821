"""Variants applied: each in the order drop, add, set, read, trust, fix and exclude; changes by `--set` last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from negsim.errors import Fault, InputError, Where, quoted
from negsim.language.model.paths import parse_path
from negsim.language.model.scenario import Scenario
from negsim.language.model.scores import points_span
from negsim.language.model.variants import Put, Variant
from negsim.language.names import one_of
from negsim.language.overlay.stack import Misuse, Stack
from negsim.language.read.actors import worth_faults
from negsim.language.read.context import Context
from negsim.language.read.ratification import body_faults
from negsim.language.read.variants import index_elements, read_element, read_path
from negsim.language.yaml.nodes import Scalar, read_nodes


def apply(scenario: Scenario, names: Sequence[str] = (), sets: Sequence[str] = ()) -> Scenario:
    """Apply variants in the order given, each whole before the next, then single changes.

    Parameters
    ----------
    scenario : Scenario
    names : sequence of str
        Variants of the scenario.
    sets : sequence of str
        Changes ``PATH=VALUE``; the value as YAML has it.

    Raises
    ------
    InputError
        A variant that the scenario has not, or that does not fit what stands; a change that cannot be read.
    """
    if not names and not sets:
        return scenario
    stack = Stack(scenario)
    for name in names:
        if name not in scenario.variant:
            raise InputError.one(
                f"scenario {scenario.id!r} has no variant {quoted(name)}",
                one_of(name, scenario.variant) if scenario.variant else "it has no variants",
            )
        try:
            stack.apply(scenario.variant[name])
        except Misuse as misuse:
            where = misuse.where(scenario, name)
            raise InputError.one(f"variant {name!r} {misuse.what}", misuse.mend, where) from None
    for change in sets:
        _set(stack, change)
    changed = stack.scenario()
    faults = _faults(changed)
    if faults:
        after = "+".join(changed.applied)
        raise InputError(Fault(None, f"after {after}: {what}", mend) for what, mend in faults)
    return changed


def alone_faults(scenario: Scenario) -> list[Fault]:
    """Find what is wrong with the scenario as a whole, and with each of its variants applied alone.

    A variant may be written for a stack: what other variants touch is not held against it.
    """
    faults = [Fault(_blamed(scenario, what), what, mend) for what, mend in _faults(scenario)]
    if faults:
        return faults
    for variant in scenario.variants:
        touched = {
            path for other in scenario.variants if other is not variant for path in _touched(other)
        }
        stack = Stack(scenario)
        where = scenario.where.get(f"variants.{variant.id}")
        try:
            stack.apply(variant)
        except Misuse as misuse:
            element = "" if misuse.path is None else misuse.path.element
            if element not in touched:
                place = misuse.where(scenario, variant.id)
                faults.append(Fault(place, f"variant {variant.id!r} {misuse.what}", misuse.mend))
            continue
        for what, mend in _faults(stack.scenario()):
            faults.append(Fault(where, f"after variant {variant.id!r}, {what}", mend))
    return faults


def _touched(variant: Variant) -> Iterable[str]:
    for put in (*variant.add, *variant.set):
        path = parse_path(put.path)
        assert path is not None
        yield path.element
        if path.kind == "preference":
            yield f"{path.actor}.red_lines.{path.id}"
    yield from variant.drop
    if variant.trust is not None:
        yield ""


def _blamed(scenario: Scenario, what: str) -> Where | None:
    actor = next((a.id for a in scenario.actors if a.id in what.replace(",", " ").split()), None)
    return scenario.where.get(f"actors.{actor}", scenario.where.get("actors"))


def _faults(scenario: Scenario) -> list[tuple[str, str]]:
    """List what makes a scenario meaningless that was sound part by part."""
    faults = []
    for actor in scenario.actors:
        worths = [(what, mend) for what, mend, _ in worth_faults(actor)]
        faults += worths
        if not worths and actor.uses_points:
            fewest, most = points_span(actor, scenario.issue)
            if fewest == most:
                faults.append(
                    (
                        f"the points of {actor.id} are the same for every package",
                        "give some option more points than another",
                    )
                )
        if actor.consent.kind != "never":
            faults += [
                fault for body in actor.ratification for fault in body_faults(body, actor.id)
            ]
        drawn = {line.id for line in actor.red_lines if line.from_ladder}
        for line in actor.written_red_lines:
            if line.id in drawn:
                faults.append(
                    (
                        f"{actor.id} has two red lines named {line.id!r}, one drawn by a ladder's `!`",
                        "rename one, or write < for the !",
                    )
                )
    if not any(actor.consent.kind == "always" for actor in scenario.actors):
        faults.append(
            (
                "no actor is a principal: nobody's consent is always needed",
                "keep one `consent: always`",
            )
        )
    return faults


def _set(stack: Stack, change: str) -> None:
    """Apply one change `PATH=VALUE`."""
    put = read_change(stack.scenario(), change)
    try:
        stack.put(put)
    except Misuse as misuse:
        raise InputError.one(f"`sets` {misuse.what}", misuse.mend, arguments=("sets",)) from None
    stack.note(f"{put.path}={change.partition('=')[2].strip()}")


def read_change(scenario: Scenario, change: str) -> Put:
    """Read one change `PATH=VALUE` of a scenario that stands.

    Raises
    ------
    InputError
        No such path, or no value for it.
    """
    text, sign, value = change.partition("=")
    text = text.strip()
    if not sign:
        raise InputError.one(
            f"`sets` takes PATH=VALUE, not {quoted(change)}",
            "as in `sets` port.reservation_value=0.5",
            arguments=("sets",),
        )
    try:
        return _read_change(scenario, text, value)
    except InputError as error:
        faults = error.faults
    raise InputError(replace(fault, arguments=("sets",)) for fault in faults)


def _read_change(scenario: Scenario, text: str, value: str) -> Put:
    node = read_nodes(value, f"`sets` {text}")
    context = context_of(scenario, f"`sets` {text}")
    where = node.where
    path = read_path(context, text, Scalar(text=text, is_plain=True, where=where), "`sets`")
    element = None
    if path is not None:
        element = read_element(context, path, (Scalar(text=text, is_plain=True, where=where), node))
    if context.faults or path is None or element is None:
        raise InputError(context.faults)
    return Put(path=path.full, value=element)


def context_of(scenario: Scenario, path: str) -> Context:
    """Make the context to read more about a scenario that stands; no evidence is asked for."""
    context = Context(path)
    context.version = scenario.version
    context.status_quo = dict(scenario.status_quo or ())
    context.issues = dict(scenario.issue)
    context.actors = tuple(scenario.actor)
    context.with_sheet = frozenset(a.id for a in scenario.actors if a.score_sheet is not None)
    context.weightless = frozenset(a.id for a in scenario.actors if not a.knows_weights)
    context.take_registers(scenario.registers)
    index_elements(context, scenario.actors, scenario.rules, None)
    return context
