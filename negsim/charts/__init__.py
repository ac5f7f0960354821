"""Pictures of what was found: `draw` one of a kind, then `save` it; `alt_text` says in words what it shows."""

from __future__ import annotations

from negsim.charts.kind import Kind
from negsim.charts.kinds import KINDS, draw
from negsim.charts.output import FORMATS, render, save
from negsim.document.drawn import alt_text

__all__ = ["FORMATS", "KINDS", "Kind", "alt_text", "draw", "render", "save"]
