"""The studio served from this process to a browser, for the tests that write in it."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from negsim.language.shipped import locate, shipped_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ANSWERED = """() => {
    const pane = document.querySelector('.answer-pane');
    return pane?.dataset.answers && !document.querySelector('.last.is-stale');
}"""


class Desk:
    """A page on which the studio is open, and the folder that it writes in."""

    def __init__(self, page: Page, folder: Path, base: str) -> None:
        self.page, self.folder, self.base = page, folder, base
        self.faults: list[str] = []

    def text(self, name: str) -> str:
        """Read a file as it stands."""
        return (self.folder / name).read_text(encoding="utf-8")

    def open(self, name: str) -> None:
        """Open a file, and wait for its answer."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.base}/#file={name}")
        self.page.wait_for_selector("#tab-text")
        if self.page.locator("#answer").count():
            self.answered()

    def answered(self) -> None:
        """Wait until the answer is that of the file as it stands."""
        self.page.wait_for_function(ANSWERED)

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
        """Wait until a file is another than it was, and give it."""
        for _ in range(400):
            now = self.text(name)
            if now != before:
                return now
            self.page.wait_for_timeout(20)
        raise AssertionError(f"{name} stays as it was")


@contextmanager
def studio(browser: Browser, folder: Path) -> Iterator[Desk]:
    """Serve a folder and come in by the link; nothing may fail in a script or be fetched from elsewhere."""
    import uvicorn

    from negsim.studio.application import Studio
    from negsim.studio.door import Secrets
    from negsim.studio.folder import Folder
    from negsim.studio.server import door

    kept = Secrets()
    made = Studio(Folder(folder))
    config = uvicorn.Config(
        door(made, kept), port=0, log_level="error", lifespan="off", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    context = browser.new_context(viewport={"width": 1280, "height": 850}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(10_000)
    desk = Desk(page, folder, base)
    page.on("pageerror", lambda error: desk.faults.append(f"script: {error}"))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((base, "data:", "about:"))
            else desk.faults.append(f"fetched: {request.url}")
        ),
    )
    page.on(
        "console",
        lambda message: (
            desk.faults.append(f"console: {message.text}")
            if "Content Security Policy" in message.text
            else None
        ),
    )
    try:
        page.goto(f"{base}/?token={kept.token}")
        yield desk
    finally:
        context.close()
        server.should_exit = True
        thread.join(10)
        made.bell.close()
        made.folder.close()
    assert not desk.faults, desk.faults


def with_harbour(folder: Path) -> Path:
    """Put the harbour and its register into a folder."""
    shutil.copyfile(locate("harbour"), folder / "harbour.yaml")
    shutil.copyfile(shipped_folder("seeds") / "harbour_minutes.yaml", folder / "harbour_minutes.yaml")
    path = folder / "harbour.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("../seeds/", ""), encoding="utf-8")
    return folder
