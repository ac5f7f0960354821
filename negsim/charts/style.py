"""How pictures look: colours that the colour-blind can tell apart, hatches that survive black and white, sizes."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# Okabe & Ito (2008), "Color universal design".
BLACK = "#000000"
ORANGE = "#E69F00"
SKY = "#56B4E9"
GREEN = "#009E73"
YELLOW = "#F0E442"
BLUE = "#0072B2"
VERMILLION = "#D55E00"
PURPLE = "#CC79A7"

INK = "#1A1A1A"  # text
MUTED = "#595959"  # text that may be passed over: still 7:1 on white
FAINT = "#B3B3B3"  # lines
PALE = "#EDEDED"  # what is there but is not the story

ZONE = GREEN
PALE_ZONE = "#CDEBE1"
DEEP_ZONE = "#00664B"  # where it must stand out of a grey cloud in black and white too
CLOUD = "#C8C8C8"
AGAINST = VERMILLION
CLOSED = "#9C4400"  # words about what is refused: 7:1 on white, 5:1 on its own shade
PALE_AGAINST = "#F8DCCB"
WANTED = BLUE
TOLERATED = "#CFE3F1"
REFUSED_HATCH = "//////"
RULED_HATCH = "\\\\\\"
CROWDED_HATCH = "......"
CLOSED_HATCH = "///"  # behind bars: where nothing suits all
UNASKED = "#DADADA"
SERIES = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, BLACK, "#8A6D00")
# Of lines that exclude: neither the blue of what is liked nor the green of what suits all.
OPPOSED = (VERMILLION, BLACK, PURPLE, "#8A6D00", ORANGE, MUTED)
DASHES: tuple[Any, ...] = ("-", (0, (5, 1.5)), (0, (1.5, 1.2)), (0, (6, 1.5, 1.2, 1.5)))
MARKERS = ("o", "s", "^", "D", "v", "P")

MARGIN = 0.45  # inches
# Points, at 13⅓ × 7½ inches: what a room can read, then what a page can.
TITLE = 22.0
LEAD = 12.0
BODY = 11.0
SMALL = 10.0
LEAST = 9.0  # nothing is smaller

RC: dict[str, Any] = {
    "font.family": ["DejaVu Sans"],
    "font.size": BODY,
    "text.color": INK,
    "text.parse_math": False,  # a dollar sign in a label is a dollar sign
    "text.usetex": False,
    "text.hinting": "none",  # so that words are as wide as they were measured, at any resolution
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "hatch.linewidth": 0.6,
    "svg.fonttype": "none",
    "svg.hashsalt": "negsim",
    "pdf.fonttype": 42,
    "savefig.bbox": None,
    "savefig.facecolor": "auto",
    "savefig.transparent": False,
}


def thinned(color: str, part: float) -> str:
    """Give a colour that lets the page through: 1 is the colour itself, 0 the page, be it white or dark.

    Examples
    --------
    >>> thinned("#0072B2", 0.5)
    '#0072B280'
    """
    return f"{color}{round(255 * part):02X}"


@contextmanager
def styled() -> Iterator[None]:
    """Draw in this style alone, whatever matplotlib was told elsewhere; afterwards all is as before."""
    import matplotlib as mpl

    settings: Any = RC
    with mpl.rc_context(), warnings.catch_warnings():
        # A letter that no font has is drawn as a box; in SVG and PDF readers the text is there all the same.
        warnings.filterwarnings("ignore", message="(?s)Glyph .* missing from font")
        mpl.rcdefaults()
        mpl.rcParams.update(settings)
        yield
