"""Label Studio's exports: JSON of tasks with annotations, whole (`JSON`) or short (`JSON-MIN`).

Until 2021 it counted units of UTF-16, since then
characters; the words that it stores beside each place tell which.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from negsim.errors import InputError, quoted
from negsim.interop.qda.left_out import tell_left_out
from negsim.interop.qda.project import CodedDocument, CodedPassage, CodingProject, offset
from negsim.interop.reading import FileReading

_LABELS = ("labels", "hypertextlabels", "paragraphlabels")
_NAMES = ("filename", "file_name", "title", "name", "file_upload")
_ABOUT = ("title", "author", "publisher", "url", "language", "date", "kind")


def is_label_studio(tasks: Any) -> bool:
    """Whether plain data are an export of Label Studio."""
    first = tasks[0] if isinstance(tasks, list) and tasks else None
    if not isinstance(first, dict):
        return False
    is_whole = isinstance(first.get("data"), dict) and isinstance(first.get("annotations"), list)
    return is_whole or any(_is_short(value) for value in first.values())


def _is_short(value: Any) -> bool:
    """Whether this is what a short export has of a text: its labelled stretches."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, dict) and {"start", "end", "labels"} <= set(one) for one in value)
    )


def read_project(tasks: Any, path: str, reading: FileReading) -> CodingProject:
    """Read the tasks of an export."""
    reader = _Reader(path)
    for number, task in enumerate(tasks if isinstance(tasks, list) else (), start=1):
        if isinstance(task, dict):
            reader.read_task(task, number)
    tell_left_out(reader.unread, reading)
    return CodingProject(
        program="annotations of Label Studio",
        documents=tuple(reader.documents.values()),
        passages=tuple(reader.passages),
        codes=dict.fromkeys((code for one in reader.passages for code in one.codes), ""),
    )


class _Reader:
    def __init__(self, path: str) -> None:
        self.path = path
        self.documents: dict[str, CodedDocument] = {}
        self.passages: list[CodedPassage] = []
        self.unread: Counter[str] = Counter()

    def read_task(self, task: dict[str, Any], number: int) -> None:
        """Read one text with what its annotators have of it."""
        data = task.get("data")
        held = data if isinstance(data, dict) else task
        annotations = task.get("annotations") if isinstance(data, dict) else None
        results = [
            one
            for annotation in (annotations if isinstance(annotations, list) else ())
            if isinstance(annotation, dict)
            for one in _list(annotation.get("result"))
        ]
        raw = _text(held, {str(one.get("to_name")) for one in results if isinstance(one, dict)})
        if raw is None:
            raise InputError.one(
                f"task {number} of {quoted(self.path, 200)} has no text of its own",
                "export tasks whose text is in them, not behind an address",
            )
        plain = {
            str(key).casefold(): str(value)
            for key, value in {**task, **held}.items()
            if isinstance(value, str | int) and value is not raw
        }
        name = next(
            (plain[key] for key in _NAMES if plain.get(key)), f"text {task.get('id', number)}"
        )
        about = {key: plain[key] for key in _ABOUT if plain.get(key)}
        # A short export has a task anew for each annotator: the same text is the same document.
        self.documents.setdefault(raw, CodedDocument(raw, name, raw, about))
        self.unread["prediction"] += len(_list(task.get("predictions")))
        if isinstance(annotations, list):
            for annotation in annotations:
                self._annotation(raw, annotation)
        else:
            coder = _coder(task.get("annotator"))
            for value in held.values():
                for span in value if _is_short(value) else ():
                    self._passage(raw, span, coder, None)

    def _annotation(self, key: str, annotation: Any) -> None:
        if not isinstance(annotation, dict):
            return
        if annotation.get("was_cancelled"):
            self.unread["annotation that was cancelled"] += 1
            return
        coder = _coder(annotation.get("completed_by"))
        results = [one for one in _list(annotation.get("result")) if isinstance(one, dict)]
        # A region may carry a remark: a result of its own, under the same id.
        remarks = {
            one.get("id"): "; ".join(map(str, one["value"]["text"]))
            for one in results
            if one.get("type") == "textarea"
            and isinstance(one.get("value"), dict)
            and isinstance(one["value"].get("text"), list)
        }
        marked = set()
        for one in results:
            value = one.get("value")
            if isinstance(value, dict) and any(name in value for name in _LABELS):
                marked.add(one.get("id"))
                self._passage(key, value, coder, remarks.get(one.get("id")))
        for one in results:
            if one.get("id") not in marked:
                self.unread[f"result of the kind {quoted(str(one.get('type')))}"] += 1

    def _passage(
        self, key: str, value: dict[str, Any], coder: str | None, says: str | None
    ) -> None:
        labels = [str(one) for name in _LABELS for one in _list(value.get(name))]
        words = value.get("text")
        self.passages.append(
            CodedPassage(
                document=key,
                start=offset(value.get("start")),
                stop=offset(value.get("end")),
                words=words if isinstance(words, str) and words.strip() else None,
                codes=tuple((label,) for label in labels),
                coder=coder,
                says=says,
            )
        )


def _text(held: dict[str, Any], wanted: set[str]) -> str | None:
    """Give the text of a task: under the name that its results have, or `text`, else the only long one."""
    texts = {str(key): value for key, value in held.items() if isinstance(value, str)}
    for key in ("text", *sorted(wanted)):
        if texts.get(key, "").strip():
            return texts[key]
    longest = sorted(texts.values(), key=len)[-1:]
    return longest[0] if longest and " " in longest[0].strip() else None


def _coder(value: Any) -> str | None:
    """Name who annotated: by address or name where the export has it, else by number."""
    if isinstance(value, dict):
        named = (value.get(key) for key in ("email", "username", "id"))
        value = next((one for one in named if one), None)
    if value is None:
        return None
    return f"annotator {value}" if isinstance(value, int) else str(value)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
