"""A figure that knows what it shows."""

from __future__ import annotations

from matplotlib.figure import Figure

SLIDE = (40 / 3, 7.5)  # inches: 16:9


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

    def __init__(self, title: str, alt_text: str, size: tuple[float, float] = SLIDE) -> None:
        super().__init__(figsize=size, dpi=100, facecolor="white")
        self.title = title
        self.alt_text = alt_text

    def _repr_png_(self) -> bytes:
        from negsim.charts.output import render

        return render(self, "png", dpi=72)
