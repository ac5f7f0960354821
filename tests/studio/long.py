"""The studio for hours: edits by the thousand, and a process killed at any moment while somebody types.

python -m tests.studio.long --edits 10000 --kills 1000 --seed 1
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from negsim.errors import InputError
from negsim.language.shipped import shipped_folder
from negsim.language.yaml.extents import extents
from negsim.studio.edits.tree import tree_of
from negsim.studio.edits.values import is_same
from negsim.studio.folder import Folder
from tests.studio.edits.drawn_edits import meaning, paths

NAME = "typed.yaml"
VALUES: tuple[Any, ...] = (
    *("open", "no", "0.50 +- 0.10", "12", "at least twelve", "a: b", "# c", "", "“q”", "l1\nl2"),
    *(None, True, [], {}, ["one", "two"], {"require": {"depth": "ten"}, "from": ["c1", "c2"]}),
    {"name": "Bank", "consent": "always", "red_lines": {"x": {"require": {"fee": "at least 50"}}}},
)
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
            first, steps = leaf.content, 0
            while steps < STEPS:
                tree = tree_of(extents(leaf.text))
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
                assert is_same(tree_of(extents(leaf.text)), after), command
            made += steps
            while leaf.can_undo:
                leaf = folder.undo(NAME, leaf.fingerprint)
            assert leaf.content == first == (root / NAME).read_bytes()
            folder.close()
            shutil.rmtree(root / ".studio")
            print(f"{made:,} edits, {refused} refused in words", flush=True)  # noqa: T201


def kill(count: int, dice: random.Random) -> None:
    """Kill whoever types at random moments: the file is whole, and all that was told to be done is."""
    with TemporaryDirectory() as aside:
        root = Path(aside)
        (root / NAME).write_text("title: 0  # typed\nissues: {}\n", "utf-8")
        told = 0
        for number in range(1, count + 1):
            command = [sys.executable, "-m", "tests.studio.long", "--type", str(root)]
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as typist:
                assert typist.stdout is not None
                told = int(typist.stdout.readline() or told)
                time.sleep(dice.random() * 0.2)
                typist.send_signal(signal.SIGKILL)
                told = max([told, *map(int, typist.stdout.read().split("\n")[:-1])])
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


def type_on(root: Path) -> None:
    """Type one number after another, and say which is done."""
    folder = Folder(root)
    leaf = folder.read(NAME)
    title = int(tree_of(extents(leaf.text))["title"])
    print(title, flush=True)  # noqa: T201
    while True:
        title += 1
        command = {"do": "set", "path": ["title"], "value": str(title)}
        leaf = folder.change(NAME, leaf.fingerprint, [command], f"typed {title}")
        print(title, flush=True)  # noqa: T201


def main() -> None:
    """Read what is asked for, and do it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--edits", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--type", type=Path)
    asked = parser.parse_args()
    if asked.type is not None:
        type_on(asked.type)
    edit(asked.edits, random.Random(asked.seed))
    kill(asked.kills, random.Random(asked.seed))


if __name__ == "__main__":
    main()
