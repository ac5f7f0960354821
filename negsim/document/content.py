"""What is said of an answer, whatever it is written in: terminal, notebook, HTML, Word and Excel show the same words.

Nothing here knows where it will stand: a text is a row of spans, a number keeps its value beside the way it is
printed, a picture is a figure that knows its alternative text, and what is said rests on notes by their keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Literal

from negsim.document.drawn import Drawn, alt_text
from negsim.language.phrases import counted

# typed: what one writes on a command line; id: what names something there, on a screen where all is asked for
Voice = Literal["plain", "strong", "soft", "typed", "id"]
Form = Literal["count", "number", "worth", "gain", "share", "text"]


class Rest(Enum):
    """Where the rest of a list stands; only a command line knows what to type for it."""

    JSON = "json"
    CSV = "csv"
    FULL = "full"  # in the same words, where all is asked for
    MORE = "more"  # in the same words, where more are asked for


_REST = {
    Rest.JSON: "The results as JSON have them all.",
    Rest.CSV: "The results as CSV have them all.",
}


@dataclass(frozen=True)
class Span:
    """Words in one voice, and the notes that they rest on.

    Parameters
    ----------
    text : str
        As it is read; whoever writes it escapes it.
    voice : {"plain", "strong", "soft", "typed", "id"}
        An id is shown by no page: only a screen has it, where all is asked for.
    notes : tuple of str
        Keys of notes, to be referred to behind the words.
    """

    text: str
    voice: Voice = "plain"
    notes: tuple[str, ...] = ()


Prose = tuple[Span, ...]


def prose(*parts: str | Span) -> Prose:
    """Put texts and spans together.

    Examples
    --------
    >>> prose("No deal ", Span("as the demands stand", "soft"))[0]
    Span(text='No deal ', voice='plain', notes=())
    """
    return tuple(part if isinstance(part, Span) else Span(part) for part in parts if part)


def shown(words: Prose) -> Prose:
    """Leave ids out, as pages do."""
    return tuple(span for span in words if span.voice != "id")


def plain(words: Prose) -> str:
    """Give the text alone, without ids."""
    return "".join(span.text for span in shown(words))


@dataclass(frozen=True)
class Said:
    """A sentence whose first words, in capitals, are the answer.

    Parameters
    ----------
    lead : str
        The first words.
    rest : str
        What follows them, with the sign or space that it begins with.
    """

    lead: str
    rest: str

    @property
    def text(self) -> str:
        """All of it."""
        return self.lead + self.rest

    @property
    def opening(self) -> str:
        """The first words as a sentence begins, for pages that have bold letters and need no capitals.

        Examples
        --------
        >>> Said("A DEAL IS POSSIBLE", ": 212 packages.").opening
        'A deal is possible'
        """
        return self.lead.capitalize()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph.

    Parameters
    ----------
    role : {"plain", "lead", "remark"}
        A lead is what the reader must not miss; a remark is what may be passed over.
    """

    words: Prose
    role: Literal["plain", "lead", "remark"] = "plain"


@dataclass(frozen=True)
class Bullets:
    """A list, numbered where its order means something.

    Parameters
    ----------
    items : tuple of Prose
    is_numbered : bool
    total : int or None
        How many items there would be in full; None where these are all.
    what : tuple of str
        What an item is, in the singular and the plural.
    rest : Rest or str
        Where to find the items that are left off.
    """

    items: tuple[Prose, ...]
    is_numbered: bool = False
    total: int | None = None
    what: tuple[str, str] = ("item", "items")
    rest: Rest | str = ""

    @property
    def left_off(self) -> str | None:
        """Say how many items are shown, and where the rest is; None where all are."""
        return _left_off(len(self.items), self.total, self.what, self.rest)


@dataclass(frozen=True)
class Fact:
    """What is asked, or who is meant; the answer; and what may be passed over."""

    term: Prose
    says: Prose
    remarks: tuple[Prose, ...] = ()


@dataclass(frozen=True)
class Facts:
    """Terms with what is said of each, such as a package issue by issue.

    Parameters
    ----------
    is_stacked : bool
        Whether what is said stands below its term rather than beside it: for terms as long as sentences.
    total, what, rest
        As for `Bullets`.
    is_whole : bool
        Whether a part of it would say nothing, or what is false, as of a package or of a knot: it is not cut.
    """

    facts: tuple[Fact, ...]
    is_stacked: bool = False
    total: int | None = None
    what: tuple[str, str] = ("item", "items")
    rest: Rest | str = ""
    is_whole: bool = False

    @property
    def left_off(self) -> str | None:
        """Say how many are shown, and where the rest is; None where all are."""
        return _left_off(len(self.facts), self.total, self.what, self.rest)


@dataclass(frozen=True)
class Cell:
    """A cell of a table.

    Parameters
    ----------
    words : Prose
        As it is read.
    value : int, float or None
        The number behind the words, for whoever calculates with it.
    form : {"count", "number", "worth", "gain", "share", "text"}
        What kind of number it is: a whole number, one of three decimals, points of 100, the same with their sign,
        a share of one.
    bar : float or None
        A share of one to be drawn as a bar beside the words; the words say as much without it.
    """

    words: Prose
    value: int | float | None = None
    form: Form = "text"
    bar: float | None = None


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Parameters
    ----------
    title : str
        What it shows, in a few words.
    side : {"left", "right"}
        Numbers stand on the right.
    room : float
        How much room it wants beside the others.
    form : {"count", "number", "worth", "gain", "share", "text"}
        What kind of numbers stand in it, for whoever writes them as numbers.
    short : str
        Its title where there is little room; the title itself where absent.
    """

    title: str
    side: Literal["left", "right"] = "left"
    room: float = 1.0
    form: Form = "text"
    short: str = ""


@dataclass(frozen=True)
class Table:
    """A table whose first column names what each row is about.

    Parameters
    ----------
    id : str
        Which no other table of the document has.
    caption : str
        What it shows.
    columns : tuple of Column
    rows : tuple of tuple of Cell
        As many cells as columns.
    total : int
        How many rows there would be in full.
    what : tuple of str
        What a row is, in the singular and the plural.
    rest : Rest or str
        Where to find the rows that are left off.
    is_whole : bool
        As for `Facts`.
    sheet : str
        The tab under which a workbook shows it, at most 31 letters; empty where a workbook leaves it out.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    what: tuple[str, str] = ("row", "rows")
    rest: Rest | str = ""
    sheet: str = ""
    is_whole: bool = False

    @property
    def left_off(self) -> str | None:
        """Say how many rows are shown, and where the rest is; None where all are."""
        return _left_off(len(self.rows), self.total, self.what, self.rest)


@dataclass(frozen=True, eq=False)
class Image:
    """A picture: the kind of chart, the question it answers, and the figure, which knows its alternative text.

    Parameters
    ----------
    kind, question : str
    picture : Drawn
    upright : Drawn or None
        The same for a telephone, things below one another and all pages in one; None of a page that goes on, and
        where the picture itself does.
    is_answer : bool
        Whether it shows what the words above it say already, so that its title is not said again.
    """

    kind: str
    question: str
    picture: Drawn
    upright: Drawn | None = None
    is_answer: bool = False

    @property
    def alt_text(self) -> str:
        """What it shows, in words."""
        return alt_text(self.picture)


Block = Paragraph | Bullets | Facts | Table | Image


@dataclass(frozen=True)
class Section:
    """A section: its title, a remark that says how to read it, what it holds, and sections of its own.

    Parameters
    ----------
    said : Said or None
        The answer in a sentence, where the section answers a question: it stands before all else.
    is_named : bool
        Whether its title comes from the file, and is written as it stands there: no capitals are made of it.
    is_detail : bool
        Whether a screen leaves it out unless all is asked for; pages show it.
    is_setting : bool
        Whether it states what was asked about: the first to go where a screen has no room for it all.
    """

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    remark: str = ""
    sections: tuple[Section, ...] = ()
    said: Said | None = None
    is_named: bool = False
    is_detail: bool = False
    is_setting: bool = False

    @property
    def has_pictures(self) -> bool:
        """Whether pictures stand in it, or in a section of it: they want a page on its side."""
        return any(isinstance(block, Image) for block in self.blocks) or any(
            section.has_pictures for section in self.sections
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not self.blocks and not self.sections and self.said is None

    def brief(self) -> Section:
        """Give it without the details in it."""
        return replace(
            self, sections=tuple(one.brief() for one in self.sections if not one.is_detail)
        )

    def cut(self, most: int) -> Section:
        """Give it with at most so many rows of a table, items of a list, and facts; each says what it leaves off."""
        return replace(
            self,
            blocks=tuple(_cut(block, most) for block in self.blocks),
            sections=tuple(section.cut(most) for section in self.sections),
        )


def details(section: Section) -> Iterator[Section]:
    """Give the details that `brief` leaves out, in reading order."""
    for inner in section.sections:
        if inner.is_detail:
            yield inner
        else:
            yield from details(inner)


def _cut(block: Block, most: int) -> Block:
    match block:
        case Table() if len(block.rows) > most and not block.is_whole:
            return replace(block, rows=block.rows[:most])
        case Bullets() if len(block.items) > most:
            total = len(block.items) if block.total is None else block.total
            return replace(block, items=block.items[:most], total=total)
        case Facts() if len(block.facts) > most and not block.is_whole:
            total = len(block.facts) if block.total is None else block.total
            return replace(block, facts=block.facts[:most], total=total)
    return block


def rest_in_words(rest: Rest | str) -> str:
    """Say where the rest stands, as pages say it: nothing where one would have to ask again."""
    return _REST.get(rest, "") if isinstance(rest, Rest) else rest


def _left_off(shown: int, total: int | None, what: tuple[str, str], rest: Rest | str) -> str | None:
    if total is None or shown >= total:
        return None
    first = "The first of" if shown == 1 else f"The first {shown:,} of"
    says = f"{first} {counted(total, *what)} {'is' if shown == 1 else 'are'} shown."
    where = rest_in_words(rest)
    return f"{says} {where}" if where else says
