"""WebKit by WebDriver (W3C, 2018): Debian's MiniBrowser, on a screen that nobody sees."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser.firefox import PATIENCE

# A container gives no room for a sandbox, and there is no graphics card to compose on.
_QUIET = {
    "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
    "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
    "WEBKIT_DISABLE_DMABUF_RENDERER": "1",
}
_RUN = """const done = arguments[arguments.length - 1];
Promise.resolve(%s).then((one) => done({told: one ?? null}), (fault) => done({fault: String(fault)}));"""


def mini_browser() -> Path | None:
    """Find WebKit's own small browser; None where it is not installed."""
    return next(iter(sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))), None)


class WebKit:
    """A page in WebKit."""

    def __init__(self, base: str, program: Path) -> None:
        self._base = base
        options = {"binary": str(program), "args": ["--automation"]}
        wanted = {"browserName": "MiniBrowser", "webkitgtk:browserOptions": options}
        found = self.ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._session = f"/session/{found['sessionId']}"
        times = {"script": 1000 * PATIENCE, "pageLoad": 1000 * PATIENCE}
        self.ask("POST", f"{self._session}/timeouts", times)

    def close(self) -> None:
        """Let the browser end."""
        self.ask("DELETE", self._session)

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Do a command of WebDriver, and give its value."""
        data = None if body is None else json.dumps(body).encode()
        head = {"Content-Type": "application/json"}
        asked = urllib.request.Request(self._base + path, data, head, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=2 * PATIENCE) as found:
                return json.load(found)["value"]
        except urllib.error.HTTPError as fault:
            raise AssertionError(f"{path}: {fault.read().decode()}") from fault

    def goto(self, address: str) -> None:
        """Open a page, and wait until it is loaded."""
        self.ask("POST", f"{self._session}/url", {"url": address})

    def resize(self, width: int, height: int) -> None:
        """Give the window another size; it may have a least width of its own."""
        self.ask("POST", f"{self._session}/window/rect", {"width": width, "height": height})

    def evaluate(self, expression: str) -> Any:
        """Give what an expression comes to on the page; promises are waited for."""
        sent = {"script": _RUN % expression, "args": []}
        found = self.ask("POST", f"{self._session}/execute/async", sent)
        assert "fault" not in found, found["fault"]
        return found["told"]


@contextmanager
def webkit(program: Path) -> Iterator[WebKit]:
    """Start a screen, a driver and the browser, and end them."""
    screen = ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    with (
        socket.socket() as free,
        subprocess.Popen(screen, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as shown,
    ):
        assert shown.stdout is not None
        display = shown.stdout.readline().decode().strip()
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        home = {**os.environ, **_QUIET, "DISPLAY": f":{display}"}
        driver = subprocess.Popen(
            ["WebKitWebDriver", f"--port={port}"], env=home, stderr=subprocess.DEVNULL
        )
        try:
            _listens(port)
            opened = WebKit(f"http://127.0.0.1:{port}", program)
            try:
                yield opened
            finally:
                opened.close()
        finally:
            driver.terminate()
            driver.wait(PATIENCE)
            shown.terminate()


def _listens(port: int) -> None:
    for _ in range(PATIENCE * 20):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("WebKit's driver does not listen")
