"""HTML of coding programs as text: the characters that they count, and ends of paragraphs that they do not."""

from __future__ import annotations

from array import array
from html.parser import HTMLParser

_BLOCKS = frozenset(
    "address article aside blockquote body br caption dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hr li main nav ol p pre section table tbody tfoot thead tr ul".split()
)
_CELLS = frozenset(("td", "th"))
_END = "\n\n"


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.places = array("L")
        self.length = 0
        self.preformatted = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.preformatted += tag == "pre"
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self.preformatted = max(0, self.preformatted - (tag == "pre"))
        self._part(tag)

    def _part(self, tag: str) -> None:
        if tag in _BLOCKS or tag in _CELLS:
            self._add(_END if tag in _BLOCKS else " ")

    def handle_data(self, data: str) -> None:
        self.places.extend(range(self.length, self.length + len(data)))
        self._add(data if self.preformatted else data.replace("\n", " "))

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def html_text(html: str) -> tuple[str, array[int]]:
    r"""Give the text of an HTML document, paragraphs ended by an empty line, and where what it counts stands in it.

    Returns
    -------
    str
    array of int
        The place of each character of a text node, in order.

    Examples
    --------
    >>> text, places = html_text("<p>No <b>deal</b>.</p><p>None &amp; never.</p>")
    >>> text.split(), "".join(text[place] for place in places)
    (['No', 'deal.', 'None', '&', 'never.'], 'No deal.None & never.')
    """
    collector = _Collector()
    # Browsers read every end of a line as one line feed.
    collector.feed(html.replace("\r\n", "\n").replace("\r", "\n"))
    collector.close()
    return "".join(collector.parts), collector.places
