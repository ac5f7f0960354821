"""A coding project to a register of claims, and the texts of its documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from negsim.errors import InputError, quoted
from negsim.interop.ids import ids_of
from negsim.interop.qda.claims import ClaimsMaker
from negsim.interop.qda.meanings import CodeMeanings, word_among
from negsim.interop.qda.placing import place_all
from negsim.interop.qda.project import CodedDocument, CodingProject
from negsim.interop.reading import FileReading
from negsim.language.load import loads_register
from negsim.language.model.evidence import DOCUMENT_KINDS, Register
from negsim.language.names import listed
from negsim.language.phrases import counted
from negsim.language.writer import write_yaml
from negsim.sources.form import write_form
from negsim.sources.text import Text, Unit

_TEXTS = ("title", "publisher", "author", "url", "language", "sha256")
_DATES = ("date", "retrieved")
ABOUT = (*_TEXTS, *_DATES, "kind", "chain")  # what a register says of a document


@dataclass(frozen=True)
class ImportedRegister:
    """A register made of other programs' files.

    Parameters
    ----------
    register : Register
    text : str
        Of its file; it names the texts of documents where they were given names.
    texts : mapping of str to str
        The texts of the documents, paragraphs numbered, by the names of their files.
    notes : tuple of str
        What could not be carried over, or was taken otherwise than written.
    """

    register: Register
    text: str
    texts: Mapping[str, str]
    notes: tuple[str, ...]


def register_of(
    project: CodingProject,
    meanings: CodeMeanings,
    reading: FileReading,
    *,
    said: str,
    stem: str | None = None,
    unit: Unit | None = None,
) -> ImportedRegister:
    """Make a register of claims of a project.

    Parameters
    ----------
    project : CodingProject
    meanings : CodeMeanings
    reading : FileReading
    said : str
        Where it comes from, for the top of the file.
    stem : str or None
        What the files of the texts begin with; the register names none where it is absent.
    unit : str or None
        What offsets count, where somebody said it.

    Raises
    ------
    InputError
        Nothing in the project is a passage of a text.
    """
    if not project.passages:
        raise InputError.one(
            f"{project.program}: no passage of a text is coded",
            "code a passage, and save or export the project once more",
        )
    texts, placed = place_all(project, reading, unit)
    ids = _ids(project.documents)
    _tell_coders(project, reading)
    claims = ClaimsMaker(texts, ids, meanings, reading).make(placed)
    _tell_idle_codes(project, meanings, reading)
    names = _file_names(texts, ids, stem)
    documents = {
        ids[one.key]: _about(one, texts.get(one.key), names.get(one.key), reading)
        for one in project.documents
    }
    plain: dict[str, Any] = {"documents": documents}
    if len(documents) == 1:
        [(name, about)] = documents.items()
        plain = {"document": {"id": name, **about}}
    plain |= {"claims": claims, **project.sections}
    body = write_yaml({key: value for key, value in plain.items() if value or key == "claims"})
    register = _loaded(body)
    notes = reading.notes
    head = "".join(f"# {' '.join(line.split())}\n" for line in (said, *notes))
    files = {name: write_form(texts[key]) for key, name in names.items()}
    return ImportedRegister(register, head + body, files, notes)


def _loaded(body: str) -> Register:
    try:
        return loads_register(body, "the imported register")
    except InputError as error:
        fault = error.faults[0]
        raise InputError.one(
            f"these codings make no register: {fault.what}", fault.mend or "import a smaller part"
        ) from None


def _ids(documents: tuple[CodedDocument, ...]) -> dict[str, str]:
    """Give each document an id: the one that our own files keep, else one made of its name."""
    keys = [one.key for one in documents]
    own = [str(one.about["id"]) for one in documents if one.about.get("id")]
    if len(set(own)) == len(keys):
        return dict(zip(keys, own, strict=True))
    names = [PurePath(one.name).stem or one.name for one in documents]
    return dict(zip(keys, ids_of(names, "document"), strict=True))


def _file_names(
    texts: Mapping[str, Text], ids: Mapping[str, str], stem: str | None
) -> dict[str, str]:
    if stem is None:
        return {}
    if len(ids) == 1:
        return dict.fromkeys(texts, f"{stem}.txt")
    return {key: f"{stem}.{ids[key]}.txt" for key in texts}


def _about(
    document: CodedDocument, text: Text | None, file: str | None, reading: FileReading
) -> dict[str, Any]:
    """Give what the register says of a document, as far as the program says it in words of the language."""
    told = {key: value for key, value in document.about.items() if value not in (None, "", [], {})}
    if "id" not in told:
        told.setdefault("title", document.name)
    about: dict[str, Any] = {}
    for key in ABOUT:
        value = told.get(key)
        if value is None or value == "":
            continue
        if key in _DATES:
            value = _date(value)
        elif key == "kind":
            value = word_among(str(value), DOCUMENT_KINDS)
        if value is None:
            reading.note("", f"{document.name}: its {key} is left out: {quoted(str(told[key]))}")
        else:
            about[key] = value
    if text is not None:
        about |= {"text_sha256": text.sha256, "paragraphs": len(text.paragraphs)}
    if file is not None:
        about["text"] = file
    return about


def _date(value: Any) -> Any:
    """Give a day, with what was inferred where that is said; None where it is none."""
    if isinstance(value, Mapping):
        return value
    try:
        return dt.date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        return None


def _tell_coders(project: CodingProject, reading: FileReading) -> None:
    coders: dict[str, int] = {}
    for passage in project.passages:
        if passage.coder:
            coders[passage.coder] = coders.get(passage.coder, 0) + 1
    if len(coders) > 1:
        each = listed(f"{name} ({number})" for name, number in coders.items())
        reading.note(
            "",
            f"{len(coders)} coders in one register, told apart in the notes of claims: {each};"
            " a register for each can be asked for, and compared with `agree`",
        )


def _tell_idle_codes(project: CodingProject, meanings: CodeMeanings, reading: FileReading) -> None:
    used = dict.fromkeys(path for passage in project.passages for path in passage.codes)
    above = {path[:length] for path in used for length in range(1, len(path))}
    idle = [
        path
        for path in project.codes
        if path not in used and path not in above and not meanings.of(path)
    ]
    if idle:
        some = listed((" / ".join(path) for path in idle), most=5)
        reading.note("", f"{counted(len(idle), 'code')} without a passage left out: {some}")
    unsaid = meanings.unexplained(used)
    if unsaid:
        some = listed((" / ".join(path) for path in unsaid), most=5)
        reading.note(
            "",
            f"{counted(len(unsaid), 'code')} of which nothing says what they mean for a claim: {some}",
        )
