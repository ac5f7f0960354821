"""The room: each sees its own sheet, says its secret yes, and loses no vote, however often it comes and goes."""

from __future__ import annotations

import asyncio
import random
import re
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
from tests.studio.calling import Browser, Replied, apart

ROLES = ("alder", "birch", "cedar")
DEPTHS = ("ten", "fifteen", "twenty")


def actor(place: int, name: str) -> str:
    """An actor whose every word and number is nobody else's."""
    return f"""
  {name}:
    name: The {name}s
    consent: always
    reservation_value: 0.{place}173
    batna: {name}batna keeps its own well
    from: "assumption: {name}because of its well"
    red_lines:
      {name}line:
        require: {{depth: not {DEPTHS[place - 1]}}}
        say: {name}never
        from: "assumption: {name}source"
    preferences:
      depth:
        weight: {place}1.317
        scores: {{ten: 0.{place}2, fifteen: 1, twenty: 0.{place}4}}
        from: "assumption: {name}want"
      fee: {{weight: {place}2.719, scores: {{low: 0.{place}6, high: 1}}, from: "assumption: {name}fee"}}
"""


TEXT = f"""negsim: 1.1
scenario: well
title: A well
issues:
  depth: {{ask: How deep?, options: {{ten: 10 m, fifteen: 15 m, twenty: 20 m}}}}
  fee: {{ask: Who pays?, options: {{low: little, high: much}}}}
actors:{"".join(actor(place, name) for place, name in enumerate(ROLES, 1))}"""


def secrets_of(place: int, name: str) -> list[str]:
    """Words and numbers that are one role's alone."""
    words = ["batna", "because", "line", "never", "source", "want", "fee"]
    numbers = [
        f"0.{place}173",
        f"{place}1.317",
        f"{place}2.719",
        f"0.{place}2",
        f"0.{place}4",
        f"0.{place}6",
    ]
    return [f"{name}{word}" for word in words] + numbers


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
    for place, role in enumerate(ROLES, 1):
        own = b"".join(room.heard[role]).decode()
        assert f"{role}batna" in own
        for number, other in enumerate(ROLES, 1):
            if number != place:
                told = [
                    secret
                    for secret in secrets_of(number, other)
                    if re.search(rf"(?<![\d.]){re.escape(secret)}(?!\d)", own)
                ]
                assert told == []


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


def test_a_wrong_code_and_a_role_of_nobody_are_refused(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("negsim.studio.room.addresses.WRONG", 0)
    stranger = Browser(room.facilitator.app)
    assert stranger.get("/room/?code=guessed").status == 403
    assert stranger.get("/room/api/state").status == 403
    assert room.ask("alder", "yes", {"package": 77, "yes": True}).status == 400
    assert room.facilitator.get("/room/api/overview", host="evil.example:1").status == 403


def test_many_who_come_and_go_lose_no_vote(room: Room) -> None:
    dice = random.Random(5)
    laid = [
        room.post("table", {"package": {"depth": depth, "fee": "low"}})["table"][-1]["id"]
        for depth in ("ten", "fifteen", "twenty")
    ]
    said: dict[tuple[str, int], bool] = {}

    async def one(role: str) -> None:
        for _ in range(8):
            browser = Browser(room.facilitator.app)  # comes anew, by its code
            await browser.asking("GET", f"/room/?code={room.workshop.codes[role]}")
            number, yes = dice.choice(laid), dice.random() < 0.5
            body = f'{{"package": {number}, "yes": {str(yes).lower()}}}'.encode()
            await browser.asking("POST", "/room/api/yes", body, content_type="application/json")
            said[role, number] = yes
            await asyncio.sleep(0)
            state = (await browser.asking("GET", "/room/api/state")).json
            assert {one["id"]: one["yes"] for one in state["table"] if one["yes"] is not None} == {
                number: yes for (who, number), yes in said.items() if who == role
            }

    async def all_of_them() -> None:
        await asyncio.gather(*(one(role) for role in ROLES))

    apart(all_of_them())
    votes = room.workshop.rounds.held().votes
    assert {(role, number): yes for number, of in votes.items() for role, yes in of.items()} == said
