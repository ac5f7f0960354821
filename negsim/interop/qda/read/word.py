"""Reviewers' comments on a Word or OpenDocument text: what people do who have no program for coding."""

from __future__ import annotations

from pathlib import PurePath

from negsim.interop.qda.meanings import own_meaning
from negsim.interop.qda.project import CodedDocument, CodedPassage, CodePath, CodingProject
from negsim.interop.reading import FileReading
from negsim.sources.documents.document import Comment
from negsim.sources.documents.file import read_file
from negsim.sources.register import claim_written


def read_project(path: str, reading: FileReading) -> CodingProject:
    """Read a document with its comments: each is a passage, a coder, and what the coder has to say.

    Lines such as `kind: red_line` or `about: port` are codes; a comment that is written as a claim, with the keys of a
    register, is that claim.
    """
    file = read_file(path)
    read = file.document
    for note in read.notes:
        reading.note(path, note)
    name = PurePath(path).stem
    about = {
        "title": read.about.title or PurePath(path).name,
        "author": read.about.author,
        "publisher": read.about.publisher,
        "url": read.about.url,
        "language": read.about.language,
        "date": read.about.stated,
        "sha256": file.sha256,
    }
    passages = tuple(_passage(name, comment) for comment in read.comments)
    return CodingProject(
        program="comments on a document",
        documents=(CodedDocument(name, name, read.text.whole, about, breaks="lines"),),
        passages=passages,
        codes=dict.fromkeys((code for one in passages for code in one.codes), ""),
        is_certain=True,
    )


def _passage(document: str, comment: Comment) -> CodedPassage:
    claim = claim_written(comment.says)
    codes: list[CodePath] = []
    says: list[str] = []
    for line in () if claim else comment.says.split("\n"):
        if own_meaning((line,)) is None:
            says.append(line)
        else:
            codes.append((line.strip(),))
    return CodedPassage(
        document,
        comment.start,
        comment.stop,
        codes=tuple(codes),
        coder=comment.author,
        says=str(claim["says"]) if claim else "\n".join(says).strip() or None,
        more={key: value for key, value in (claim or {}).items() if key != "says"},
    )
