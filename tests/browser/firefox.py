"""Firefox without a driver of its own: WebDriver BiDi (W3C, 2025) over a WebSocket (RFC 6455), in a few lines."""

from __future__ import annotations

import base64
import json
import os
import re
import socket
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

PATIENCE = 60  # seconds
_LISTENS = re.compile(rb"WebDriver BiDi listening on ws://127\.0\.0\.1:(\d+)")
# No page of its own, nothing asked of the network, and no telling of how it went.
_PREFERENCES = {
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.server": "data:,",
    "ui.prefersReducedMotion": 1,
}
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Shift": "\ue008", "Control": "\ue009", " ": " "}
KEYS |= {"Escape": "\ue00c", "ArrowLeft": "\ue012", "ArrowUp": "\ue013"}
KEYS |= {"ArrowRight": "\ue014", "ArrowDown": "\ue015"}


class Socket:
    """One end of a WebSocket: texts out, texts in."""

    def __init__(self, port: int, path: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self._rest = b""
        key = base64.b64encode(os.urandom(16)).decode()
        head = (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        self._socket.sendall(head.encode())
        while b"\r\n\r\n" not in self._rest:
            self._rest += self._socket.recv(65536)
        status, _, self._rest = self._rest.partition(b"\r\n\r\n")
        assert b" 101 " in status.partition(b"\r\n")[0], status

    def close(self) -> None:
        self._socket.close()

    def send(self, text: str, kind: int = 1) -> None:
        """Send one frame, masked as a client's must be."""
        data, mask = text.encode(), os.urandom(4)
        size = len(data)
        if size < 126:
            head = struct.pack("!BB", 0x80 | kind, 0x80 | size)
        elif size < 65536:
            head = struct.pack("!BBH", 0x80 | kind, 0x80 | 126, size)
        else:
            head = struct.pack("!BBQ", 0x80 | kind, 0x80 | 127, size)
        long = (mask * (size // 4 + 1))[:size]
        masked = int.from_bytes(data, "big") ^ int.from_bytes(long, "big")
        self._socket.sendall(head + mask + masked.to_bytes(size, "big"))

    def receive(self) -> str:
        """Give the next text, put together from its frames."""
        found = b""
        while True:
            first, second = self._bytes(2)
            size = second & 0x7F
            if size > 125:
                size = int.from_bytes(self._bytes(2 if size == 126 else 8), "big")
            data, kind = self._bytes(size), first & 0x0F
            if kind == 9:
                self.send(data.decode(), 10)  # a pong to a ping
            elif kind == 8:
                raise ConnectionError("Firefox has gone")
            elif kind < 3:
                found += data
                if first & 0x80:
                    return found.decode()

    def _bytes(self, count: int) -> bytes:
        while len(self._rest) < count:
            more = self._socket.recv(65536)
            if not more:
                raise ConnectionError("Firefox has gone")
            self._rest += more
        found, self._rest = self._rest[:count], self._rest[count:]
        return found


class Firefox:
    """A page in Firefox, and what went wrong on it."""

    def __init__(self, port: int) -> None:
        self._socket, self._number = Socket(port, "/session"), 0
        self.faults: list[str] = []
        self.asked: list[str] = []  # addresses
        self.ask("session.new", capabilities={})
        self._page = self.ask("browsingContext.getTree")["contexts"][0]["context"]
        self.ask("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])

    def close(self) -> None:
        """Let the browser end."""
        self.ask("browser.close")
        self._socket.close()

    def ask(self, method: str, **params: Any) -> Any:
        """Do a command of BiDi, and give its result; what happens meanwhile is written down."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            said = json.loads(self._socket.receive())
            if said.get("id") != self._number:
                self._happened(said)
            elif said["type"] == "error":
                raise AssertionError(f"{method}: {said['error']}: {said['message']}")
            else:
                return said["result"]

    def _happened(self, said: dict[str, Any]) -> None:
        told = said.get("params", {})
        is_ours = (
            told.get("source", {}).get("context") == self._page
        )  # Firefox's own modules err too
        if said.get("method") == "log.entryAdded" and told["level"] == "error" and is_ours:
            self.faults.append(str(told["text"]))
        elif said.get("method") == "network.beforeRequestSent":
            self.asked.append(told["request"]["url"])

    def goto(self, address: str) -> None:
        """Open a page, and wait until it is loaded."""
        self.ask("browsingContext.navigate", context=self._page, url=address, wait="complete")

    def resize(self, width: int, height: int) -> None:
        """Give the page another size."""
        size = {"width": width, "height": height}
        self.ask("browsingContext.setViewport", context=self._page, viewport=size)

    def evaluate(self, expression: str) -> Any:
        """Give what an expression comes to on the page; promises are waited for, and mappings are plain."""
        found = self.ask(
            "script.evaluate",
            expression=f"Promise.resolve({expression}).then((one) => JSON.stringify(one ?? null))",
            target={"context": self._page},
            awaitPromise=True,
        )
        assert found["type"] == "success", found["exceptionDetails"]["text"]
        return json.loads(found["result"]["value"])

    def wait(self, expression: str) -> None:
        """Wait until an expression is true on the page."""
        for _ in range(PATIENCE * 20):
            if self.evaluate(f"Boolean({expression})"):
                return
            time.sleep(0.05)
        raise AssertionError(f"never: {expression}")

    def press(self, *keys: str) -> None:
        """Press keys together, the last while the others are held."""
        signs = [KEYS.get(key, key) for key in keys]
        actions = [{"type": "keyDown", "value": sign} for sign in signs]
        actions += [{"type": "keyUp", "value": sign} for sign in reversed(signs)]
        self._act({"type": "key", "id": "keys", "actions": actions})

    def write(self, text: str) -> None:
        """Type a text where the focus is."""
        actions = [{"type": kind, "value": sign} for sign in text for kind in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keys", "actions": actions})

    def click(self, selector: str) -> None:
        """Click in the middle of an element, scrolled to first."""
        found = self.evaluate(
            f"(() => {{ const one = document.querySelector({json.dumps(selector)});"
            " one.scrollIntoView({block: 'center'}); const at = one.getBoundingClientRect();"
            " return [at.x + at.width / 2, at.y + at.height / 2]; })()"
        )
        x, y = map(round, found)
        actions = [
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._act({"type": "pointer", "id": "mouse", "actions": actions})

    def _act(self, *sources: dict[str, Any]) -> None:
        self.ask("input.performActions", context=self._page, actions=list(sources))

    def picture(self) -> bytes:
        """Draw what one sees, as PNG."""
        found = self.ask("browsingContext.captureScreenshot", context=self._page)
        return base64.b64decode(found["data"])


@contextmanager
def firefox(program: str, *, dark: bool = False) -> Iterator[Firefox]:
    """Start Firefox with a profile of its own, and end it."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        scheme = {"layout.css.prefers-color-scheme.content-override": 0 if dark else 1}
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});"
            for name, value in (_PREFERENCES | scheme).items()
        ]
        (Path(profile) / "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [program, "--headless", "--no-remote", "--remote-debugging-port=0"]
        command += ["--profile", profile, "about:blank"]
        home = {**os.environ, "HOME": profile, "MOZ_CRASHREPORTER_DISABLE": "1"}
        with subprocess.Popen(command, stderr=subprocess.PIPE, env=home) as process:
            assert process.stderr is not None
            port = next(
                (int(found[1]) for line in process.stderr if (found := _LISTENS.search(line))), None
            )
            assert port is not None, "Firefox has ended at once"
            opened = Firefox(port)
            try:
                yield opened
            finally:
                opened.close()
                process.terminate()
                process.stderr.read()
    assert not opened.faults, opened.faults
