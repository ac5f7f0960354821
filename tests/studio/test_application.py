"""What the studio's addresses give: the file as it stands, edits of it, and the answer that `run` gives."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import negsim
from negsim.language.shipped import locate
from negsim.studio.door import MOST_BYTES, Secrets
from negsim.studio.folder import Folder
from negsim.studio.server import door
from negsim.studio.studio import Studio
from tests.studio.calling import Browser

HARBOUR = Path(locate("harbour"))
MINUTES = HARBOUR.parent.parent / "seeds" / "harbour_minutes.yaml"


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    """A page that came in by the link, on a folder with the harbour and its claims."""
    text = HARBOUR.read_text("utf-8").replace("../seeds/", "")
    (tmp_path / "harbour.yaml").write_text(text, "utf-8", newline="")
    shutil.copy(MINUTES, tmp_path)
    kept, studio = Secrets(), Studio(Folder(tmp_path))
    found = Browser(door(studio, kept))
    assert found.get(f"/?token={kept.token}").status == 303
    yield found
    studio.close()


def sent(browser: Browser, *commands: dict[str, Any]) -> Any:
    """The state after some commands."""
    state = browser.get("/api/file?name=harbour.yaml").json
    body = {"name": "harbour.yaml", "fingerprint": state["fingerprint"], "commands": commands}
    return browser.post("/api/command", body).json


def test_the_page_gets_what_run_says(browser: Browser) -> None:
    found = browser.get("/api/answer?name=harbour.yaml&variant=quiet_machines").json
    run = json.loads(negsim.load("harbour").run("quiet_machines").to_json())
    assert found["result"]["zone"] == run["zone"]
    assert found["headline"].startswith("A deal is possible")


def test_an_edit_is_read_again_by_the_one_reader_and_can_be_taken_back(
    browser: Browser, tmp_path: Path
) -> None:
    before = (tmp_path / "harbour.yaml").read_bytes()
    state = sent(browser, {"do": "set", "path": ["actors", "port", "consent"], "value": "nevr"})
    [fault] = state["faults"]
    assert (fault["path"], fault["line"]) == ("actors.port.consent", 59)
    assert fault["mend"] == "use one of always, never (did you mean never?)"
    back = browser.post(
        "/api/undo", {"name": "harbour.yaml", "fingerprint": state["fingerprint"]}
    ).json
    assert back["faults"] == []
    assert (back["undo"], back["redo"]) == (False, True)
    assert (tmp_path / "harbour.yaml").read_bytes() == before


def test_a_command_made_for_another_text_is_refused_with_the_text_there_is(
    browser: Browser,
) -> None:
    seen = browser.get("/api/file?name=harbour.yaml").json["fingerprint"]
    now = sent(browser, {"do": "set", "path": ["title"], "value": "Harbour"})
    body = {"name": "harbour.yaml", "fingerprint": seen, "commands": []}
    refused = browser.post("/api/command", body)
    assert refused.status == 409
    assert refused.json["stale"] is True
    assert refused.json["theirs"]["text"] == now["text"]


def test_a_body_that_lies_about_its_length_is_refused_once_and_by_name(browser: Browser) -> None:
    much = b"x" * (MOST_BYTES + 1)
    sent = {"content_type": "application/json", "content_length": "2"}
    refused = browser.ask("POST", "/api/command", much, **sent)
    assert (refused.status, refused.json["error"]["code"]) == (413, "too_large")
