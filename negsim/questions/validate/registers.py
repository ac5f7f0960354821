"""What is sound but surprising in a register of claims, read by itself: warnings, never faults."""

from __future__ import annotations

import re
from collections.abc import Iterator

from negsim.errors import Fault, Where, quoted
from negsim.language.model.evidence import Register
from negsim.language.read.conditions import FORMS, split_test

_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


def lint_register(register: Register) -> tuple[Fault, ...]:
    """Look for what a coder would want to know, in line order.

    Returns
    -------
    tuple of Fault
        Tests that no issue could have, fingerprints that are none, an earlier claim that takes a later one's place.
        Whether issues and options exist is asked with the scenario that loads the register.
    """
    found = [*_tests(register), *_fingerprints(register), *_earlier(register)]
    return tuple(sorted(found, key=lambda fault: fault.where or Where("", 0, 0)))


def _tests(register: Register) -> Iterator[Fault]:
    for claim in register.claims:
        for issue, test in claim.bears_on:
            if isinstance(test, str) and split_test(test) is None:
                yield Fault(
                    register.where[f"claims.{claim.id}.bears_on.{issue}"],
                    f"`bears_on` of claim {claim.id!r} has no test of an issue: {quoted(test)}",
                    FORMS,
                )


def _fingerprints(register: Register) -> Iterator[Fault]:
    for claim in register.claims:
        text = None if claim.anchor is None else claim.anchor.sha256
        if text is not None and not _SHA256.fullmatch(text):
            yield Fault(
                register.where[f"claims.{claim.id}"],
                f"the anchor of claim {claim.id!r} has no SHA-256: {quoted(text)}",
                "64 digits and letters a to f, of the passage in the normalised text",
            )


def _earlier(register: Register) -> Iterator[Fault]:
    documents = {one.id: one.stated or one.inferred for one in register.documents}
    dates = {one.full_id: one.date or documents[one.document] for one in register.claims}
    for claim in register.claims:
        mine = dates[claim.full_id]
        for other in claim.supersedes:
            theirs = dates.get(other)
            if mine is not None and theirs is not None and mine < theirs:
                yield Fault(
                    register.where[f"claims.{claim.id}"],
                    f"claim {claim.id!r} of {mine} supersedes a later one, {quoted(other)} of {theirs}",
                    "check the dates, or which of them takes the other's place",
                )
