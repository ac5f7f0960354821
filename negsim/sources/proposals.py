"""Claims that a program proposes, as JSON lines: taken where the passage stands in the text, and never confirmed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from negsim.errors import Fault, InputError, Where, quoted
from negsim.language.editing import Edits
from negsim.language.load import is_register, load_register, loads_register
from negsim.language.model.evidence import Register
from negsim.language.model.numbers import NumberText
from negsim.language.names import one_of
from negsim.language.read.claims import CLAIM_KEYS
from negsim.language.writer import write_yaml
from negsim.sources.anchor import make_anchor, places_of
from negsim.sources.register import plain_anchor
from negsim.sources.standing import Passages
from negsim.sources.text import Text, normalised

KEYS = ("document", "passage", "at", "claim", "by")
_OURS = ("in", "at", "anchor", "status")  # what a proposal says otherwise, or may not say
_EXAMPLE = '{"document": "letter", "passage": "…", "claim": {"kind": "demand", "says": "…"}}'


@dataclass(frozen=True)
class Proposal:
    """One line: a passage, and the claim that a program reads in it.

    Parameters
    ----------
    where : Where
        Its line.
    passage : str
        The words of the document, as they stand there but for white space.
    claim : mapping
        Keys of a claim; `grade` is F where it is absent.
    document : str or None
        None where the register has one document.
    paragraph : int or None
        In which paragraph the passage begins, where it stands more than once.
    by : str or None
        Who proposes it.
    """

    where: Where
    passage: str
    claim: Mapping[str, Any]
    document: str | None = None
    paragraph: int | None = None
    by: str | None = None


@dataclass(frozen=True)
class Proposed:
    """What became of proposals: the register with those that were taken, their ids, and why others were not."""

    text: str
    added: tuple[str, ...]
    refused: tuple[Fault, ...]


def is_proposals(text: str) -> bool:
    """Whether the first line that says anything is a proposal: it has a passage and a claim."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    try:
        held = json.loads(first)
    except (json.JSONDecodeError, RecursionError):
        return False
    return isinstance(held, dict) and {"passage", "claim"} <= set(held)


def register_beside(path: str, proposals: Sequence[Proposal]) -> str:
    """Find the one register in the folder of proposals that holds every document they name.

    Raises
    ------
    InputError
        There is none, or several.
    """
    named = {one.document for one in proposals if one.document is not None}
    folder = Path(path).parent
    found = []
    for one in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
        try:
            held = load_register(str(one)) if is_register(one) else None
        except InputError:
            continue  # whoever names it is told what is wrong with it
        if held is not None and named <= {document.id for document in held.documents}:
            found.append(str(one))
    if len(found) == 1:
        return found[0]
    raise InputError.one(
        f"{quoted(path, 200)} has proposals, and "
        + (
            f"{len(found)} registers beside it may be meant"
            if found
            else "no register is beside it"
        ),
        f"name it too: {', '.join(found[:6])}"
        if found
        else "name the register that they go into, or the documents that they quote",
    )


def read_proposals(text: str, path: str) -> tuple[Proposal, ...]:
    """Read proposals, one a line.

    Raises
    ------
    InputError
        Lines that are no proposals, all of them.
    """
    faults: list[Fault] = []
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                found.append(_proposal(line, Where(path, number, 1, len(line.rstrip()))))
            except InputError as error:
                faults += error.faults
    if faults:
        raise InputError(faults)
    return tuple(found)


def _proposal(line: str, where: Where) -> Proposal:
    try:
        held = json.loads(line, parse_int=NumberText, parse_float=NumberText)
    except (json.JSONDecodeError, RecursionError):
        raise InputError.one(
            "the line is no JSON", f"one object a line: {_EXAMPLE}", where
        ) from None
    if not isinstance(held, dict) or not {"passage", "claim"} <= set(held):
        raise InputError.one("no `passage` and `claim` on the line", _EXAMPLE, where)
    unknown: list[tuple[str, tuple[str, ...]]] = [(key, KEYS) for key in held if key not in KEYS]
    claim, passage = held["claim"], held["passage"]
    if not isinstance(claim, dict) or "says" not in claim:
        raise InputError.one(
            "`claim` has no `says`", "say in words of your own what is said", where
        )
    keys = tuple(key for key in CLAIM_KEYS if key not in _OURS)
    unknown += [(key, keys) for key in claim if key not in keys]
    for key, known in unknown:
        if key in _OURS:
            mend = "leave it out: anchors are made of passages, and only a person confirms"
            raise InputError.one(f"a proposal may not say {quoted(key)}", mend, where)
        raise InputError.one(f"unknown key {quoted(key)}", one_of(key, known), where)
    if not isinstance(passage, str) or not passage.strip():
        raise InputError.one("`passage` is no text", "the words as they stand in the text", where)
    at = held.get("at")
    if at is not None and not str(at).isdecimal():
        raise InputError.one(f"`at` is no paragraph: {quoted(str(at))}", "its number", where)
    document, by = (None if held.get(key) is None else str(held[key]) for key in ("document", "by"))
    return Proposal(where, passage, claim, document, None if at is None else int(at), by)


def with_proposals(
    register: Register, written: str, path: str, found: Passages, proposals: Sequence[Proposal]
) -> Proposed:
    """Add what is proposed to a register, each claim with its anchor and `status: proposed`.

    Parameters
    ----------
    register : Register
    written, path : str
        The text of its file, and its name.
    found : Passages
        Of it: the texts of its documents.
    proposals : sequence of Proposal

    Raises
    ------
    InputError
        A value of a claim is at fault: it is named by its place in the register as it would be.

    Notes
    -----
    A passage is looked for letter for letter, white space and Unicode's form aside. What is in the register already,
    the same passage with the same words, is passed over.
    """
    names = [document.id for document in register.documents]
    taken = {claim.id for claim in register.claims}
    known = {
        (claim.document, claim.anchor.start, claim.anchor.stop, claim.says)
        for claim in register.claims
        if claim.anchor is not None
    }
    added: dict[str, Any] = {}
    refused: list[Fault] = []
    free = (f"p{number}" for number in range(1, len(taken) + len(proposals) + 1))
    ids = (name for name in free if name not in taken)
    for one in proposals:
        name = names[0] if one.document is None and len(names) == 1 else one.document
        place = _place(one, name, names, found.texts)
        if isinstance(place, Fault):
            refused.append(place)
            continue
        start, stop = place
        assert name is not None
        says = str(one.claim["says"])
        if (name, start, stop, says) in known:
            continue
        known.add((name, start, stop, says))
        text = found.texts[name]
        at = text.at(start, stop)
        plain: dict[str, Any] = {"in": name} if len(names) > 1 else {}
        plain |= {"at": int(at) if at.isdecimal() else at, "grade": "F", **one.claim}
        plain |= {"status": "proposed"}
        plain |= {"note": f"proposed by {one.by}"} if one.by and "note" not in one.claim else {}
        added[next(ids)] = plain | {"anchor": plain_anchor(make_anchor(text, start, stop))}
    result = _with_claims(written, path, added) if added else written
    return Proposed(result, tuple(added), tuple(refused))


def with_confirmed(register: Register, written: str, path: str, claims: Sequence[str]) -> str:
    """Give the text of a register with some proposed claims confirmed.

    Raises
    ------
    InputError
        There is no such claim, or it is not proposed.
    """
    held = {claim.id: claim for claim in register.claims}
    proposed = [claim.id for claim in register.claims if claim.standing == "proposed"]
    faults = []
    for name in dict.fromkeys(claims):
        if name not in held:
            faults.append(Fault(None, f"no claim of {path}: {quoted(name)}", one_of(name, held)))
        elif name not in proposed:
            mend = f"proposed are {', '.join(proposed)}" if proposed else "none is proposed"
            faults.append(
                Fault(None, f"claim {name!r} is not proposed but {held[name].standing}", mend)
            )
    if faults:
        raise InputError(faults)
    edits = Edits(written, path)
    for name in dict.fromkeys(claims):
        extent = edits.find("claims", name, "status")
        assert extent is not None
        edits.replace(extent, "confirmed")
    return edits.result()


def _place(
    one: Proposal, name: str | None, names: Sequence[str], texts: Mapping[str, Text]
) -> tuple[int, int] | Fault:
    """Find the passage, once; else say why not."""
    if name is None or name not in names:
        asked = "no document is named" if name is None else f"no document {quoted(name)}"
        mend = one_of(name or "", names)
        return Fault(one.where, f"refused: {asked}", mend)
    if name not in texts:
        return Fault(
            one.where,
            f"refused: the text of document {quoted(name)} is not at hand",
            "name it in the register, under `text`",
        )
    text = texts[name]
    passage = normalised(one.passage)
    # A passage may go on over the end of a paragraph; a space and a line feed are one character each.
    flat = Text((text.whole.replace("\n", " "),))
    places: Iterator[int] = iter(places_of(flat, passage, most=len(flat.whole)))
    found = [p for p in places if one.paragraph in {None, text.number(p)}]
    if len(found) == 1:
        return found[0], found[0] + len(passage)
    where = "" if one.paragraph is None else f" in paragraph {one.paragraph}"
    if not found:
        return Fault(
            one.where,
            f"refused: the passage is not in the text of {name}{where}: {quoted(passage)}",
            "quote it letter for letter",
        )
    return Fault(
        one.where,
        f"refused: the passage stands {len(found)} times in the text of {name}{where}: {quoted(passage)}",
        "quote more of it, or name its paragraph: `at`",
    )


def _with_claims(written: str, path: str, claims: Mapping[str, Any]) -> str:
    edits = Edits(written, path)
    extent = edits.find("claims")
    assert extent is not None
    if extent.is_flow and not extent.items:
        lines = write_yaml(claims).rstrip("\n").split("\n")
        edits.replace(extent, "".join(f"\n  {line}" for line in lines))
    else:
        edits.merge({"claims": claims})
    text = edits.result()
    try:
        loads_register(text, path)
    except InputError as error:
        raise InputError(
            Fault(fault.where, f"with what is proposed, {fault.what}", fault.mend, fault.excerpt)
            for fault in error.faults
        ) from None
    return text
