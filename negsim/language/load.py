"""A file, or a text, to a checked scenario."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from negsim.errors import Fault, InputError
from negsim.language.model.evidence import Register
from negsim.language.model.scenario import Scenario
from negsim.language.overlay.apply import alone_faults, apply
from negsim.language.read.context import Context
from negsim.language.read.registers import read_register
from negsim.language.read.scenario import make_scenario, read_scenario
from negsim.language.yaml.nodes import Node, first_key, read_nodes, read_text
from negsim.language.yaml.text import with_excerpts


def load(
    path: str | os.PathLike[str], variants: Sequence[str] = (), sets: Sequence[str] = ()
) -> Scenario:
    """Read a scenario's file, check it, and apply variants to it.

    Parameters
    ----------
    path : str or path
        A YAML file in the scenario language; its registers are found relative to it.
    variants : sequence of str
        Names of variants, applied in this order.
    sets : sequence of str
        Changes ``PATH=VALUE``, applied last.

    Raises
    ------
    InputError
        With every fault of the file and its registers at once, in line order.
    """
    return loads(
        read_text(path if isinstance(path, str) else os.fspath(path)), str(path), variants, sets
    )


def loads(
    text: str | bytes, path: str = "<text>", variants: Sequence[str] = (), sets: Sequence[str] = ()
) -> Scenario:
    """Read a scenario from its text; `path` names it in messages, and registers are found relative to it."""
    context = Context(path)
    texts: dict[str, str] = {path: text if isinstance(text, str) else ""}
    node = read_nodes(text, path)

    def load_register(context: Context, at: Node, name: str) -> Register | None:
        return _load_register(context, at, name, path, texts)

    def load_note(context: Context, at: Node, name: str) -> str | None:
        return _load_note(context, at, name, path)

    read = read_scenario(context, node, load_register, load_note)
    if context.faults or read is None:
        raise InputError(_quoted(context.faults, texts))
    scenario = make_scenario(context, read)
    faults = alone_faults(scenario)
    if faults:
        raise InputError(_quoted(faults, texts))
    return apply(scenario, variants, sets)


def is_register(path: str | os.PathLike[str]) -> bool:
    """Whether a file is a register of claims: its first key is `document` or `documents`.

    Raises
    ------
    InputError
        The file cannot be read.
    """
    return first_key(read_text(os.fspath(path))) in ("document", "documents")


def load_register(path: str | os.PathLike[str]) -> Register:
    """Read a register of claims by itself; what depends on a scenario is not asked.

    Raises
    ------
    InputError
        With every fault of the file at once, in line order.
    """
    name = os.fspath(path)
    return loads_register(read_text(name), name)


def loads_register(text: str, path: str = "<text>") -> Register:
    """Read a register of claims from its text; `path` names it in messages."""
    context = Context(path)
    register = read_register(context, read_nodes(text, path), path)
    if context.faults or register is None:
        raise InputError(with_excerpts(context.faults, text, path))
    return register


def _quoted(faults: Sequence[Fault], texts: dict[str, str]) -> tuple[Fault, ...]:
    told = tuple(faults)
    for path, text in texts.items():
        told = with_excerpts(told, text, path)
    return told


def _load_note(context: Context, at: Node, name: str, base: str) -> str | None:
    """Read the file that a brief names, which stands relative to the scenario."""
    try:
        return read_text(_beside(name, base))
    except InputError as error:
        fault = error.faults[0]
        context.fault(at, f"the brief cannot be read: {fault.what}", fault.mend)
        return None


def _beside(name: str, base: str) -> str:
    return name if "://" in name else os.path.normpath(Path(base).parent / name)


def _load_register(
    context: Context, at: Node, name: str, base: str, texts: dict[str, str]
) -> Register | None:
    path = _beside(name, base)
    try:
        text = read_text(path)
    except InputError as error:
        fault = error.faults[0]
        if fault.where is None:
            context.fault(at, f"the register of claims cannot be read: {fault.what}", fault.mend)
        else:
            context.faults.append(fault)
        return None
    texts[path] = text
    try:
        return _read_register(text, path, name)
    except InputError as error:
        context.faults.extend(error.faults)
        return None


@lru_cache(maxsize=8)  # it stays the same while one edits the scenario that rests on it
def _read_register(text: str, path: str, name: str) -> Register:
    context = Context(path)
    register = read_register(context, read_nodes(text, path), name)
    if context.faults or register is None:
        raise InputError(tuple(context.faults))
    return register
