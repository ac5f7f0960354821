"""The studio served to a browser, for the tests that write in it."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from negsim.language.load import load
from negsim.language.shipped import locate, shipped_folder, shipped_names
from negsim.studio.door import Secrets
from negsim.studio.folder import Folder
from negsim.studio.journal import fingerprint
from negsim.studio.room.workshop import Workshop
from negsim.studio.server import door, listener_at, server_of
from negsim.studio.studio import Studio

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LOOK = 30  # milliseconds between looks at the page: not at every frame, which would have it drawn all the time
FILE = "harbour.yaml"
LAPTOP: Any = {"width": 1280, "height": 850}
ANSWERED = """() => {
    const pane = document.querySelector('.answer-pane');
    const file = document.querySelector('.workbench')?.dataset.fingerprint;
    return pane?.dataset.answers === file && !document.querySelector('.last.is-stale');
}"""
OPEN = """(name) => {
    const hash = `#file=${name}`;
    delete document.body.dataset.ready;
    if (location.hash === hash) window.dispatchEvent(new PopStateEvent("popstate"));
    else location.hash = hash;
}"""
PUT = """async ([name, text]) => {
    const {fingerprint} = await (await fetch(`/api/file?name=${name}`)).json();
    const commands = [{do: "text", text}];
    const reply = await fetch("/api/command", {
        method: "POST",
        headers: {"Content-Type": "application/json"},
        body: JSON.stringify({name, fingerprint, commands, say: "as it was"}),
    });
    const now = (await reply.json()).fingerprint;
    while (document.querySelector(".workbench").dataset.fingerprint !== now) {
        await new Promise((done) => setTimeout(done, 20));
    }
}"""


class Desk:
    """A page on which the studio is open, and the folder that it writes in."""

    def __init__(self, page: Page, folder: Path, base: str) -> None:
        self.page, self.folder, self.base = page, folder, base
        self.faults: list[str] = []
        self.codes: list[str] = []  # of a room's roles
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", lambda request: self._asked(request.url))
        page.on("console", lambda message: self._said(message.text))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.base, "data:", "about:")):
            self.faults.append(f"fetched: {url}")

    def _said(self, text: str) -> None:
        if "Content Security Policy" in text:
            self.faults.append(text)

    def text(self, name: str) -> str:
        """Read a file as it stands."""
        return (self.folder / name).read_text(encoding="utf-8")

    def open(self, name: str) -> None:
        """Open a file, anew where it is open, and wait for its answer."""
        self.page.evaluate(OPEN, name)
        self.opened(name)

    def opened(self, name: str) -> None:
        """Wait until a file is open, and answered."""
        self.page.wait_for_selector(f'body[data-ready="{name}"] #tab-text')
        if self.page.locator("#answer").count():
            self.answered()

    def files(self) -> None:
        """Go to the files of the folder, and all ways to start."""
        self.page.get_by_role("button", name="Files").click()
        self.page.wait_for_selector(".start-ways")

    def put(self, name: str, text: str) -> None:
        """Let an open file say something, and wait until the page shows the answer to it."""
        self.page.evaluate(PUT, [name, text])
        self.answered()

    def answered(self) -> None:
        """Wait until the answer is that of what the page shows."""
        self.page.wait_for_function(ANSWERED, polling=LOOK)

    def shown(self, name: str) -> None:
        """Wait until the page shows the file as it stands."""
        digest = fingerprint((self.folder / name).read_bytes())
        self.page.wait_for_function(
            "(digest) => document.querySelector('.workbench').dataset.fingerprint === digest",
            arg=digest,
            polling=LOOK,
        )

    def tab(self, name: str) -> None:
        """Turn to one side of what there is to write, with all of it unfolded."""
        self.page.click(f"#tab-{name}")
        self.unfold()

    def unfold(self) -> None:
        """Open all that is folded."""
        self.page.evaluate(
            "() => document.querySelectorAll('#panel details').forEach((one) => (one.open = true))"
        )

    def at(self, path: str) -> str:
        """Give the selector of what edits a path, or of what belongs to it."""
        return f'[id="at-{path}"]'

    def written(self, name: str, before: str) -> str:
        """Wait until a file is another than it was, and shown so on the page; give it."""
        for _ in range(1000):
            now = self.text(name)
            if now != before:
                self.shown(name)
                return now
            self.page.wait_for_timeout(20)
        raise AssertionError(f"{name} stays as it was")


@contextmanager
def served(path: Path) -> Iterator[str]:
    """Serve a folder or a file by the command, and give what is printed, the link in it."""
    command = [sys.executable, "-m", "negsim", "studio", str(path), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        said = ""
        while "Ctrl-C ends it" not in said:
            line = server.stdout.readline()
            assert line, said
            said += line
        try:
            yield said
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(60)


def link_in(said: str) -> tuple[str, str]:
    """Give the link that is printed, and the address without its token."""
    found = re.search(r"(http://\S+)/\?token=\S+", said)
    assert found
    return found[0], found[1]


@contextmanager
def served_here(folder: Path, room: Workshop | None = None) -> Iterator[tuple[str, str]]:
    """Serve a folder from this process; give the link, and the address without its token."""
    desk, kept, listener = Studio(Folder(folder)), Secrets(), listener_at(0)
    server = server_of(door(desk, kept, room))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    desk.begin()
    thread.start()
    base = f"http://127.0.0.1:{listener.getsockname()[1]}"
    try:
        yield f"{base}/?token={kept.token}", base
    finally:
        desk.bell.close()
        if room is not None:
            room.bell.close()
        server.should_exit = True
        thread.join()
        desk.close()
        listener.close()


@contextmanager
def studio(browser: Browser, folder: Path, first: str = "") -> Iterator[Desk]:
    """Serve a folder, come in by the link, and open a file; no script may fail, nothing be fetched from elsewhere."""
    with served_here(folder) as (link, base):
        context = browser.new_context(viewport=LAPTOP, reduced_motion="reduce")
        desk = Desk(context.new_page(), folder, base)
        try:
            desk.page.goto(f"{link}#file={first}" if first else link)
            if first:
                desk.opened(first)
            yield desk
        finally:
            context.close()
    assert not desk.faults, desk.faults


@contextmanager
def room(browser: Browser, file: Path) -> Iterator[Desk]:
    """Hold a room over a file, its facilitator let in by the link."""
    workshop = Workshop(load(file), file.parent / ".studio" / f"room-{file.stem}.sqlite")
    with closing(workshop), served_here(file.parent, workshop) as (link, base):
        context = browser.new_context(viewport=LAPTOP, reduced_motion="reduce")
        desk = Desk(context.new_page(), file.parent, base)
        desk.codes = list(workshop.codes.values())
        try:
            context.request.get(link)
            desk.page.goto(f"{base}/room/")
            yield desk
        finally:
            context.close()
    assert not desk.faults, desk.faults


def harbour_text() -> str:
    """Give the harbour, with its register beside it."""
    return locate("harbour").read_text(encoding="utf-8").replace("../seeds/", "")


def with_harbour(folder: Path) -> Path:
    """Put the harbour and its register into a folder."""
    name = "harbour_minutes.yaml"
    shutil.copyfile(shipped_folder("seeds") / name, folder / name)
    (folder / "harbour.yaml").write_text(harbour_text(), encoding="utf-8")
    return folder


def shipped_tests_and_ladders() -> tuple[set[str], set[str]]:
    """Give the texts of all tests and ladders that shipped scenarios are written with."""
    tests, ladders = set[str](), set[str]()
    for name in shipped_names():
        text = locate(name).read_text(encoding="utf-8")
        _gather(yaml.load(text, yaml.CBaseLoader), tests, ladders)
    return tests, ladders


def _gather(tree: Any, tests: set[str], ladders: set[str]) -> None:
    """Collect the texts of all tests and ladders under a tree of texts."""
    if isinstance(tree, list):
        for one in tree:
            _gather(one, tests, ladders)
    if not isinstance(tree, dict):
        return
    for key, one in tree.items():
        if key == "ladder":
            ladders.add(one)
        elif key in ("require", "forbid", "if", "then", "when", "fix"):
            for group in one if isinstance(one, list) else [one]:
                tests.update(test for test in group.values() if isinstance(test, str))
        _gather(one, tests, ladders)
