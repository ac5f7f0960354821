"""Variants from files of their own, such as the page of `negsim explore` gives."""

from __future__ import annotations

from collections.abc import Sequence

from negsim.errors import Fault, InputError, quoted
from negsim.language.model.scenario import Scenario
from negsim.language.model.variants import Variant
from negsim.language.overlay.apply import context_of
from negsim.language.read.variants import index_elements, read_variant
from negsim.language.yaml.nodes import Mapping, read_nodes, read_text
from negsim.language.yaml.text import with_excerpts

ENDINGS = (".yaml", ".yml")


def with_variants_of_files(
    scenario: Scenario, names: Sequence[str]
) -> tuple[Scenario, tuple[str, ...]]:
    """Take the variants that files hold into a scenario.

    Parameters
    ----------
    scenario : Scenario
        As written.
    names : sequence of str
        Variants, and paths of files that hold such: a mapping as under ``variants:``.

    Returns
    -------
    The scenario with these variants beside its own, and the names to apply, a file's variants in its order where the
    file was named.

    Raises
    ------
    InputError
        With every fault of a file; a variant whose name another has.
    """
    found: list[str] = []
    for name in names:
        if not name.endswith(ENDINGS):
            found.append(name)
            continue
        read = _read(scenario, name)
        # Made anew rather than copied: a copy would keep what the scenario has worked out of its own variants.
        keep = {key: getattr(scenario, key) for key in type(scenario).model_fields}
        variants = (*scenario.variants, *read)
        scenario = Scenario.model_construct(**{**keep, "variants": variants})
        found += [variant.id for variant in read]
    return scenario, tuple(found)


def _read(scenario: Scenario, path: str) -> list[Variant]:
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
    return variants
