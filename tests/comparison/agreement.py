"""Where negsim and the oracle differ on a made-up scenario, key by key."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import negsim
from negsim.document.plain import to_json
from negsim.solve.answer import Layer
from negsim.solve.choose import Engine
from negsim.study import Study
from negsim.testing.documents import MadeUp, random_draft
from negsim.testing.yaml_text import to_yaml
from tests.oracle import questions, solve

SUSPECTS: tuple[tuple[Layer, ...], ...] = (
    (),
    ("reservations",),
    ("rules",),
    ("reservations", "rules"),
)
VERSIONS = ("1", "1.1")  # of the language, in turn
ENGINES: tuple[Engine, ...] = ("enumerate", "sweep")
TOLERANCE = 2e-12  # one unit of the last of 12 decimals, and binary dust
TIE = 1e-9  # gains nearer than this are ties, and a floor may be that of any of them


def differences(found: Any, wanted: Any, path: str = "") -> list[str]:
    """Where a result differs from what is wanted; keys that are wanted by nobody may be there."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        lines = [f"{path}.{key} is missing" for key in wanted if key not in found]
        for key in wanted.keys() & found.keys():
            lines += differences(found[key], wanted[key], f"{path}.{key}")
        closed = path.endswith(
            (".package", ".options", ".backbone", ".witness", ".steps", "_by", ".gains")
        )
        extra = found.keys() - wanted.keys() if closed else set()
        return lines + [f"{path}.{key} is too much" for key in extra]
    if isinstance(wanted, list) and isinstance(found, list) and len(found) == len(wanted):
        return [
            line
            for k, (one, other) in enumerate(zip(found, wanted, strict=True))
            for line in differences(one, other, f"{path}[{k}]")
        ]
    if is_number(wanted) and is_number(found):
        tolerance = TIE if "floor" in path.rsplit(".", maxsplit=1)[-1] else TOLERANCE
        return [] if abs(found - wanted) <= tolerance else [f"{path}: {found}, not {wanted}"]
    same = found == wanted and isinstance(found, bool) == isinstance(wanted, bool)
    return [] if same else [f"{path}: {found!r}, not {wanted!r}"]


def is_number(value: Any) -> bool:
    """Whether a JSON value is a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def written(draft: MadeUp, directory: Path) -> Path:
    """Write a draft and its registers as files."""
    for path, register in draft.registers.items():
        (directory / path).write_text(to_yaml(register), encoding="utf-8")
    file = directory / "harbour.yaml"
    file.write_text(to_yaml(draft.document), encoding="utf-8")
    return file


def answers(study: Study, stack: list[str]) -> dict[str, Any]:
    """What negsim says to the questions beside `run`."""
    found = {
        "readings": study.readings(stack).to_dict(),
        "room": study.room(stack).to_dict(),
        "levers": study.levers(stack).to_dict(),
    }
    shown: dict[str, Any] = json.loads(to_json(found))
    return shown


def comparison_differences(draft: MadeUp, study: Study, at_most: int | None) -> list[str]:
    """Where the rows of `compare` differ, one per variant, then one per stack; or those of some stacks only."""
    registers = list(draft.registers.values())
    lines = []
    asked = (None, draft.stacks[1:][-2:]) if at_most is None else (draft.stacks[1:][-at_most:],)
    for stacks in asked:
        found = json.loads(to_json(study.compare(stacks).to_dict()))
        wanted = questions.compare(draft.document, stacks, registers)
        lines += differences(found, wanted, "compare")
    return lines


def definitions(draft: MadeUp, stack: list[str]) -> dict[str, Any]:
    """What the oracle says to them."""
    registers = list(draft.registers.values())
    return {
        "readings": questions.readings(draft.document, stack, registers),
        "room": questions.room(draft.document, stack, registers),
        "levers": {"retreats": questions.retreats(draft.document, stack, registers)},
    }


def disagreements(
    seed: int,
    directory: Path,
    most_packages: int = 200,
    most_stacks: int | None = None,
    beside: bool = True,
) -> Iterator[str]:
    """Run one made-up scenario by both under every stack of its variants, or some, and tell where they differ.

    What is asked beside `run` (compare, readings, room, levers) takes longer than `run` by both engines.
    """
    draft = random_draft(random.Random(seed), most_packages, VERSIONS[seed % len(VERSIONS)])
    file = written(draft, directory)
    study = negsim.load(file)
    registers = list(draft.registers.values())
    if beside:
        for line in comparison_differences(draft, study, most_stacks):
            yield f"seed {seed}: {line}"
    for turn in range(len(draft.stacks))[:most_stacks]:
        number = (seed + turn) % len(draft.stacks)
        stack = draft.stacks[number]
        mixed = seed // len(draft.stacks) + number  # so that each stack meets each of them
        settings = draft.settings if mixed % 4 == 0 else {}
        suspects = SUSPECTS[mixed % len(SUSPECTS)]
        wanted = solve.run(draft.document, stack, registers, settings, suspects)
        lines = []
        for engine in ENGINES:
            findings = study.run(stack, settings, engine=engine, suspects=suspects)
            found = json.loads(to_json(findings.to_dict()))
            # What `--set` changed is named after the variants.
            found["variant"] = found["variant"][: len(stack)]
            lines += differences(found, {**wanted, "engine": engine}, engine)
        if beside and not turn:  # one stack of each scenario
            lines += differences(answers(study, stack), definitions(draft, stack))
        for line in lines:
            asked = f"{'+'.join(stack) or 'base'} {settings or ''} {suspects or ''}"
            yield f"seed {seed}, {asked}: {line}"
