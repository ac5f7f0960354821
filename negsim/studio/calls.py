"""A request as those who serve it see it."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from negsim.errors import InputError


@dataclass(frozen=True)
class Call:
    """What was asked.

    Parameters
    ----------
    path : str
        The address.
    query : mapping
        What stands behind its question mark.
    sent : mapping
        The body.
    gone : Event
        Set where nobody waits for the answer any more.
    """

    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    sent: Mapping[str, Any] = field(default_factory=dict)
    gone: threading.Event = field(default_factory=threading.Event)

    def is_wanted(self) -> bool:
        """Say whether somebody waits for the answer."""
        return not self.gone.is_set()

    @property
    def name(self) -> str:
        """The file that it is about."""
        return self.text("name")

    @property
    def variant(self) -> str:
        """The variants that are laid over it, with `+` between."""
        return self.text("variant")

    @property
    def fingerprint(self) -> str:
        """Of the file as whoever asks has seen it."""
        return self.text("fingerprint")

    def text(self, key: str) -> str:
        """Give a text that was sent, in the address or the body; empty where it was not."""
        found = self.sent.get(key, self.query.get(key))
        return "" if found is None else str(found)

    def number(self, key: str) -> int:
        """Give a whole number that was sent.

        Raises
        ------
        InputError
            It is none.
        """
        text = self.text(key)
        if not text.isdecimal() or len(text) > 9:
            raise InputError.one(f"{key} is a whole number", "send one")
        return int(text)
