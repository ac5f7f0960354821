from __future__ import annotations

import io
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import matplotlib as mpl
import numpy as np
import pytest
from PIL import Image

import negsim
from negsim.charts import fonts
from negsim.charts.kinds import KINDS, draw
from negsim.charts.output import FORMATS, render, save, unshown_in_words
from negsim.document.drawn import alt_text
from negsim.errors import InputError, OutputError
from tests.charts.cases import (
    DATA,
    GOLDEN,
    GOLDENS,
    OF_DRAWS,
    OWN,
    drawn,
    found,
    picture_of,
)

SVG = "{http://www.w3.org/2000/svg}"
TOLERANCE = 7.0  # of 255, root mean square over a picture made small: another machine's edges, no other picture


def small(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB").resize((400, 225), Image.Resampling.BOX)


@pytest.mark.parametrize(("kind", "case"), GOLDENS)
def test_pictures_look_and_read_as_they_did(kind: str, case: str) -> None:
    """Where one has changed on purpose: NEGSIM_GOLDEN=1 writes the new one; look at it before you commit it."""
    picture = picture_of(kind, case)
    image = small(drawn(kind, case, "png", 60))
    words = alt_text(picture) + "\n"
    path = GOLDEN / f"{kind}.{case}.png"
    if os.environ.get("NEGSIM_GOLDEN"):
        image.quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)
        path.with_suffix(".txt").write_text(words, encoding="utf-8")
    assert path.with_suffix(".txt").read_text(encoding="utf-8") == words
    with Image.open(path) as golden:
        was = np.asarray(golden.convert("RGB"), dtype=float)
    difference = np.sqrt(((np.asarray(image, dtype=float) - was) ** 2).mean())
    assert difference < TOLERANCE


def test_the_tolerance_tells_pictures_apart() -> None:
    paths = sorted(GOLDEN.glob("*.png"))
    pixels = {}
    for path in paths:
        with Image.open(path) as image:
            pixels[path.name] = np.asarray(image.convert("RGB"), dtype=float)
    names = list(pixels)
    for one, other in pairwise(names):
        assert np.sqrt(((pixels[one] - pixels[other]) ** 2).mean()) > 2 * TOLERANCE


@pytest.mark.parametrize(
    ("kind", "form"),
    [*((kind, "svg") for kind in KINDS), ("zone", "png"), ("zone", "pdf")],
)
def test_the_same_findings_give_the_same_bytes(kind: str, form: str) -> None:
    case = "single" if form == "pdf" else "sport_park"  # of a cloud it takes twice as long
    once = drawn(kind, case, form, 50)
    settings: Any = {
        "font.size": 30,
        "text.parse_math": True,
        "svg.hashsalt": "x",
        "lines.marker": "o",
    }
    with mpl.rc_context(settings):
        again = render(picture_of.__wrapped__(kind, case), form, dpi=50)
    assert once == again


def test_drawing_leaves_matplotlib_as_it_was() -> None:
    before = dict(mpl.rcParams)
    render(picture_of("zone", "letters"), "svg")
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("kind", KINDS)
def test_the_alternative_text_stands_in_every_file(kind: str) -> None:
    picture = picture_of(kind, "letters")
    said = alt_text(picture)
    assert len(picture.alt_text) > 20
    root = ET.fromstring(drawn(kind, "letters", "svg", 60))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == picture.title
    assert root.findtext(f"{SVG}desc") == said
    with Image.open(io.BytesIO(drawn(kind, "letters", "png", 60))) as image:
        assert image.info["Title"] == picture.title
        assert image.info["Description"] == said


def test_the_alternative_text_is_the_subject_of_a_pdf() -> None:
    pdf = render(picture_of("terms", "single"), "pdf")
    subject = pdf.partition(b"/Subject ")[2]
    assert "The only deal there is. ".encode("utf-16-be") in subject
    assert b"/CreationDate" not in pdf


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in (*OF_DRAWS, "tied_hands")])
def test_letters_of_the_file_are_drawn_as_they_stand(kind: str) -> None:
    case = "coded" if kind == "codings" else "letters"
    words = ET.fromstring(drawn(kind, case, "svg", 60)).iter(f"{SVG}text")
    text = " ".join("".join(element.itertext()) for element in words)
    assert "Министерство" in text
    if kind in {"wall", "conflicts", "terms"}:
        assert "$" in text
        assert "<b>" in text


KYOTEI = (
    "negsim: 1\nscenario: kyotei\ntitle: 協定に署名する\n"
    "issues: {a: {ask: 協定?, options: {x: 署名する😀, y: いいえ}}}\n"
    "actors: {me: {name: 港, preferences: {a: {weight: 1, scores: {x: 1, y: 0}}}}}\n"
)


def test_letters_that_the_font_lacks_are_no_error() -> None:
    study = negsim.loads(KYOTEI)
    for form in FORMATS:
        assert render(study.chart("wall"), form, dpi=40)


def test_signs_that_no_font_has_are_told_and_those_that_one_has_are_drawn_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two fonts made up: one has most of the signs, the other a few; nobody has the last."""
    signs = {"Large": frozenset(map(ord, "協定署名")), "Small": frozenset(map(ord, "協す"))}
    monkeypatch.setattr(fonts, "_signs_by_family", lambda: signs)
    fonts._lent.cache_clear()
    assert fonts.lent(["協定 and 署名", "すい Київ"]) == fonts.Lent(("Large", "Small"), "い")
    picture = negsim.loads(KYOTEI).chart("wall")
    render(picture, "png", dpi=40)
    assert "港" in picture.unshown
    assert "協" not in picture.unshown
    assert "港" in unshown_in_words([picture])
    fonts._lent.cache_clear()


def test_fonts_of_this_machine_are_asked_whatever_they_can_draw() -> None:
    found = fonts.lent(["Ґанок"])
    assert (found.families, found.missing) == ((), "")  # the font of the pictures has them
    assert not any("LastResort" in name.replace(" ", "") for name in fonts._signs_by_family())


def test_a_large_cloud_makes_a_small_file() -> None:
    findings = found("ukraine_2025")
    assert findings.feasible > 400_000
    assert len(render(draw("zone", findings), "svg")) < 400_000


def test_pyplot_which_keeps_figures_alive_is_not_needed() -> None:
    program = (
        "import sys, negsim\n"
        "assert 'matplotlib' not in sys.modules\n"
        "from negsim.charts import draw, render\n"
        "render(negsim.load('harbour').chart('zone'), 'svg')\n"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_a_file_is_written_in_the_format_that_its_ending_names(tmp_path: Path) -> None:
    picture = picture_of("coalitions", "single")
    for form, magic in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")):
        save(picture, tmp_path / f"a.{form}", dpi=30)
        assert (tmp_path / f"a.{form}").read_bytes().startswith(magic)
    with pytest.raises(InputError, match=r"let its name end in .png, .svg or .pdf"):
        save(picture, tmp_path / "a.gif")
    with pytest.raises(OutputError, match="there is no such folder"):
        save(picture, tmp_path / "no" / "a.svg")


def test_an_unknown_kind_says_which_there_are() -> None:
    with pytest.raises(InputError, match=r"there is no chart 'zones'\n.*did you mean zone\?"):
        draw("zones", found("single"))


def test_a_notebook_shows_a_picture_without_pyplot() -> None:
    picture = negsim.load(str(DATA / "single.yaml")).chart("terms")
    assert picture._repr_png_().startswith(b"\x89PNG")


@pytest.mark.parametrize("case", OWN)
def test_the_zone_picture_says_first_whether_there_is_a_deal(case: str) -> None:
    title = picture_of("zone", case).title
    opening = "A deal is possible" if found(case).zone.is_open else "No deal"
    assert title.startswith(opening)


def test_compare_takes_rows_as_its_json_has_them() -> None:
    row = {
        "variant": ["some_other"],
        "feasible": 9,
        "red_line_zone": 0,
        "zone": 0,
        "floor": None,
        "minimal_conflicts": [["gone.line", "me.reservation_value"]],
    }
    picture = draw("openings", found("single"), [row])
    assert picture.title == "The variant does not open it"
    assert "gone.line × the walk-away of Me" in picture.alt_text
