"""Sentences as blocks, and what a section says where its question has no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from negsim.document.content import Block, Paragraph, Section, Span, prose
from negsim.language.phrases import counted


@dataclass(frozen=True)
class Unanswered:
    """A question that is left open.

    Parameters
    ----------
    because : str
        In a sentence.
    """

    because: str


def unanswered(id: str, title: str, found: Unanswered) -> Section:  # noqa: A002 (as Section has it)
    """Give a section that says why it is empty."""
    return Section(id, title, (Paragraph(prose(found.because)),))


def said(text: str | None, role: str = "plain") -> list[Block]:
    """Give a sentence as a paragraph; nothing where there is none."""
    if not text:
        return []
    return [Paragraph(prose(text), "remark" if role == "remark" else "plain")]


def present(*sections: Section) -> tuple[Section, ...]:
    """Leave out the sections in which there is nothing."""
    return tuple(section for section in sections if not section.is_empty)


T = TypeVar("T")


def cut(items: Sequence[T], most: int) -> tuple[Sequence[T], int]:
    """Give the first so many, and how many are left off."""
    return items[:most], max(0, len(items) - most)


def rest(number: int, one: str, many: str | None = None, where: str = "") -> list[Block]:
    """Say how many are left off, and where they are; nothing where none is."""
    if number <= 0:
        return []
    told = f"And {counted(number, one, many)} more" + (f": {where}" if where else "") + "."
    return [Paragraph(prose(Span(told, "soft")), "remark")]
