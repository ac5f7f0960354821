"""Variants from files of their own, such as the page of `negsim explore` gives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from negsim.errors import Fault, InputError, Where, quoted
from negsim.language.model.scenario import Scenario
from negsim.language.model.variants import Variant
from negsim.language.names import one_of
from negsim.language.overlay.apply import context_of
from negsim.language.read.variants import index_elements, read_variant
from negsim.language.yaml.nodes import Mapping, read_nodes, read_text
from negsim.language.yaml.text import with_excerpts

# A path, and perhaps which of the file's variants.
_FILE = re.compile(r"(?P<path>.+\.ya?ml)(?::(?P<name>[^:/\\]*))?")


def with_variants_of_files(
    scenario: Scenario, names: Sequence[str]
) -> tuple[Scenario, tuple[str, ...]]:
    """Take the variants that files hold into a scenario.

    Parameters
    ----------
    scenario : Scenario
        As written.
    names : sequence of str
        Variants, and paths of files that hold such: a mapping as under ``variants:``. ``FILE.yaml:NAME`` asks for one
        of them, ``FILE.yaml`` for all.

    Returns
    -------
    The scenario with all variants of these files beside its own, and the names to apply: where a file was named those
    that were asked for of it, in its order.

    Raises
    ------
    InputError
        With every fault of a file; a variant whose name another has, or that the file has not.
    """
    found: list[str] = []
    for name in names:
        asked = _FILE.fullmatch(name)
        if asked is None:
            found.append(name)
            continue
        path, chosen = asked["path"], asked["name"]
        held = [
            variant.id for variant in scenario.variants if file_of(scenario, variant.id) == path
        ]
        if not held:
            scenario, held = _with_file(scenario, path)
        if chosen is not None and chosen not in held:
            raise InputError.one(
                f"{quoted(path, 200)} has no variant {quoted(chosen)}", one_of(chosen, held)
            )
        found += held if chosen is None else [chosen]
    return scenario, tuple(found)


def file_of(scenario: Scenario, variant: str) -> str | None:
    """Name the file of its own that a variant comes from; None where it stands in the scenario's."""
    where = scenario.where.get(f"variants.{variant}")
    return None if where is None or where.path == scenario.path else where.path


def as_asked(scenario: Scenario) -> list[str]:
    """Name the variants in force as `with_variants_of_files` takes them: those of files with their path."""
    found: list[str] = []
    named: set[str | None] = {None}  # the other variants of a file need no path once it is named
    for name in (name for name in scenario.applied if name in scenario.variant):
        file = file_of(scenario, name)
        found.append(name if file in named else f"{file}:{name}")
        named.add(file)
    return found


def _with_file(scenario: Scenario, path: str) -> tuple[Scenario, list[str]]:
    read, places = _read(scenario, path)
    # Made anew rather than copied: a copy would keep what the scenario has worked out of its own variants.
    keep = {key: getattr(scenario, key) for key in type(scenario).model_fields}
    added = {"variants": (*scenario.variants, *read), "where": {**scenario.where, **places}}
    return Scenario.model_construct(**{**keep, **added}), [variant.id for variant in read]


def _read(scenario: Scenario, path: str) -> tuple[list[Variant], dict[str, Where]]:
    """Read a file of variants, and where each of them stands."""
    text = read_text(path)
    node = read_nodes(text, path)
    if not isinstance(node, Mapping) or not node.items:
        raise InputError.one(
            f"{quoted(path, 200)} holds no variants",
            "write `NAME: {say: …, read: …}` in it, as under `variants:` of a scenario",
        )
    context = context_of(scenario, path)
    context.names_claims = bool(scenario.claims)
    index_elements(context, scenario.actors, scenario.rules, node)
    for put in (put for variant in scenario.variants for put in variant.add):
        context.elements.setdefault(put.path, set())
    variants = [variant for entry in node.items if (variant := read_variant(context, entry))]
    faults = list(context.faults)
    for variant in variants:
        if variant.id in scenario.variant:
            where = context.where[f"variants.{variant.id}"]
            faults.append(
                Fault(where, f"variant {variant.id!r} is in {scenario.id!r} too", "rename it here")
            )
    if faults:
        raise InputError(with_excerpts(faults, text, path))
    places = {key: at for key, at in context.where.items() if key.startswith("variant")}
    return variants, places
