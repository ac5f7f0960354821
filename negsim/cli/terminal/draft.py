"""What `negsim draft` prints: the additions as they would stand in the file, the rest as comments."""

from __future__ import annotations

from negsim.cli.terminal.layout import width, wrap
from negsim.language.writer import write_yaml
from negsim.questions.draft import Draft
from negsim.questions.draft.tell import answer, why


def drafted_text(found: Draft, *, is_written: bool) -> str:
    """Give text that is YAML throughout: what is added, unless it was written; why nothing comes of other claims."""
    room = width()
    said = answer(found)
    parts = [_comment(said.opening + said.rest, room)]
    if found.added and not is_written:
        parts.append(write_yaml(found.additions()))
    if found.unused:
        lines = [f"{name}: {why(reason)}" for name, reason in found.unused.items()]
        told = ["Of these claims nothing comes:", *(f"  {line}" for line in lines)]
        parts.append("".join(f"# {line}\n" for line in told))
    return "\n".join(parts)


def _comment(text: str, room: int) -> str:
    return "".join(f"# {line}\n" for line in wrap(text, room - 2))
