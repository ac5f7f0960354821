"""Browsers for the tests that need one: Debian's, never a download of Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING

import pytest

from tests.browser.webkit import mini_browser as mini
from tests.browser.writing import FILE, Desk, harbour_text, studio, with_harbour

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# A container gives no room for a sandbox, and a page that loads from outside is a fault.
_ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"]


_PACKAGES = {"WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"}  # where not the same


def _find(name: str) -> str | None:
    return shutil.which(name) or shutil.which(f"{name}-browser")


def _install(name: str) -> None:
    """Install Debian's package, once: a folder is the lock between parallel workers."""
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (sudo and not shutil.which("sudo")):
        pytest.fail(f"install {name}: these tests drive it, and nobody here may install it")
    lock = Path(gettempdir()) / "negsim-tests-install-a-browser"
    try:
        lock.mkdir()
    except FileExistsError:
        for _ in range(600):
            if not lock.exists():
                return
            time.sleep(1)
        pytest.fail(f"another worker has been installing for too long: remove {lock}")
    try:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = [
            "apt-get",
            "install",
            "-y",
            "-qq",
            "--no-install-recommends",
            _PACKAGES.get(name, name),
        ]
        for command in (["apt-get", "update", "-qq"], install):
            subprocess.run([*sudo, *command], check=True, env=quiet, stdin=subprocess.DEVNULL)
    finally:
        lock.rmdir()


def _installed(name: str) -> str:
    """Give the path of a browser, installed if it was missing."""
    for _ in range(2):  # another worker may have held the lock, for the other browser
        if _find(name) is None:
            _install(name)
    found = _find(name)
    if found is None:
        pytest.fail(f"{name} was installed and still cannot be found on the PATH")
    return found


@pytest.fixture(scope="session")
def chromium() -> str:
    """Give the path of Chromium without a window, which draws as the other does in half the time."""
    known = _find("chromium-headless-shell") or _find("chromium")
    return known or _installed("chromium-headless-shell")


@pytest.fixture(scope="session")
def firefox_esr() -> str:
    """Give the path of Firefox."""
    return _installed("firefox-esr")


@pytest.fixture(scope="session")
def mini_browser() -> Path:
    """Give the path of WebKit's small browser, its driver and a screen installed with it."""
    for name in _PACKAGES:
        _installed(name)
    found = mini()
    if found is None:
        pytest.skip("WebKit's driver is here, and no MiniBrowser of Debian's")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Launch one browser for all tests of a worker."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page that fails the test if a script raises or anything is fetched from outside."""
    context = browser.new_context(offline=True)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(f"script: {error}"))
    opened.on("request", lambda request: faults.extend(_outside(request.url)))
    yield opened
    context.close()
    assert not faults, faults


def _outside(url: str) -> list[str]:
    return [] if url.startswith(("file:", "data:", "blob:", "about:")) else [f"fetched: {url}"]


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the address of the page of a small scenario."""
    return _page_of("harbour", tmp_path_factory)


@pytest.fixture(scope="session")
def ukraine(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the address of the page of a scenario of millions of packages."""
    return _page_of("ukraine_2025", tmp_path_factory)


def _page_of(name: str, folders: pytest.TempPathFactory) -> str:
    from negsim.language.load import load
    from negsim.language.shipped import locate
    from tests.browser.exploring import write

    return write(folders.mktemp(name), load(locate(name)))


@pytest.fixture(scope="module")
def served(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Serve one folder to one page for all tests here."""
    with studio(browser, with_harbour(tmp_path_factory.mktemp("studio")), FILE) as desk:
        yield desk


@pytest.fixture
def desk(served: Desk) -> Desk:
    """Let the open file be the harbour as it is shipped."""
    if not served.page.url.endswith(f"#file={FILE}"):
        served.open(FILE)
    served.page.click("#variant-")
    served.put(FILE, harbour_text())
    return served
