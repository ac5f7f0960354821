"""The files of a folder: read, changed step by step, and never written over when somebody else has changed them."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from negsim.errors import InputError, NegsimError, OutputError, quoted
from negsim.files import write_bytes
from negsim.language.yaml.text import MOST_BYTES, decode
from negsim.studio.edits.commands import done
from negsim.studio.journal import Entry, Journal, Known, fingerprint
from negsim.studio.named_files import refuse_outside

MOST_FILES = 2000
_YAML = (".yaml", ".yml")


class Stale(NegsimError):
    """A command was meant for a file that has become another since."""


class Gone(NegsimError):
    """A file is not there any more."""


@dataclass(frozen=True)
class Leaf:
    """A file as it stands: its name in the folder, its bytes, and whether steps can be undone and redone."""

    name: str
    content: bytes
    can_undo: bool = False
    can_redo: bool = False

    @property
    def fingerprint(self) -> str:
        """Of its bytes."""
        return fingerprint(self.content)

    @property
    def text(self) -> str:
        """Its text; a fault of the file where it is none.

        Raises
        ------
        InputError
            It is not UTF-8.
        """
        decode(self.content, self.name)
        return self.content.decode("utf-8")


class Folder:
    """A folder whose files are written here.

    Parameters
    ----------
    root : Path
        The folder; nothing outside it is opened by a name.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._lock = threading.RLock()
        self._journal: Journal | None = None
        self._why: NegsimError | None = None
        try:
            self._journal = Journal(self.root)
        except OutputError as error:
            self._why = error

    @property
    def why_read_only(self) -> NegsimError | None:
        """Why nothing can be changed; None where it can."""
        return self._why

    def close(self) -> None:
        """Let go of the journal."""
        if self._journal is not None:
            self._journal.close()

    def path(self, name: str) -> Path:
        """Give the path of a name in the folder.

        Raises
        ------
        InputError
            It leads out of the folder, or is hidden.
        """
        parts = name.split("/")
        if (
            not name
            or len(name) > 400
            or "\\" in name
            or ":" in name
            or not name.isprintable()
            or any(part in ("", "..") or part.startswith(".") for part in parts)
        ):
            raise _outside(name)
        path = self.root.joinpath(*parts)
        if not path.resolve().is_relative_to(self.root):
            raise _outside(name)
        return path

    def names(self) -> list[str]:
        """Name the files, those of folders in it too, in order; hidden ones are left out."""
        found: list[str] = []
        folders = [self.root]
        while folders and len(found) < MOST_FILES:
            inner = folders.pop()
            try:
                entries = sorted(inner.iterdir())
            except OSError:
                continue
            for path in entries:
                if path.name.startswith(".") or path.is_symlink():
                    continue
                if path.is_dir():
                    folders.append(path)
                else:
                    found.append(path.relative_to(self.root).as_posix())
        return sorted(found)

    def stamp(self) -> str:
        """Give what is another wherever one of the files in YAML, which may rest on each other, is another."""
        return "\n".join(
            f"{name} {stat.st_mtime_ns} {stat.st_size}"
            for name in self.names()
            if name.endswith(_YAML) and (stat := (self.root / name).stat())
        )

    def read(self, name: str) -> Leaf:
        """Give a file as it stands; what others have done to it since is entered as a step of its own.

        Raises
        ------
        InputError
            There is no such file.
        Gone
            It was there, and is not any more.
        """
        with self._lock:
            content = self._settled(name)
            if self._journal is None:
                return Leaf(name, content)
            known = self._journal.known(name)
            assert known is not None
            return Leaf(
                name, content, known.step > 0, self._journal.next_step(name, known.step) is not None
            )

    def change(self, name: str, seen: str, commands: Sequence[Any], say: str) -> Leaf:
        """Do some commands as one step.

        Parameters
        ----------
        name : str
        seen : str
            Fingerprint of the file that the commands were made for.
        commands : sequence of mappings
        say : str
            What was done, in words.

        Raises
        ------
        Stale
            The file has another fingerprint.
        """
        with self._lock:
            leaf = self._fresh(name, seen)
            _refuse_other_than_yaml(name)
            text = done(leaf.text if _is_text(leaf) else "", name, commands)
            refuse_outside(leaf.text if _is_text(leaf) else "", text, self.path(name), self.root)
            after = text.encode("utf-8")
            if len(after) > MOST_BYTES:
                raise InputError.one("the text is larger than 10 MB", "split it")
            if after != leaf.content:
                journal = self._writable()
                known = journal.known(name)
                assert known is not None
                journal.enter(name, after, say=say or "changed", commands=commands)
                self._write(journal, name, after, known)
            return self.read(name)

    def new(self, name: str, content: bytes, say: str) -> Leaf:
        """Write a file that is not there yet.

        Raises
        ------
        InputError
            A file of that name is there.
        """
        with self._lock:
            path = self.path(name)
            if path.exists() or path.is_symlink():
                raise InputError.one(f"{quoted(name)} is there already", "choose another name")
            journal = self._writable()
            path.parent.mkdir(parents=True, exist_ok=True)
            known = journal.known(name)
            if known is None:
                journal.begin(name, b"")
                known = journal.known(name)
                assert known is not None
            journal.enter(name, content, say=say)
            self._write(journal, name, content, known)
            return self.read(name)

    def restore(self, name: str) -> Leaf:
        """Write a file that is gone as it last stood."""
        with self._lock:
            journal = self._writable()
            known = journal.known(name)
            if known is None:
                raise InputError.one(f"{quoted(name)} was never open here", "look in the list")
            if not self.path(name).exists():
                write_bytes(self.path(name), known.content)
            return self.read(name)

    def undo(self, name: str, seen: str) -> Leaf:
        """Take the last step back."""
        with self._lock:
            leaf = self._fresh(name, seen)
            journal = self._writable()
            known = self._known(journal, name)
            step = journal.step(known.step)
            if step is None:
                raise InputError.one("there is nothing to undo", "go on")
            content = _without(leaf.content, step)
            return self._walk(journal, name, "undo", step.parent, content, known)

    def redo(self, name: str, seen: str) -> Leaf:
        """Do again the step that was taken back last."""
        with self._lock:
            leaf = self._fresh(name, seen)
            journal = self._writable()
            known = self._known(journal, name)
            step = journal.next_step(name, known.step)
            if step is None:
                raise InputError.one("there is nothing to do again", "go on")
            return self._walk(journal, name, "redo", step.id, _with(leaf.content, step), known)

    def back(self, name: str, seen: str, goal: int) -> Leaf:
        """Go to a step of the history, 0 being before the first."""
        with self._lock:
            leaf = self._fresh(name, seen)
            journal = self._writable()
            known = self._known(journal, name)
            ids = [0, *(entry.id for entry in journal.line(name))]
            if goal not in ids:
                raise InputError.one("there is no such step", "read the history again")
            content, line = leaf.content, journal.line(name)
            here, there = ids.index(known.step), ids.index(goal)
            for entry in reversed(line[there:here]):
                content = _without(content, entry)
            for entry in line[here:there]:
                content = _with(content, entry)
            return self._walk(journal, name, "back", goal, content, known)

    def history(self, name: str) -> tuple[list[Entry], int]:
        """Give the steps of a file, and the last that is done."""
        with self._lock:
            self.read(name)
            if self._journal is None:
                return [], 0
            return self._journal.line(name), self._known(self._journal, name).step

    def _walk(
        self, journal: Journal, name: str, kind: str, goal: int, content: bytes, known: Known
    ) -> Leaf:
        journal.walk(name, kind, goal, content)
        self._write(journal, name, content, known)
        return self.read(name)

    def _write(self, journal: Journal, name: str, content: bytes, known: Known) -> None:
        """Write what the journal says; where that cannot be, the journal says again what it said before."""
        try:
            write_bytes(self.path(name), content)
        except OutputError:
            journal.take_back(name, known)
            raise
        journal.written(name)

    def _settled(self, name: str) -> bytes:
        """Read a file, with the journal made to agree with it."""
        path = self.path(name)
        content = _bytes(path)
        journal = self._journal
        known = None if journal is None else journal.known(name)
        if content is None:
            if known is None:
                raise InputError.one(f"there is no file {quoted(name)}", "look in the list")
            raise Gone.one(
                f"{quoted(name)} is gone from the folder; what it last said is kept in the journal",
                "put it back, or leave it",
            )
        if journal is None:
            return content
        if known is None:
            journal.begin(name, content)
        elif content != known.content:
            if not known.is_written and fingerprint(content) == known.was:
                # Stopped between journal and file: the step is finished.
                write_bytes(path, known.content)
                journal.written(name)
                return known.content
            journal.enter(
                name, content, say="changed by another program", kind="outside", is_written=True
            )
        elif not known.is_written:
            journal.written(name)
        return content

    def _fresh(self, name: str, seen: str) -> Leaf:
        try:
            leaf = self.read(name)
        except Gone:
            known = self._known(self._writable(), name)
            if fingerprint(known.content) != seen:
                raise
            leaf = self.restore(name)  # whoever saw it last goes on, and it is written anew
        if leaf.fingerprint != seen:
            raise Stale.one(
                f"{quoted(name)} has changed since you saw it",
                "look at both, and choose",
            )
        return leaf

    def _writable(self) -> Journal:
        if self._journal is None:
            assert self._why is not None
            raise self._why
        return self._journal

    @staticmethod
    def _known(journal: Journal, name: str) -> Known:
        known = journal.known(name)
        assert known is not None
        return known


def _bytes(path: Path) -> bytes | None:
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError.one(f"{quoted(path.name)} cannot be read: {error.strerror}") from None
    if len(content) > MOST_BYTES:
        raise InputError.one(f"{quoted(path.name)} is larger than 10 MB", "split it")
    return content


def _without(content: bytes, step: Entry) -> bytes:
    end = step.start + len(step.new)
    assert content[step.start : end] == step.new
    return content[: step.start] + step.old + content[end:]


def _with(content: bytes, step: Entry) -> bytes:
    end = step.start + len(step.old)
    assert content[step.start : end] == step.old
    return content[: step.start] + step.new + content[end:]


def _outside(name: str) -> InputError:
    return InputError.one(
        f"{quoted(name)} is no name of a file in this folder", "choose one from the list"
    )


def _refuse_other_than_yaml(name: str) -> None:
    if not name.endswith(_YAML):
        raise InputError.one(f"{quoted(name)} is not written here", "edit a .yaml file")


def _is_text(leaf: Leaf) -> bool:
    """Say whether a file is UTF-8; where it is not, only a whole new text can mend it."""
    try:
        leaf.content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
