"""Drafts of packages from files: YAML, JSON, a JSON a line, CSV, and the spreadsheet that groups fill in."""

from negsim.interop.drafts.files import read_drafts
from negsim.interop.drafts.gathering import Drafts, NamedDraft

__all__ = ["Drafts", "NamedDraft", "read_drafts"]
