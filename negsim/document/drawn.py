"""Figures, as documents see them: what they are called and what they show."""

from __future__ import annotations

from typing import Protocol


class Drawn(Protocol):
    """A figure that knows what it shows."""

    title: str
    alt_text: str
    lead: str

    def __hash__(self) -> int: ...


def alt_text(picture: Drawn) -> str:
    """Say in words what a picture shows: its title, and a few sentences."""
    return f"{picture.title.rstrip('.')}. {picture.alt_text}"
