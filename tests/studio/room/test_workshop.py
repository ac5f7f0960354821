"""The room: each sees its own sheet, says its secret yes, and loses no vote, however often it comes and goes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from negsim.language.load import loads
from negsim.studio.door import Secrets
from negsim.studio.folder import Folder
from negsim.studio.room.workshop import Workshop
from negsim.studio.server import door
from negsim.studio.studio import Studio
from tests.studio.calling import Browser, Replied
from tests.studio.room.crowd import held, scenario_of, told_of_others

ROLES = ("alder", "birch", "cedar")
TEXT = scenario_of(ROLES)


@dataclass
class Room:
    workshop: Workshop
    facilitator: Browser
    roles: dict[str, Browser]
    heard: dict[str, list[bytes]]

    def post(self, path: str, sent: dict[str, Any]) -> Any:
        answer = self.facilitator.post(f"/room/api/{path}", sent)
        assert answer.status == 200, answer.body
        return answer.json

    def ask(self, role: str, path: str, sent: dict[str, Any] | None = None) -> Replied:
        browser = self.roles[role]
        found = (
            browser.get(f"/room/api/{path}")
            if sent is None
            else browser.post(f"/room/api/{path}", sent)
        )
        self.heard[role].append(found.body + str(found.headers).encode())
        return found


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    (tmp_path / "well.yaml").write_text(TEXT, "utf-8")
    workshop = Workshop(loads(TEXT), tmp_path / ".studio" / "room-well.sqlite")
    studio, kept = Studio(Folder(tmp_path), "well.yaml"), Secrets()
    app = door(studio, kept, workshop)
    facilitator = Browser(app)
    facilitator.get(f"/?token={kept.token}")
    roles = {role: Browser(app) for role in ROLES}
    for role, browser in roles.items():
        assert browser.get(f"/room/?code={workshop.codes[role]}").status == 303
    yield Room(workshop, facilitator, roles, {role: [] for role in ROLES})
    workshop.close()
    studio.close()


def test_no_response_to_a_role_holds_a_word_or_a_number_of_another(room: Room) -> None:
    laid = room.post("table", {"package": {"depth": "fifteen", "fee": "low"}})["table"][0]["id"]
    for role in ROLES:
        room.ask(role, "state")
        room.ask(role, "move", {"path": "reservation_value", "value": "0.5"})
        room.ask(role, "move", {"path": "reservation_value", "value": "7"})
        room.ask(role, "yes", {"package": laid, "yes": True})
        for other in ROLES:
            room.ask(role, "move", {"path": f"{other}.reservation_value", "value": "0.2"})
            room.ask(role, "move", {"path": "preferences.depth.weight", "value": other})
        for path in ("overview", "debrief"):
            assert room.ask(role, path, None if path != "debrief" else {}).status == 403
        for target in ("/api/files", "/api/file?name=well.yaml", "/api/answer?name=well.yaml", "/"):
            answer = room.roles[role].get(target)
            room.heard[role].append(answer.body)
            assert answer.status == 403
    for role in ROLES:
        own = b"".join(room.heard[role]).decode()
        assert f"{role}batna" in own
        assert told_of_others(own, role, ROLES) == set()


def test_a_yes_is_seen_only_where_all_needed_said_yes(room: Room) -> None:
    laid = room.post("table", {"package": {"depth": "fifteen", "fee": "low"}})["table"][0]["id"]
    for role in ROLES[:2]:
        assert room.ask(role, "yes", {"package": laid, "yes": True}).json["table"][0]["yes"] is True
        for each in ROLES:
            assert room.ask(each, "state").json["table"][0]["is_agreed"] is False
    assert room.ask("cedar", "state").json["table"][0]["yes"] is None
    assert room.facilitator.get("/room/api/overview").json["table"][0]["spoken"] == 2
    room.ask("cedar", "yes", {"package": laid, "yes": True})
    assert all(room.ask(role, "state").json["table"][0]["is_agreed"] for role in ROLES)


def test_rounds_are_taken_back_and_forked_and_what_happened_is_kept(room: Room) -> None:
    first = room.post("table", {"package": {"depth": "ten", "fee": "low"}})
    room.ask("alder", "yes", {"package": first["table"][0]["id"], "yes": True})
    room.post("round", {})
    forked = room.post("fork", {"name": "deeper"})
    assert (forked["line"], forked["round"]) == ("deeper", 2)
    room.post("table", {"package": {"depth": "twenty", "fee": "high"}})
    assert len(room.post("go", {"name": "main"})["table"]) == 1
    back = room.post("back", {})
    assert (back["round"], len(back["table"])) == (1, 1)
    assert room.ask("alder", "state").json["table"][0]["yes"] is True
    assert len(room.post("go", {"name": "deeper"})["table"]) == 2


def test_a_role_moves_its_walk_away_value_in_points_as_its_sheet_has_it(room: Room) -> None:
    state = room.ask("birch", "move", {"path": "reservation_value", "value": "45"}).json
    [own] = [one for one in state["numbers"] if one["path"] == "reservation_value"]
    assert (own["value"], own["most"]) == ("45", 100)
    assert "worth 45 points to you" in json.dumps(state)


def test_the_debrief_says_what_the_room_agreed_and_what_was_there(room: Room) -> None:
    laid = room.post("table", {"package": {"depth": "fifteen", "fee": "high"}})["table"][0]["id"]
    for role in ROLES:
        room.ask(role, "yes", {"package": laid, "yes": True})
    found = room.post("debrief", {})
    [group] = found["json"]["groups"]
    assert (group["group"], group["signed"]["package"]) == (
        "Round 1, package 1",
        {"depth": "fifteen", "fee": "high"},
    )
    assert room.ask("birch", "state").json["is_ended"] is True
    assert room.ask("birch", "yes", {"package": laid, "yes": False}).status == 400
    assert room.ask("birch", "move", {"path": "reservation_value", "value": "0.5"}).status == 400
    assert room.facilitator.post("/room/api/round", {}).status == 400
    assert room.post("back", {})["is_ended"] is False
    assert room.post("round", {})["round"] == 2


def test_a_package_is_called_by_its_round_on_the_table_and_in_the_debrief(room: Room) -> None:
    for option in ("fifteen", "ten"):
        laid = room.post("table", {"package": {"depth": option, "fee": "high"}})["table"]
    room.post("round", {})
    laid = room.post("table", {"package": {"depth": "ten", "fee": "low"}})["table"]
    names = ["Round 1, package 1", "Round 1, package 2", "Round 2, package 1"]
    assert [one["name"] for one in laid] == names
    for role in ROLES:
        room.ask(role, "yes", {"package": laid[1]["id"], "yes": True})
    found = room.post("debrief", {})
    assert [one["group"] for one in found["json"]["groups"]] == [names[1]]
    assert "The room agreed on 1 package" in found["html"]


def test_a_room_that_agreed_on_nothing_hears_what_there_was(room: Room) -> None:
    found = room.post("debrief", {})
    assert found["json"]["groups"] == []
    assert "The room agreed on no package" in found["html"]
    assert "What there was to sign" in found["html"]


def test_a_wrong_code_and_a_role_of_nobody_are_refused(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("negsim.studio.room.addresses.WRONG", 0)
    stranger = Browser(room.facilitator.app)
    assert stranger.get("/room/?code=guessed").status == 403
    assert stranger.get("/room/api/state").status == 403
    assert room.ask("alder", "yes", {"package": 77, "yes": True}).status == 400
    assert room.facilitator.get("/room/api/overview", host="evil.example:1").status == 403


def test_thirty_who_come_and_go_lose_no_vote_and_hear_nothing_of_others(tmp_path: Path) -> None:
    found = held(tmp_path, 30, seed=5, turns=3)
    assert found["votes"] > 5  # how many hangs on who comes back in time
