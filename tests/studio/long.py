"""The studio for hours: edits by the thousand, a process killed at any moment while somebody types, a full room.

python -m tests.studio.long --edits 10000 --said 500 --kills 1000 --room 120 --seed 1
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from negsim.errors import InputError
from negsim.language.shipped import shipped_copy, shipped_folder
from negsim.language.yaml.extents import extents
from negsim.studio.door import Secrets
from negsim.studio.edits.tree import tree_of
from negsim.studio.edits.values import is_same
from negsim.studio.folder import Folder
from negsim.studio.server import door
from negsim.studio.studio import Studio
from tests.studio.calling import Browser
from tests.studio.edits.drawn_edits import meaning, paths
from tests.studio.room.crowd import held
from tests.studio.said import compared

NAME = "typed.yaml"
VALUES: tuple[Any, ...] = (
    *("open", "no", "0.50 +- 0.10", "12", "at least twelve", "a: b", "# c", "", "“q”", "l1\nl2"),
    *(None, True, [], {}, ["one", "two"], {"require": {"depth": "ten"}, "from": ["c1", "c2"]}),
    {"name": "Bank", "consent": "always", "red_lines": {"x": {"require": {"fee": "at least 50"}}}},
)
SMALL = ("harbour", "harbour_council", "elmira_1991", "strait_2031", "panama_canal_1974")
STEPS = 50  # edits after which all are taken back


def drawn(tree: Any, dice: random.Random) -> dict[str, Any]:
    """A command that can be meant for a tree."""
    path, value = list(dice.choice(paths(tree))), dice.choice(VALUES)
    kind = dice.choice(["set", "set", "insert", "insert", "remove", "move"])
    if kind == "set":
        return {"do": kind, "path": path, "value": value}
    if kind == "remove":
        return {"do": kind, "path": path}
    if kind == "move":
        return {"do": kind, "path": path, "to": dice.randrange(5)}
    command = {"do": kind, "path": path, "at": dice.choice([None, 0, 1, 2]), "value": value}
    return command if dice.random() < 0.3 else {**command, "key": f"new_{dice.randrange(99)}"}


def edit(count: int, dice: random.Random) -> None:
    """Edit shipped files, hold each edit against its meaning, and take all back."""
    files = sorted(shipped_folder("scenarios").glob("*.yaml"))
    made = refused = 0
    with TemporaryDirectory() as aside:
        root = Path(aside)
        while made < count:
            shutil.copy(dice.choice(files), root / NAME)
            folder = Folder(root)
            leaf = folder.read(NAME)
            first, steps, tree = leaf.content, 0, tree_of(extents(leaf.text))
            while steps < min(STEPS, count - made):
                command = drawn(tree, dice)
                try:
                    after = meaning(tree, command)
                except (KeyError, TypeError, IndexError):
                    continue
                steps += 1
                try:
                    leaf = folder.change(NAME, leaf.fingerprint, [command], "drawn")
                except InputError as error:
                    refused += 1
                    print(f"refused: {command}: {error}")  # noqa: T201
                    continue
                tree = tree_of(extents(leaf.text))
                assert is_same(tree, after), command
            made += steps
            while leaf.can_undo:
                leaf = folder.undo(NAME, leaf.fingerprint)
            assert leaf.content == first == (root / NAME).read_bytes()
            folder.close()
            shutil.rmtree(root / ".studio")
            print(f"{made:,} edits, {refused} refused in words", flush=True)  # noqa: T201


def say(count: int, dice: random.Random) -> None:
    """Edit small shipped scenarios, and hold what the page is told after each edit against `negsim run FILE`."""
    told: Counter[str] = Counter()
    while sum(told.values()) < count:
        with TemporaryDirectory() as aside:
            name = dice.choice(SMALL)
            for file, text in shipped_copy(name).items():
                (Path(aside) / file).write_text(text, "utf-8", newline="")
            kept, studio = Secrets(), Studio(Folder(Path(aside)))
            browser = Browser(door(studio, kept))
            browser.get(f"/?token={kept.token}")
            told.update(compared(browser, Path(aside) / f"{name}.yaml", STEPS, dice))
            studio.close()
        print(f"{name}: {dict(told)}", flush=True)  # noqa: T201


def kill(count: int, dice: random.Random) -> None:
    """Kill whoever types at random moments: the file is whole, and all that was told to be done is."""
    with TemporaryDirectory() as aside:
        root = Path(aside)
        (root / NAME).write_text("title: 0  # typed\nissues: {}\n", "utf-8")
        told = 0
        for number in range(1, count + 1):
            told = max(told, typed_until_killed(root, dice.random() * 0.2))
            whole = (root / NAME).read_text("utf-8")
            folder = Folder(root)
            leaf = folder.read(NAME)
            title = int(tree_of(extents(leaf.text))["title"])
            assert leaf.text == f"title: {title}  # typed\nissues: {{}}\n"
            assert whole.endswith("issues: {}\n")
            assert title in {told, told + 1}, (title, told)
            folder.close()
            told = title
            if number % 50 == 0:
                print(f"killed {number:,} times, at keystroke {title:,}", flush=True)  # noqa: T201


def typed_until_killed(root: Path, seconds: float) -> int:
    """Let a process type for a while, kill it, and give the last keystroke that it told to be done."""
    reader, writer = os.pipe()
    typist = os.fork()
    if not typist:
        os.close(reader)
        try:
            type_on(root, writer)
        finally:
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader, encoding="ascii") as told:
        first = told.readline()
        time.sleep(seconds)
        os.kill(typist, signal.SIGKILL)
        os.waitpid(typist, 0)
        return max(map(int, [first, *told.read().split("\n")[:-1]]))


def type_on(root: Path, told: int) -> None:
    """Type one number after another, and say which is done."""
    folder = Folder(root)
    leaf = folder.read(NAME)
    title = int(tree_of(extents(leaf.text))["title"])
    os.write(told, b"%d\n" % title)
    while True:
        title += 1
        command = {"do": "set", "path": ["title"], "value": str(title)}
        leaf = folder.change(NAME, leaf.fingerprint, [command], f"typed {title}")
        os.write(told, b"%d\n" % title)


def meet(seconds: int, seed: int) -> None:
    """Fill a room with thirty who come and go."""
    if seconds:
        with TemporaryDirectory() as aside:
            print(held(Path(aside), 30, seed, turns=4, seconds=seconds))  # noqa: T201


def main() -> None:
    """Read what is asked for, and do it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--edits", type=int, default=10_000)
    parser.add_argument("--said", type=int, default=500)
    parser.add_argument("--kills", type=int, default=1_000)
    parser.add_argument("--room", type=int, default=120, metavar="SECONDS")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    meet(asked.room, asked.seed)
    edit(asked.edits, random.Random(asked.seed))
    say(asked.said, random.Random(asked.seed))
    kill(asked.kills, random.Random(asked.seed))


if __name__ == "__main__":
    main()
