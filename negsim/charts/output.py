"""Pictures as files: the same bytes for the same picture, with the alternative text in them."""

from __future__ import annotations

import io
import logging
import os
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.text import Text

from negsim.charts.fonts import OWN, lacks, lent
from negsim.charts.style import styled
from negsim.document.drawn import Drawn, alt_text
from negsim.files import ending_of, write_bytes

FORMATS = ("png", "svg", "pdf")
# Where words of an SVG are read without DejaVu: Verdana, which most machines have, is about as wide.
FALLBACK = "Verdana, 'Noto Sans', sans-serif"
_FAMILIES = re.compile('(font-family: [^;"]+)')
DPI = 150


class DrawingSheet(NamedTuple):
    """What is drawn on.

    Parameters
    ----------
    width, height : float
        Inches; of a bare sheet the height is about the most that it may have: what is drawn on it ends it.
    is_bare : bool
        Whether title and source line are told by the text around it, and nothing is drawn that this says anyway.
    """

    width: float
    height: float
    is_bare: bool = False

    @property
    def is_narrow(self) -> bool:
        """Whether things stand below one another that elsewhere stand side by side."""
        return self.width < 6


SLIDE = DrawingSheet(40 / 3, 7.5)  # 16:9
COLUMN = DrawingSheet(
    7.0, 5.4, is_bare=True
)  # in the text of A4: letters are printed as large as they are drawn
PHONE = DrawingSheet(4.0, 40.0, is_bare=True)  # letters a tenth smaller than drawn
_sheet: ContextVar[DrawingSheet] = ContextVar("sheet", default=SLIDE)


def sheet() -> DrawingSheet:
    """Give the sheet that is drawn on: a slide unless told otherwise."""
    return _sheet.get()


@contextmanager
def on_sheet(one: DrawingSheet) -> Iterator[None]:
    """Draw on another sheet: narrower, letters stay large where the picture is made small."""
    before = _sheet.set(one)
    try:
        yield
    finally:
        _sheet.reset(before)


class Picture(Figure):
    """A matplotlib figure with a title in words and an alternative text for who cannot see it.

    Parameters
    ----------
    title : str
        The answer to the chart's question, in words.
    alt_text : str
        What the picture shows, in a few sentences.
    size : tuple of float
        Inches, width and height.
    """

    def __init__(self, title: str, alt_text: str, size: tuple[float, float] = SLIDE[:2]) -> None:
        super().__init__(figsize=size, dpi=100, facecolor="white")
        self.title = title
        self.alt_text = alt_text
        self.lead = ""  # how to read it, where that is not drawn
        self.note = ""  # what stands there instead of a picture, where there is nothing to draw
        self.unshown = ""  # signs that no font has, known once it is drawn
        self.following: tuple[Picture, ...] = ()  # where one page does not hold it all

    @property
    def pages(self) -> tuple[Picture, ...]:
        """The picture, and those that go on where it ends."""
        return (self, *self.following)

    def _repr_png_(self) -> bytes:
        return render(self, "png", dpi=72)


@dataclass(eq=False)
class Printed:
    """A picture as files alone, for whoever only hands them on.

    Parameters
    ----------
    title, alt_text, lead, unshown : str
        As of the picture.
    files : mapping
        Format and dots per inch to the bytes that `render` gives.
    """

    title: str
    alt_text: str
    lead: str
    unshown: str
    files: Mapping[tuple[str, float], bytes]


def printed(picture: Drawn, *prints: tuple[str, float]) -> Printed:
    """Render a picture once for all, in some formats with their dots per inch."""
    assert isinstance(picture, Picture)
    files = {(form, dpi): render(picture, form, dpi=dpi) for form, dpi in prints}
    return Printed(picture.title, picture.alt_text, picture.lead, picture.unshown, files)


def bound(pages: Sequence[Picture]) -> Picture:
    """Give the first of some pages, which knows those that follow; each says which of them it is."""
    first, *following = pages
    for number, page in enumerate(following, start=2):
        page.title = f"{first.title} ({number} of {len(pages)})"
    first.following = tuple(following)
    return first


def page_path(path: str | os.PathLike[str], number: int) -> Path:
    """Give the path of a page of a picture: that of the first is its own.

    Examples
    --------
    >>> page_path("wall.png", 1).name, page_path("wall.png", 2).name
    ('wall.png', 'wall-2.png')
    """
    whole = Path(path)
    return whole if number == 1 else whole.with_name(f"{whole.stem}-{number}{whole.suffix}")


def render(picture: Drawn, form: str = "png", *, dpi: float = DPI) -> bytes:
    """Give a picture as the bytes of a file.

    Parameters
    ----------
    picture : Picture or Printed
        Of one that is printed, the file that it has.
    form : {"png", "svg", "pdf"}
    dpi : float
        Dots per inch of PNG, and of the clouds of dots in the others.

    Notes
    -----
    Text stays text in SVG, and names the fonts to use where DejaVu is missing. The alternative text stands in the
    title and description of SVG, in PNG's metadata and in PDF's subject.
    """
    if isinstance(picture, Printed):
        return picture.files[form, dpi]
    assert isinstance(picture, Picture)
    said = alt_text(picture)
    metadata: dict[str, dict[str, Any]] = {
        "png": {"Title": picture.title, "Description": said, "Software": "negsim"},
        "svg": {"Title": picture.title, "Description": said, "Creator": "negsim", "Date": None},
        "pdf": {
            "Title": picture.title,
            "Subject": said,
            "Creator": "negsim",
            "Producer": "negsim",
            "CreationDate": None,
        },
    }
    data = io.BytesIO()
    with styled():
        _lend_fonts(picture)
        with warnings.catch_warnings():
            # Signs that no font has are told once, in words: `unshown_in_words`.
            warnings.filterwarnings("ignore", "Glyph .* missing from font")
            # A font of another script may have one weight only.
            logger = logging.getLogger("matplotlib.font_manager")
            level = logger.level
            logger.setLevel(logging.ERROR)
            # Packed harder, a picture takes twice as long and is no smaller.
            packed: dict[str, Any] = {"pil_kwargs": {"compress_level": 3}} if form == "png" else {}
            picture.savefig(data, format=form, dpi=dpi, metadata=metadata[form], **packed)
            logger.setLevel(level)
    return _described(data.getvalue(), said) if form == "svg" else data.getvalue()


def save(
    picture: Picture, path: str | os.PathLike[str], form: str | None = None, *, dpi: float = DPI
) -> None:
    """Write a picture, each page that follows beside it; the path's ending says the format where `form` does not.

    Raises
    ------
    InputError
        The ending names no format.
    OutputError
        The file cannot be written.
    """
    for number, page in enumerate(picture.pages, start=1):
        write_bytes(page_path(path, number), render(page, form or format_of(path), dpi=dpi))


def format_of(path: str | os.PathLike[str]) -> str:
    """Give the format that a path's ending names.

    Examples
    --------
    >>> format_of("zone.SVG")
    'svg'
    >>> format_of("zone.gif")
    Traceback (most recent call last):
    negsim.errors.InputError: no picture can be written as 'zone.gif'
          mend: let its name end in .png, .svg or .pdf
    """
    endings = [f".{form}" for form in FORMATS]
    ending = ending_of(path, "picture", endings, "let its name end in .png, .svg or .pdf")
    return ending.removeprefix(".")


def _lend_fonts(picture: Picture) -> None:
    """Let fonts of this machine draw the signs that the font of the pictures lacks; keep in mind which none has."""
    texts = [text for text in _texts(picture) if any(map(lacks, text.get_text()))]
    found = lent(t.get_text() for t in texts)
    for text in texts:
        text.set_fontfamily([OWN, *found.families])
    picture.unshown = found.missing


def _texts(artist: Artist) -> Iterator[Text]:
    """Give the texts in a picture, but for those of axes that are not shown: their ticks would be made first."""
    if isinstance(artist, Text):
        yield artist
    is_bare = isinstance(artist, Axes) and not artist.axison
    for child in artist.get_children():
        if not (is_bare and isinstance(child, Axis)):
            yield from _texts(child)


def unshown_in_words(pictures: Iterable[Drawn]) -> str:
    """Say which signs stand as boxes in pictures, since no font of this machine has them; nothing where none does."""
    signs = sorted({sign for one in pictures for sign in getattr(one, "unshown", "")})
    if not signs:
        return ""
    shown = " ".join(signs[:40]) + (" …" if len(signs) > 40 else "")
    return (
        f"no font of this machine has these signs, boxes stand for them: {shown} (a font that has them,"
        " such as one of Noto, will be found once it is installed)"
    )


def _described(svg: bytes, said: str) -> bytes:
    """Add the description where programs that read pictures aloud look for it, and fonts to fall back on."""
    before, mark, after = svg.decode("utf-8").partition("</title>")
    assert mark
    before = before.replace("<svg ", '<svg role="img" ', 1)
    after = _FAMILIES.sub(rf"\1, {FALLBACK}", after)
    return f"{before}{mark}\n <desc>{escape(said)}</desc>{after}".encode()
