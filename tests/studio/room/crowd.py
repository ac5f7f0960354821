"""Roles by the dozen who come and go in a room over real connections, and what each of them may never hear."""

from __future__ import annotations

import asyncio
import json
import random
import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from negsim.language.load import loads
from negsim.studio.door import Secrets
from negsim.studio.folder import Folder
from negsim.studio.room.workshop import Workshop
from negsim.studio.server import door, listener_at, server_of
from negsim.studio.studio import Studio

DEPTHS = ("ten", "fifteen", "twenty")
_WORDS = ("batna", "because", "line", "never", "source", "want", "fee")


def actor(place: int, name: str) -> str:
    """An actor whose every word and number is nobody else's, for a place of three digits."""
    return f"""
  {name}:
    name: The {name}s
    consent: always
    reservation_value: 0.{place}73
    batna: {name}batna keeps its own well
    from: "assumption: {name}because of its well"
    red_lines:
      {name}line:
        require: {{depth: not {DEPTHS[place % 3]}}}
        say: {name}never
        from: "assumption: {name}source"
    preferences:
      depth:
        weight: {place}.317
        scores: {{ten: 0.{place}2, fifteen: 1, twenty: 0.{place}4}}
        from: "assumption: {name}want"
      fee: {{weight: {place}.719, scores: {{low: 0.{place}6, high: 1}}, from: "assumption: {name}fee"}}
"""


def scenario_of(names: tuple[str, ...]) -> str:
    """The text of a scenario of some actors."""
    actors = "".join(actor(place, name) for place, name in enumerate(names, 101))
    return f"""negsim: 1.1
scenario: well
title: A well
issues:
  depth: {{ask: How deep?, options: {{ten: 10 m, fifteen: 15 m, twenty: 20 m}}}}
  fee: {{ask: Who pays?, options: {{low: little, high: much}}}}
actors:{actors}"""


def secrets_of(place: int, name: str) -> set[str]:
    """Words and numbers that are one actor's alone."""
    numbers = (f"0.{place}73", f"{place}.317", f"{place}.719")
    return {
        *(f"{name}{word}" for word in _WORDS),
        *numbers,
        *(f"0.{place}{last}" for last in "246"),
    }


def told_of_others(heard: str, name: str, names: tuple[str, ...]) -> set[str]:
    """Give what an actor has heard of what is another's."""
    words = {word.strip(".") for word in re.findall(r"[\w.]+", heard)}
    others = [secrets_of(place, one) for place, one in enumerate(names, 101) if one != name]
    return words & set().union(*others)


@dataclass
class Role:
    """One who comes and goes, what it has said, and all that it has heard."""

    name: str
    code: str
    port: int
    dice: random.Random
    cookie: str = ""
    said: dict[int, bool] = field(default_factory=dict)
    heard: set[str] = field(default_factory=set)
    broken: int = 0

    async def turn(self) -> None:
        """Do one thing, or lose the line."""
        match self.dice.randrange(6):
            case 0:
                await self.come()
            case 1:
                await self.listen()
            case 2:
                value = f"0.{self.dice.randrange(10, 90)}"
                await self.post("move", {"path": "reservation_value", "value": value})
            case 3:
                await self.look()
            case _:
                await self.vote()

    async def come(self) -> None:
        """Come in anew, by the code."""
        self.cookie = ""
        head, _ = await self.ask("GET", f"/room/?code={self.code}")
        found = re.search(r"set-cookie: (negsim_room=[^;]+)", head)
        assert found, head
        self.cookie = found[1]

    async def look(self) -> dict[int, bool | None]:
        """See what one has said: it is what one did say."""
        _, body = await self.ask("GET", "/room/api/state")
        seen = {laid["id"]: laid["yes"] for laid in json.loads(body)["table"]}
        assert seen == {number: self.said.get(number) for number in seen}, self.name
        return seen

    async def vote(self) -> None:
        """Say yes or no; who loses the line while saying so says it again, as the page does."""
        number, yes = self.dice.choice(list(await self.look())), self.dice.random() < 0.5
        body = {"package": number, "yes": yes}
        if self.dice.random() < 0.3:
            await self.post("yes", body, is_cut=True)
        head, _ = await self.post("yes", body)
        assert head.startswith("HTTP/1.1 200"), head
        self.said[number] = yes

    async def listen(self) -> None:
        """Hear what happens for a while, and go without a word."""
        reader, writer = await self._opened("GET", "/room/api/events", b"")
        try:
            while True:
                self.heard.add((await asyncio.wait_for(reader.read(4096), 0.02)).decode())
        except TimeoutError:
            writer.transport.abort()

    async def post(
        self, path: str, sent: dict[str, Any], *, is_cut: bool = False
    ) -> tuple[str, str]:
        """Send something."""
        return await self.ask("POST", f"/room/api/{path}", json.dumps(sent).encode(), is_cut=is_cut)

    async def ask(
        self, method: str, target: str, body: bytes = b"", *, is_cut: bool = False
    ) -> tuple[str, str]:
        """Ask over a connection of its own, which may be cut before the answer is there."""
        reader, writer = await self._opened(method, target, body)
        if is_cut:
            self.broken += 1
            await asyncio.sleep(self.dice.random() * 0.02)
            writer.transport.abort()
            return "", ""
        answer = (await reader.read()).decode()
        writer.close()
        self.heard.add(answer)
        head, _, rest = answer.partition("\r\n\r\n")
        return head, rest

    async def _opened(
        self, method: str, target: str, body: bytes
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        head = [f"{method} {target} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Connection: close"]
        head += [f"Cookie: {self.cookie}"] if self.cookie else []
        head += ["Content-Type: application/json"] if body else []
        head += [f"Content-Length: {len(body)}"]
        writer.write("\r\n".join([*head, "", ""]).encode() + body)
        await writer.drain()
        return reader, writer


@contextmanager
def room(folder: Path, names: tuple[str, ...]) -> Iterator[tuple[Workshop, int]]:
    """Open a room at a port."""
    text = scenario_of(names)
    (folder / "well.yaml").write_text(text, encoding="utf-8")
    workshop = Workshop(loads(text), folder / ".studio" / "room-well.sqlite")
    studio, listener = Studio(Folder(folder), "well.yaml"), listener_at(0)
    server = server_of(door(studio, Secrets(), workshop))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield workshop, listener.getsockname()[1]
    finally:
        studio.bell.close()
        workshop.bell.close()
        server.should_exit = True
        thread.join()
        workshop.close()
        studio.close()
        listener.close()


async def meet(workshop: Workshop, roles: list[Role], *, turns: int, seconds: float = 0) -> None:
    """Let roles come and go, each for some turns and some seconds, while packages come to the table."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds

    async def one(role: Role) -> None:
        await role.come()
        done = 0
        while done < turns or loop.time() < end:
            await role.turn()
            done += 1
        await role.look()

    async def chair() -> None:
        for depth in DEPTHS:
            await asyncio.to_thread(workshop.lay, {"depth": depth, "fee": "high"})
            await asyncio.sleep(seconds / 4)
            await asyncio.to_thread(workshop.next_round)

    workshop.lay({"depth": "ten", "fee": "low"})
    await asyncio.gather(chair(), *(one(role) for role in roles))


def held(folder: Path, count: int, seed: int, *, turns: int, seconds: float = 0) -> dict[str, int]:
    """Hold a room, and say how much happened; no vote may be lost, and nobody hear what is another's.

    Raises
    ------
    AssertionError
        A vote is another than was said, or something was told to whom it does not concern.
    """
    names = tuple(f"{first}{second}ash" for first in "bcdfgh" for second in "aeiou")[:count]
    with room(folder, names) as (workshop, port):
        roles = [
            Role(name, workshop.codes[name], port, random.Random(f"{seed} {name}"))
            for name in names
        ]
        # A thread of its own: where a browser is driven beside it, this one has a loop already.
        with ThreadPoolExecutor(1) as beside:
            beside.submit(
                lambda: asyncio.run(meet(workshop, roles, turns=turns, seconds=seconds))
            ).result()
        votes = workshop.rounds.held().votes
    written = {(who, number): yes for number, of in votes.items() for who, yes in of.items()}
    assert written == {(r.name, number): yes for r in roles for number, yes in r.said.items()}
    for place, role in enumerate(roles, 101):
        heard = "\n".join(role.heard)
        assert {f"{role.name}batna", f"{place}.317"} <= set(re.findall(r"[\w.]+", heard))
        assert told_of_others(heard, role.name, names) == set()
    return {
        "roles": len(roles),
        "votes": len(written),
        "answers": sum(len(role.heard) for role in roles),
        "broken lines": sum(role.broken for role in roles),
    }
