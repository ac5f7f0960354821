"""Pictures of pages in the docs: each keeps the words that its page showed, and a test holds them to today's.

`NEGSIM_PRINT=1 pytest tests/browser/test_pictures.py tests/browser/test_studio_tutorial.py` draws them anew.
"""

from __future__ import annotations

import io
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, PngImagePlugin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page

DOCS = Path(__file__).resolve().parents[2] / "docs"
MOST_BYTES = 160_000
COLOURS = 96
GAP, GROUND = 24, "white"
WORDS = "Words"  # the key of a PNG's text under which they stand
_TOOK = re.compile(r", counted in [\d.]+ s")
# What is only read aloud comes after a silence: whether it is there yet is a matter of time.
SHOWN = """() => {
    const unseen = [...document.querySelectorAll(".unseen")];
    for (const one of unseen) one.style.display = "none";
    const fields = [...document.querySelectorAll("input, select, textarea")];
    const values = fields.filter((one) => one.checkVisibility()).map((one) => one.value);
    const words = [document.body.innerText, ...values].join("\\n");
    for (const one of unseen) one.style.display = "";
    return words;
}"""


def hold(name: str, *pages: Page) -> None:
    """Hold a picture in the docs to what pages show now, by their words; draw it anew where that is asked for.

    Of several pages the picture has one beside the other.
    """
    path = DOCS / name
    words = "\n".join(_TOOK.sub("", " ".join(page.evaluate(SHOWN).split())) for page in pages)
    if os.environ.get("NEGSIM_PRINT"):
        _draw(path, [page.screenshot() for page in pages], words)
    assert path.stat().st_size < MOST_BYTES, f"{name} is too large for a page"
    with Image.open(path) as picture:
        kept = picture.info.get(WORDS)
    again = f"{name} shows an older page: draw it anew by NEGSIM_PRINT=1, and look at it"
    assert kept == words, again


def _draw(path: Path, shots: Sequence[bytes], words: str) -> None:
    seen = [Image.open(io.BytesIO(shot)).convert("RGB") for shot in shots]
    across = sum(one.width for one in seen) + GAP * (len(seen) - 1)
    whole = Image.new("RGB", (across, max(one.height for one in seen)), GROUND)
    at = 0
    for one in seen:
        whole.paste(one, (at, 0))
        at += one.width + GAP
    kept = PngImagePlugin.PngInfo()
    kept.add_itxt(WORDS, words, zip=True)
    small = whole.quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(path, optimize=True, pnginfo=kept)
