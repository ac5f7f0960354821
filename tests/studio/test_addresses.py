"""What each address gives: documents, beginnings, questions told, pictures, files to take along, names that follow."""

from __future__ import annotations

import base64
import io
import json
import random
import shutil
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import negsim
from negsim.document.result import told
from negsim.document.shown import section_html
from negsim.language.load import load, load_register
from negsim.language.shipped import locate, shipped_folder
from negsim.studio.asked import KINDS_OF_WORK, QUESTIONS, Reader
from negsim.studio.door import Secrets
from negsim.studio.folder import Folder
from negsim.studio.server import door
from negsim.studio.studio import Studio
from negsim.studio.worker import Task, Worker
from tests.studio.calling import Browser, Replied
from tests.studio.said import compared

MINUTES = "harbour_minutes.yaml"


def answered_here(_: Worker, task: Task, is_wanted: Callable[[], bool]) -> Any:
    """What a process of its own would answer."""
    assert is_wanted()
    return KINDS_OF_WORK[task.kind](Reader(task.text, task.path, task.variant), task.said)


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    monkeypatch.setattr(Worker, "ask", answered_here)
    text = Path(locate("harbour")).read_text("utf-8").replace("../seeds/", "")
    (tmp_path / "harbour.yaml").write_text(text, "utf-8", newline="")
    shutil.copy(shipped_folder("seeds") / MINUTES, tmp_path)
    kept, studio = Secrets(), Studio(Folder(tmp_path))
    found = Browser(door(studio, kept))
    found.get(f"/?token={kept.token}")
    yield found
    studio.close()


def posted(browser: Browser, path: str, **sent: Any) -> Any:
    answer = browser.post(f"/api/{path}", sent)
    assert answer.status == 200, answer.body
    return answer.json


def done(browser: Browser, name: str, *commands: dict[str, Any]) -> Any:
    seen = browser.get(f"/api/file?name={name}").json["fingerprint"]
    return posted(browser, "command", name=name, fingerprint=seen, commands=list(commands))


def refused(answer: Replied, status: int) -> Any:
    assert answer.status == status, answer.body
    return answer.json["error"]["message"]


def test_a_scenario_begins_with_three_questions(browser: Browser, tmp_path: Path) -> None:
    issues = [{"label": "Who digs?", "options": ["we", "they"]}]
    asked = {"from": "questions", "name": "well", "title": "A well", "issues": issues}
    state = posted(browser, "new", **asked, who=["The mill", "The inn"])
    assert (state["name"], state["faults"]) == ("well.yaml", [])
    read = load(tmp_path / "well.yaml")
    assert [actor.name for actor in read.actors] == ["The mill", "The inn"]
    again = browser.post("/api/new", {**asked, "who": ["The mill"]})
    assert refused(again, 400) == "'well.yaml' is there already"
    nothing = browser.post("/api/new", {**asked, "name": "other", "who": []})
    assert refused(nothing, 400) == "somebody must agree, and something must be open"


def test_a_shipped_scenario_comes_with_what_it_rests_on(browser: Browser, tmp_path: Path) -> None:
    state = posted(browser, "new", **{"from": "shipped:korea_1953", "name": "korea"})
    assert state["faults"] == []
    read = load(tmp_path / "korea.yaml")
    assert read.claims


def test_a_second_coder_begins_with_the_same_document_and_no_claim(
    browser: Browser, tmp_path: Path
) -> None:
    sent = {"from": f"second:{MINUTES}", "name": "second"}
    assert posted(browser, "new", **sent)["kind"] == "register"
    first, second = load_register(tmp_path / MINUTES), load_register(tmp_path / "second.yaml")
    assert [one.id for one in second.documents] == [one.id for one in first.documents]
    assert second.claims == ()
    found = browser.get(f"/api/agree?name={MINUTES}&with=second.yaml").json
    assert len(found["json"]["only_first"]) == len(first.claims)


def test_a_document_is_read_into_the_folder_and_a_passage_has_its_place(browser: Browser) -> None:
    data = base64.b64encode(b"The mayor wrote.\n\nThe villages will sleep.").decode()
    state = posted(browser, "documents", filename="letter.txt", base64=data)
    assert (state["name"], state["kind"]) == ("letter.yaml", "register")
    shown = browser.get("/api/document?name=letter.yaml").json
    assert [one["text"] for one in shown["paragraphs"]] == [
        "The mayor wrote.",
        "The villages will sleep.",
    ]
    where = {"name": "letter.yaml", "document": "letter", "paragraph": 2, "start": 4, "end": 12}
    anchor = posted(browser, "anchor", **where)
    first = shown["paragraphs"][1]["start"]
    assert (anchor["anchor"]["from"], anchor["anchor"]["to"]) == (first + 4, first + 12)
    assert refused(browser.post("/api/anchor", {**where, "end": 99}), 400) == (
        "there is no such passage in that paragraph"
    )
    broken = browser.post("/api/documents", {"filename": "a.txt", "base64": "?"})
    assert refused(broken, 400) == "the document came in pieces"


def test_proposals_are_listed_confirmed_and_dismissed(browser: Browser, tmp_path: Path) -> None:
    for claim in ("c8", "c9"):
        path = ["claims", claim, "status"]
        done(browser, MINUTES, {"do": "set", "path": path, "value": "proposed"})
    listed = browser.get(f"/api/proposals?name={MINUTES}").json["proposals"]
    assert [one["id"] for one in listed] == ["c8", "c9"]
    for address, claim in (("confirm", "c8"), ("dismiss", "c9")):
        seen = browser.get(f"/api/file?name={MINUTES}").json["fingerprint"]
        posted(browser, address, name=MINUTES, fingerprint=seen, claims=[claim])
    claims = {one.id: one.standing for one in load_register(tmp_path / MINUTES).claims}
    assert claims["c8"] == "confirmed"
    assert "c9" not in claims


def test_whatever_rests_on_a_claim_follows_its_name_there_and_back(
    browser: Browser, tmp_path: Path
) -> None:
    harbour, before = tmp_path / "harbour.yaml", (tmp_path / "harbour.yaml").read_bytes()
    done(browser, MINUTES, {"do": "rename", "path": ["claims", "c1"], "to": "silting"})
    assert browser.get("/api/file?name=harbour.yaml").json["faults"] == []
    changed = [
        (old, new)
        for old, new in zip(
            before.decode().splitlines(), harbour.read_text("utf-8").splitlines(), strict=True
        )
        if old != new
    ]
    assert changed
    assert all(old.replace("c1,", "silting,") == new for old, new in changed)
    seen = browser.get(f"/api/file?name={MINUTES}").json["fingerprint"]
    posted(browser, "undo", name=MINUTES, fingerprint=seen)
    assert harbour.read_bytes() == before


@pytest.mark.parametrize(
    "question", sorted({*QUESTIONS} - {"ratify", "trace", "codings", "check", "room", "trade"})
)
def test_a_question_is_told_as_everywhere(browser: Browser, question: str) -> None:
    found = browser.get(f"/api/told?name=harbour.yaml&question={question}&variant=quiet_machines")
    study = negsim.load("harbour").with_variant("quiet_machines")
    ask = getattr(study, question)
    here = ask(limit=20) if question == "rank" else ask()
    assert found.status == 200, found.body
    assert found.json["json"] == json.loads(here.to_json())
    assert found.json["html"] == section_html(told(here), is_first=True)


def test_after_any_edit_the_page_is_told_what_run_says(browser: Browser, tmp_path: Path) -> None:
    found = compared(browser, tmp_path / "harbour.yaml", 12, random.Random(3))
    assert found["answers"] > 3
    assert found["faults"] > 1


def test_the_answer_to_a_change_is_begun_before_it_is_asked_for(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    begun = threading.Event()

    def seen(worker: Worker, task: Task, is_wanted: Callable[[], bool]) -> Any:
        asked.append(task.text)
        if len(asked) == 2:
            begun.set()
        return answered_here(worker, task, is_wanted)

    monkeypatch.setattr(Worker, "ask", seen)
    address = "/api/answer?name=harbour.yaml&variant=quiet_machines"
    first = browser.get(address).json
    done(browser, "harbour.yaml", {"do": "set", "path": ["title"], "value": "Who digs?"})
    assert begun.wait(60)
    found = browser.get(address).json
    assert found["fingerprint"] != first["fingerprint"]
    assert found["variant"] == "quiet_machines"
    assert len(asked) == 2


def test_what_stands_for_several_is_changed_for_one_or_for_all(
    browser: Browser, tmp_path: Path
) -> None:
    text = "rules:\n  one: &deep {depth: ten}\n  two: *deep\n"
    (tmp_path / "d.yaml").write_text(text, "utf-8", newline="")
    seen = browser.get("/api/file?name=d.yaml").json["fingerprint"]
    command = {"do": "set", "path": ["rules", "two", "depth"], "value": "five"}
    sent = {"name": "d.yaml", "fingerprint": seen}
    answer = browser.post("/api/command", {**sent, "commands": [command]})
    assert refused(answer, 400) == (
        "'two' is shared by *deep: what becomes of one would become of the others"
    )
    assert answer.json["error"]["code"] == "shared"
    assert answer.json["shared"] == ["rules.one", "rules.two"]
    found = posted(browser, "command", **sent, commands=[{**command, "shared": "all"}])
    assert found["text"] == text.replace("ten", "five")


def test_a_question_that_is_none_is_refused_with_the_nearest(browser: Browser) -> None:
    answer = browser.get("/api/told?name=harbour.yaml&question=codngs")
    assert refused(answer, 422) == "there is no question 'codngs'"
    assert "did you mean codings?" in answer.json["error"]["mend"]


def test_a_picture_may_run_nothing(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("negsim.charts.output.render", lambda *_: b"<svg/>")
    answer = browser.get("/api/chart/wall.svg?name=harbour.yaml")
    assert answer.body == b"<svg/>"
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "sandbox" in answer.headers["content-security-policy"]
    none = browser.get("/api/chart/wal.svg?name=harbour.yaml")
    assert refused(none, 422) == "there is no chart 'wal'"


def test_everything_is_taken_along_but_what_is_hidden(browser: Browser, tmp_path: Path) -> None:
    answer = browser.get("/api/take/folder.zip")
    with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
        names = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    assert names == {name: (tmp_path / name).read_bytes() for name in ("harbour.yaml", MINUTES)}
    taken = browser.get("/api/take/text.md?name=harbour.yaml&variant=quiet_machines")
    assert taken.body.startswith(b"# Who dredges the harbour")
    assert taken.headers["content-disposition"] == 'attachment; filename="text.md"'
    other = browser.get("/api/take/report.exe?name=harbour.yaml")
    assert refused(other, 422) == "'report.exe' is not made here"


@pytest.mark.parametrize(
    "name", ["../secret.yaml", ".studio/journal.sqlite", "/etc/passwd", "a\\b"]
)
def test_no_address_opens_what_lies_outside_the_folder(browser: Browser, name: str) -> None:
    asked = [
        browser.get(f"/api/{address}?name={name}")
        for address in ("file", "choices", "history", "document", "proposals", "told")
    ]
    asked.append(browser.post("/api/undo", {"name": name}))
    for answer in asked:
        assert answer.status in (400, 422), answer.body
        assert "is no name of a file in this folder" in answer.json["error"]["message"]
    assert refused(browser.post("/api/restore", {"name": name}), 400).endswith(
        "was never open here"
    )
