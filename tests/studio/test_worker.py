"""The process that answers: it says what `run` says, ends where nobody waits, and answers on after that."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator

import pytest

import negsim
from negsim.errors import InputError
from negsim.language.shipped import locate
from negsim.studio.worker import StoppedAsking, Task, Worker

HARBOUR = locate("harbour")
TEXT = HARBOUR.read_text("utf-8")


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    found = Worker()
    yield found
    found.close()


def test_an_answer_that_nobody_waits_for_is_stopped_and_the_next_is_what_run_says(
    worker: Worker,
) -> None:
    asked = threading.Event()

    def is_wanted() -> bool:
        is_first = not asked.is_set()
        asked.set()
        return is_first

    with pytest.raises(StoppedAsking):
        worker.ask(Task("answer", TEXT, str(HARBOUR)), is_wanted)
    found = worker.ask(Task("answer", TEXT, str(HARBOUR), "quiet_machines"))
    run = json.loads(negsim.load("harbour").run("quiet_machines").to_json())
    assert found["result"] == run
    with pytest.raises(InputError, match="no variant") as error:
        worker.ask(Task("answer", TEXT, str(HARBOUR), "quiet_machine"))
    assert "quiet_machines" in str(error.value)


def test_nothing_begins_in_a_worker_that_is_closed() -> None:
    found = Worker()
    found.close()
    with pytest.raises(StoppedAsking):
        found.begin()
