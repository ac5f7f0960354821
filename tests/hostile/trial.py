"""Whatever a file says: an answer, or faults with places in it, within bounded time and memory."""

from __future__ import annotations

import random
import resource
import signal
from pathlib import Path
from types import FrameType

from negsim.errors import InputError, NegsimError
from negsim.language.load import load
from negsim.language.model.scenario import Scenario
from negsim.language.overlay.apply import apply
from negsim.language.writer import write_yaml
from negsim.language.yaml.text import split_lines
from negsim.questions.explain.find import explain
from negsim.questions.levers.find import levers
from negsim.questions.readings.find import readings
from negsim.questions.room.find import room
from negsim.questions.trace.find import trace
from negsim.questions.validate.find import lint
from negsim.questions.zone.find import run
from negsim.solve.listing.estimate import estimate
from negsim.space.space import compile_scenario
from negsim.testing.documents import random_draft
from negsim.testing.yaml_text import to_yaml
from tests.hostile.mutations import mutated

SECONDS = 30  # of the processor that a file may take
MEMORY = 3 * 2**30  # bytes of address space, libraries included
SMALL = 2000  # packages of scenarios that are run


class TooSlow(Exception):
    """A file took longer than it may."""


def bound() -> None:
    """Bound this process's memory, and its time per file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    def stop(_: int, __: FrameType | None) -> None:
        raise TooSlow

    signal.signal(signal.SIGPROF, stop)


def allow(seconds: float) -> None:
    """Let so many seconds of the processor pass from here on, as many as it takes where 0."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def trial(seed: int, folder: Path) -> None:
    """Try one changed scenario; raise what must not be."""
    rng = random.Random(seed)
    draft = random_draft(rng, 60)
    file = folder / "harbour.yaml"
    bad = rng.choice([file.name, file.name, file.name, *draft.registers])
    for name, document in {file.name: draft.document, **draft.registers}.items():
        data = mutated(document, rng) if name == bad else to_yaml(document).encode()
        (folder / name).write_bytes(data)
    allow(SECONDS)
    try:
        scenario = load(file)
    except InputError as error:
        check_faults(error, folder)
        return
    finally:
        allow(0)
    allow(SECONDS)
    try:
        use(scenario)
    finally:
        allow(0)


def check_faults(error: NegsimError, folder: Path) -> None:
    """Faults have places within files of the folder, and nothing in their words moves the cursor."""
    assert error.faults
    assert not set(str(error)) & set("\x00\x1b\r\t\u202e\u202d\x9b")
    for fault in error.faults:
        if fault.where is None:
            continue
        text = (folder / fault.where.path).read_bytes().decode("utf-8", "replace")
        assert 1 <= fault.where.line <= len(split_lines(text)) + 1, fault
        assert fault.where.column >= 1, fault


def use(scenario: Scenario) -> None:
    """Ask what may be asked of a scenario that could be read."""
    write_yaml(scenario.to_plain())
    stacks: list[tuple[str, ...]] = [(), *((variant.id,) for variant in scenario.variants)]
    for stack in stacks[:4]:
        try:
            changed = apply(scenario, stack)
            if estimate(compile_scenario(changed).problem).packages <= SMALL:
                lint(changed)
                explain(run(changed)).to_dict()
                for ask in (readings, room, levers, trace) if len(stack) else ():
                    ask(changed).to_json()
        except NegsimError:
            continue
